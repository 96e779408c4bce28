"""Working days and working hours: Monday to Friday unless the company calendar says otherwise of a date."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from office.calendar.weeks import Week, week_range
from office.calendar.zones import DEFAULT_ZONE, local_time

Overrides = Mapping[date, bool]
"""Dates that differ from Monday to Friday: True is a make-up working day (调休), False a day off."""

NO_OVERRIDES: Overrides = {}
WINDOWS = ((time(9), time(12)), (time(13), time(18)))
SECOND = 1_000_000
HOUR = 3600 * SECOND
SPANS = tuple((opens.hour * HOUR, closes.hour * HOUR) for opens, closes in WINDOWS)
WORKDAY = sum(closes - opens for opens, closes in SPANS)
"""Microseconds, as all spans here."""
ONE_DAY = timedelta(days=1)


def is_workday(day: date, overrides: Overrides = NO_OVERRIDES) -> bool:
    """Whether work is done on a day."""
    return overrides.get(day, day.weekday() < 5)


def add_workdays(day: date, n: int, overrides: Overrides = NO_OVERRIDES) -> date:
    """The n-th working day after `day`; `day` itself, working or not, for n = 0.

    Errors: ValueError for a negative n.
    Source: metrics-relationship-voice O2, "D = working days after the trigger day".
    """
    if n < 0:
        raise ValueError("working days are counted forwards; n must be 0 or more")
    while n:
        day += ONE_DAY
        n -= is_workday(day, overrides)
    return day


def renewal_checkpoint(renewal: date, days: int, overrides: Overrides = NO_OVERRIDES) -> date:
    """`days` calendar days before a renewal, moved back to a working day. Source: metrics-relationship-voice O2."""
    checkpoint = renewal - timedelta(days=days)
    while not is_workday(checkpoint, overrides):
        checkpoint -= ONE_DAY
    return checkpoint


def last_workday_of_week(week: Week, overrides: Overrides = NO_OVERRIDES) -> date | None:
    """The last working day Monday to Friday, else a make-up weekend day, else None when nobody works that week.

    Source: metrics-relationship-voice V3, Deadline.
    """
    monday, _ = week_range(week)
    for offset in (4, 3, 2, 1, 0, 6, 5):
        day = monday + timedelta(days=offset)
        if is_workday(day, overrides):
            return day
    return None


def business_hours(
    start: datetime, end: datetime, overrides: Overrides = NO_OVERRIDES, *, zone: str = DEFAULT_ZONE
) -> float:
    """Working hours from `start` to `end`: 09:00–12:00 and 13:00–18:00 of working days on the company's wall clock.

    0.0 when `end` is not after `start`. Errors: ValueError for times without an offset.
    Source: metrics-relationship-voice O2, Business calendar.
    """
    return WorkClock(overrides, zone=zone).hours(start, end)


class WorkClock:
    """`business_hours` for many spans: the time worked up to a moment is counted, not walked through day by day."""

    def __init__(self, overrides: Overrides = NO_OVERRIDES, *, zone: str = DEFAULT_ZONE) -> None:
        self._overrides, self._zone = overrides, zone
        self._special = sorted(day for day, works in overrides.items() if works != (day.weekday() < 5))
        self._gained = [0, *accumulate(1 if overrides[day] else -1 for day in self._special)]

    def hours(self, start: datetime, end: datetime) -> float:
        return max(self._worked(end) - self._worked(start), 0) / HOUR

    def _worked(self, moment: datetime) -> int:
        """Microseconds since the first Monday of the calendar: whole numbers, since lists ask for tens of thousands."""
        here = local_time(moment, zone=self._zone)
        day = here.date()
        weeks, weekday = divmod(day.toordinal() - 1, 7)
        days = 5 * weeks + min(weekday, 5) + self._gained[bisect_left(self._special, day)]
        if not is_workday(day, self._overrides):
            return days * WORKDAY
        clock = ((here.hour * 60 + here.minute) * 60 + here.second) * SECOND + here.microsecond
        return days * WORKDAY + sum([min(max(clock - opens, 0), closes - opens) for opens, closes in SPANS])
