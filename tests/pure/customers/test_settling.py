"""The oldest due first, and what stands in its way."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from customers.valuation.settling import Money, Owed, Settled, oldest_due_first

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in range(1, 5))


def test_money_fills_what_fell_due_first_and_the_rest_waits() -> None:
    owed = [Owed(1, MAR, Decimal(100)), Owed(2, FEB, Decimal(50))]
    came = [Money(8, APR, Decimal(200)), Money(7, JAN, Decimal(70))]
    assert list(oldest_due_first(owed, came)) == [
        Settled(7, 2, Decimal(50)),
        Settled(7, 1, Decimal(20)),
        Settled(8, 1, Decimal(80)),
    ]


def test_disputed_invoices_come_last() -> None:
    owed = [Owed(1, JAN, Decimal(10), disputed=True), Owed(2, MAR, Decimal(10))]
    assert [each.invoice for each in oldest_due_first(owed, [Money(1, APR, Decimal(15))])] == [2, 1]


def test_money_after_a_write_off_leaves_the_invoice_alone() -> None:
    owed = [Owed(1, JAN, Decimal(10), written_off=MAR)]
    came = [Money(1, FEB, Decimal(3)), Money(2, MAR, Decimal(7))]
    assert list(oldest_due_first(owed, came)) == [Settled(1, 1, Decimal(3))]


def test_a_part_that_somebody_set_is_not_added_to() -> None:
    owed = [Owed(1, JAN, Decimal(10)), Owed(2, FEB, Decimal(10))]
    assert [each.invoice for each in oldest_due_first(owed, [Money(1, APR, Decimal(5), frozenset({1}))])] == [2]


amounts = st.integers(0, 500).map(lambda cents: Decimal(cents) / 100)
days = st.dates(JAN, APR)


@given(st.lists(st.tuples(days, amounts), max_size=8), st.lists(st.tuples(days, amounts), max_size=8))
def test_nothing_is_paid_twice_and_nothing_is_left_that_could_be_paid(
    bills: list[tuple[date, Decimal]], money: list[tuple[date, Decimal]]
) -> None:
    owed = [Owed(number, due, amount) for number, (due, amount) in enumerate(bills)]
    came = [Money(number, day, amount) for number, (day, amount) in enumerate(money)]
    found = list(oldest_due_first(owed, came))
    for number, (_due, amount) in enumerate(bills):
        assert sum(each.amount for each in found if each.invoice == number) <= amount
    for number, (_day, amount) in enumerate(money):
        assert sum(each.amount for each in found if each.payment == number) <= amount
    whole = min(sum(amount for _due, amount in bills), sum(amount for _day, amount in money))
    assert sum(each.amount for each in found) == whole
