"""Whether a customer buys less than it used to: season, trend, and a pause longer than its own rhythm."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import fmean, median

from customers.valuation.money import ZERO, exact, money, quotient, ratio
from office.calendar.months import Month, last_complete_month, month_add, month_index, months_until
from office.statistics.trends import falling, theil_sen

CALENDAR_MONTHS = tuple(f"{number:02d}" for number in range(1, 13))
FLAT = dict.fromkeys(CALENDAR_MONTHS, 1.0)
FEWEST_MONTHS, MOST_MONTHS = 24, 36
LOWEST_INDEX = 0.2
MOST_EMPTY_MONTHS = 6
OWN_GAPS, FEWEST_GAPS, FEWEST_POOLED = 19, 3, 50
PLACES = 6


def seasonal_index(totals: Mapping[Month, Decimal]) -> dict[str, float]:
    """The season of company revenue by calendar month "01" to "12", mean 1, to 6 decimals.

    Ratio to the centred twelve-month mean, averaged per calendar month; January and February share their mean, because
    the Spring Festival moves between them; at least 0.2. All 1 below 24 months or when a calendar month has no ratio.
    At most the last 36 months are used. Errors: ValueError when months are missing between the first and the last.
    Source: classical decomposition; metrics-economics 7.2.
    """
    months = sorted(totals)[-MOST_MONTHS:]
    if len(months) < FEWEST_MONTHS:
        return FLAT.copy()
    if month_index(months[-1]) - month_index(months[0]) + 1 != len(months):
        raise ValueError("the months are not consecutive")
    x = [float(totals[month]) for month in months]
    ratios: defaultdict[str, list[float]] = defaultdict(list)
    for t in range(6, len(x) - 6):
        centre = (x[t - 6] / 2 + sum(x[t - 5 : t + 6]) + x[t + 6] / 2) / 12
        if centre > 0:
            ratios[months[t][5:]].append(x[t] / centre)
    if len(ratios) < len(CALENDAR_MONTHS):
        return FLAT.copy()
    means = {month: fmean(ratios[month]) for month in CALENDAR_MONTHS}
    means["01"] = means["02"] = (means["01"] + means["02"]) / 2
    level = fmean(means.values())
    if level <= 0:
        return FLAT.copy()
    return {month: round(max(LOWEST_INDEX, mean / level), PLACES) for month, mean in means.items()}


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
    Money to 0.01, ratios to 0.0001, p to 6 decimals. Source: metrics-economics 7.4.
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
        p_trend=None if p is None else round(p, PLACES),
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


@dataclass(frozen=True, slots=True)
class Overdue:
    """How unusual the present pause is; p to 6 decimals, None with basis insufficient."""

    p: float | None
    basis: str
    """own, pooled or insufficient."""


def overdue_p(days: Sequence[date], as_of: date, pool: Sequence[float] = ()) -> Overdue:
    """Conformal p of the pause since the last order, against own pauses or those of similar customers.

    From 19 own gaps: (1 + gaps at least as long) / (n + 1). From 3 own gaps and a pool of 50: the same with the pause
    over the own median gap; the pool holds gap / median gap of similar customers. Days after `as_of` are plans, several
    orders of a day one. Source: conformal prediction; metrics-economics 7.5.
    """
    ordered = sorted({day for day in days if day <= as_of})
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    if len(gaps) >= OWN_GAPS:
        pause = (as_of - ordered[-1]).days
        return Overdue(round((1 + sum(gap >= pause for gap in gaps)) / (len(gaps) + 1), PLACES), "own")
    if len(gaps) >= FEWEST_GAPS and len(pool) >= FEWEST_POOLED:
        pause_in_gaps = (as_of - ordered[-1]).days / median(gaps)
        return Overdue(round((1 + sum(each >= pause_in_gaps for each in pool)) / (len(pool) + 1), PLACES), "pooled")
    return Overdue(None, "insufficient")
