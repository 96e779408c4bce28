"""The farmland calendar against days that were published."""

from datetime import date
from itertools import pairwise

import pytest

from office.calendar import lunar


@pytest.mark.parametrize(
    ("month", "day", "kept"),
    [
        pytest.param(1, 1, ("2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26"), id="Spring Festival"),
        pytest.param(1, 15, ("2025-02-12", "2026-03-03", "2027-02-20", "2028-02-09"), id="Lantern Festival"),
        pytest.param(5, 5, ("2025-05-31", "2026-06-19", "2027-06-09", "2028-05-28"), id="Dragon Boat Festival"),
        pytest.param(8, 15, ("2025-10-06", "2026-09-25", "2027-09-15", "2028-10-03"), id="Mid-Autumn Festival"),
    ],
)
def test_festivals_fall_where_the_observatory_of_hong_kong_has_them(month, day, kept):
    assert tuple(str(lunar.falls_on(month, day, year)) for year in range(2025, 2029)) == kept


def test_leap_months_stand_where_the_standard_puts_them():
    leaps = {year: [one.number for one in lunar.months(year) if one.leap] for year in range(2020, 2034)}
    assert {year: found for year, found in leaps.items() if found} == {
        2020: [4], 2023: [2], 2025: [6], 2028: [5], 2031: [3], 2033: [11],
    }  # fmt: skip


def test_years_follow_each_other_without_a_gap():
    for year in range(lunar.FIRST, lunar.LAST):
        found = [*lunar.months(year), lunar.months(year + 1)[0]]
        assert all((after.first - one.first).days == one.days in (29, 30) for one, after in pairwise(found))
        assert [one.number for one in found[:-1] if not one.leap] == list(range(1, 13))


def test_day_thirty_of_a_short_month_is_kept_on_its_last():
    short = next(one for one in lunar.months(2026) if one.days == 29 and not one.leap)
    assert (lunar.falls_on(short.number, 30, 2026) - short.first).days == 28


@pytest.mark.parametrize(("month", "day", "year"), [(13, 1, 2026), (1, 31, 2026), (1, 1, 1928), (1, 1, 2101)])
def test_what_the_calendar_does_not_have_is_refused(month, day, year):
    with pytest.raises(ValueError, match="calendar"):
        lunar.falls_on(month, day, year)


def test_a_birthday_in_the_last_month_falls_into_the_next_solar_year():
    assert lunar.falls_on(12, 8, 2026) == date(2027, 1, 15)
