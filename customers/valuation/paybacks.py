"""When the cost of winning a customer comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from customers.valuation.money import ZERO, exact, money

RECENT_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Payback:
    """Months until the acquisition cost came back, or how far it still is."""

    months: int | None
    status: str
    """recovered or not_recovered."""
    remaining: Decimal
    projected_months: int | None
    """At the mean of the last six months; None when that brings nothing back, or all is back already."""


@exact
def payback(cac: Decimal, monthly: Sequence[Decimal]) -> Payback:
    """Payback 回本月数: the first month whose running net profit reaches the acquisition cost.

    `monthly` is net profit before acquisition cost, from the month of the first order. Source: metrics-economics 2.3.
    """
    running = ZERO
    for month, profit in enumerate(monthly, start=1):
        running += profit
        if running >= cac:
            return Payback(month, "recovered", ZERO.quantize(Decimal("0.01")), None)
    remaining = cac - running
    recent = monthly[-RECENT_MONTHS:]
    pace = sum(recent, ZERO)
    # Multiplied before divided: a mean that does not end in decimals must not cost a month.
    more = (remaining * len(recent) / pace).to_integral_value(ROUND_CEILING) if pace > 0 else None
    return Payback(None, "not_recovered", money(remaining), None if more is None else len(monthly) + int(more))
