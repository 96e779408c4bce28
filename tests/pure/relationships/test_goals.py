"""Goals: the order of the statuses, late successes, and what counts for people."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.outcomes.goals import Goal, Reading, attainment, goal_state, next_missing
from relationships.outcomes.rollups import Attained, DueGoal, csm_rate, rollup
from relationships.strategy.effort import blade
from relationships.strategy.holding import stickiness, switching

GOAL = Goal("up", 0.0, date(2026, 1, 1), date(2026, 4, 11), "monthly", target=100.0)
SOME = st.floats(-1000, 1000)


def reading(day: str, value: float, confirmed_by: str | None = None, recorded: str | None = None) -> Reading:
    return Reading(date.fromisoformat(day), value, confirmed_by, date.fromisoformat(recorded) if recorded else None)


@pytest.mark.parametrize(
    ("readings", "as_of", "status"),
    [
        pytest.param([], "2026-02-01", "no_reading", id="nothing measured"),
        pytest.param([], "2026-04-12", "missed", id="nothing measured by the due day"),
        pytest.param([reading("2026-01-05", 0.0)], "2026-01-10", "on_track", id="too early to say"),
        pytest.param([reading("2026-01-05", -1.0)], "2026-01-10", "at_risk", id="early and worse than the start"),
        pytest.param(
            [reading("2026-02-19", 44.98)], "2026-02-20", "on_track", id="a pace of 89.96 is printed and judged as 90"
        ),
        pytest.param([reading("2026-02-19", 44.9)], "2026-02-20", "at_risk", id="a little slow"),
        pytest.param([reading("2026-02-19", 34.9)], "2026-02-20", "off_track", id="far too slow"),
        pytest.param([reading("2026-02-19", 100.0)], "2026-02-20", "achieved_unconfirmed", id="only we say so"),
        pytest.param([reading("2026-02-19", 100.0, "c1")], "2026-02-20", "achieved", id="they say so"),
        pytest.param([reading("2026-04-11", 100.0, "c1")], "2026-05-01", "achieved", id="on the due day"),
        pytest.param([reading("2026-04-12", 120.0, "c1")], "2026-05-01", "missed", id="a day late stays missed"),
        pytest.param([reading("2026-02-19", 100.0, "c1")], "2026-02-18", "no_reading", id="a reading of tomorrow"),
    ],
)
def test_the_status_of_a_goal(readings: list[Reading], as_of: str, status: str) -> None:
    assert goal_state(GOAL, readings, date.fromisoformat(as_of)).status == status


@pytest.mark.parametrize(
    ("baseline", "target", "value", "days", "pace", "status"),
    [
        pytest.param(0.0, 100.0, 17.99, 80, 0.8995, "on_track", id="89.95 is judged as 90.0"),
        pytest.param(100.0, 0.0, 65.025, 200, 0.6995, "at_risk", id="69.95 is judged as 70.0"),
        pytest.param(0.1, 30.1, 30.085, 200, 1.999, "achieved_unconfirmed", id="99.95 is judged as 100.0"),
        pytest.param(0.0, 100.0, 17.98, 80, 0.899, "at_risk", id="89.9 stays 89.9"),
    ],
)
def test_a_pace_on_a_half_is_judged_as_printed(
    baseline: float, target: float, value: float, days: int, pace: float, status: str
) -> None:
    start = date(2026, 1, 1)
    aim = Goal("up" if target > baseline else "down", baseline, start, start + timedelta(days=400), "monthly", target)
    day = start + timedelta(days=days)
    state = goal_state(aim, [Reading(day, value)], day)
    assert (state.pace, state.status) == (pace, status)


def test_a_late_success_shows_its_value() -> None:
    state = goal_state(GOAL, [reading("2026-04-12", 120.0)], date(2026, 5, 1))
    assert (state.raw, state.capped, state.status, state.confirmed) == (1.2, 1.0, "missed", False)


def test_a_correction_wins_over_what_it_corrects() -> None:
    first, second = (
        reading("2026-02-19", 90.0, recorded="2026-02-25"),
        reading("2026-02-19", 10.0, recorded="2026-02-20"),
    )
    assert goal_state(GOAL, [first, second], date(2026, 3, 1)).raw == 0.9
    assert goal_state(GOAL, [second, first], date(2026, 3, 1)).raw == 0.9


def test_a_goal_without_baseline_says_so() -> None:
    state = goal_state(
        Goal("up", None, GOAL.start, GOAL.due, "monthly", target=1.0), [reading("2026-02-19", 1.0)], GOAL.due
    )
    assert (state.status, state.raw, state.pace) == ("no_baseline", None, None)


def test_a_goal_due_on_its_first_day_expects_everything() -> None:
    state = goal_state(Goal("up", 0.0, GOAL.start, GOAL.start, "monthly", target=1.0), [], GOAL.start)
    assert state.expected == 1.0


@given(SOME, SOME, SOME)
def test_the_start_is_nothing_and_the_target_is_everything(baseline: float, target: float, x: float) -> None:
    if baseline != target:
        assert attainment("up", baseline, baseline, target) == 0
        assert attainment("up", baseline, target, target) == 1
        assert attainment("down", baseline, x, target) == attainment("up", baseline, x, target)


@given(SOME, SOME, st.floats(-50, 0), st.floats(0, 50))
def test_inside_the_range_is_everything_and_never_more(baseline: float, x: float, lo: float, hi: float) -> None:
    reached = attainment("range", baseline, x, lo=lo, hi=hi)
    assert reached is not None
    assert reached <= 1
    assert not lo <= x <= hi or reached == 1


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            {"direction": "range", "baseline": 15, "x": 16, "lo": 15, "hi": 15}, 0.0, id="a range of one point"
        ),
        pytest.param({"direction": "down", "baseline": 5, "x": 4, "target": 5}, 1.0, id="kept below"),
        pytest.param({"direction": "up", "baseline": 0, "x": -1, "target": 0}, 0.0, id="not kept, target nothing"),
        pytest.param({"direction": "up", "baseline": None, "x": 1, "target": 2}, None, id="no baseline"),
    ],
)
def test_edges_of_attainment(given: dict[str, object], expected: float | None) -> None:
    assert attainment(**given) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"direction": "up", "baseline": 1, "x": 1}, "needs a target"),
        ({"direction": "range", "baseline": 1, "x": 1, "lo": 2, "hi": 1}, "lo not above hi"),
    ],
)
def test_a_goal_without_an_aim_is_refused(given: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        attainment(**given)  # type: ignore[arg-type]


def test_nothing_measured_rolls_up_to_nothing_known() -> None:
    assert rollup([]).mean is None
    found = rollup([Attained("a", None, revenue=5), Attained("b", 0.5, revenue=-3)])
    assert (found.mean, found.n, found.goals, found.revenue_weighted) == (0.5, 1, 2, None)


def test_void_goals_and_goals_of_other_periods_are_out() -> None:
    start, end = date(2026, 1, 1), date(2026, 3, 31)
    goals = [DueGoal(date(2026, 2, 1), void=True), DueGoal(date(2025, 12, 31), date(2025, 12, 1))]
    assert csm_rate(goals, start, end).rate is None


def test_a_level_counts_only_on_top_of_the_levels_below() -> None:
    assert stickiness([50, 50], [90, 90], [90, 90]).level == 0
    assert stickiness([60, None, None], [90, 90], [90, 90]).level == 0
    assert stickiness([59.95, 59.95], [59.94, 59.94], [90, 90]).level == 1
    mean = stickiness([59.85, 60, 60], [], [])
    assert (mean.levels[0], mean.level) == (59.95, 1)
    assert stickiness([80, 80], [80, 80], [None, None]).index == pytest.approx(80)
    assert stickiness([80, 80], [], [80, 80]).index == pytest.approx(80)
    assert stickiness([80, 80], [], []).index is None


def test_a_share_without_a_whole_is_unknown() -> None:
    assert blade({}, {}).blade is None
    assert switching(6, 10, 0, None).financial is None
    assert switching(6, None, None, None).index is None


@pytest.mark.parametrize(
    ("last", "told", "as_of", "missing"),
    [
        pytest.param(None, None, "2026-11-08", None, id="not expected yet"),
        pytest.param(None, None, "2026-11-24", "2026-11-09", id="the first of several"),
        pytest.param(None, "2026-11-09", "2026-11-15", None, id="told of, and the next not expected yet"),
        pytest.param(None, "2026-11-09", "2026-11-24", "2026-11-23", id="then the newest that is missing"),
        pytest.param("2026-11-08", "2026-11-09", "2026-11-14", None, id="a reading begins the next period"),
        pytest.param("2026-11-08", "2026-11-09", "2026-11-15", "2026-11-15", id="which is told of in its turn"),
        pytest.param("2026-11-08", "2026-11-16", "2026-11-21", None, id="a late reading repeats nothing"),
        pytest.param("2026-11-08", "2026-11-16", "2026-11-22", "2026-11-22", id="and what follows is told of"),
    ],
)
def test_each_missing_reading_is_told_of_once(last, told, as_of, missing):
    days = [each and date.fromisoformat(each) for each in (last, told, as_of, missing)]
    assert next_missing("weekly", date(2026, 11, 2), *days[:3]) == days[3]
