"""The normal distribution, as far as we need it."""

from math import erfc, sqrt

Z95 = 1.959963984540054
"""The two-sided 95 % point of the standard normal distribution."""


def normal_cdf(z: float) -> float:
    """P(Z <= z) for a standard normal Z, accurate in the far tails too."""
    return erfc(-z / sqrt(2)) / 2


def two_sided_p(z: float) -> float:
    """P(|Z| >= |z|) for a standard normal Z."""
    return erfc(abs(z) / sqrt(2))
