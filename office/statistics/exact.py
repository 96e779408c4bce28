"""Exact tests on counts, for samples too small for a bell curve."""

from fractions import Fraction
from math import comb, exp, fsum, lgamma


def sign_test(up: int, down: int) -> float:
    """Two-sided exact sign test: min(1, 2 P(X ≥ max(up, down))), X ~ Bin(up + down, ½).

    1 when nothing moved. Errors: ValueError for negative counts. Source: metrics-economics 6.10.
    """
    if up < 0 or down < 0:
        raise ValueError("counts cannot be negative")
    n = up + down
    tail = sum(comb(n, k) for k in range(max(up, down), n + 1))
    return float(min(Fraction(1), Fraction(2 * tail, 2**n)))


def hypergeometric_tail(hits: int, total: int, marked: int, drawn: int) -> float:
    """P(X ≥ hits) for X = marked ones among `drawn` out of `total` of which `marked` are marked.

    Errors: ValueError when the counts contradict one another. Source: metrics-economics 10.5.
    """
    most = min(marked, drawn)
    fewest = max(0, drawn + marked - total)
    if not (0 <= marked <= total and 0 <= drawn <= total and fewest <= hits <= most):
        raise ValueError(f"{hits} hits in {drawn} drawn of {total} with {marked} marked contradict one another")
    whole = _log_choose(total, drawn)
    terms = (
        exp(_log_choose(marked, k) + _log_choose(total - marked, drawn - k) - whole) for k in range(hits, most + 1)
    )
    return min(1.0, fsum(terms))


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
