"""Use of a product: latest value, changes and trend of a measure."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.outcomes.usage import Reading, a_year_before, adopted_on, back, end_of_period, stale, usage

LAST = date(2026, 10, 31)


def months(*values, last=LAST):
    """A reading for each value that is not None, the last one for `last`."""
    return [
        Reading(back(last, len(values) - 1 - place, "month"), value)
        for place, value in enumerate(values)
        if value is not None
    ]


def test_a_measure_that_shrinks_month_by_month_falls():
    found = usage(months(100, 98, 91, 90, 84, 80, 75, 71, 66, 60), "month")
    assert (found.trend, found.worse, found.count) == ("falling", True, 10)
    assert found.p < 0.001
    assert found.slope == pytest.approx(-4.5, abs=0.3)
    assert found.change == pytest.approx(60 / ((66 + 71 + 75 + 80) / 4) - 1)
    assert found.change_over == 4


def test_a_fall_that_is_sure_but_small_is_steady():
    assert usage(months(*[100 - place * 0.2 for place in range(12)]), "month").trend == "steady"


def test_noise_without_direction_is_steady():
    found = usage(months(50, 54, 49, 53, 51, 48, 55, 50, 52, 51), "month")
    assert (found.trend, found.worse) == ("steady", False)


def test_where_less_is_better_the_rise_is_what_gets_worse():
    rising = months(*[10 + 3 * place for place in range(10)])
    assert usage(rising, "month", more_is_better=False).worse
    assert not usage(rising, "month").worse


@pytest.mark.parametrize(("readings", "reason"), [([], "none"), (months(9, 8, 7, 6, 5, 4, 3), "few")])
def test_too_few_periods_are_insufficient_with_a_reason(readings, reason):
    found = usage(readings, "month")
    assert (found.trend, found.reason, found.p, found.worse) == ("insufficient", reason, None, False)


def test_periods_nobody_read_are_gaps_and_not_nought():
    found = usage(months(100, None, 90, None, None, 80, 78, 70, 66, 61, 60, 55), "month")
    assert (found.trend, found.count) == ("falling", 9)
    assert usage(months(100, 90, 80, 70, *[None] * 6, 20, 10), "month").trend == "insufficient"


def test_readings_older_than_twelve_periods_say_nothing_of_the_trend():
    old = [Reading(back(LAST, n, "month"), 500.0 - n) for n in range(12, 30)]
    recent = months(*[20 + place for place in range(12)])
    assert usage([*old, *recent], "month").trend == "rising"


def test_a_year_before_is_the_same_month_or_fifty_two_weeks():
    assert a_year_before(date(2028, 2, 29), "month") == date(2027, 2, 28)
    assert a_year_before(date(2026, 11, 22), "week") == date(2025, 11, 23)
    found = usage([Reading(date(2025, 10, 31), 40.0), Reading(LAST, 30.0)], "month")
    assert found.year_change == pytest.approx(-0.25)


def test_nothing_is_compared_with_nought():
    found = usage(months(0, 0, 0, 0, 5), "month")
    assert found.change is None
    assert found.change_over == 4


def test_two_readings_of_one_period_are_refused():
    with pytest.raises(ValueError, match="one reading"):
        usage([Reading(LAST, 1.0), Reading(LAST, 2.0)], "month")


@pytest.mark.parametrize(
    ("latest", "period", "as_of", "expected"),
    [
        (None, "month", LAST, False),
        (date(2026, 9, 30), "month", date(2026, 11, 15), False),
        (date(2026, 9, 30), "month", date(2026, 11, 16), True),
        (date(2026, 11, 15), "week", date(2026, 11, 25), False),
        (date(2026, 11, 15), "week", date(2026, 11, 26), True),
    ],
)
def test_a_value_is_old_after_one_and_a_half_periods(latest, period, as_of, expected):
    assert stale(latest, period, as_of) is expected


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60), st.sampled_from(["week", "month"]))
def test_periods_follow_each_other_without_gap_or_overlap(day, n, period):
    end = end_of_period(day, period)
    assert end >= day
    assert end_of_period(end, period) == end
    assert back(end, n, period) == end_of_period(back(end, n, period), period)
    assert back(back(end, n, period), 1, period) == back(end, n + 1, period)
    assert end_of_period(back(end, 1, period) + timedelta(days=1), period) == end


VALUES = st.lists(st.one_of(st.none(), st.integers(0, 1000).map(float)), min_size=1, max_size=20)


@given(VALUES, st.integers(2, 9))
def test_the_trend_does_not_depend_on_the_unit(values, factor):
    one = usage(months(*values), "month")
    other = usage(months(*[None if value is None else value * factor for value in values]), "month")
    assert (one.trend, one.count, one.p) == (other.trend, other.count, other.p)


@given(VALUES, st.integers(0, 99))
def test_the_order_in_which_readings_are_given_does_not_matter(values, seed):
    readings = months(*values)
    mixed = list(readings)
    Random(seed).shuffle(mixed)
    assert usage(mixed, "month") == usage(readings, "month")


@given(st.lists(st.integers(1, 1000).map(float), min_size=12, max_size=12))
def test_a_trend_is_never_both_and_the_worse_way_depends_on_the_measure_alone(values):
    readings = months(*values)
    up, down = usage(readings, "month"), usage(readings, "month", more_is_better=False)
    assert up.trend == down.trend
    assert not (up.worse and down.worse)
    assert (up.worse or down.worse) == (up.trend in {"falling", "rising"})
    turned = usage(months(*reversed(values)), "month").trend
    assert {up.trend, turned} in ({"steady"}, {"falling", "rising"}, {"falling", "steady"}, {"rising", "steady"})


@pytest.mark.parametrize(
    ("values", "back_by"),
    [((0, 3, 2, 1), 0), ((3, 2, 1, 0), 1), ((3, 2, 0, 1), None), ((3, 2, None, 1), None), ((), None)],
)
def test_a_use_is_adopted_with_the_third_period_in_a_row(values, back_by):
    on = adopted_on(months(*values), "month")
    assert on == (None if back_by is None else back(LAST, back_by, "month"))
