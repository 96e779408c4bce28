"""Many tests at once: which findings to believe when a known share of them may be false."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from office.statistics.rounding import six


@dataclass(frozen=True, slots=True)
class Discoveries:
    """In the order of the p given: adjusted p to 6 decimals, and whether each is believed."""

    adjusted: list[float]
    reject: list[bool]


def bh(p: Sequence[float], q: float = 0.10) -> Discoveries:
    """Benjamini–Hochberg: among the findings believed, a share of at most `q` is expected to be false.

    adjusted_(i) = min over j ≥ i of p_(j) m / j, at most 1; believed when it is at most q. Computed in exact
    fractions of the written numbers, so that a p on the line is on the line.
    Errors: ValueError for a p outside 0 to 1. Source: Benjamini and Hochberg 1995; metrics-economics 7.6.
    """
    if not all(0 <= each <= 1 for each in p):
        raise ValueError("a p lies between 0 and 1")
    exact = [Fraction(str(each)) for each in p]
    adjusted = [Fraction(1)] * len(exact)
    lowest = Fraction(1)
    for rank, index in sorted(enumerate(_by_size(exact), start=1), reverse=True):
        lowest = min(lowest, exact[index] * len(exact) / rank)
        adjusted[index] = lowest
    line = Fraction(str(q))
    return Discoveries([six(each) for each in adjusted], [each <= line for each in adjusted])


def _by_size(values: Sequence[Fraction]) -> list[int]:
    return sorted(range(len(values)), key=lambda index: (values[index], index))
