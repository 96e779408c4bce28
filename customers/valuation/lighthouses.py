"""Lighthouse customers 灯塔客户: an investment that must pull others, within a cap and until a review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio

CRITERIA = ("benchmark_industry", "innovator", "opens_market", "capability_pull")
FEWEST_MET = 2


@dataclass(frozen=True, slots=True)
class Lighthouse:
    """Criteria met, what it cost so far, and what it pulled per unit of that."""

    met: int
    investment: Decimal
    return_multiple: Decimal | None
    status: str
    """not_lighthouse, over_cap, review_due or ok."""


@exact
def lighthouse(
    criteria: Mapping[str, bool],
    net_profit_cum: Decimal,
    pulled_contribution: Decimal,
    cap: Decimal | None,
    review_on: date | None,
    as_of: date,
) -> Lighthouse:
    """Whether a customer is a lighthouse (two criteria or more) and still within what was allowed.

    Investment = what its cumulative net profit is below zero; pulled = first-year contribution of customers that name
    it. Source: metrics-economics 6.5.
    """
    met = sum(criteria.values())
    investment = max(ZERO, -net_profit_cum)
    if met < FEWEST_MET:
        status = "not_lighthouse"
    elif cap is not None and investment > cap:
        status = "over_cap"
    else:
        status = "review_due" if review_on is not None and review_on <= as_of else "ok"
    return Lighthouse(met, money(investment), maybe(ratio, quotient(pulled_contribution, investment)), status)
