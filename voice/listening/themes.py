"""Whether a theme is heard more and more: the Cochran–Armitage test for trend."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from office.statistics.normal import two_sided_p

FEWEST_PERIODS = 4
FEWEST_ITEMS = 5


@dataclass(frozen=True, slots=True)
class ThemeTrend:
    """The test's z and two-sided p, and what may be said: rising, falling, flat or insufficient."""

    z: float | None
    p: float | None
    verdict: str


def theme_trend(x: Sequence[int], n: Sequence[int], alpha: float = 0.05) -> ThemeTrend:
    """Trend of a theme over equal periods: `x` items of the theme among `n` items heard, oldest period first.

    T = Σ s (x − n p), V = p (1 − p) (Σ n s² − (Σ n s)² / N), z = T / √V with scores s = 0, 1, …; p = Σx / Σn.
    Insufficient: fewer than 4 periods or 5 theme items, every item of the theme, or no variance. Who looks at more
    than ten themes at once passes `alpha` 0.01. Errors: ValueError when the lists do not belong together.
    Source: Cochran–Armitage; metrics-relationship-voice V2.
    """
    if len(x) != len(n) or any(not 0 <= part <= whole for part, whole in zip(x, n, strict=False)):
        raise ValueError("x and n must be equally long, with 0 <= x <= n in every period")
    heard, total = sum(x), sum(n)
    if len(x) < FEWEST_PERIODS or heard < FEWEST_ITEMS or heard == total:
        return ThemeTrend(None, None, "insufficient")
    share = heard / total
    spread = sum(whole * s * s for s, whole in enumerate(n)) - sum(whole * s for s, whole in enumerate(n)) ** 2 / total
    variance = share * (1 - share) * spread
    if variance <= 0:
        return ThemeTrend(None, None, "insufficient")
    z = sum(s * (part - whole * share) for s, (part, whole) in enumerate(zip(x, n, strict=True))) / sqrt(variance)
    p = two_sided_p(z)
    return ThemeTrend(z, p, "flat" if p >= alpha else "rising" if z > 0 else "falling")
