"""What waiting for money costs: capital tied up by payment terms, and the loss to expect on what is still open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from customers.valuation.money import ZERO, exact, money

DAYS_OF_YEAR = 365
ONE = Decimal(1)
LOSS_RATES = (
    (0, Decimal("0.005")),
    (30, Decimal("0.02")),
    (60, Decimal("0.05")),
    (90, Decimal("0.10")),
    (180, Decimal("0.25")),
    (365, Decimal("0.50")),
)
"""Days past due up to which a rate holds; beyond the last everything is lost."""


class Slice(NamedTuple):
    """A part of an invoice with its own payment day, including VAT; `paid` None while it is open."""

    amount: Decimal
    issued: date
    paid: date | None


@dataclass(frozen=True, slots=True)
class CapitalCost:
    """Cost and average receivable to 0.01, over the days of the period."""

    cost: Decimal
    average_receivable: Decimal
    days: int


@exact
def capital_cost(slices: Iterable[Slice], start: date, end: date, annual_rate: Decimal) -> CapitalCost:
    """The cost of the capital tied up from `start` to `end`, both included.

    Each slice counts the days of [issued, paid) inside the period, to its end while unpaid; paid before issued
    (预收款) counts negative days, a benefit. Cost = Σ amount × days / 365 × rate; average receivable = Σ amount × days
    / days of the period. Errors: ValueError for a period that ends before it starts. Source: metrics-economics 1.3.
    """
    if end < start:
        raise ValueError("the period ends before it starts")
    after = end + timedelta(days=1)
    days = (after - start).days
    tied = ZERO
    for each in slices:
        paid = after if each.paid is None else each.paid
        sign = 1 if each.issued <= paid else -1
        first, last = sorted((each.issued, paid))
        tied += each.amount * sign * max(0, (min(last, after) - max(first, start)).days)
    return CapitalCost(money(tied * annual_rate / DAYS_OF_YEAR), money(tied / days), days)


class Receivable(NamedTuple):
    """An open amount including VAT, and the day it is due."""

    amount: Decimal
    due: date


def loss_rate(due: date, as_of: date, rates: Sequence[tuple[int, Decimal]] = LOSS_RATES) -> Decimal:
    """The part of an open amount that is expected to be lost. Source: metrics-economics 1.4."""
    late = (as_of - due).days
    for up_to, rate in rates:
        if late <= up_to:
            return rate
    return ONE


@exact
def allowance(items: Iterable[Receivable], as_of: date, rates: Sequence[tuple[int, Decimal]] = LOSS_RATES) -> Decimal:
    """Expected credit loss of open receivables by days past due, to 0.01.

    Source: provision matrix of IFRS 9 with our rates; metrics-economics 1.4.
    """
    return money(sum((item.amount * loss_rate(item.due, as_of, rates) for item in items), ZERO))
