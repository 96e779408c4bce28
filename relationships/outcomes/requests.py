"""What customers ask of us: how many are answered, how fast, and how many solve it without our staff."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from office.calendar import Overrides, WorkClock
from office.calendar.zones import DEFAULT_ZONE
from office.statistics.proportions import wilson_interval


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `alone`: solved by the customer itself, without anybody of ours."""

    raised_at: datetime
    answered_at: datetime | None = None
    solved_at: datetime | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """k of n with Wilson's 95 % interval; no share of none."""

    k: int
    n: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Answering:
    """Requests raised within a span, as they stood at its end."""

    raised: int
    replied: Share
    """Answered of all raised."""
    median_hours: float | None
    """Working hours to the first answer; None when most still wait, or none was raised."""
    alone: Share
    """Solved without staff, of those solved."""


class Stood(NamedTuple):
    """One request as it stood at the end of a span."""

    hours: float
    """Working hours until its first answer, or until the end while it still waits."""
    answered: bool
    solved: bool
    alone: bool


@dataclass(frozen=True)
class Span:
    """From `start` to before `end`, looking only at what had happened by `end`."""

    start: datetime
    end: datetime
    clock: WorkClock

    def stood(self, one: Request) -> Stood | None:
        """None where it was not raised within the span."""
        if not self.start <= one.raised_at < self.end:
            return None
        first, solved_at = _first_answer(one), one.solved_at
        is_answered = first is not None and first < self.end
        until = first if is_answered and first is not None else self.end
        is_solved = solved_at is not None and solved_at < self.end
        return Stood(self.clock.hours(one.raised_at, until), is_answered, is_solved, is_solved and one.alone)


def answering(
    requests: Iterable[Request],
    start: datetime,
    end: datetime,
    overrides: Overrides,
    *,
    zone: str = DEFAULT_ZONE,
) -> Answering:
    """Requests raised from `start` to before `end`, looking only at what had happened by `end`.

    Definition, source: as `told`. Errors: ValueError for moments without an offset.
    """
    span = Span(start, end, WorkClock(overrides, zone=zone))
    return told([stood for one in requests if (stood := span.stood(one)) is not None])


def told(rows: Sequence[Stood]) -> Answering:
    """The figures of the requests of one span.

    What a customer solved alone counts as answered when it was solved. Reply rate = answered ÷ raised. The median
    time is Kaplan and Meier's over working hours: who still waits counts as waiting longer than until the end, so that
    slow answers do not vanish from it. Share without staff = solved alone ÷ solved.
    Source: Kaplan & Meier 1958, Wilson 1927; spans are our own.
    """
    raised = len(rows)
    return Answering(
        raised,
        share(sum(one.answered for one in rows), raised),
        median_wait([(one.hours, one.answered) for one in rows]),
        share(sum(one.alone for one in rows), sum(one.solved for one in rows)),
    )


def share(k: int, n: int) -> Share:
    interval = wilson_interval(k, n)
    return Share(k, n, k / n if n else None, *(interval or (None, None)))


def median_wait(waits: Sequence[tuple[float, bool]]) -> float | None:
    """The median of times of which some are not over: (time so far, whether it is over).

    The smallest time at which at most half still wait, by Kaplan and Meier; where exactly half wait from there on, the
    middle between it and the next, as of an ordinary median. None when more than half would wait for ever.
    """
    at_risk, still = len(waits), 1.0
    halves: float | None = None
    time: float
    for time, group in groupby(sorted(waits), key=lambda wait: wait[0]):
        told = [is_over for _time, is_over in group]
        if any(told):
            if halves is not None:
                return (halves + time) / 2
            still *= 1 - sum(told) / at_risk
            if abs(still - 0.5) < 1e-9:
                halves = time
            elif still < 0.5:
                return time
        at_risk -= len(told)
    return halves


def _first_answer(request: Request) -> datetime | None:
    """Solving something alone answers it."""
    by_self = request.solved_at if request.alone else None
    if by_self is None or request.answered_at is None:
        return by_self or request.answered_at
    return min(by_self, request.answered_at)
