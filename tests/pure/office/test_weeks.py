"""ISO weeks over every year end a reader of today will meet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.calendar import week_add, week_key, week_range, weeks_between
from office.calendar.weeks import Week

DAYS = st.dates(date(2000, 1, 10), date(2090, 12, 31))
LONG_YEARS = {2020, 2026, 2032, 2037}


def week_by_first_thursday(day: date) -> str:
    """The slow reference: week 1 holds the year's first Thursday."""
    thursday = day - timedelta(days=day.weekday()) + timedelta(days=3)
    first = date(thursday.year, 1, 1)
    while first.weekday() != 3:
        first += timedelta(days=1)
    return f"{thursday.year:04d}-W{(thursday - first).days // 7 + 1:02d}"


@pytest.mark.parametrize("year", range(2019, 2034))
def test_every_day_around_new_year_lies_in_its_own_week(year: int) -> None:
    for offset in range(-14, 15):
        day = date(year, 1, 1) + timedelta(days=offset)
        key = week_key(day)
        monday, sunday = week_range(key)
        assert key == week_by_first_thursday(day)
        assert monday <= day <= sunday
        assert (monday.weekday(), sunday - monday) == (0, timedelta(days=6))


@pytest.mark.parametrize("year", range(2019, 2038))
def test_only_the_long_years_have_a_week_53(year: int) -> None:
    if year in LONG_YEARS:
        assert week_key(week_range(Week(f"{year}-W53"))[0]) == f"{year}-W53"
    else:
        with pytest.raises(ValueError, match="names no ISO week"):
            week_range(Week(f"{year}-W53"))


@given(DAYS, st.integers(-500, 500))
def test_adding_weeks_moves_the_monday_by_sevens(day: date, n: int) -> None:
    key = week_key(day)
    later = week_add(key, n)
    assert week_range(later)[0] - week_range(key)[0] == timedelta(weeks=n)
    assert weeks_between(key, later) == n


@pytest.mark.parametrize("key", ["2026-W00", "2026-W54", "2026-53", "2026-W5", "٢٠٢٦-W01", " 2026-W01", "0000-W01"])
def test_a_key_that_names_no_week_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="week"):
        week_range(Week(key))
