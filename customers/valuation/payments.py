"""Payment grade A–D 付款及时性信用等级: how late money comes, weighted by amount."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from customers.valuation.money import ZERO, exact, maybe, quotient, ratio, tenth
from office.calendar.months import add_months, full_months

FEWEST_INVOICES, FEWEST_MONTHS = 3, 12
ON_TIME_DAYS = 3
LINES = (("A", 5, 30), ("B", 15, 60), ("C", 45, 90))
"""Grade, weighted days late and days of open overdue up to which it holds."""


class Payment(NamedTuple):
    """Money received for an invoice."""

    date: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice including VAT, its due day and its payments."""

    amount: Decimal
    due: date
    payments: Sequence[Payment]
    disputed: bool = False
    written_off: bool = False


@dataclass(frozen=True, slots=True)
class Unrated:
    """Too few invoices or too young a customer: `unrated`, or D when something was written off."""

    grade: str
    invoices: int


@dataclass(frozen=True, slots=True)
class PaymentGrade:
    """Days to 0.1, shares 0 to 1."""

    grade: str
    invoices: int
    weighted_days_late: Decimal
    on_time_share: Decimal
    """Part of the amount at most 3 days late."""
    max_open_overdue: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """What the days late of some invoices weigh: pooled days late = Σ amount × days / Σ amount."""

    invoices: int
    amount: Decimal
    amount_days: Decimal


class Part(NamedTuple):
    """A part of an invoice: its amount, how many days late, and whether it is still open."""

    amount: Decimal
    days: int
    is_open: bool


@exact
def payment_grade(
    invoices: Iterable[Invoice],
    as_of: date,
    first_order: date | None,
    lines: Sequence[tuple[str, int, int]] = LINES,
) -> PaymentGrade | Unrated:
    """The grade over invoices that fell due in the twelve months up to `as_of`; disputed ones are out.

    Payments fill their invoice in date order; what is too much, or later than `as_of`, is ignored; early payment
    counts 0 and cannot hide lateness; what is open counts the days since it was due. A: at most 5 days late and 30
    open; B: 15 and 60; C: 45 and 90; D beyond, and after any write-off. Invoices of nothing or less are left out.
    Source: metrics-economics 6.6.
    """
    judged = _judged(invoices, as_of)
    lost = any(each.written_off for each in judged)
    tenure = 0 if first_order is None else full_months(first_order, as_of)
    if len(judged) < FEWEST_INVOICES or tenure < FEWEST_MONTHS:
        return Unrated("D" if lost else "unrated", len(judged))
    parts = [part for each in judged for part in parts_of(each, as_of)]
    total = sum((part.amount for part in parts), ZERO)
    late = sum((part.amount * part.days for part in parts), ZERO) / total
    overdue = max((part.days for part in parts if part.is_open), default=0)
    reached = next((name for name, days, still_open in lines if late <= days and overdue <= still_open), "D")
    return PaymentGrade(
        grade="D" if lost else reached,
        invoices=len(judged),
        weighted_days_late=tenth(late),
        on_time_share=ratio(sum((part.amount for part in parts if part.days <= ON_TIME_DAYS), ZERO) / total),
        max_open_overdue=overdue,
    )


def lateness(invoices: Iterable[Invoice], as_of: date) -> Lateness:
    """Of the invoices that the grade looks at, however few they are. Source: metrics-economics 6.6, 9."""
    judged = _judged(invoices, as_of)
    parts = [part for each in judged for part in parts_of(each, as_of)]
    return Lateness(
        len(judged),
        sum((part.amount for part in parts), ZERO),
        sum((part.amount * part.days for part in parts), ZERO),
    )


@exact
def pooled_days_late(customers: Iterable[Lateness]) -> Decimal | None:
    """Days late over all of them, weighted by amount, to 0.1; None where nothing fell due."""
    found = list(customers)
    days = quotient(sum((each.amount_days for each in found), ZERO), sum((each.amount for each in found), ZERO))
    return maybe(tenth, days)


def _judged(invoices: Iterable[Invoice], as_of: date) -> list[Invoice]:
    """Those that fell due in the twelve months up to the day, without disputed ones and those of nothing or less."""
    since = add_months(as_of, -12)
    return [each for each in invoices if since < each.due <= as_of and not each.disputed and each.amount > 0]


def parts_of(invoice: Invoice, as_of: date) -> list[Part]:
    """An invoice taken apart by its payments, the open rest last."""
    parts, rest = [], invoice.amount
    for payment in sorted(invoice.payments, key=lambda each: each.date):
        filled = min(rest, max(ZERO, payment.amount))
        if payment.date <= as_of and filled:
            parts.append(Part(filled, max(0, (payment.date - invoice.due).days), is_open=False))
            rest -= filled
    if rest:
        parts.append(Part(rest, max(0, (as_of - invoice.due).days), is_open=True))
    return parts
