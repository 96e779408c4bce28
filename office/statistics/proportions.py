"""What may be said of a share when only a few were asked."""

from decimal import Decimal
from math import sqrt

from office.statistics.normal import Z95
from office.statistics.rounding import rounded

RATIO = Decimal("0.0001")


def wilson_interval(k: int, n: int) -> tuple[float, float] | None:
    """The 95 % Wilson score interval of k out of n, as shares 0 to 1 in full precision; None for n = 0.

    Errors: ValueError unless 0 <= k <= n. Source: Wilson 1927; metrics-economics 7.7.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a share")
    if n == 0:
        return None
    share, z2 = k / n, Z95 * Z95
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def wilson(k: int, n: int) -> list[Decimal]:
    """The 95 % Wilson score interval of k out of n to 0.0001: [low, high]; empty for n = 0.

    4 of 10 is 0.1682 to 0.6873. Errors: ValueError unless 0 <= k <= n. Source: Wilson 1927; metrics-economics 7.7.
    """
    interval = wilson_interval(k, n)
    return [rounded(Decimal(end), RATIO) for end in interval] if interval else []
