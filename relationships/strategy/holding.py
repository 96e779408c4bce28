"""Stickiness and switching cost: how many things hold a customer, and what it would cost to leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from office.statistics.rounding import r1, tidy

FEWEST_KNOWN = 2
REACHED = 60.0
WEIGHTS = (0.25, 0.35, 0.40)
KNOWN_WEIGHT = 0.6
YEAR = 12


@dataclass(frozen=True, slots=True)
class Stickiness:
    """Three levels 0 to 100 (service, product, strategy), the highest reached, and their weighted index."""

    levels: tuple[float | None, float | None, float | None]
    level: int
    """0 to 3; a level counts only on top of the levels below."""
    index: float | None
    """None when less than 0.6 of the weight is known."""


def stickiness(l1: Sequence[float | None], l2: Sequence[float | None], l3: Sequence[float | None]) -> Stickiness:
    """Stickiness 黏性三层: each level the mean of its known inputs (0 to 100), at least two; reached from 60 on.

    Weights 0.25 service perception, 0.35 product competitiveness, 0.40 strategic and culture match.
    Source: metrics-relationship-voice S1.
    """
    first, second, third = (_mean_of_known(inputs) for inputs in (l1, l2, l3))
    level = 0
    for value in (first, second, third):
        if value is None or r1(value) < REACHED:
            break
        level += 1
    known = [(weight, each) for weight, each in zip(WEIGHTS, (first, second, third), strict=True) if each is not None]
    weight = sum(weight for weight, _ in known)
    enough = round(weight, 9) >= KNOWN_WEIGHT  # 0.25 + 0.35 is 0.6, whatever binary fractions say
    index = tidy(sum(weight * value for weight, value in known) / weight) if enough else None
    return Stickiness((first, second, third), level, index)


def _mean_of_known(inputs: Sequence[float | None]) -> float | None:
    known = [value for value in inputs if value is not None]
    return tidy(fmean(known)) if len(known) >= FEWEST_KNOWN else None


@dataclass(frozen=True, slots=True)
class Switching:
    """What leaving would cost, 0 to 100 each; index below 30 "can leave tomorrow", from 60 "costly to leave"."""

    procedural: float | None
    financial: float | None
    relational: float | None
    index: float | None


def switching(
    months: float | None, one_off: float | None, annual_spend: float | None, penetration_score: float | None
) -> Switching:
    """Switching cost 转换成本: months to switch of a year, one-off cost of a year's spend with us, penetration.

    Each at most 100; index = mean of at least two. Source: Burnham, Frels, Mahajan 2003; S1.
    """
    procedural = None if months is None else min(100.0, 100 * months / YEAR)
    is_known = one_off is not None and annual_spend is not None and annual_spend > 0
    financial = min(100.0, 100 * (one_off or 0.0) / annual_spend) if is_known and annual_spend else None
    index = _mean_of_known((procedural, financial, penetration_score))
    return Switching(procedural, financial, penetration_score, index)
