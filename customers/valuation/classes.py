"""Potential and profitability class A–D: who earns now, and who may earn more."""

from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, norm, ratio, tenth, weighted

MIN_COVERAGE = Decimal("0.5")
HIGH_POTENTIAL, HYSTERESIS_POTENTIAL = Decimal(60), Decimal(5)
HYSTERESIS_MARGIN = Decimal("0.01")
PROFITABLE, PROMISING = frozenset("AB"), frozenset("AC")


@dataclass(frozen=True, slots=True)
class Score:
    """A score 0 to 100 to 0.1, None below the coverage it needs; coverage 0 to 1 to 0.0001."""

    score: Decimal | None
    coverage: Decimal


@exact
def potential_score(
    growth: Decimal | None, wallet_rest_multiple: Decimal | None, outlook: int | None, strategic: int | None
) -> Score:
    """Potential of a customer: growth, what is left in its wallet, outlook and strategic value (rated 1 to 5).

    Weights 35, 35, 15, 15; growth from −0.20 to 0.30, wallet rest from 0 to 3 median customers; half the weight must
    be known. Errors: ValueError for a rating outside 1 to 5. Source: metrics-economics 6.1.
    """
    items = [
        (35, None if growth is None else norm(growth, Decimal("-0.20"), Decimal("0.30"))),
        (35, None if wallet_rest_multiple is None else norm(wallet_rest_multiple, ZERO, Decimal(3))),
        (15, _rated(outlook)),
        (15, _rated(strategic)),
    ]
    result = weighted(items, MIN_COVERAGE)
    return Score(maybe(tenth, result.score), ratio(result.coverage))


def _rated(rating: int | None) -> Decimal | None:
    if rating is None:
        return None
    if not 1 <= rating <= 5:
        raise ValueError(f"rating {rating} is not between 1 and 5")
    return norm(Decimal(rating), Decimal(1), Decimal(5))


@exact
def profit_class(
    net_profit: Decimal,
    net_margin: Decimal | None,
    company_net_margin: Decimal | None,
    potential: Decimal | None,
    prev: str | None = None,
    *,
    potential_line: Decimal = HIGH_POTENTIAL,
    potential_h: Decimal = HYSTERESIS_POTENTIAL,
    margin_h: Decimal = HYSTERESIS_MARGIN,
) -> str:
    """Profitability class ABCD四类: A profit and potential, B profit only, C potential only, D neither.

    Profit: above zero, with a margin of at least the company's (not below zero). Potential: a score of 60 and more.
    With a previous class the lines give way by `margin_h`, one point, and by `potential_h`, five points of score, so that
    classes do not flap.
    unclassified without a margin; "A/B" or "C/D" without a potential. Source: metrics-economics 6.2.
    """
    if net_margin is None:
        return "unclassified"
    line = max(ZERO, company_net_margin or ZERO)
    if prev in ("A", "B", "C", "D"):
        line += -margin_h if prev in PROFITABLE else margin_h
        potential_line += -potential_h if prev in PROMISING else potential_h
    earns = net_profit > 0 and net_margin >= line
    if potential is None:
        return "A/B" if earns else "C/D"
    return {(True, True): "A", (True, False): "B", (False, True): "C", (False, False): "D"}[
        earns, potential >= potential_line
    ]
