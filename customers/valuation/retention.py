"""Who stayed, who grew, who left: the waterfall from one year's revenue to the next, and cohorts by month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio
from office.calendar.months import Month, month_add, month_index

RAMP_WARNING = Decimal("0.20")


@dataclass(frozen=True, slots=True)
class Movement:
    """A customer's revenue in the opening and in the closing window."""

    id: str
    opening: Decimal
    closing: Decimal
    had_before: bool
    """Any revenue before the opening window."""
    mature: bool = True
    """First order at or before the start of the opening window."""

    @property
    def floored(self) -> tuple[Decimal, Decimal]:
        return max(ZERO, self.opening), max(ZERO, self.closing)


@dataclass(frozen=True, slots=True)
class Waterfall:
    """closing = opening + new + reactivation + expansion − contraction − churn; amounts to 0.01, rates to 0.0001."""

    opening: Decimal
    new: Decimal
    reactivation: Decimal
    expansion: Decimal
    contraction: Decimal
    churn: Decimal
    closing: Decimal
    refund_tail: Decimal
    """Sum of negative closings, shown apart."""
    nrr: Decimal | None
    grr: Decimal | None
    cohort_n: int
    logo_churn: Decimal | None
    revenue_churn: Decimal | None
    nrr_mature: Decimal | None
    ramp_share: Decimal | None
    """Opening revenue of customers that were still ramping up."""
    ramp_warning: bool
    """New customers ramping up lift the net retention: show both."""


@exact
def retention_waterfall(customers: Sequence[Movement]) -> Waterfall:
    """The revenue waterfall and net, gross, logo and revenue retention of one cohort.

    With amounts below zero taken as zero: NRR = Σ closing / Σ opening over customers with an opening; GRR the same
    with no closing above its opening; new and returning customers are never in either.
    Source: metrics-economics 3.1.
    """
    cohort = [each.floored for each in customers if each.opening > 0]
    opening, kept = _sum(a for a, _ in cohort), _sum(b for _, b in cohort)
    churn = _sum(a for a, b in cohort if b == 0)
    arrived = [each for each in customers if each.opening <= 0 < each.closing]
    mature = [each.floored for each in customers if each.opening > 0 and each.mature]
    mature_opening = _sum(a for a, _ in mature)
    ramp = quotient(opening - mature_opening, opening)

    def of_opening(amount: Decimal) -> Decimal | None:
        return maybe(ratio, quotient(amount, opening))

    return Waterfall(
        opening=money(opening),
        new=money(_sum(each.closing for each in arrived if not each.had_before)),
        reactivation=money(_sum(each.closing for each in arrived if each.had_before)),
        expansion=money(_sum(b - a for a, b in cohort if b > a)),
        contraction=money(_sum(a - b for a, b in cohort if 0 < b < a)),
        churn=money(churn),
        closing=money(_sum(each.floored[1] for each in customers)),
        refund_tail=money(_sum(each.closing for each in customers if each.closing < 0)),
        nrr=of_opening(kept),
        grr=of_opening(_sum(min(a, b) for a, b in cohort)),
        cohort_n=len(cohort),
        logo_churn=maybe(ratio, quotient(Decimal(sum(b == 0 for _, b in cohort)), Decimal(len(cohort)))),
        revenue_churn=of_opening(churn),
        nrr_mature=maybe(ratio, quotient(_sum(b for _, b in mature), mature_opening)),
        ramp_share=maybe(ratio, ramp),
        ramp_warning=ramp is not None and ramp > RAMP_WARNING,
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Customers whose first revenue fell in one month; entry k of the lists is k months later."""

    cohort: Month
    size: int
    active: list[int]
    """How many had revenue above zero."""
    revenue: list[Decimal]


@exact
def cohort_matrix(monthly: Mapping[str, Mapping[Month, Decimal]], last: Month) -> list[Cohort]:
    """Cohorts 同期群 by the first month with net revenue above zero, each up to `last`; later months are absent.

    Shapes: customer id → month → net revenue. Source: metrics-economics 3.2.
    """
    members: defaultdict[Month, list[Mapping[Month, Decimal]]] = defaultdict(list)
    for revenue in monthly.values():
        months = [month for month, amount in revenue.items() if amount > 0 and month <= last]
        if months:
            members[min(months)].append(revenue)
    return [_cohort(first, members[first], last) for first in sorted(members)]


def _cohort(first: Month, members: Sequence[Mapping[Month, Decimal]], last: Month) -> Cohort:
    months = [month_add(first, k) for k in range(month_index(last) - month_index(first) + 1)]
    columns = [[each.get(month, ZERO) for each in members] for month in months]
    return Cohort(
        cohort=first,
        size=len(members),
        active=[sum(amount > 0 for amount in column) for column in columns],
        revenue=[money(_sum(column)) for column in columns],
    )
