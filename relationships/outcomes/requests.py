"""What customers ask of us: how many are answered, how fast, and how many solve it without our staff."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

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


def answering(
    requests: Iterable[Request],
    start: datetime,
    end: datetime,
    overrides: Overrides,
    *,
    zone: str = DEFAULT_ZONE,
) -> Answering:
    """Requests raised from `start` to before `end`, looking only at what had happened by `end`.

    What a customer solved alone counts as answered when it was solved. Reply rate = answered ÷ raised. The median
    time is Kaplan and Meier's over working hours: who still waits counts as waiting longer than until `end`, so that
    slow answers do not vanish from it. Share without staff = solved alone ÷ solved.
    Errors: ValueError for moments without an offset. Source: Kaplan & Meier 1958, Wilson 1927; spans are our own.
    """
    waits, answered, solved, alone = [], 0, 0, 0
    clock = WorkClock(overrides, zone=zone)
    for one in requests:
        if not start <= one.raised_at < end:
            continue
        first = _first_answer(one)
        is_answered = first is not None and first < end
        until = first if is_answered and first is not None else end
        waits.append((clock.hours(one.raised_at, until), is_answered))
        answered += is_answered
        if one.solved_at is not None and one.solved_at < end:
            solved += 1
            alone += one.alone
    return Answering(len(waits), share(answered, len(waits)), median_wait(waits), share(alone, solved))


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
    known = [moment for moment in (request.answered_at, by_self) if moment is not None]
    return min(known, default=None)
