"""Whether a short series falls, and how fast: tests that ask nothing of its distribution."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import median

from office.statistics.normal import normal_cdf
from office.statistics.rounding import six


@dataclass(frozen=True, slots=True)
class MannKendall:
    """S counts rises minus falls over all pairs; p is one-sided, small when the series falls."""

    s: int
    p: float


def mann_kendall_decreasing(values: Sequence[Decimal]) -> MannKendall:
    """Mann–Kendall test for a falling series, variance corrected for ties, with continuity correction.

    S = Σ sign(x_j − x_i) over i < j; Var = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)]/18 over groups of t ties;
    z = (S − sign S)/√Var; p = Φ(z), to 6 decimals; 1 when nothing varies.
    Source: Mann 1945, Kendall 1975; metrics-economics 7.3.
    """
    s, p = falling(values)
    return MannKendall(s, six(p))


def falling(values: Sequence[Decimal] | Sequence[float]) -> tuple[int, float]:
    """S and the one-sided p in full precision."""
    n = len(values)
    s = sum(_sign(values[later], values[earlier]) for later in range(n) for earlier in range(later))
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    if variance <= 0:
        return s, 1.0
    z = (s - (s > 0) + (s < 0)) / sqrt(variance)
    return s, normal_cdf(z)


def _sign(later: Decimal | float, earlier: Decimal | float) -> int:
    return (later > earlier) - (later < earlier)


def theil_sen(values: Sequence[float], positions: Sequence[float] | None = None) -> float | None:
    """The median slope over all pairs, per unit of position (0, 1, 2 … when none are given); None below two values.

    Errors: ValueError when values and positions do not belong together, or two share a position.
    Source: Sen 1968; metrics-economics 7.3.
    """
    at = range(len(values)) if positions is None else positions
    if len(at) != len(values) or len(set(at)) != len(at):
        raise ValueError("each value needs a position of its own")
    slopes = [
        (values[later] - values[earlier]) / (at[later] - at[earlier])
        for later in range(len(values))
        for earlier in range(later)
    ]
    return median(slopes) if slopes else None
