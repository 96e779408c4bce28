"""Resources on the blade 刀刃率: whether our effort goes where the customer's needs are."""

from collections.abc import Mapping
from dataclasses import dataclass

TOP_NEEDS = 3


@dataclass(frozen=True, slots=True)
class Blade:
    """Shares 0 to 1; None without cost, or without importance."""

    blade: float | None
    """Cost on the three most important needs / all cost; healthy from 0.60."""
    mismatch: float | None
    """Half the sum of |cost share − importance share|; 0 is perfect."""


def blade(costs: Mapping[str, float], importance: Mapping[str, float]) -> Blade:
    """Where the cost of a customer goes, against what matters to it.

    Shapes: need id → cost, "" for untagged; need id → importance. Most important first, then by id.
    Source: metrics-relationship-voice S1.
    """
    total, weight = sum(costs.values()), sum(importance.values())
    if total <= 0:
        return Blade(None, None)
    top = sorted(importance, key=lambda need: (-importance[need], need))[:TOP_NEEDS]
    sharp = sum(costs.get(need, 0.0) for need in top) / total
    if weight <= 0:
        return Blade(sharp, None)
    needs = {*costs, *importance}
    apart = sum(abs(costs.get(need, 0.0) / total - importance.get(need, 0.0) / weight) for need in sorted(needs))
    return Blade(sharp, apart / 2)
