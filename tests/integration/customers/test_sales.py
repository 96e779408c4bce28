"""Leads, deals and contracts: how they are entered, how they end, and what is computed of them."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from customers.errors import EditConflictError, FieldRefusedError
from customers.models import Contract, Customer, Deal, Lead
from customers.services import leads, selling
from office.models import AuditEntry
from tests.factories.customers import make_customer

pytestmark = pytest.mark.usefixtures("clock")
TODAY = date(2026, 11, 19)


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"], name="北渡精工")


@pytest.fixture
def lead(cast, db):
    return leads.add("南岸仪表", created_on=date(2026, 9, 1), by=cast["mei"])


def test_a_lead_gets_the_next_number_of_its_day(cast, lead):
    assert lead.number == "L20260901-1"
    assert leads.add("另一家", created_on=date(2026, 9, 1), by=cast["otto"]).number == "L20260901-2"
    with pytest.raises(leads.LeadExistsError):
        leads.add("又一家", created_on=TODAY, number="L20260901-1", by=cast["otto"])


def test_a_won_lead_becomes_a_customer_of_its_owner(cast, lead):
    won = leads.win(lead, by=cast["mei"])
    assert (won.outcome, won.closed_on) == ("won", TODAY)
    assert (won.customer.name, won.customer.owner) == ("南岸仪表", cast["mei"])
    assert won.customer.history_entries.filter(verb="lead_won").exists()
    with pytest.raises(leads.LeadClosedError):
        leads.give_up(lead, outcome="lost", by=cast["mei"])


def test_a_won_lead_may_be_a_customer_that_exists_already(cast, lead, customer):
    assert leads.win(lead, customer=customer, by=cast["mei"]).customer == customer
    assert Customer.objects.count() == 1
    again = leads.reopen(lead, by=cast["lea"])
    assert (again.outcome, again.customer, again.closed_on) == ("open", None, None)


def test_a_lead_is_not_tied_to_a_customer_that_one_does_not_see(cast, lead):
    with pytest.raises(PermissionDenied):
        leads.win(lead, customer=make_customer(cast["otto"]), by=cast["mei"])
    lead.refresh_from_db()
    assert lead.outcome == "open"


def test_leads_belong_to_their_owner_and_to_the_lead_of_the_team(cast, lead):
    seen = {who for who in cast if Lead.objects.visible_to(cast[who]).exists()}
    assert seen == {"mei", "lea", "fay", "eve", "fin", "ops", "ada"}
    with pytest.raises(PermissionDenied):
        leads.change(lead, changes={"owner": cast["otto"]}, version=1, by=cast["mei"])
    with pytest.raises(PermissionDenied):
        leads.give_up(lead, outcome="lost", by=cast["otto"])


@pytest.mark.parametrize("on", [date(2026, 8, 31), date(2026, 11, 20)])
def test_a_lead_is_closed_between_the_day_it_came_and_today(cast, lead, on):
    with pytest.raises(FieldRefusedError):
        leads.win(lead, on=on, by=cast["mei"])


def test_two_who_edit_a_lead_at_once_are_told(cast, lead):
    leads.change(lead, changes={"name": "甲"}, version=1, by=cast["mei"])
    with pytest.raises(EditConflictError):
        leads.change(lead, changes={"name": "乙"}, version=1, by=cast["lea"])
    assert leads.change(lead, changes={"note": "x"}, version=1, by=cast["lea"]).name == "甲"


def test_the_form_of_closing_a_lead_offers_the_customer_of_its_name(cast, signed_in, lead):
    twin = make_customer(cast["mei"], name="南岸仪表")
    url = reverse("customers:close_lead", args=[lead.pk])
    assert signed_in("mei").get(url).context["form"].initial["customer"] == twin
    signed_in("mei").post(url, {"outcome": "won", "closed_on": "2026-11-01", "customer": twin.pk})
    lead.refresh_from_db()
    assert (lead.customer, lead.closed_on) == (twin, date(2026, 11, 1))


def test_the_list_shows_the_rate_from_twenty_ended_leads_on(cast, signed_in):
    for number in range(19):
        one = leads.add(f"公司{number}", created_on=date(2026, 9, 1), by=cast["mei"])
        leads.give_up(one, outcome="lost" if number % 2 else "unfit", by=cast["mei"])
    client, url = signed_in("mei"), reverse("customers:leads")
    assert client.get(url).context["won"].rate is None
    leads.win(leads.add("公司", created_on=date(2026, 9, 1), by=cast["mei"]), by=cast["mei"])
    assert client.get(url).context["won"].rate == Decimal("0.0500")
    assert "5.0%" in client.get(url).content.decode()
    assert [row["lead"].name for row in client.get(f"{url}?outcome=won").context["rows"]] == ["公司"]


def test_the_list_pages_by_keyset_without_gap_and_costs_the_same(cast, signed_in, queries_of):
    client, url = signed_in("lea"), reverse("customers:leads")
    leads.win(leads.add("一", created_on=date(2026, 1, 1), by=cast["mei"]), by=cast["mei"])
    few = queries_of(client, url)
    for number in range(70):
        one = leads.add(f"公司{number}", created_on=date(2026, 1, 1 + number % 20), by=cast["mei"])
        if number % 7 == 0:
            leads.win(one, by=cast["mei"])
    assert queries_of(client, url) == few
    for sort in ("-created", "closed", "name"):
        seen, query = [], f"?sort={sort}"
        while query:
            context = client.get(url + query).context
            seen += [row["lead"].pk for row in context["rows"]]
            query = context["next_url"]
        assert len(seen) == len(set(seen)) == 71, sort


def test_the_file_holds_what_the_person_sees_disarmed_and_leaves_an_entry(cast, signed_in, lead):
    leads.add("=1+1", created_on=TODAY, by=cast["mei"])
    leads.add("别人的", created_on=TODAY, by=cast["otto"])
    answer = signed_in("mei").get(reverse("customers:leads_export"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[1] for row in rows[1:]] == ["'=1+1", "南岸仪表"]
    entry = AuditEntry.objects.get(verb="exported")
    assert (entry.by, entry.details["rows"]) == (cast["mei"], 2)


def test_a_lead_that_became_a_customer_one_no_longer_sees_keeps_its_name_to_itself(cast, signed_in, lead):
    sold = make_customer(cast["otto"], name="外部公司")
    leads.win(lead, customer=sold, by=cast["ops"])
    assert "外部公司" not in signed_in("mei").get(reverse("customers:leads")).content.decode()
    exported = b"".join(signed_in("mei").get(reverse("customers:leads_export")).streaming_content).decode()
    assert "外部公司" not in exported


def deal(customer, by, **fields):
    return selling.add_deal(customer, name="二期", opened_on=date(2026, 3, 1), by=by, **fields)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"outcome": "won"}, "closed_on"),
        ({"closed_on": TODAY}, "closed_on"),
        ({"outcome": "lost", "closed_on": date(2026, 2, 1)}, "closed_on"),
        ({"amount": Decimal(-1)}, "amount"),
    ],
)
def test_a_deal_is_closed_when_it_ended(cast, customer, fields, field):
    with pytest.raises(FieldRefusedError) as refused:
        deal(customer, cast["mei"], **fields)
    assert refused.value.field == field


def test_a_deal_moves_from_open_to_won(cast, customer):
    one = deal(customer, cast["mei"], amount=Decimal("9000"))
    assert (one.number, one.currency) == ("D20260301-1", "CNY")
    won = selling.change_deal(one, changes={"outcome": "won", "closed_on": TODAY}, version=1, by=cast["lea"])
    assert won.outcome == "won"
    entry = customer.history_entries.filter(verb="deal_changed").get()
    assert "9000" not in str(entry.detail)


def contract(customer, by, **fields):
    values = {"ends_on": date(2026, 12, 31), "fee": Decimal(1000), "months": 12, **fields}
    return selling.add_contract(customer, starts_on=date(2026, 1, 1), by=by, **values)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends_on": date(2025, 12, 31)}, "ends_on"),
        ({"months": 0}, "months"),
        ({"fee": Decimal(-1)}, "fee"),
        ({"ended_on": date(2026, 12, 31)}, "ended_on"),
        ({"ended_on": date(2025, 12, 31)}, "ended_on"),
    ],
)
def test_a_contract_that_cannot_be_is_refused_at_its_field(cast, customer, fields, field):
    with pytest.raises(FieldRefusedError) as refused:
        contract(customer, cast["mei"], **fields)
    assert refused.value.field == field


def test_a_contract_is_renewed_or_ends_early(cast, customer):
    one = contract(customer, cast["mei"])
    assert selling.settle_renewal(one, renewal="renewed", by=cast["fin"]).renewal == "renewed"
    two = contract(customer, cast["mei"])
    ended = selling.end_early(two, on=date(2026, 6, 30), by=cast["mei"])
    assert (ended.ended_on, ended.renewal) == (date(2026, 6, 30), "ended")
    with pytest.raises(selling.AlreadyEndedError):
        selling.end_early(two, on=date(2026, 7, 31), by=cast["mei"])
    with pytest.raises(PermissionDenied):
        contract(customer, cast["fay"])


def test_the_tab_shows_the_monthly_revenue_with_its_formula(cast, customer, signed_in):
    contract(customer, cast["mei"])
    contract(customer, cast["mei"], currency="usd")
    response = signed_in("mei").get(reverse("customers:contracts", args=[customer.pk]))
    shown = response.content.decode()
    assert "1,000.00 ÷ 12" in shown
    assert response.context["recurring"].amount == Decimal("83.33")
    assert response.context["recurring"].unknown == 1
    assert "banner--warn" in shown


def test_who_sees_no_revenue_finds_no_tab(cast, signed_in):
    shared = make_customer(cast["mei"], members=[cast["otto"]])
    url = reverse("customers:contracts", args=[shared.pk])
    assert signed_in("otto").get(url).status_code == 404
    assert url not in signed_in("otto").get(shared.get_absolute_url()).content.decode()


def test_the_tab_costs_the_same_with_many_contracts(cast, customer, signed_in, queries_of):
    client, url = signed_in("mei"), reverse("customers:contracts", args=[customer.pk])
    contract(customer, cast["mei"])
    deal(customer, cast["mei"])
    few = queries_of(client, url)
    for _ in range(5):
        contract(customer, cast["mei"])
        deal(customer, cast["mei"])
    assert queries_of(client, url) == few
    assert (Contract.objects.count(), Deal.objects.count()) == (6, 6)


def test_a_dialog_about_nobody_yet_names_nobody(signed_in):
    page = signed_in("mei").get(reverse("customers:new_lead")).content.decode()
    assert ">None<" not in page
