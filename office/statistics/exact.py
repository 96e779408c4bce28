"""Exact tests on counts, for samples too small for a bell curve."""

from fractions import Fraction
from math import comb, exp, fsum, lgamma, log

EXACT_UP_TO = 20_000
"""So many counted are computed in whole numbers; more in logarithms, to at least 7 decimals."""
MOST = 1_000_000


def sign_test(up: int, down: int) -> float:
    """Two-sided exact sign test: min(1, 2 P(X ≥ max(up, down))), X ~ Bin(up + down, ½).

    1 when nothing moved. Errors: ValueError for negative counts, and for more than a million.
    Source: metrics-economics 6.10.
    """
    if up < 0 or down < 0:
        raise ValueError("counts cannot be negative")
    n, most = up + down, max(up, down)
    _refuse_too_many(n)
    if n > EXACT_UP_TO:
        return min(1.0, 2 * fsum(exp(_log_choose(n, k) - n * log(2)) for k in range(most, n + 1)))
    ways, tail = comb(n, most), 0
    for k in range(most, n + 1):
        tail += ways
        ways = ways * (n - k) // (k + 1)
    return float(min(Fraction(1), Fraction(2 * tail, 2**n)))


def hypergeometric_tail(hits: int, total: int, marked: int, drawn: int) -> float:
    """P(X ≥ hits) for X = marked ones among `drawn` out of `total` of which `marked` are marked.

    Errors: ValueError when the counts contradict one another, and for more than a million.
    Source: metrics-economics 10.5.
    """
    most = min(marked, drawn)
    fewest = max(0, drawn + marked - total)
    if not (0 <= marked <= total and 0 <= drawn <= total and fewest <= hits <= most):
        raise ValueError(f"{hits} hits in {drawn} drawn of {total} with {marked} marked contradict one another")
    _refuse_too_many(total)
    if total > EXACT_UP_TO:
        whole = _log_choose(total, drawn)
        logs = (_log_choose(marked, k) + _log_choose(total - marked, drawn - k) - whole for k in range(hits, most + 1))
        return min(1.0, fsum(map(exp, logs)))
    ways, tail = comb(marked, hits) * comb(total - marked, drawn - hits), 0
    for k in range(hits, most + 1):
        tail += ways
        ways = ways * (marked - k) * (drawn - k) // ((k + 1) * (total - marked - drawn + k + 1))
    return float(Fraction(tail, comb(total, drawn)))


def _refuse_too_many(count: int) -> None:
    if count > MOST:
        raise ValueError("more than a million are too many for an exact test")


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
