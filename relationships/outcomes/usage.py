"""How a customer uses a product: what was read last, against what came before, and whether it falls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median
from typing import Literal

from office.calendar.months import month_add, month_end, month_of
from office.statistics.trends import falling, theil_sen

Period = Literal["week", "month"]
Trend = Literal["falling", "rising", "steady", "insufficient"]

WINDOW, FEWEST = 12, 8
"""A trend is told from the last twelve periods, when at least eight of them were read."""
SURE, SIZE = 0.05, 0.10
"""It falls when chance alone would seldom do so (p), and when the fall over the window is at least this share."""
BEFORE = 4
STALE_AFTER = 1.5
ADOPTED = 3
"""A function is adopted once it was used in so many periods in a row: having tried it out is no adoption."""
DAYS = {"week": 7, "month": 31}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one period, named by its last day; of several the one recorded last is the one that counts."""

    period_end: date
    value: float


@dataclass(frozen=True, slots=True)
class Usage:
    """What is known of one measure at one customer. Changes are shares: −0.25 is a quarter less."""

    latest: Reading | None
    change: float | None
    """Against the mean of the four periods before."""
    change_over: int
    """How many of those four were read."""
    year_change: float | None
    """Against the same period a year before."""
    trend: Trend
    reason: Literal["", "none", "few"]
    """Why nothing is said of a trend."""
    p: float | None
    slope: float | None
    """Theil–Sen, in units of the measure per period."""
    fall: float | None
    """From the first to the last reading of the window along its line, as a share of where the line begins; positive
    where it grows, None where it begins at nought or below."""
    count: int
    """Readings within the window."""
    worse: bool
    """Whether the trend goes the way that is bad for this measure."""


def end_of_period(day: date, period: Period) -> date:
    """The last day of the ISO week or month that a day lies in."""
    if period == "week":
        return day + timedelta(days=6 - day.weekday())
    return month_end(month_of(day))


def back(end: date, periods: int, period: Period) -> date:
    """The end of the period so many before the one that ends on `end`."""
    if period == "week":
        return end - timedelta(days=7 * periods)
    return month_end(month_add(month_of(end), -periods))


def a_year_before(end: date, period: Period) -> date:
    """Fifty-two weeks, or the same month of the year before."""
    return back(end, 52 if period == "week" else 12, period)


def usage(readings: Sequence[Reading], period: Period, *, more_is_better: bool = True) -> Usage:
    """Latest value, changes and trend, as of the latest reading; periods are those of the measure, one reading each.

    Trend: Mann–Kendall over the readings of the last twelve periods, at least eight; falling when p ≤ 0.05 and the
    Theil–Sen line falls by at least a tenth from the first reading to the last; rising likewise. A line that begins at
    nought or below gives no shares: then p alone decides. Changes are None where nothing was read before, or
    nought. Errors: ValueError when two readings share a period.
    Source: metrics-economics 7.3 (Mann 1945, Kendall 1975, Sen 1968); the lines are our own.
    """
    ordered = sorted(readings, key=lambda one: one.period_end)
    if len({one.period_end for one in ordered}) != len(ordered):
        raise ValueError("one reading for each period")
    if not ordered:
        return Usage(None, None, 0, None, "insufficient", "none", None, None, None, 0, False)
    latest = ordered[-1]
    by_end = {one.period_end: one.value for one in ordered}
    before = [by_end[end] for n in range(1, BEFORE + 1) if (end := back(latest.period_end, n, period)) in by_end]
    year = by_end.get(a_year_before(latest.period_end, period))
    window = [(n, by_end[end]) for n in range(WINDOW) if (end := back(latest.period_end, n, period)) in by_end][::-1]
    trend, p, slope, fall = _trend([(WINDOW - 1 - n, value) for n, value in window])
    return Usage(
        latest=latest,
        change=_share(latest.value, mean(before)) if before else None,
        change_over=len(before),
        year_change=None if year is None else _share(latest.value, year),
        trend=trend,
        reason="few" if trend == "insufficient" else "",
        p=p,
        slope=slope,
        fall=fall,
        count=len(window),
        worse=trend == ("falling" if more_is_better else "rising"),
    )


def stale(latest: date | None, period: Period, as_of: date) -> bool:
    """Whether the last reading ended more than one and a half periods ago; what was never read is not stale."""
    return latest is not None and (as_of - latest).days > STALE_AFTER * DAYS[period]


def adopted_on(readings: Sequence[Reading], period: Period, periods: int = ADOPTED) -> date | None:
    """Adoption 采用: the last day of the third period in a row with use above nought; None where there was none.

    A period that nobody read ends the row, as one without use does. One reading each period, oldest first.
    Source: metrics-economics 3.5 ("an adopted core use"); how many periods make it one is our own.
    """
    row, before = 0, None
    for one in readings:
        follows = before is not None and back(one.period_end, 1, period) == before
        row, before = (row + 1 if follows else 1) if one.value > 0 else 0, one.period_end
        if row == periods:
            return one.period_end
    return None


def _trend(points: Sequence[tuple[int, float]]) -> tuple[Trend, float | None, float | None, float | None]:
    if len(points) < FEWEST:
        return "insufficient", None, None, None
    values = [value for _place, value in points]
    slope = theil_sen(values, [float(place) for place, _value in points]) or 0.0
    _s, p = falling(values)
    _s, p_rising = falling([-value for value in values])
    first, last = points[0][0], points[-1][0]
    begun = median(values) + slope * (first - median([float(place) for place, _value in points]))
    change = slope * (last - first) / begun if begun > 0 else None
    if p <= SURE and (change is None or change <= -SIZE):
        return "falling", p, slope, change
    if p_rising <= SURE and (change is None or change >= SIZE):
        return "rising", p_rising, slope, change
    return "steady", min(p, p_rising), slope, change


def _share(now: float, before: float) -> float | None:
    return now / before - 1 if before > 0 else None
