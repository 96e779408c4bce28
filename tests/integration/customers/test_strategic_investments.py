"""Strategic investments: booked and corrected by who may, counted in the value-return curve alone, unseen by account managers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from customers.errors import ArchivedError, EditConflictError, FieldRefusedError
from customers.figures.reading import read
from customers.figures.registry import find
from customers.models import (
    CostLine,
    Customer,
    CustomerStanding,
    ExternalId,
    ImportRun,
    RevenueLine,
    StrategicInvestment,
    ValuePlan,
)
from customers.services import company_money, rollups, standings, strategic
from customers.services.importing import undoing
from office.models import User
from office.services import api_keys
from tests.factories.customers import make_customer
from tests.integration.customers.importing import bring_in, counts, file

DAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def _in_english(cast):
    User.objects.update(language="en")
    with override("en"):
        yield


@pytest.fixture
def firm(cast, clock):
    """Ten complete months of 40 a month since January, planned at 120 a year."""
    made = make_customer(cast["mei"], name="北渡精工", first_deal_on=date(2026, 1, 5))
    for month in range(1, 11):
        day = f"2026-{month:02}-05"
        RevenueLine.objects.create(customer=made, document=day, booked_on=day, net="100", currency="CNY")
        CostLine.objects.create(customer=made, key=day, kind="product_cost", booked_on=day, amount="60", currency="CNY")
    ValuePlan.objects.create(customer=made, starts_on="2026-01-01", years=[["a", "120"], ["b", "120"]], by=cast["fay"])
    rollups.rebuild()
    return made


def book(firm, cast, amount="150", who="fin", **fields):
    return strategic.book(
        firm, on=DAY, amount=Decimal(amount), purpose="Test rig", by=cast[who], decided_by=cast["fay"], **fields
    )


def today(firm) -> CustomerStanding:
    standings.recompute_all()
    return CustomerStanding.objects.get(current_for=firm)


def test_it_lowers_the_curve_and_no_profit(firm, cast):
    before = today(firm)
    book(firm, cast)
    after = today(firm)
    assert (before.parts["curve"]["actual_cum"], after.parts["curve"]["actual_cum"]) == ("400.00", "250.00")
    for name in ("net_profit", "net_profit_ever", "net_margin", "cost_to_serve", "direct_cost", "ltv", "profit_class"):
        assert getattr(after, name) == getattr(before, name), name
    assert before.inputs_digest != after.inputs_digest
    explained = read(find("curve_status"), firm, cast["fay"])
    inputs = {str(each.label): each.value for each in explained.inputs}
    assert (explained.first, explained.last) == (date(2026, 1, 1), date(2026, 10, 31))
    assert inputs["Reached by now"] == 250
    assert inputs["Of it net customer profit"] == 400
    assert inputs["Less strategic investment since the plan began"] == 150
    assert inputs["strategic investment"] == 150
    assert [each.code for each in explained.gaps] == ["curve_cac"], "what winning it cost is unknown, not nothing"


def test_the_figure_tells_entries_rows_and_that_no_profit_carries_it(firm, cast, signed_in):
    book(firm, cast)
    book(firm, cast, "50", currency="USD")
    today(firm)
    reading = read(find("strategic_investment"), firm, cast["fay"])
    assert (reading.value, reading.count.value, [each.code for each in reading.gaps]) == (150, 2, ["investment_rate"])
    page = signed_in("fin").get(f"/customers/{firm.pk}/figures/strategic_investment/").content.decode()
    assert "in no cost, no net profit and no margin" in page
    assert f"/customers/{firm.pk}/costs/#investments" in page
    assert "/money/?part=exchange" in page
    row = CustomerStanding.objects.get(current_for=firm)
    assert row.parts["curve_of"]["without_rate"] == 1
    company_money.set_exchange_rate(currency="USD", on=DAY, rate=Decimal(7), by=cast["fin"])
    assert read(find("strategic_investment"), firm, cast["fay"]).value == 500
    row.refresh_from_db()
    assert row.parts["curve_of"]["invested"] == "500.00", "the rate that was missing has its standing computed anew"


def test_the_page_books_it_and_the_dialog_tells_what_it_said_before(firm, cast, signed_in):
    client, url = signed_in("fay"), f"/customers/{firm.pk}/costs/"
    body = {
        "on": "2026-05-20",
        "amount": "300",
        "currency": "CNY",
        "purpose": "Joint lab",
        "decided_by": cast["fay"].pk,
    }
    assert client.post(reverse("customers:new_investment", args=[firm.pk]), body).status_code == 302
    made = StrategicInvestment.objects.get()
    assert (made.amount, made.decided_by, made.history.get().history_user) == (300, cast["fay"], cast["fay"])
    page = client.get(url).content.decode()
    assert "Joint lab" in page
    assert "300.00" in page
    edit = reverse("customers:edit_investment", args=[made.pk])
    assert client.post(edit, {**body, "amount": "450", "decided_by": "", "version": "1"}).status_code == 302
    told = client.get(edit).content.decode()
    assert "300.00" in told
    assert "Joint lab" not in client.get(f"{url}?kind=rebates").content.decode(), "it is no line of the profit and loss"


def test_two_who_change_one_field_are_asked(firm, cast):
    made = book(firm, cast)
    strategic.change(made, changes={"amount": Decimal(1)}, version=1, by=cast["fin"])
    strategic.change(made, changes={"purpose": "Else"}, version=1, by=cast["ops"])
    with pytest.raises(EditConflictError):
        strategic.change(made, changes={"amount": Decimal(2)}, version=1, by=cast["fay"])


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"amount": Decimal(0)}, "amount"), ({"on": date(2027, 1, 1)}, "on"), ({"purpose": " "}, "purpose")],
)
def test_what_cannot_be_is_refused(firm, cast, fields, field):
    values = {"on": DAY, "amount": Decimal(1), "purpose": "rig", **fields}
    with pytest.raises(FieldRefusedError) as refused:
        strategic.book(firm, by=cast["fin"], **values)
    assert refused.value.field == field
    assert not StrategicInvestment.objects.exists()


def test_who_may_and_who_learns_of_it(firm, cast, signed_in):
    made = book(firm, cast, who="lea")
    for who in ("mei", "otto", "eve"):
        with pytest.raises(PermissionDenied):
            book(firm, cast, who=who)
    today(firm)
    strategic.change(made, changes={"amount": Decimal(77)}, version=1, by=cast["fay"])
    assert not StrategicInvestment.objects.visible_to(cast["mei"]).exists()
    mei, lead = signed_in("mei"), signed_in("lea")
    told = "strategic investment was"
    assert told in lead.get(firm.get_absolute_url()).content.decode()
    assert told not in mei.get(firm.get_absolute_url()).content.decode()
    assert "trategic investment" not in mei.get(f"/customers/{firm.pk}/economics/").content.decode()
    assert mei.get(f"/customers/{firm.pk}/figures/strategic_investment/").status_code == 404
    lead.post(reverse("customers:fact_remove", args=["investment", made.pk]))
    assert "trategic investment" not in mei.get(firm.get_absolute_url()).content.decode()
    assert "trategic investment" in lead.get(firm.get_absolute_url()).content.decode()


def test_an_archived_customer_takes_none(firm, cast):
    Customer.objects.filter(pk=firm.pk).update(archived_at="2026-11-01T00:00:00Z")
    with pytest.raises(ArchivedError):
        book(firm, cast)


def test_a_file_brings_them_in_and_knows_them_again(tmp_path, firm, cast):
    make_customer(external_ids=[("ledger", "C1")])
    head = "date,amount,currency,what for,decided by,customer id\n"
    rows = [
        "2026-03-01,500,,Joint lab,fay,C1",
        "2026-03-01,500,,Joint lab,,C1",
        "2026-03-02,20,USD,Audit,,C1",
        "2026-03-02,0,,Nothing,,C1",
        "2030-03-02,5,,Later,,C1",
        "2026-03-02,5,,Who,nobody,C1",
        "2026-03-02,5,,,,C1",
    ]
    path = file(tmp_path, *(f"{row}\n" for row in rows), head=head)
    first = bring_in(path, "investments", by=cast["fin"])
    assert counts(first) == (3, 0, 0, 4)
    told = StrategicInvestment.objects.order_by("on", "id").values_list("amount", "currency", "decided_by")
    assert list(told) == [(500, "CNY", cast["fay"].pk), (500, "CNY", None), (20, "USD", None)]
    assert counts(bring_in(path, "investments", by=cast["fin"])) == (0, 0, 3, 4)
    assert StrategicInvestment.history.count() == 3


def test_an_import_of_them_is_taken_back_and_the_curve_follows(
    tmp_path, firm, cast, django_capture_on_commit_callbacks
):
    standings.recompute_all()
    ExternalId.objects.create(customer=firm, source="ledger", value="C9")
    path = file(tmp_path, "2026-03-01,30,Joint lab,C9\n", head="date,amount,what for,customer id\n")
    row = CustomerStanding.objects.filter(current_for=firm)
    with django_capture_on_commit_callbacks(execute=True):
        bring_in(path, "investments", by=cast["fin"])
    assert row.get().parts["curve"]["actual_cum"] == "370.00"
    undo = undoing.begin(ImportRun.objects.latest("pk"), by=cast["fin"])
    with django_capture_on_commit_callbacks(execute=True):
        undoing.work(undo, report=lambda done, all_, message: None)
    assert not StrategicInvestment.objects.exists()
    assert row.get().parts["curve"]["actual_cum"] == "400.00"


def test_headings_are_known_in_chinese(tmp_path, firm, cast):
    make_customer(external_ids=[("ledger", "C1")])
    path = file(tmp_path, "2026-03-01,500,试验台,fay,C1\n", head="投入日期,投入金额,用途,决定人,客户编号\n")
    assert counts(bring_in(path, "investments", by=cast["fin"])) == (1, 0, 0, 0)


def test_the_api_tells_them_to_who_sees_costs(firm, cast, client):
    book(firm, cast)

    def asked(who: str, query: str = "") -> list:
        ends = timezone.now() + timedelta(days=1)
        _key, plain = api_keys.issue(owner=cast[who], label="k", scopes=["read:revenue"], expires_at=ends, by=cast[who])
        answer = client.get(f"/api/v1/strategic-investments/{query}", headers={"Authorization": f"Bearer {plain}"})
        return answer.json()["results"]

    [one] = asked("fay")
    assert (one["amount"], one["purpose"], one["decided_by"], one["customer"]) == ("150.00", "Test rig", "fay", firm.pk)
    assert asked("fay", "?since=2026-06-01") == []
    assert asked("mei") == []


def test_the_tab_costs_the_same_with_one_and_with_many(firm, cast, signed_in):
    client, url = signed_in("fay"), f"/customers/{firm.pk}/costs/"
    book(firm, cast)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(15):
        book(firm, cast)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(few) == len(many)
