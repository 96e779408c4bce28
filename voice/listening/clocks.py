"""The three clocks of a voice item, in business hours: until triage, until the first answer, until closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from office.calendar.workdays import NO_OVERRIDES, Overrides, business_hours
from office.calendar.zones import DEFAULT_ZONE, local_day
from office.statistics.rounding import r1, tidy
from voice.listening.statuses import CLOSED, REOPEN_DAYS, IllegalStepError, check_step


class Targets(NamedTuple):
    """Business hours allowed for each clock."""

    triage: int
    answer: int
    close: int


TARGETS = {1: Targets(2, 8, 40), 2: Targets(4, 16, 80), 3: Targets(8, 24, 120), 4: Targets(16, 40, 160)}
STOPPED = frozenset({"answered", "closed_confirmed", "closed_no_reply", "acknowledged", "duplicate"})
"""Statuses in which the closing clock stands still: the item is not with us."""

Step = tuple[str, datetime]


@dataclass(frozen=True, slots=True)
class VoiceClock:
    """Where a voice item stands against its clocks; clocks in business hours."""

    legal: bool
    """Every step of the log may follow the one before it."""
    triage_h: float
    answer_h: float
    close_h: float
    breach: tuple[bool, bool, bool]
    """Whether triage, answer and close took longer than allowed, judged on one decimal."""
    status: str | None
    reopened: bool
    """Whether it was ever reopened."""


def voice_clock(
    log: Sequence[Step],
    severity: int,
    as_of: datetime,
    overrides: Overrides = NO_OVERRIDES,
    *,
    zone: str = DEFAULT_ZONE,
) -> VoiceClock:
    """The clocks of a voice item from its log of (status, moment), oldest first; steps after `as_of` are plans.

    Triage and answer run from `new` to the first `triaged` and the first `answered`, else until `as_of`. Close runs
    while the item is with us; it stops in answered, closed, acknowledged and duplicate, and goes on after reopening.
    A log is legal when it begins with `new`, its moments never run backwards, every step may follow the one before,
    and every reopening comes within 180 days of the closing. An illegal log still has its hours.
    Breach = elapsed, rounded to one decimal, above the target of the severity 1 to 4.
    Errors: ValueError for another severity, or a moment without an offset. Source: metrics-relationship-voice V2.
    """
    if severity not in TARGETS:
        raise ValueError(f"severity {severity} is not between 1 and 4")
    steps = [step for step in log if step[1] <= as_of]
    if not steps:
        return VoiceClock(False, 0.0, 0.0, 0.0, (False, False, False), None, False)

    def hours(start: datetime, end: datetime) -> float:
        return business_hours(start, end, overrides, zone=zone)

    began = steps[0][1]
    triage = hours(began, _first(steps, "triaged", as_of))
    answer = hours(began, _first(steps, "answered", as_of))
    ends = [moment for _, moment in steps[1:]] + [as_of]
    close = tidy(sum(hours(step[1], end) for step, end in zip(steps, ends, strict=True) if step[0] not in STOPPED))
    allowed = TARGETS[severity]
    return VoiceClock(
        legal=is_legal(steps, zone=zone),
        triage_h=triage,
        answer_h=answer,
        close_h=close,
        breach=(r1(triage) > allowed.triage, r1(answer) > allowed.answer, r1(close) > allowed.close),
        status=steps[-1][0],
        reopened=any(status == "reopened" for status, _ in steps),
    )


def is_legal(steps: Sequence[Step], *, zone: str = DEFAULT_ZONE) -> bool:
    """Whether a log of steps is one the status machine could have written."""
    if not steps or steps[0][0] != "new":
        return False
    for (current, earlier), (following, later) in pairwise(steps):
        try:
            check_step(current, following)
        except IllegalStepError:
            return False
        silence = local_day(later, zone=zone) - local_day(earlier, zone=zone)
        if later < earlier or (current in CLOSED and silence > timedelta(days=REOPEN_DAYS)):
            return False
    return True


def _first(steps: Sequence[Step], status: str, otherwise: datetime) -> datetime:
    return next((moment for name, moment in steps if name == status), otherwise)
