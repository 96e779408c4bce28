"""The good-customer scorecard 好客户十五维."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import exact, maybe, ratio, tenth, weighted

WEIGHTS = {
    "financial_health": 12,
    "demand_fit": 8,
    "stability": 10,
    "communication": 5,
    "growth_synergy": 8,
    "value_recognition": 5,
    "feedback_quality": 5,
    "decision_rationality": 4,
    "risk_sharing": 4,
    "industry_influence": 7,
    "innovation_openness": 5,
    "compliance": 5,
    "lifetime_value": 10,
    "service_cost_ratio": 8,
    "culture_fit": 4,
}
MIN_COVERAGE = Decimal("0.6")
GOOD, DEVELOP = 75, 60


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Score 0 to 100, coverage 0 to 1, and a band: good from 75, develop from 60, poor, or insufficient."""

    score: Decimal | None
    coverage: Decimal
    band: str


@exact
def scorecard(scores: Mapping[str, Decimal | None]) -> Scorecard:
    """The weighted mean of up to fifteen dimensions, each 0 to 100; 0.6 of the weight must be known.

    Errors: ValueError for a dimension that does not exist. Source: metrics-economics 6.4.
    """
    if unknown := [name for name in scores if name not in WEIGHTS]:
        raise ValueError(f"{unknown[0]!r} is not a dimension; dimensions are {', '.join(WEIGHTS)}")
    result = weighted([(weight, scores.get(name)) for name, weight in WEIGHTS.items()], MIN_COVERAGE)
    return Scorecard(maybe(tenth, result.score), ratio(result.coverage), _band(result.score))


def _band(score: Decimal | None) -> str:
    if score is None:
        return "insufficient"
    return "good" if score >= GOOD else "develop" if score >= DEVELOP else "poor"
