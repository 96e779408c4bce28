"""Receivables as the numbers read them: exact on both engines, in a constant number of queries."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import ExchangeRate
from customers.selectors import receivables as read
from customers.selectors.rates import Table
from customers.valuation.payments import payment_grade
from customers.valuation.receivables import allowance, capital_cost
from tests.factories.customers import make_customer
from tests.factories.money import make_invoice, make_payment

pytestmark = pytest.mark.django_db

AS_OF = date(2026, 3, 31)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_the_grade_of_stored_invoices_is_the_specified_one() -> None:
    customer = make_customer()
    early = make_invoice(customer, day("2025-12-01"), day("2025-12-31"), "100000")
    late = make_invoice(customer, day("2026-01-01"), day("2026-01-31"), "200000")
    make_invoice(customer, day("2026-02-11"), day("2026-03-11"), "100000")
    make_invoice(customer, day("2024-02-11"), day("2024-03-11"), "100000")
    make_payment(customer, day("2025-12-20"), "100000", (early, "100000"))
    make_payment(customer, day("2026-02-20"), "200000", (late, "200000"))
    found = read.book_of(None, AS_OF).graded(AS_OF)
    grade = payment_grade(found[customer.pk], AS_OF, day("2024-01-01"))
    assert (grade.grade, grade.invoices, str(grade.weighted_days_late)) == ("B", 3, "15.0")  # type: ignore[union-attr]


def test_money_that_came_later_was_not_there_yet() -> None:
    customer = make_customer()
    invoice = make_invoice(customer, day("2026-01-01"), day("2026-02-28"), "100")
    make_payment(customer, day("2026-04-01"), "100", (invoice, "100"))
    [judged] = read.book_of([customer.pk], AS_OF).graded(AS_OF)[customer.pk]
    [waiting] = read.open_items_by_customer([customer.pk], AS_OF)[customer.pk]
    assert (list(judged.payments), waiting.amount) == ([], Decimal(100))
    assert read.open_items_by_customer([customer.pk], day("2026-04-01")) == {}


def test_a_bill_is_paid_on_time_when_it_comes_and_frees_capital_when_it_matures() -> None:
    customer = make_customer()
    invoice = make_invoice(customer, day("2026-01-01"), day("2026-01-31"), "11300000")
    make_payment(
        customer, day("2026-01-20"), "11300000", (invoice, "11300000"), method="bill", matures_on=day("2026-06-30")
    )
    [slice_] = read.book_of(None, YEAR[1]).slices()[customer.pk]
    cost = capital_cost([slice_], *YEAR, annual_rate=Decimal("0.08"))
    assert (str(cost.cost), str(cost.average_receivable)) == ("445808.22", "5572602.74")
    [judged] = read.book_of(None, AS_OF).graded(AS_OF)[customer.pk]
    assert [payment.date for payment in judged.payments] == [day("2026-01-20")]


def test_capital_is_tied_from_the_delivery_where_that_is_earlier() -> None:
    customer = make_customer()
    make_invoice(customer, day("2026-02-01"), day("2026-03-01"), "10", delivered_on=day("2026-01-10"))
    make_invoice(customer, day("2026-02-02"), day("2026-03-01"), "10", delivered_on=day("2026-02-20"))
    found = read.book_of(None, YEAR[1]).slices()[customer.pk]
    assert sorted(piece.issued for piece in found) == [day("2026-01-10"), day("2026-02-02")]


def test_parts_outside_the_period_tie_nothing_up_in_it() -> None:
    customer = make_customer()
    settled = make_invoice(customer, day("2025-01-01"), day("2025-02-01"), "100")
    make_payment(customer, day("2025-03-01"), "100", (settled, "100"))
    prepaid = make_invoice(customer, day("2027-02-01"), day("2027-03-01"), "60")
    make_payment(customer, day("2026-12-01"), "60", (prepaid, "60"))
    make_invoice(customer, day("2027-02-01"), day("2027-03-01"), "70")
    part = make_invoice(customer, day("2025-05-01"), day("2025-06-01"), "90")
    make_payment(customer, day("2025-07-01"), "30", (part, "30"))
    make_invoice(customer, day("2025-05-01"), day("2025-06-01"), "5", written_off_on=day("2025-12-31"))
    found = read.book_of(None, YEAR[1]).slices()[customer.pk]
    assert {(piece.amount, piece.paid) for piece in found} == {
        (Decimal(100), day("2025-03-01")),
        (Decimal(5), day("2025-12-31")),
        (Decimal(60), day("2026-12-01")),
        (Decimal(60), None),
        (Decimal(30), day("2025-07-01")),
    }
    assert capital_cost(found, *YEAR, annual_rate=Decimal(0)).average_receivable == Decimal("54.90")


def test_open_items_leave_out_what_was_written_off() -> None:
    customer = make_customer()
    make_invoice(customer, day("2026-03-01"), day("2026-03-31"), "100000")
    part = make_invoice(customer, day("2026-01-01"), day("2026-02-14"), "80000")
    make_payment(customer, day("2026-02-01"), "30000", (part, "30000"))
    make_invoice(customer, day("2025-08-01"), day("2025-09-01"), "20000")
    make_invoice(customer, day("2025-08-01"), day("2025-09-01"), "7", written_off_on=day("2026-01-01"))
    found = read.open_items_by_customer(None, AS_OF)[customer.pk]
    assert allowance(found, AS_OF) == Decimal("13000.00")


@pytest.mark.parametrize("on", ["2025-08-31", "2026-01-31", "2026-03-01", "2026-03-31"])
def test_the_book_knows_for_any_day_what_was_open(on: str) -> None:
    customer = make_customer()
    part = make_invoice(customer, day("2026-01-01"), day("2026-02-14"), "80000")
    make_payment(customer, day("2026-02-01"), "30000", (part, "30000"))
    make_payment(customer, day("2026-03-20"), "50000", (part, "50000"))
    make_invoice(customer, day("2025-08-01"), day("2025-09-01"), "7", written_off_on=day("2026-01-01"))
    make_invoice(customer, day("2026-03-02"), day("2026-04-01"), "11")
    expected = {
        "2025-08-31": ["7"],
        "2026-01-31": ["80000"],
        "2026-03-01": ["50000"],
        "2026-03-31": ["11"],
    }[on]
    book = read.book_of(None, AS_OF).open_items(day(on))[customer.pk]
    assert [item.amount for item in book] == [Decimal(amount) for amount in expected]
    assert read.open_items_by_customer(None, day(on))[customer.pk] == book


def test_an_invoice_in_foreign_currency_keeps_its_own_rate_and_leaves_no_cent_open() -> None:
    customer = make_customer()
    ExchangeRate.objects.create(currency="USD", on=day("2026-01-01"), rate=Decimal("7.123456"))
    ExchangeRate.objects.create(currency="USD", on=day("2026-02-20"), rate=Decimal("9"))
    invoice = make_invoice(customer, day("2026-01-01"), day("2026-02-28"), "100.01", currency="USD")
    parts = ("33.33", "33.34", "33.34")
    for number, part in enumerate(parts):
        make_payment(customer, day(f"2026-03-0{number + 1}"), part, (invoice, part), currency="USD")
    [judged] = read.book_of(None, AS_OF).graded(AS_OF)[customer.pk]
    assert judged.amount == Decimal("712.42") == sum(payment.amount for payment in judged.payments)


def test_an_invoice_without_a_rate_is_left_out_and_counted() -> None:
    customer = make_customer()
    make_invoice(customer, day("2026-01-01"), day("2026-02-28"), "100", currency="USD")
    assert read.book_of(None, AS_OF).graded(AS_OF) == {} == read.open_items_by_customer(None, AS_OF)
    assert read.book_of(None, AS_OF).without_rate(day("2026-02-01")) == {customer.pk: 1}
    assert read.book_of([], AS_OF).without_rate(day("2026-02-01")) == {}


def test_an_invoice_without_a_rate_that_was_settled_before_is_counted_no_longer() -> None:
    customer = make_customer()
    invoice = make_invoice(customer, day("2026-01-01"), day("2026-01-31"), "100", currency="USD")
    make_payment(customer, day("2026-02-10"), "100", (invoice, "100"), currency="USD")
    assert read.book_of(None, AS_OF).without_rate(day("2026-02-10")) == {customer.pk: 1}
    assert read.book_of(None, AS_OF).without_rate(day("2026-02-11")) == {}


def test_every_answer_costs_the_same_queries_for_one_and_for_many() -> None:
    def costs() -> list[int]:
        counts = []
        for ask in (
            lambda: read.book_of(None, AS_OF).graded(AS_OF),
            lambda: read.book_of(None, YEAR[1]).slices(),
            lambda: read.open_items_by_customer(None, AS_OF),
            lambda: read.book_of(None, AS_OF, rates=rates).graded(AS_OF),
        ):
            with CaptureQueriesContext(connection) as captured:
                ask()
            counts.append(len(captured))
        return counts

    rates = Table("CNY")
    rates.to_base(Decimal(1), "USD", AS_OF)  # read once, when a foreign amount first asks

    def add() -> None:
        customer = make_customer()
        invoice = make_invoice(customer, day("2026-01-01"), day("2026-02-28"), "100")
        make_invoice(customer, day("2026-01-01"), day("2026-02-28"), "100", currency="USD")
        make_payment(customer, day("2026-02-01"), "50", (invoice, "50"))

    add()
    few = costs()
    for _ in range(5):
        add()
    assert costs() == few == [4, 4, 3, 2]
