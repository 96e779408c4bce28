"""Money and ratios: exact decimals inside, rounded once at the end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, getcontext, setcontext
from functools import wraps
from typing import ParamSpec, TypeVar

from office.statistics.rounding import rounded

P = ParamSpec("P")
R = TypeVar("R")

ZERO = Decimal(0)
CENT = Decimal("0.01")
RATIO = Decimal("0.0001")
TENTH = Decimal("0.1")
EXACT = Context(prec=34, rounding=ROUND_HALF_UP)


def exact(function: Callable[P, R]) -> Callable[P, R]:
    """Runs a computation with 34 digits, whatever context the caller left behind. Source: metrics-economics 0.2.

    The context is the same object for all of them, so that one computation inside another finds it there.
    """

    @wraps(function)
    def in_exact_context(*args: P.args, **kwargs: P.kwargs) -> R:
        before = getcontext()
        if before is EXACT:
            return function(*args, **kwargs)
        setcontext(EXACT)
        try:
            return function(*args, **kwargs)
        finally:
            setcontext(before)

    return in_exact_context


def money(amount: Decimal) -> Decimal:
    """An amount to 0.01, halves away from zero, minus zero as zero."""
    return rounded(amount, CENT)


def ratio(value: Decimal) -> Decimal:
    """A fraction to 0.0001 (0.3000 is 30 %)."""
    return rounded(value, RATIO)


def tenth(value: Decimal) -> Decimal:
    """Days, months or a score to 0.1."""
    return rounded(value, TENTH)


def maybe(shape: Callable[[Decimal], Decimal], value: Decimal | None) -> Decimal | None:
    """The value shaped, or None when it is unknown."""
    return None if value is None else shape(value)


def quotient(numerator: Decimal, denominator: Decimal | None) -> Decimal | None:
    """A ratio in full precision; None when the denominator is missing, zero or negative. Source: economics 0.3."""
    return None if denominator is None or denominator <= 0 else numerator / denominator


def refuse_negative(*counts: int) -> None:
    """Errors: ValueError when fewer than none are counted."""
    if any(count < 0 for count in counts):
        raise ValueError("counts cannot be negative")


def clip(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """`value`, kept between two ends."""
    return min(max(value, low), high)


def norm(x: Decimal, lo: Decimal, hi: Decimal) -> Decimal:
    """A score 0 to 100: 0 at `lo`, 100 at `hi`, straight between, flat outside; `lo` may lie above `hi`.

    Errors: ZeroDivision when `lo` equals `hi`. Source: metrics-economics 0.10.
    """
    return clip((x - lo) / (hi - lo) * 100, ZERO, Decimal(100))


@dataclass(frozen=True, slots=True)
class Weighted:
    """A mean of scores, and how much of the weight had a score."""

    score: Decimal | None
    coverage: Decimal


def weighted(items: Sequence[tuple[Decimal | int, Decimal | None]], min_coverage: Decimal) -> Weighted:
    """Σ weight × score / Σ weight over the items with a score, in full precision.

    The score is None when the weight with a score is less than `min_coverage` of all weight.
    Shapes: (weight, score or None). Source: metrics-economics 0.10.
    """
    total = sum((Decimal(weight) for weight, _ in items), ZERO)
    known = [(Decimal(weight), score) for weight, score in items if score is not None]
    weight_known = sum((weight for weight, _ in known), ZERO)
    coverage = quotient(weight_known, total) or ZERO
    if coverage < min_coverage or not weight_known:
        return Weighted(None, coverage)
    return Weighted(sum((weight * score for weight, score in known), ZERO) / weight_known, coverage)


@dataclass(frozen=True, slots=True)
class DatedRate:
    """One exchange rate: base currency per unit of foreign currency, from a day on."""

    date: date
    rate: Decimal


@exact
def to_base(
    amount: Decimal,
    currency: str,
    on: date,
    rates: Mapping[str, Sequence[DatedRate]],
    max_age: int = 31,
    base: str = "CNY",
) -> Decimal | None:
    """An amount in base currency, by the latest rate on or before the document's date.

    None when there is no rate, or the latest is more than `max_age` days old: the row is then left out and listed,
    never guessed. An amount in the base currency itself needs no rate.
    Units: money to 0.01. Source: metrics-economics 0.6.
    """
    if currency == base and not rates.get(base):
        return money(amount)
    past = [rate for rate in rates.get(currency, ()) if 0 <= (on - rate.date).days <= max_age]
    return money(amount * max(past, key=lambda rate: rate.date).rate) if past else None
