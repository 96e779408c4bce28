"""How numbers leave a computation: rounded once, at the end, half away from zero, never as minus zero."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

TENTH = Decimal("0.1")
MILLION, HALF = 10**6, Fraction(1, 2)
KEPT = 9
"""Decimals of a number that mean something; what stands behind them is the noise of binary fractions."""


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """`value` to the decimals of `step`, halves away from zero; minus zero becomes zero. Source: economics 0.2."""
    result = value.quantize(step, rounding=ROUND_HALF_UP)
    return abs(result) if result.is_zero() else result


def tidy(value: float) -> float:
    """The number without the noise of binary fractions: the mean of 59.85, 60 and 60 is 59.95, not 59.949999999999996.

    For results of sums, means and quotients that are compared with a line or printed; never minus zero.
    """
    return round(float(value), KEPT) + 0.0


def r1(value: float) -> float:
    """A score rounded to one decimal, halves away from zero: 59.95 is 60.0.

    The tidy written form of the number is rounded, so what a person would read decides, not the bits behind it.
    Thresholds compare this value, so that colour and printed number never disagree.
    Source: metrics-relationship-voice 0, Rounding; decisions 59.
    """
    return float(rounded(Decimal(repr(tidy(value))), TENTH))


def six(value: float | Fraction) -> float:
    """A probability, or another number from zero on, to 6 decimals, halves up: 1/128 is 0.007813.

    A fraction is rounded as it is, a float by its shortest written form. Source: economics 0.2.
    """
    exact = value if isinstance(value, Fraction) else Fraction(repr(value))
    return floor(exact * MILLION + HALF) / MILLION


def reaches(value: float, line: float) -> bool:
    """Whether a score, as `r1` would print it, is at least `line`. Only what lies close to the line needs rounding."""
    return value >= line + 0.1 or (value > line - 0.1 and r1(value) >= line)
