"""Whether promises are kept: of those whose day came, how many were kept by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from office.statistics.proportions import wilson_interval

WINDOW = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Given:
    """A promise: the day in force, and what became of it. `slipped`: a day had passed before another was agreed."""

    due: date
    kept: date | None = None
    broken: date | None = None
    slipped: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Of `n` promises whose day came: kept in time, kept late, broken, still open past their day."""

    n: int
    kept: int
    late: int
    broken: int
    overdue: int

    @property
    def share(self) -> float | None:
        """0 to 1; None while no promise's day has come."""
        return self.kept / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % Wilson interval of the share."""
        return wilson_interval(self.kept, self.n)


def kept_share(promises: Sequence[Given], as_of: date) -> Kept:
    """Promises kept by their day / promises whose day came in the 365 days before `as_of`, as known that day.

    The day that counts is the one in force, or the day it was settled if that came first: a promise kept or broken
    ahead of its day counts from then on. Kept after its day is late, and a promise that got another day only when the
    first had passed is late too, so that no new date heals a broken word. Unit: share 0 to 1. Source: own definition,
    interval Wilson 1927.
    """
    counted = [one for one in promises if as_of - WINDOW <= _judged_on(one) <= as_of and _has_come(one, as_of)]
    in_time = [one for one in counted if one.kept is not None and one.kept <= min(one.due, as_of) and not one.slipped]
    late = [one for one in counted if one.kept is not None and one.kept <= as_of and one not in in_time]
    broken = sum(one.broken is not None and one.broken <= as_of for one in counted)
    return Kept(len(counted), len(in_time), len(late), broken, len(counted) - len(in_time) - len(late) - broken)


def _judged_on(promise: Given) -> date:
    settled = promise.kept or promise.broken
    return min(promise.due, settled) if settled else promise.due


def _has_come(promise: Given, as_of: date) -> bool:
    """Settled by then, or its day is over: on the day itself nobody is late yet."""
    settled = promise.kept or promise.broken
    return promise.due < as_of or (settled is not None and settled <= as_of)
