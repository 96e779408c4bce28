"""Months: every month end, and full months against counting one by one."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.calendar import add_months, full_months, last_complete_month, month_add, month_index, month_of, months_until
from office.calendar.months import Month

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTH_ENDS = [date(year, month, monthrange(year, month)[1]) for year in range(2019, 2034) for month in range(1, 13)]


@pytest.mark.parametrize("year", range(2019, 2034))
def test_a_month_is_complete_on_its_last_day_and_not_before(year: int) -> None:
    for end in (each for each in MONTH_ENDS if each.year == year):
        assert last_complete_month(end) == month_of(end)
        assert last_complete_month(end - timedelta(days=1)) == month_add(month_of(end), -1)
        assert last_complete_month(end + timedelta(days=1)) == month_of(end)


@given(DAYS, st.integers(-300, 300))
def test_added_months_land_in_that_month_on_that_day_or_on_its_last(day: date, n: int) -> None:
    landed = add_months(day, n)
    assert month_of(landed) == month_add(month_of(day), n)
    assert landed.day == min(day.day, monthrange(landed.year, landed.month)[1])


@given(DAYS, st.integers(0, 3000))
def test_full_months_is_the_largest_number_that_fits(day: date, days: int) -> None:
    end = day + timedelta(days=days)
    n = full_months(day, end)
    assert add_months(day, n) <= end < add_months(day, n + 1)


@given(DAYS, st.integers(-3000, -1))
def test_full_months_backwards_is_the_largest_number_that_fits_too(day: date, days: int) -> None:
    n = full_months(day, day + timedelta(days=days))
    assert add_months(day, n) <= day + timedelta(days=days) < add_months(day, n + 1)


@given(DAYS, st.integers(1, 40))
def test_a_run_of_months_is_unbroken_and_ends_where_said(day: date, count: int) -> None:
    run = months_until(month_of(day), count)
    assert len(run) == count
    assert run[-1] == month_of(day)
    assert [month_index(month) for month in run] == list(range(month_index(run[0]), month_index(run[-1]) + 1))
    assert run == sorted(run)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "26-01", "2026/01", "2026-01-01", "", "²026-01"])
def test_a_text_that_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        month_index(Month(text))


def test_a_month_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the calendar"):
        add_months(date(9999, 12, 1), 1)
