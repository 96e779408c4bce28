"""ISO weeks, Monday to Sunday. Weeks are added through their Mondays, never by counting numbers: some years have 53."""

import re
from datetime import date, datetime, timedelta
from typing import NewType

from office.calendar.zones import DEFAULT_ZONE, local_day

Week = NewType("Week", str)
"""An ISO week as text, `2026-W53`; its year is the ISO year, which may differ from the calendar's."""

WRITTEN = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def week_key(s: date | datetime, *, zone: str = DEFAULT_ZONE) -> Week:
    """The ISO week in which a moment falls on the company's wall clock.

    `2026-12-27T16:00Z` is Monday in Shanghai, hence 2026-W53. Errors: ValueError for a time without an offset.
    Source: ISO 8601; metrics-relationship-voice 0.
    """
    year, week, _ = local_day(s, zone=zone).isocalendar()
    return Week(f"{year:04d}-W{week:02d}")


def week_range(key: Week) -> tuple[date, date]:
    """Monday and Sunday of a week. Errors: ValueError for a key that names no week, such as 2025-W53."""
    written = WRITTEN.fullmatch(key)
    if written is None:
        raise ValueError(f"{key!r} is not a week written YYYY-Www")
    try:
        monday = date.fromisocalendar(int(written[1]), int(written[2]), 1)
    except ValueError as error:
        raise ValueError(f"{key!r} names no ISO week") from error
    return monday, monday + timedelta(days=6)


def week_add(key: Week, n: int) -> Week:
    """The week `n` weeks later (earlier when negative): 2026-W53 + 1 is 2027-W01."""
    monday, _ = week_range(key)
    return week_key(monday + timedelta(weeks=n))


def weeks_between(earlier: Week, later: Week) -> int:
    """Whole weeks from one week to another; negative when the second lies before the first."""
    return (week_range(later)[0] - week_range(earlier)[0]).days // 7
