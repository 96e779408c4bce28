"""Invoices and payments by hand: what settles what, who may, and what is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers import events
from customers.errors import ArchivedError, CustomersError, EditConflictError, FieldRefusedError
from customers.models import Allocation, Customer, HistoryEntry, Invoice, Payment
from customers.services import archiving, receivables
from customers.services.settling import settle
from office.models import Company, User
from tests.factories.customers import make_customer
from tests.factories.money import make_invoice, make_payment

pytestmark = pytest.mark.django_db


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def customer(cast: dict[str, User]) -> Customer:
    return make_customer(cast["mei"])


def invoice(customer: Customer, by: User, number: str, due: str, amount: str, **fields: Any) -> Invoice:
    return receivables.enter_invoice(
        customer, number=number, issued_on=day("2026-01-01"), due_on=day(due), amount=Decimal(amount), by=by, **fields
    )


def payment(customer: Customer, by: User, reference: str, amount: str, **fields: Any) -> Payment:
    paid = day(fields.pop("paid_on", "2026-03-01"))
    return receivables.record_payment(
        customer, reference=reference, paid_on=paid, amount=Decimal(amount), by=by, **fields
    )


def settled() -> set[tuple[str, str, Decimal, bool]]:
    rows = Allocation.objects.values_list("payment__reference", "invoice__number", "amount", "by_hand")
    return set(rows)


def test_a_payment_finds_the_invoices_due_first_and_waits_with_the_rest(
    customer: Customer, cast: dict[str, User]
) -> None:
    invoice(customer, cast["fin"], "B", "2026-02-28", "50")
    payment(customer, cast["fin"], "P", "120")
    invoice(customer, cast["fin"], "A", "2026-02-01", "60")
    assert settled() == {("P", "A", Decimal(60), False), ("P", "B", Decimal(50), False)}
    invoice(customer, cast["fin"], "C", "2026-04-01", "40")
    assert ("P", "C", Decimal(10), False) in settled()


def test_money_stays_within_its_customer_and_currency(customer: Customer, cast: dict[str, User]) -> None:
    invoice(customer, cast["fin"], "A", "2026-02-01", "60", currency="USD")
    invoice(make_customer(cast["mei"]), cast["fin"], "B", "2026-02-01", "60")
    payment(customer, cast["fin"], "P", "120")
    assert settled() == set()


def test_what_was_said_by_hand_stays_and_the_rest_makes_room(customer: Customer, cast: dict[str, User]) -> None:
    old = invoice(customer, cast["fin"], "A", "2026-02-01", "60")
    new = invoice(customer, cast["fin"], "B", "2026-03-01", "60")
    money = payment(customer, cast["fin"], "P", "60")
    row = receivables.allocate(money, new, amount=Decimal(45), by=cast["fin"])
    assert settled() == {("P", "B", Decimal(45), True), ("P", "A", Decimal(15), False)}
    settle([customer.pk])
    assert ("P", "B", Decimal(45), True) in settled()
    receivables.change_invoice(old, by=cast["fin"], amount=Decimal(5))
    assert settled() == {("P", "B", Decimal(45), True), ("P", "A", Decimal(5), False)}
    receivables.release(row, by=cast["fin"])
    assert settled() == {("P", "A", Decimal(5), False), ("P", "B", Decimal(55), False)}


@pytest.mark.parametrize(
    ("amount", "error", "field"),
    [
        ("60.01", receivables.OverAllocatedError, "amount"),
        ("50.01", receivables.OverAllocatedError, "amount"),
        ("0", FieldRefusedError, "amount"),
        ("-1", FieldRefusedError, "amount"),
    ],
)
def test_more_than_there_is_cannot_be_allocated(
    customer: Customer, cast: dict[str, User], amount: str, error: type[CustomersError], field: str
) -> None:
    bill = invoice(customer, cast["fin"], "A", "2026-02-01", "60")
    money = payment(customer, cast["fin"], "P", "50")
    before = settled()
    with pytest.raises(error) as refused:
        receivables.allocate(money, bill, amount=Decimal(amount), by=cast["fin"])
    assert (refused.value.field, settled()) == (field, before)


def test_by_hand_parts_of_one_invoice_never_exceed_it(customer: Customer, cast: dict[str, User]) -> None:
    bill = invoice(customer, cast["fin"], "A", "2026-02-01", "60")
    one, two = payment(customer, cast["fin"], "P", "50"), payment(customer, cast["fin"], "Q", "50")
    receivables.allocate(one, bill, amount=Decimal(50), by=cast["fin"])
    with pytest.raises(receivables.OverAllocatedError, match="10"):
        receivables.allocate(two, bill, amount=Decimal("10.01"), by=cast["fin"])
    receivables.allocate(two, bill, amount=Decimal(10), by=cast["fin"])
    with pytest.raises(receivables.OverAllocatedError):
        receivables.change_invoice(bill, by=cast["fin"], amount=Decimal(59))
    with pytest.raises(FieldRefusedError):
        receivables.change_payment(one, by=cast["fin"], currency="USD")


def test_another_customer_s_invoice_is_not_paid(customer: Customer, cast: dict[str, User]) -> None:
    other = invoice(make_customer(cast["mei"]), cast["fin"], "A", "2026-02-01", "60")
    with pytest.raises(FieldRefusedError):
        receivables.allocate(payment(customer, cast["fin"], "P", "9"), other, amount=Decimal(1), by=cast["fin"])


def test_a_correction_moves_the_money(customer: Customer, cast: dict[str, User]) -> None:
    bill = invoice(customer, cast["fin"], "A", "2026-02-01", "60")
    invoice(customer, cast["fin"], "B", "2026-03-01", "60")
    money = payment(customer, cast["fin"], "P", "70")
    receivables.change_invoice(bill, by=cast["fin"], disputed=True)
    assert settled() == {("P", "B", Decimal(60), False), ("P", "A", Decimal(10), False)}
    receivables.change_payment(money, by=cast["fin"], amount=Decimal(20))
    assert settled() == {("P", "B", Decimal(20), False)}
    elsewhere = make_customer(cast["mei"])
    receivables.change_payment(money, by=cast["fin"], customer=elsewhere)
    assert settled() == set()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"number": " "}, "number"),
        ({"due_on": date(2025, 12, 31)}, "due_on"),
    ],
)
def test_an_invoice_that_cannot_be_is_refused(
    customer: Customer, cast: dict[str, User], values: dict[str, Any], field: str
) -> None:
    whole: dict[str, Any] = {"number": "A", "issued_on": day("2026-01-01"), "due_on": day("2026-02-01")}
    with pytest.raises(FieldRefusedError) as refused:
        receivables.enter_invoice(customer, by=cast["fin"], **{**whole, "amount": Decimal(5), **values})
    assert (refused.value.field, Invoice.objects.count()) == (field, 0)


@pytest.mark.parametrize(
    "values", [{"matures_on": date(2026, 4, 1)}, {"method": "bill", "matures_on": date(2026, 2, 1)}]
)
def test_only_a_bill_matures_and_not_before_it_came(
    customer: Customer, cast: dict[str, User], values: dict[str, Any]
) -> None:
    with pytest.raises(FieldRefusedError):
        payment(customer, cast["fin"], "P", "5", **values)


def test_numbers_are_used_once(customer: Customer, cast: dict[str, User]) -> None:
    invoice(customer, cast["fin"], "A", "2026-02-01", "60")
    payment(customer, cast["fin"], "P", "5")
    with pytest.raises(receivables.InvoiceExistsError):
        invoice(customer, cast["fin"], "A", "2026-02-01", "60")
    with pytest.raises(receivables.PaymentExistsError):
        payment(customer, cast["fin"], "P", "5")


@pytest.mark.parametrize("who", ["mei", "lea", "fay", "eve"])
def test_only_those_who_keep_the_ledger_write(customer: Customer, cast: dict[str, User], who: str) -> None:
    bill, money = invoice(customer, cast["fin"], "A", "2026-02-01", "60"), payment(customer, cast["fin"], "P", "5")
    row = Allocation.objects.get()
    for write in (
        lambda: invoice(customer, cast[who], "B", "2026-02-01", "60"),
        lambda: payment(customer, cast[who], "Q", "60"),
        lambda: receivables.change_invoice(bill, by=cast[who], disputed=True),
        lambda: receivables.change_payment(money, by=cast[who], amount=Decimal(1)),
        lambda: receivables.allocate(money, bill, amount=Decimal(1), by=cast[who]),
        lambda: receivables.release(row, by=cast[who]),
    ):
        with pytest.raises(PermissionDenied):
            write()


def test_an_archived_customer_s_money_is_closed(customer: Customer, cast: dict[str, User]) -> None:
    archiving.archive(customer, by=cast["ops"], reason="停产")
    with pytest.raises(ArchivedError):
        invoice(Customer.objects.get(pk=customer.pk), cast["fin"], "A", "2026-02-01", "60")


def test_two_who_change_one_invoice_are_told(customer: Customer, cast: dict[str, User]) -> None:
    bill = invoice(customer, cast["fin"], "A", "2026-02-01", "60")
    receivables.change_invoice(bill, by=cast["ops"], version=1, amount=Decimal(70))
    with pytest.raises(EditConflictError) as conflict:
        receivables.change_invoice(bill, by=cast["fin"], version=1, amount=Decimal(80))
    assert [(clash.field, clash.theirs, clash.mine) for clash in conflict.value.clashes] == [
        ("amount", Decimal(70), Decimal(80))
    ]


def test_every_verb_is_history_without_amounts_and_news(
    customer: Customer, cast: dict[str, User], django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[int] = []

    def listen(customer_id: int, **_rest: Any) -> None:
        heard.append(customer_id)

    events.facts_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            bill = invoice(customer, cast["fin"], "A", "2026-02-01", "60")
            money = payment(customer, cast["fin"], "P", "41")
            receivables.change_invoice(bill, by=cast["fin"], amount=Decimal(61))
            receivables.change_payment(money, by=cast["fin"], amount=Decimal(42))
            row = receivables.allocate(money, bill, amount=Decimal(40), by=cast["fin"])
            receivables.release(row, by=cast["fin"])
    finally:
        events.facts_changed.disconnect(listen)
    entries = HistoryEntry.objects.filter(customer=customer, by=cast["fin"]).order_by("pk")
    assert [entry.verb for entry in entries] == [
        "invoice_entered",
        "payment_recorded",
        "invoice_changed",
        "payment_changed",
        "payment_allocated",
        "allocation_released",
    ]
    assert not any(str(amount) in str(entry.detail) for entry in entries for amount in ("60", "41", "42", "40.00"))
    assert heard == [customer.pk] * 6
    assert Company.get().base_currency_locked_at is not None


def test_settling_many_customers_costs_as_much_as_settling_one(cast: dict[str, User]) -> None:
    def add() -> int:
        made = make_customer(cast["mei"])
        make_invoice(made, day("2026-01-01"), day("2026-02-01"), "10")
        make_payment(made, day("2026-02-01"), "5")
        return made.pk

    def cost(customers: list[int]) -> int:
        with CaptureQueriesContext(connection) as captured:
            settle(customers)
        return len(captured)

    few = cost([add()])
    assert cost([add() for _ in range(6)]) == few
    assert Allocation.objects.count() == 7
