"""Working days and hours against counting minute by minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.calendar import (
    add_workdays,
    business_hours,
    is_workday,
    last_workday_of_week,
    local_day,
    renewal_checkpoint,
    week_key,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOLIDAYS = {date(2026, 5, 1): False, date(2026, 5, 4): False, date(2026, 5, 5): False, date(2026, 5, 9): True}
SPRING = st.dates(date(2026, 4, 20), date(2026, 5, 20))
MOMENTS = st.datetimes(datetime(2026, 4, 28), datetime(2026, 5, 12), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
)


def hours_by_quarters(start: datetime, end: datetime) -> float:
    """The slow reference: each quarter of an hour asked by itself."""
    hours, moment = 0.0, start
    while moment < end:
        wall = moment.astimezone(SHANGHAI)
        if is_workday(wall.date(), HOLIDAYS) and wall.hour in (9, 10, 11, 13, 14, 15, 16, 17):
            hours += 0.25
        moment += timedelta(minutes=15)
    return hours


@given(MOMENTS, MOMENTS)
def test_business_hours_are_the_sum_of_working_quarters(one: datetime, other: datetime) -> None:
    assert business_hours(one, other, HOLIDAYS) == hours_by_quarters(one, other)


@given(MOMENTS, MOMENTS, MOMENTS)
def test_business_hours_of_two_stretches_add_up(a: datetime, b: datetime, c: datetime) -> None:
    start, middle, end = sorted([a, b, c])
    whole = business_hours(start, end, HOLIDAYS)
    assert business_hours(start, middle, HOLIDAYS) + business_hours(middle, end, HOLIDAYS) == pytest.approx(whole)


@given(SPRING, st.integers(0, 15))
def test_added_working_days_hold_exactly_that_many(day: date, n: int) -> None:
    landed = add_workdays(day, n, HOLIDAYS)
    between = [day + timedelta(days=offset) for offset in range(1, (landed - day).days + 1)]
    assert sum(is_workday(each, HOLIDAYS) for each in between) == n
    assert n == 0 or is_workday(landed, HOLIDAYS)


def test_a_make_up_saturday_counts_for_due_dates_and_hours() -> None:
    saturday = date(2026, 5, 9)
    assert add_workdays(date(2026, 5, 8), 1, HOLIDAYS) == saturday
    morning = datetime(2026, 5, 9, 9, tzinfo=SHANGHAI)
    assert business_hours(morning, morning + timedelta(hours=3), HOLIDAYS) == 3.0
    assert business_hours(morning, morning + timedelta(hours=3)) == 0.0


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_workdays(date(2026, 5, 8), -1)


@given(st.dates(date(2026, 4, 1), date(2027, 4, 1)), st.integers(0, 200))
def test_a_checkpoint_is_a_working_day_at_least_that_early(renewal: date, days: int) -> None:
    checkpoint = renewal_checkpoint(renewal, days, HOLIDAYS)
    assert is_workday(checkpoint, HOLIDAYS)
    assert (renewal - checkpoint).days >= days


@pytest.mark.parametrize(
    ("worked", "last"),
    [
        pytest.param({}, date(2026, 4, 10), id="Friday"),
        pytest.param({10: False}, date(2026, 4, 9), id="Friday off"),
        pytest.param({11: True}, date(2026, 4, 10), id="a working Saturday does not move it"),
        pytest.param({6: False, 7: False, 8: False, 9: False, 10: False, 11: True}, date(2026, 4, 11), id="only day"),
        pytest.param({6: False, 7: False, 8: False, 9: False, 10: False}, None, id="nobody works"),
    ],
)
def test_the_last_working_day_of_a_week(worked: dict[int, bool], last: date | None) -> None:
    overrides = {date(2026, 4, day): is_so for day, is_so in worked.items()}
    assert last_workday_of_week(week_key(date(2026, 4, 8)), overrides) == last


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        pytest.param(datetime(2026, 3, 31, 16, 30, tzinfo=UTC), date(2026, 4, 1), id="an evening of UTC is tomorrow"),
        pytest.param(datetime(2026, 3, 31, 15, 59, tzinfo=UTC), date(2026, 3, 31), id="a minute before midnight"),
        pytest.param(date(2026, 3, 31), date(2026, 3, 31), id="a bare date is that day"),
    ],
)
def test_the_day_of_a_moment_is_the_day_in_shanghai(moment: date, day: date) -> None:
    assert local_day(moment) == day


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="no offset"):
        local_day(datetime(2026, 3, 31, 9))  # noqa: DTZ001
