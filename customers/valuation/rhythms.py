"""Whether a customer's pause is longer than its own rhythm."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median

from office.statistics.rounding import six

OWN_GAPS, FEWEST_GAPS, FEWEST_POOLED = 19, 3, 50


@dataclass(frozen=True, slots=True)
class Overdue:
    """How unusual the present pause is; p to 6 decimals, None with basis insufficient."""

    p: float | None
    basis: str
    """own, pooled or insufficient."""


class Pauses(list[float]):
    """A pool in order: how many of it are at least so long is found by halving, not by looking at each."""

    def __init__(self, pauses: Iterable[float] = ()) -> None:
        super().__init__(sorted(pauses))


def _at_least(pool: Sequence[float], pause: float) -> int:
    if isinstance(pool, Pauses):
        return len(pool) - bisect_left(pool, pause)
    return sum(each >= pause for each in pool)


def overdue_p(days: Sequence[date], as_of: date, pool: Sequence[float] = ()) -> Overdue:
    """Conformal p of the pause since the last order, against own pauses or those of similar customers.

    From 19 own gaps: (1 + gaps at least as long) / (n + 1). From 3 own gaps and a pool of 50: the same with the pause
    over the own median gap; the pool holds gap / median gap of similar customers. Days after `as_of` are plans, several
    orders of a day one. Source: conformal prediction; metrics-economics 7.5.
    """
    ordered = sorted({day for day in days if day <= as_of})
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    if len(gaps) >= OWN_GAPS:
        pause = (as_of - ordered[-1]).days
        return Overdue(six(Fraction(1 + sum(gap >= pause for gap in gaps), len(gaps) + 1)), "own")
    if len(gaps) >= FEWEST_GAPS and len(pool) >= FEWEST_POOLED:
        pause_in_gaps = (as_of - ordered[-1]).days / median(gaps)
        return Overdue(six(Fraction(1 + _at_least(pool, pause_in_gaps), len(pool) + 1)), "pooled")
    return Overdue(None, "insufficient")
