"""Calendar months: adding them with month ends clipped, counting full ones, and naming them `YYYY-MM`."""

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NewType

Month = NewType("Month", str)
"""A calendar month as text, `2026-03`; text order is time order."""


def add_months(x: date, n: int) -> date:
    """The same day `n` months later (earlier when negative), clipped to the end of that month.

    2025-08-31 + 6 = 2026-02-28. Errors: ValueError outside the years 1 to 9999. Source: metrics-economics 0.4.
    """
    year, month0 = divmod(x.year * 12 + x.month - 1 + n, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"{x} {n:+} months lies outside the calendar")
    return date(year, month0 + 1, min(x.day, monthrange(year, month0 + 1)[1]))


def full_months(a: date, b: date) -> int:
    """The largest n with `add_months(a, n) <= b`; negative when `b` lies before `a`.

    2025-01-31 to 2025-02-28 is 1, because the clipped anniversary has come. Source: metrics-economics 0.4.
    """
    n = (b.year - a.year) * 12 + b.month - a.month
    clipped_day = min(a.day, monthrange(b.year, b.month)[1])
    return n if clipped_day <= b.day else n - 1


@lru_cache(16384)
def month_of(day: date) -> Month:
    """The month a day belongs to."""
    return Month(f"{day.year:04d}-{day.month:02d}")


@lru_cache(4096)
def month_index(month: Month) -> int:
    """Months since year 0, so that months can be counted and compared.

    Errors: ValueError unless `month` is written YYYY-MM.
    """
    year, dash, number = month[:4], month[4:5], month[5:]
    well_formed = len(month) == 7 and dash == "-" and (year + number).isascii() and (year + number).isdigit()
    if not well_formed or not 1 <= int(number) <= 12 or year == "0000":
        raise ValueError(f"{month!r} is not a month written YYYY-MM")
    return int(year) * 12 + int(number) - 1


@lru_cache(16384)
def month_add(month: Month, n: int) -> Month:
    """The month `n` months later (earlier when negative). Errors: ValueError outside the years 1 to 9999."""
    year, month0 = divmod(month_index(month) + n, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"{month} {n:+} months lies outside the calendar")
    return Month(f"{year:04d}-{month0 + 1:02d}")


@lru_cache(4096)
def first_day(month: Month) -> date:
    """The first day of a month."""
    return date(int(month[:4]), int(month[5:]), 1)


@lru_cache(4096)
def month_end(month: Month) -> date:
    """The last day of a month."""
    return date(int(month[:4]), int(month[5:]), monthrange(int(month[:4]), int(month[5:]))[1])


def months_until(last: Month, count: int) -> list[Month]:
    """The `count` consecutive months that end with `last`, oldest first."""
    return list(_months_until(last, count))


@lru_cache(1024)
def _months_until(last: Month, count: int) -> tuple[Month, ...]:
    return tuple(month_add(last, offset - count + 1) for offset in range(count))


def last_complete_month(as_of: date) -> Month:
    """M0: the month of `as_of` when `as_of` is its last day, else the month before.

    2026-03-31 and 2026-04-15 both give 2026-03. Source: metrics-economics 0.4.
    """
    month = month_of(as_of)
    is_month_end = as_of.day == monthrange(as_of.year, as_of.month)[1]
    return month if is_month_end else month_add(month, -1)
