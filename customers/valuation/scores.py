"""A mean of scores by weight, as the specifications define it for whoever checks it from outside."""

from collections.abc import Sequence
from decimal import Decimal

from customers.valuation import money
from customers.valuation.money import exact
from customers.valuation.tiers import Dimension

Pair = tuple[Decimal, Decimal | None]


@exact
def weighted(items: Sequence[Dimension | Pair], min_coverage: Decimal = Decimal(0)) -> Decimal | None:
    """Σ weight × score / Σ weight over the items that have a score, in full precision.

    Shapes: {weight, score} or [weight, score], the score None where it is unknown. None when the weight with a score is
    less than `min_coverage` of all weight, or nothing has a score. Source: metrics-economics 0.10.
    """
    pairs = [(each.weight, each.score) if isinstance(each, Dimension) else each for each in items]
    return money.weighted(pairs, min_coverage).score


@exact
def norm(x: Decimal, lo: Decimal, hi: Decimal) -> Decimal | None:
    """A score 0 to 100: 0 at `lo`, 100 at `hi`, straight between, flat outside; None where they are the same.

    Source: metrics-economics 0.10.
    """
    return None if lo == hi else money.norm(x, lo, hi)
