"""Whether a customer buys less than it used to, its season taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import fmean

from customers.valuation.money import ZERO, exact, money, quotient, ratio
from customers.valuation.seasons import FLAT
from office.calendar.months import Month, last_complete_month, month_add, months_until
from office.statistics.rounding import six
from office.statistics.trends import falling, theil_sen

MOST_EMPTY_MONTHS = 6


@dataclass(frozen=True, slots=True)
class PurchaseTrend:
    """Trend of the last twelve months, level against the same season a year before, and the money in it."""

    p_trend: float | None
    """One-sided p of a fall; None when there is too little to test."""
    rel_annual: Decimal | None
    """Slope over a year, relative to the mean month."""
    level: Decimal | None
    t6: Decimal
    base6: Decimal
    annual_factor: Decimal
    """Turns six months into a year with the customer's own season."""
    leaked_annual: Decimal
    at_stake_annual: Decimal


@exact
def purchase_trend(
    monthly: Mapping[Month, Decimal], as_of: date, si: Mapping[str, float] | None = None
) -> PurchaseTrend:
    """Whether a customer's purchases fall, season (`si`, by "01" to "12") and Spring Festival taken out.

    Twelve complete months divided by their index; January and the February after it become their mean, one point of
    the test series. Trend: from twelve months of history, with at most six empty months. Level: T6 against the same
    six months a year before from 18 months of history on, else second half against first half.
    Money to 0.01, ratios to 0.0001, p to 6 decimals. Errors: ValueError when a month of the window has no index above 0.
    Source: metrics-economics 7.4.
    """
    m0 = last_complete_month(as_of)
    window = months_until(m0, 12)
    raw = [monthly.get(month, ZERO) for month in window]
    first = min((month for month, amount in monthly.items() if amount != 0 and month <= m0), default=None)
    x, tested, positions = _series(window, raw, si)
    p, slope = _trend(raw, x, tested, positions) if first is not None and first <= window[0] else (None, None)
    t6 = sum(raw[6:], ZERO)
    y6 = _total(monthly, month_add(m0, -12), 6)
    if first is not None and first <= month_add(m0, -17):
        base6, times = y6, quotient(t6, y6)
    else:
        base6, times = sum(raw[:6], ZERO), quotient(Decimal(sum(x[6:])), Decimal(sum(x[:6])))
    p12 = _total(monthly, month_add(m0, -12), 12)
    has_two_years = first is not None and first <= month_add(m0, -23) and p12 > 0 and y6 > 0
    factor = p12 / y6 if has_two_years else Decimal(2)
    return PurchaseTrend(
        p_trend=None if p is None else six(p),
        rel_annual=None if slope is None else ratio(Decimal(12 * slope / fmean(x))),
        level=None if times is None else ratio(times - 1),
        t6=money(t6),
        base6=money(base6),
        annual_factor=ratio(factor),
        leaked_annual=money(max(ZERO, base6 - t6) * factor),
        at_stake_annual=money(max(ZERO, t6) * factor),
    )


def _series(
    window: Sequence[Month], raw: Sequence[Decimal], si: Mapping[str, float] | None
) -> tuple[list[float], list[float], list[float]]:
    """The twelve months without season, then the test series and its positions."""
    index = si or FLAT
    if bare := [month for month in window if index.get(month[5:], 0) <= 0]:
        raise ValueError(f"no seasonal index above 0 for {bare[0]}")
    x = [float(amount) / index[month[5:]] for month, amount in zip(window, raw, strict=True)]
    tested, positions = list(x), [float(place) for place in range(len(x))]
    january = next(place for place, month in enumerate(window) if month.endswith("-01"))
    if january + 1 < len(window):
        mean = (x[january] + x[january + 1]) / 2
        x[january] = x[january + 1] = mean
        tested[january : january + 2] = [mean]
        positions[january : january + 2] = [january + 0.5]
    return x, tested, positions


def _trend(
    raw: Sequence[Decimal], x: Sequence[float], tested: Sequence[float], positions: Sequence[float]
) -> tuple[float | None, float | None]:
    if sum(amount <= 0 for amount in raw) > MOST_EMPTY_MONTHS or sum(x) <= 0:
        return None, None
    return falling(tested)[1], theil_sen(tested, positions)


def _total(monthly: Mapping[Month, Decimal], last: Month, length: int) -> Decimal:
    return sum((monthly.get(month, ZERO) for month in months_until(last, length)), ZERO)
