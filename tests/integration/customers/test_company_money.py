"""The company's own money: lists, forms, history, what leaves as a file, and who keeps it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from customers import binning
from customers.errors import ArchivedError, EditConflictError, FieldRefusedError
from customers.models import AcquisitionSpend, EffortEntry, ExchangeRate, Funds, HistoryEntry, HourlyRate, Target
from customers.services import company_money, effort
from office.models import AuditEntry, User
from tests.factories.customers import make_customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

Enter = Callable[[str], Client]
MARCH = date(2026, 3, 15)


def spend(by: User, **fields: Any) -> AcquisitionSpend:
    return company_money.spend(**{"month": MARCH, "kind": "media", "amount": Decimal(100), "by": by, **fields})


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_spend_belongs_to_the_first_of_its_month_and_keys_never_collide(cast: dict[str, User]) -> None:
    first, second = spend(cast["fin"]), spend(cast["fin"])
    company_money.remove(first, by=cast["fin"])
    third = spend(cast["fin"])
    assert {first.month, second.month, third.month} == {date(2026, 3, 1)}
    assert len({second.key, third.key}) == 2


@pytest.mark.parametrize(
    ("who", "money", "rates"),
    [
        ("mei", False, False),
        ("lea", False, False),
        ("eve", False, False),
        ("fay", True, True),
        ("fin", True, True),
        ("ops", True, False),
    ],
)
def test_who_keeps_what(cast: dict[str, User], who: str, money: bool, rates: bool) -> None:
    def allowed(write: Callable[[], object]) -> bool:
        try:
            write()
        except PermissionDenied:
            return False
        return True

    by = cast[who]
    assert allowed(lambda: spend(by)) is money
    assert (
        allowed(lambda: company_money.state_funds(on=MARCH, cash=Decimal(1), fixed_monthly=Decimal(1), by=by)) is money
    )
    assert allowed(lambda: company_money.aim(year=2026, measure="nrr", value=Decimal("1.1"), by=by)) is money
    assert allowed(lambda: company_money.set_hourly_rate(role="csm", since=MARCH, hourly=Decimal(90), by=by)) is rates


def test_what_cannot_be_is_refused(cast: dict[str, User]) -> None:
    by = cast["fin"]
    company_money.state_funds(on=MARCH, cash=Decimal(-5), fixed_monthly=Decimal(0), by=by)
    for write, field in (
        (lambda: company_money.state_funds(on=MARCH, cash=Decimal(1), fixed_monthly=Decimal(1), by=by), "on"),
        (
            lambda: company_money.state_funds(on=date(2026, 4, 1), cash=Decimal(1), fixed_monthly=Decimal(-1), by=by),
            "fixed_monthly",
        ),
        (lambda: company_money.set_hourly_rate(role="csm", since=MARCH, hourly=Decimal(-1), by=by), "hourly"),
        (lambda: company_money.aim(year=26, measure="nrr", value=Decimal(1), by=by), "year"),
    ):
        with pytest.raises((FieldRefusedError, company_money.RecordExistsError)) as refused:
            write()
        assert refused.value.field == field


def test_two_who_change_one_entry_keep_both_or_are_asked(cast: dict[str, User]) -> None:
    record = spend(cast["fin"])
    company_money.change(record, changes={"amount": Decimal(120)}, version=1, by=cast["ops"])
    both = company_money.change(
        record, changes={"amount": Decimal(100), "description": "展会"}, version=1, by=cast["fin"]
    )
    assert (both.amount, both.description) == (Decimal(120), "展会")
    with pytest.raises(EditConflictError) as conflict:
        company_money.change(record, changes={"amount": Decimal(90)}, version=1, by=cast["fin"])
    assert [(clash.seen, clash.theirs, clash.mine) for clash in conflict.value.clashes] == [
        (Decimal(100), Decimal(120), Decimal(90))
    ]


def test_the_history_tells_who_changed_what(cast: dict[str, User], signed_in: Enter) -> None:
    record = spend(cast["fin"])
    company_money.change(record, changes={"amount": Decimal(125)}, version=1, by=cast["fay"])
    company_money.remove(AcquisitionSpend.objects.get(), by=cast["fin"])
    context = signed_in("eve").get(reverse("customers:money")).context
    with override("zh-hans"):
        told = [(change["by"], str(change["done"])) for change in context["changes"]]
    assert told == [(cast["fin"], "删除"), (cast["fay"], "修改"), (cast["fin"], "录入")]
    [amount] = context["changes"][1]["fields"]
    assert (amount["before"]["value"], amount["after"]["value"]) == (Decimal(100), Decimal(125))


FORMS: list[tuple[str, type[Any], dict[str, Any], dict[str, Any]]] = [
    (
        "spend",
        AcquisitionSpend,
        {"month": "2026-03-15", "kind": "events", "amount": "30", "currency": "cny"},
        {"amount": Decimal(30), "currency": "CNY", "kind": "events"},
    ),
    ("funds", Funds, {"on": "2026-03-31", "cash": "600000", "fixed_monthly": "150000"}, {"cash": Decimal(600000)}),
    ("targets", Target, {"year": "2026", "measure": "nrr", "value": "1.05"}, {"value": Decimal("1.05")}),
    ("rates", HourlyRate, {"role": "engineer", "since": "2026-01-01", "hourly": "180"}, {"hourly": Decimal(180)}),
    (
        "exchange",
        ExchangeRate,
        {"currency": "usd", "on": "2026-03-02", "rate": "7.1234", "source": "中国银行"},
        {"currency": "USD", "rate": Decimal("7.1234"), "source": "中国银行"},
    ),
]


@pytest.mark.parametrize(
    ("part", "model", "body", "kept"), FORMS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_list_has_a_form_that_enters_changes_and_removes_what_the_bin_gives_back(
    signed_in: Enter, part: str, model: type[Any], body: dict[str, Any], kept: dict[str, Any]
) -> None:
    client = signed_in("fin")
    assert "<form" in text(client, reverse("customers:money_new", args=[part]))
    assert client.post(reverse("customers:money_new", args=[part]), body).status_code == 302
    record = model.objects.get()
    assert {name: getattr(record, name) for name in kept} == kept
    edit = reverse("customers:money_edit", args=[part, record.pk])
    assert edit in text(client, f"{reverse('customers:money')}?part={part}")
    assert client.post(edit, {**body, "version": 1}).status_code == 302
    record.refresh_from_db()
    assert client.post(reverse("customers:money_remove", args=[part, record.pk])).status_code == 302
    assert not model.objects.exists()
    page, again = text(client, reverse("customers:bin")), reverse("customers:money_restore", args=[part, 0])
    [url] = re.findall(rf'action="({again.replace("/0/", "/[0-9]+/")})"', page)
    assert client.post(url).url == f"{reverse('customers:money')}?part={part}"
    stands = model.objects.get(pk=record.pk)
    assert all(
        getattr(stands, field.attname) == getattr(record, field.attname) for field in model._meta.concrete_fields
    )
    assert client.post(url).status_code == 404


def test_what_is_in_the_bin_of_company_money_is_for_who_keeps_it(cast: dict[str, User], signed_in: Enter) -> None:
    company_money.remove(spend(cast["fin"]), by=cast["fin"])
    rate = company_money.set_hourly_rate(role="csm", since=MARCH, hourly=Decimal(5), by=cast["fin"])
    company_money.remove(rate, by=cast["fay"])
    found = {
        who: {each.source for each in binning.read(cast[who]).entries} for who in ("mei", "lea", "eve", "ops", "fin")
    }
    both = {"money_spend", "money_rates"}
    assert found == {"mei": set(), "lea": set(), "eve": set(), "ops": {"money_spend"}, "fin": both}
    with override("en"):
        [entry] = binning.read(cast["fin"], source="money_rates").entries
    assert (entry.customer, entry.by, entry.name) == (None, cast["fay"], "Hourly rate: csm 2026-03-15")
    assert binning.read(cast["fin"], typed="北").entries == []


def test_money_that_was_entered_anew_meanwhile_stays_in_the_bin_and_a_spend_gets_a_key_of_its_own(
    cast: dict[str, User], signed_in: Enter
) -> None:
    for _time in range(2):
        company_money.state_funds(on=MARCH, cash=Decimal(5), fixed_monthly=Decimal(1), by=cast["fin"])
        company_money.remove(Funds.objects.get(), by=cast["fin"])
    company_money.state_funds(on=MARCH, cash=Decimal(6), fixed_monthly=Decimal(1), by=cast["fin"])
    [first, _second] = binning.read(cast["fin"], source="money_funds").entries
    page = signed_in("fin").post(first.restore_url, follow=True).content.decode()
    assert str(company_money.RecordExistsError.message) in page
    assert Funds.objects.get().cash == 6
    company_money.remove(spend(cast["fin"]), by=cast["fin"])
    spend(cast["fin"], amount=Decimal(7))
    [removed] = binning.read(cast["fin"], source="money_spend").entries
    signed_in("fin").post(removed.restore_url)
    assert sorted(AcquisitionSpend.objects.values_list("amount", "key")) == [
        (Decimal(7), "2026-03 media 1"),
        (Decimal(100), "2026-03 media 2"),
    ]


def test_nobody_counted_the_cash_of_a_day_ahead(cast: dict[str, User], clock: object) -> None:
    with pytest.raises(FieldRefusedError) as refused:
        company_money.state_funds(on=date(2026, 11, 20), cash=Decimal(5), fixed_monthly=Decimal(1), by=cast["fin"])
    assert refused.value.field == "on"
    today = company_money.state_funds(on=date(2026, 11, 19), cash=Decimal(5), fixed_monthly=Decimal(1), by=cast["fin"])
    with pytest.raises(FieldRefusedError):
        company_money.change(today, changes={"on": date(2028, 1, 1)}, version=1, by=cast["fin"])


def test_what_was_typed_stays_where_the_entry_exists(cast: dict[str, User], signed_in: Enter) -> None:
    company_money.state_funds(on=MARCH, cash=Decimal(5), fixed_monthly=Decimal(1), by=cast["fin"])
    body = {"on": "2026-03-15", "cash": "777", "fixed_monthly": "2"}
    answer = signed_in("fin").post(reverse("customers:money_new", args=["funds"]), body)
    assert answer.status_code == 200
    assert 'value="777"' in answer.content.decode()


def test_the_page_costs_the_same_for_few_and_for_many(
    cast: dict[str, User], signed_in: Enter, queries_of: Callable[[Client, str], int]
) -> None:
    client, url = signed_in("fin"), reverse("customers:money")
    company_money.change(spend(cast["fin"]), changes={"amount": Decimal(1)}, version=1, by=cast["fin"])
    few = queries_of(client, url)
    for number in range(60):
        record = spend(cast["fin"], month=date(2020 + number % 5, 1, 1))
        company_money.change(record, changes={"amount": Decimal(number)}, version=1, by=cast["fin"])
    assert queries_of(client, url) == few
    more = client.get(url).context["next_url"]
    assert len(client.get(more).context["rows"]) == 11


def test_the_file_holds_what_the_list_shows_and_the_audit_knows(cast: dict[str, User], signed_in: Enter) -> None:
    spend(cast["fin"], description="=cmd")
    answer = signed_in("eve").get(reverse("customers:money_export", args=["spend"]))
    content = b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]
    assert "2026-03-01" in content
    assert "100.00" in content
    assert "\n=cmd" not in content
    assert ",=cmd" not in content
    entry = AuditEntry.objects.latest("pk")
    assert (entry.by, entry.details["list"], entry.details["rows"]) == (cast["eve"], "company_money:spend", 1)


def test_the_rail_leads_there_those_who_may_see_it(signed_in: Enter) -> None:
    link = f'href="{reverse("customers:money")}"'
    assert link in text(signed_in("fin"), reverse("customers:list"))
    assert link not in text(signed_in("mei"), reverse("customers:list"))


def test_effort_is_entered_and_corrected_with_history(cast: dict[str, User]) -> None:
    customer = make_customer(cast["mei"])
    one = effort.enter(customer, on=MARCH, role="engineer", minutes=60, by=cast["fin"])
    two = effort.enter(customer, on=MARCH, role="engineer", booked=Decimal(800), by=cast["fin"])
    assert one.key != two.key
    effort.change(one, by=cast["fin"], minutes=90)
    assert EffortEntry.objects.get(pk=one.pk).minutes == 90
    verbs = HistoryEntry.objects.filter(customer=customer, verb__startswith="effort").values_list("verb", flat=True)
    assert sorted(verbs) == ["effort_changed", "effort_entered", "effort_entered"]
    with pytest.raises(FieldRefusedError):
        effort.enter(customer, on=MARCH, role="engineer", by=cast["fin"])
    with pytest.raises(PermissionDenied):
        effort.enter(customer, on=MARCH, role="engineer", minutes=5, by=cast["mei"])
    closed = make_customer(cast["mei"], archived=True)
    with pytest.raises(ArchivedError):
        effort.enter(closed, on=MARCH, role="engineer", minutes=5, by=cast["fin"])
