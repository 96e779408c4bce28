"""What lost customers had in common 流失共同特征: a lead for interviews, not a cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import exact, maybe, quotient, ratio
from office.statistics.discovery import bh
from office.statistics.exact import hypergeometric_tail
from office.statistics.rounding import six

FEWEST_LOST = 5
COMMON_LIFT = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class TraitGroup:
    """Customers with a trait at the start of the year, and how many of them were lost."""

    value: str
    n: int
    lost: int


@dataclass(frozen=True, slots=True)
class TraitLift:
    """How much more often customers with a trait were lost, and whether that is more than chance."""

    value: str
    lift: Decimal | None
    p: float
    adjusted_p: float
    common_trait: bool


@exact
def churn_lift(groups: Sequence[TraitGroup], total: int, lost: int, q: float = 0.10) -> list[TraitLift]:
    """Lift = lost rate of the trait / lost rate of all; p from the hypergeometric tail, adjusted over all traits.

    A common trait is believed at rate `q`, with at least 5 lost and a lift of 1.5. Errors: ValueError when the counts
    contradict one another. Source: metrics-economics 10.5.
    """
    company = quotient(Decimal(lost), Decimal(total))
    p = [hypergeometric_tail(group.lost, total, lost, group.n) for group in groups]
    found = bh(p, q)
    result = []
    for place, group in enumerate(groups):
        own = quotient(Decimal(group.lost), Decimal(group.n))
        lift = None if own is None else quotient(own, company)
        is_common = group.lost >= FEWEST_LOST and lift is not None and lift >= COMMON_LIFT
        result.append(
            TraitLift(
                value=group.value,
                lift=maybe(ratio, lift),
                p=six(p[place]),
                adjusted_p=found.adjusted[place],
                common_trait=found.reject[place] and is_common,
            )
        )
    return result
