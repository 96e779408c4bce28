"""Whose payment grade and whose alarm would be another with other lines; from kept measures, nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.defectors import Watched, falls, silent_defectors
from customers.valuation.settings import Settings
from reports.indicators.grading import Move

WORST = "D"
UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Paying:
    """A graded customer: days late to 0.1, and the longest that anything is open past due."""

    id: int
    grade: str
    days_late: Decimal
    open_overdue: int


def grade_moves(rows: Sequence[Paying], before: Settings, after: Settings) -> list[Move]:
    """A D that the lines in force do not explain is that of a write-off, which no line takes away."""
    found = []
    for row in rows:
        written_off = row.grade == WORST and _grade(row, before) != WORST
        new = WORST if written_off else _grade(row, after)
        if new != row.grade:
            found.append(Move(row.id, row.grade, new))
    return found


def _grade(row: Paying, settings: Settings) -> str:
    return next(
        (
            name
            for name, late, still_open in settings.payment_lines
            if row.days_late <= late and row.open_overdue <= still_open
        ),
        WORST,
    )


def alarm_moves(watched: Sequence[Watched], before: Settings, after: Settings) -> list[Move]:
    """Who is confirmed, suspect, or falls without an opinion, with either settings."""
    old, new = _alarms(watched, before), _alarms(watched, after)
    return [
        Move(int(each.id), old.get(each.id, ""), new.get(each.id, ""))
        for each in watched
        if old.get(each.id, "") != new.get(each.id, "")
    ]


def _alarms(watched: Sequence[Watched], settings: Settings) -> Mapping[str, str]:
    flagged = silent_defectors(
        watched, float(settings.discovery_rate), suspect=settings.suspect_p, gate=-settings.trend_gate
    ).flagged
    unsaid = {
        each.id: UNSAID
        for each in watched
        if each.satisfied is None and falls(each, settings.suspect_p, -settings.trend_gate)
    }
    return unsaid | {each.id: each.status for each in flagged}
