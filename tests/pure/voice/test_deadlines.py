from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.calendar import business_hours
from voice.deadlines import deadline

HOLIDAYS = {date(2026, 5, 1): False, date(2026, 5, 4): False, date(2026, 5, 5): False, date(2026, 5, 9): True}


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+08:00")


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        pytest.param(
            "2026-04-30 16:00", 3.5, "2026-05-06 10:30", id="over the holiday, as golden O2 the other way round"
        ),
        pytest.param("2026-11-20 17:00", 2, "2026-11-23 10:00", id="over the week end"),
        pytest.param("2026-11-19 11:00", 2, "2026-11-19 14:00", id="over lunch"),
        pytest.param("2026-11-19 10:00", 8, "2026-11-20 10:00", id="a working day"),
        pytest.param("2026-11-19 07:00", 3, "2026-11-19 12:00", id="from before opening to the end of a window"),
        pytest.param("2026-05-08 17:00", 2, "2026-05-09 10:00", id="a make-up Saturday counts"),
        pytest.param("2026-11-19 10:00", 0, "2026-11-19 10:00", id="nothing left"),
        pytest.param("2026-11-19 10:00", -5, "2026-11-19 10:00", id="less than nothing left"),
    ],
)
def test_the_moment_when_the_hours_have_run_out(start: str, hours: float, end: str) -> None:
    assert deadline(shanghai(start), hours, HOLIDAYS) == shanghai(end)


@given(began=st.integers(0, 730 * 24 * 60), minutes=st.integers(1, 160 * 60))
def test_it_is_the_inverse_of_business_hours(began: int, minutes: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=began)
    end = deadline(start, minutes / 60, HOLIDAYS)
    assert business_hours(start, end, HOLIDAYS) == pytest.approx(minutes / 60)
    assert business_hours(start, end - timedelta(seconds=1), HOLIDAYS) < minutes / 60


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        deadline(datetime(2026, 1, 1), 1)  # noqa: DTZ001 that is the point
