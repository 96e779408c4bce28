"""What waiting for a customer's money costs, month by month, from the best that is known of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from customers.valuation.money import ZERO, money
from customers.valuation.receivables import DAYS_OF_YEAR, Slice
from customers.valuation.settings import Settings
from customers.valuation.worth.facts import Facts
from office.calendar.months import Month, first_day, month_add, month_of

ISSUED = attrgetter("issued")
LATE_INVOICE_MONTHS = 1
"""An invoice may follow its revenue by a month; earlier revenue than that lies before the first invoice known."""


@dataclass(frozen=True, slots=True)
class Capital:
    """Cost by month, and the amount × days that invoices tied up. `invoices_from`: months before it lie outside the
    invoices known; None without any. `otherwise`: where those months have their cost from, booked, estimated or
    missing."""

    cost: Mapping[Month, Decimal]
    tied: Mapping[Month, Decimal]
    invoices_from: Month | None
    otherwise: str

    def outside(self, selling: Iterable[Month]) -> list[Month]:
        """Of these months with revenue those before the invoices."""
        begins = self.invoices_from
        return [month for month in selling if begins is None or month < begins]

    def basis(self, selling: Sequence[Month]) -> str:
        """invoices, booked, estimated or missing; partly and partly_missing where invoices cover the later months."""
        outside = self.outside(selling)
        if self.invoices_from is not None and not outside:
            return "invoices"
        if self.invoices_from is None or len(outside) == len(selling):
            return self.otherwise
        return "partly_missing" if self.otherwise == "missing" else "partly"

    def average_receivable(self, window: Sequence[Month], basis: str) -> Decimal | None:
        """Amount × days over the days of the window: capital cost over its rate (economics 1.3); None where invoices do
        not cover it."""
        if basis != "invoices":
            return None
        days = (first_day(month_add(window[-1], 1)) - first_day(window[0])).days
        return money(sum((self.tied.get(month, ZERO) for month in window), ZERO) / days)


def capital_of(facts: Facts, net: Mapping[Month, Decimal], m0: Month, settings: Settings) -> Capital:
    """From invoices since the first of them; before it, and without any, from booked cost lines, else from net revenue
    with VAT and the payment term, which is an estimate (economics 1.3). Every invoice has its days, so the mean of
    opening and closing receivable never has to stand in for them."""
    tied = _tied(facts.slices, first_day(month_add(m0, 1))) if facts.slices else {}
    cost = {month: sum_ * settings.annual_capital_rate / DAYS_OF_YEAR for month, sum_ in tied.items()}
    begins = _invoices_from(facts.slices, tied)
    earlier, otherwise = _without_invoices(facts, net, settings)
    for month, amount in earlier.items():
        if begins is None or month < begins:
            cost[month] = cost.get(month, ZERO) + amount
    return Capital(cost, tied, begins, otherwise)


def _invoices_from(slices: Sequence[Slice], tied: Mapping[Month, Decimal]) -> Month | None:
    """By the first day of issue, or the first month of what was paid in advance."""
    if not slices:
        return None
    issued = month_of(min(map(ISSUED, slices)))
    return month_add(min(issued, min(tied, default=issued)), -LATE_INVOICE_MONTHS)


def _without_invoices(
    facts: Facts, net: Mapping[Month, Decimal], settings: Settings
) -> tuple[Mapping[Month, Decimal], str]:
    if booked := facts.totals.get("capital_cost"):
        return booked, "booked"
    if facts.payment_days is not None:
        rate = (1 + settings.vat_rate) * facts.payment_days / DAYS_OF_YEAR * settings.annual_capital_rate
        return {month: amount * rate for month, amount in net.items()}, "estimated"
    return {}, "missing"


def _tied(slices: Iterable[Slice], until: date) -> dict[Month, Decimal]:
    """Amount × days by month of [issued, paid); open slices run to `until`, paid before issued counts negative."""
    tied: dict[Month, Decimal] = {}
    for amount, issued, paid in slices:
        last = max(issued, until) if paid is None else paid
        first, sign = issued, 1
        if last < first:
            first, last, sign = last, first, -1
        while first < last:
            month = month_of(first)
            following = min(first_day(month_add(month, 1)), last)
            tied[month] = tied.get(month, ZERO) + amount * (sign * (following - first).days)
            first = following
    return tied
