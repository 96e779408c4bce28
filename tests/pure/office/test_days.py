"""Days and spans as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from office.formatting import days, sparklines

THURSDAY = date(2026, 11, 19)


def at(*parts: int) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh-hans", "11月19日 周四"), ("zh-hant", "11月19日 週四"), ("en", "Thu 19 Nov")],
)
def test_a_day_in_prose(language: str, text: str) -> None:
    assert days.long_day(THURSDAY, language, today=date(2026, 1, 1)) == text


@pytest.mark.parametrize(("language", "text"), [("zh-hans", "2026年11月19日 周四"), ("en", "Thu 19 Nov 2026")])
def test_another_year_is_named(language: str, text: str) -> None:
    assert days.long_day(THURSDAY, language, today=date(2027, 1, 1)) == text


@pytest.mark.parametrize(("year", "text"), [(2026, "11-19"), (2027, "2026-11-19")])
def test_a_dense_list_shows_the_year_only_when_it_is_another(year: int, text: str) -> None:
    assert days.short_day(THURSDAY, today=date(year, 6, 1)) == text


@pytest.mark.parametrize(
    ("language", "text"), [("zh-hans", "2026 年第 53 周"), ("zh-hant", "2026 年第 53 週"), ("en", "Week 53, 2026")]
)
def test_a_week(language: str, text: str) -> None:
    assert days.iso_week(2026, 53, language) == text


@pytest.mark.parametrize(
    ("then", "simplified", "english"),
    [
        pytest.param(at(2026, 11, 19, 14, 6), "今天 14:06", "Today 14:06", id="today"),
        pytest.param(at(2026, 11, 18, 23, 59), "昨天 23:59", "Yesterday 23:59", id="yesterday by date"),
        pytest.param(at(2026, 11, 20, 0, 1), "明天 00:01", "Tomorrow 00:01", id="tomorrow by date"),
        pytest.param(at(2026, 11, 17, 10, 42), "11-17 周二", "Tue 17 Nov", id="earlier this year"),
        pytest.param(at(2025, 11, 17, 10, 42), "2025-11-17 周一", "Mon 17 Nov 2025", id="another year"),
    ],
)
def test_a_moment_beside_an_entry(then: datetime, simplified: str, english: str) -> None:
    now = at(2026, 11, 19, 0, 30)
    assert [days.moment(then, language, now=now) for language in ("zh-hans", "en")] == [simplified, english]


@pytest.mark.parametrize(
    ("length", "simplified", "english"),
    [
        pytest.param(timedelta(hours=3, minutes=10), "3 小时 10 分", "3h 10min", id="two parts"),
        pytest.param(timedelta(seconds=5), "1 分", "1min", id="at least a minute"),
        pytest.param(timedelta(days=1, hours=2, minutes=9), "1 天 2 小时", "1d 2h", id="a day and hours"),
        pytest.param(timedelta(days=6, hours=5), "6 天", "6d", id="days alone from two on"),
        pytest.param(-timedelta(hours=15), "15 小时", "15h", id="past deadlines count the same"),
    ],
)
def test_a_span(length: timedelta, simplified: str, english: str) -> None:
    assert [days.span(length, language) for language in ("zh-hans", "en")] == [simplified, english]


def test_a_trend_needs_two_values() -> None:
    assert sparklines.trace([None, 3]) is None


def test_a_trend_starts_where_its_values_start() -> None:
    found = sparklines.trace([None, 0, 10], width=44, height=24)
    assert found is not None
    assert found.points == "22.0,22.0 42.0,2.0"
    assert (found.last_x, found.last_y) == ("42.0", "2.0")


def test_the_healthy_band_lies_between_its_bounds() -> None:
    found = sparklines.trace([0, 10], low=0, high=5)
    assert found is not None
    assert (found.band_y, found.band_height) == ("12.0", "10.0")


@pytest.mark.parametrize(
    ("month", "day", "language", "text"),
    [
        (8, 15, "zh-hans", "农历八月十五"),
        (12, 1, "zh-hant", "農曆臘月初一"),
        (1, 20, "zh-hans", "农历正月二十"),
        (11, 29, "zh-hans", "农历冬月廿九"),
        (10, 30, "en", "day 30 of lunar month 10"),
    ],
)
def test_a_day_of_the_farmland_calendar(month, day, language, text):
    assert days.lunar_day(month, day, language) == text
