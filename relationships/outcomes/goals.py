"""A goal 业务成果目标: how far it is reached, whether it is on time, and whether the customer says so too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from office.statistics.rounding import r1, tidy

Direction = Literal["up", "down", "range"]

CADENCE_DAYS = {"weekly": 7, "monthly": 31, "quarterly": 92, "half-yearly": 184, "half_yearly": 184, "yearly": 366}
STALE_AFTER = 1.5
EARLY = 10.0
ON_TRACK, AT_RISK = 90.0, 70.0


@dataclass(frozen=True, slots=True)
class Goal:
    """A KPI for one customer: from a baseline to a target, or into a range [lo, hi], by a day."""

    direction: Direction
    baseline: float | None
    start: date
    due: date
    cadence: str
    target: float | None = None
    lo: float | None = None
    hi: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One measured value; of several for one period end the latest recorded wins, then the last given."""

    period_end: date
    value: float
    confirmed_by: str | None = None
    """The customer's contact who confirmed it; our own people cannot."""
    recorded: date | None = None


@dataclass(frozen=True, slots=True)
class GoalState:
    """How a goal stands on a day; attainment and pace as fractions, 1 = all of it."""

    raw: float | None
    """By the latest reading; may be negative or above 1."""
    capped: float | None
    """Between 0 and 1, for roll-ups."""
    expected: float
    pace: float | None
    status: str
    """no_baseline, no_reading, achieved, achieved_unconfirmed, missed, on_track, at_risk or off_track."""
    stale: bool
    confirmed: bool
    """Achieved, and that reading confirmed by the customer."""


def attainment(
    direction: Direction,
    baseline: float | None,
    x: float,
    target: float | None = None,
    lo: float | None = None,
    hi: float | None = None,
) -> float | None:
    """How far a value has come from the baseline to the goal: 0 at the start, 1 there; None without a baseline.

    Up and down: (x − baseline) / (target − baseline). Maintain (target = baseline): met 1, else
    1 − |x − target| / |target|, 0 for a target of 0. Range: inside 1; else 1 − distance(x) / distance(baseline), or
    by the width of the range when the baseline lies inside (0 for a range of one point).
    Errors: ValueError without target or range, or with a range upside down.
    Source: metrics-relationship-voice O1.
    """
    way = _way(direction, baseline, x, target, lo, hi)
    return None if way is None else tidy(way)


def _way(
    direction: Direction, baseline: float | None, x: float, target: float | None, lo: float | None, hi: float | None
) -> float | None:
    """`attainment` in full precision, for what is computed on from it."""
    if baseline is None:
        return None
    if direction == "range":
        if lo is None or hi is None or lo > hi:
            raise ValueError("a range needs lo and hi, lo not above hi")
        return _into_range(baseline, x, lo, hi)
    if target is None:
        raise ValueError(f"direction {direction} needs a target")
    if target != baseline:
        return (x - baseline) / (target - baseline)
    if x >= target if direction == "up" else x <= target:
        return 1.0
    return 1 - abs(x - target) / abs(target) if target else 0.0


def _into_range(baseline: float, x: float, lo: float, hi: float) -> float:
    away = max(lo - x, x - hi, 0.0)
    started_away = max(lo - baseline, baseline - hi, 0.0)
    if away == 0:
        return 1.0
    if started_away:
        return 1 - away / started_away
    return 1 - away / (hi - lo) if hi > lo else 0.0


def expected(start: date, due: date, as_of: date) -> float:
    """The part of the time that has passed, 0 to 1; 1 when the goal is due on the day it starts."""
    if due <= start:
        return 1.0
    return min(max((as_of - start).days / (due - start).days, 0.0), 1.0)


def goal_state(goal: Goal, readings: Sequence[Reading], as_of: date) -> GoalState:
    """Attainment, pace and status of a goal at the end of a day; readings of later periods do not count.

    Raw and pace use the latest reading. After the due date only a reading of a period ended by then can achieve; a
    later success stays missed. Lines are compared on one decimal of a percentage, as they are printed.
    Stale: the last reading is older than 1.5 × the days of its cadence.
    Errors: ValueError for an unknown cadence and for a goal without target or range.
    Source: metrics-relationship-voice O1.
    """
    if goal.cadence not in CADENCE_DAYS:
        raise ValueError(f"{goal.cadence!r} is not a cadence; cadences are {', '.join(CADENCE_DAYS)}")
    known = [reading for reading in readings if reading.period_end <= as_of]
    latest = _latest(known)
    way = None if latest is None else _attained(goal, latest)
    raw = None if way is None else tidy(way)
    time = expected(goal.start, goal.due, as_of)
    pace = None if way is None or time == 0 else tidy(way / time)
    deciding = _latest([reading for reading in known if reading.period_end <= goal.due]) if as_of > goal.due else latest
    status = _status(goal, deciding, latest, time, pace, as_of)
    return GoalState(
        raw=raw,
        capped=None if raw is None else min(max(raw, 0.0), 1.0),
        expected=time,
        pace=pace,
        status=status,
        stale=latest is not None and (as_of - latest.period_end).days > STALE_AFTER * CADENCE_DAYS[goal.cadence],
        confirmed=status == "achieved",
    )


def confirmed_achievement(goal: Goal, readings: Sequence[Reading]) -> date | None:
    """The period end of the reading by which the goal counts for its owner: the latest by its due day, when it reaches
    the goal, the customer confirms it and it is not stale on that day. None else.

    Source: metrics-relationship-voice O1, Stale and CSM scorecard.
    """
    by_then = [reading for reading in readings if reading.period_end <= goal.due]
    state = goal_state(goal, by_then, goal.due)
    latest = _latest(by_then)
    return latest.period_end if latest is not None and state.confirmed and not state.stale else None


def next_due(cadence: str, start: date, last: date | None) -> date:
    """The day by which the next reading is expected: one cadence after the last one, or after the start."""
    return (last or start) + timedelta(days=CADENCE_DAYS[cadence])


def next_missing(cadence: str, start: date, last: date | None, told: date | None, as_of: date) -> date | None:
    """The expected day of a missing reading of which nobody was told yet: the first one after the last reading, then,
    while that stays missing, the newest. None where none is missing, or all were told of; `told` is the latest such day.
    """
    first = next_due(cadence, start, last)
    if first > as_of:
        return None
    if told is None or told < first:
        return first
    step = CADENCE_DAYS[cadence]
    newest = first + timedelta(days=(as_of - first).days // step * step)
    return newest if told < newest else None


def _latest(readings: Sequence[Reading]) -> Reading | None:
    """The reading of the latest period; of several the latest recorded, then the last given."""
    ranked = [(each.period_end, each.recorded or each.period_end, place) for place, each in enumerate(readings)]
    return readings[max(ranked)[2]] if ranked else None


def _attained(goal: Goal, reading: Reading) -> float | None:
    return _way(goal.direction, goal.baseline, reading.value, goal.target, goal.lo, goal.hi)


def _status(
    goal: Goal, deciding: Reading | None, latest: Reading | None, time: float, pace: float | None, as_of: date
) -> str:
    if goal.baseline is None:
        return "no_baseline"
    reached = None if deciding is None else _attained(goal, deciding)
    if deciding is not None and reached is not None and r1(100 * reached) >= 100:
        return "achieved" if deciding.confirmed_by else "achieved_unconfirmed"
    if as_of > goal.due:
        return "missed"
    if latest is None or reached is None:
        return "no_reading"
    if r1(100 * time) < EARLY or pace is None:
        return "at_risk" if reached < 0 else "on_track"
    shown = r1(100 * pace)
    return "on_track" if shown >= ON_TRACK else "at_risk" if shown >= AT_RISK else "off_track"
