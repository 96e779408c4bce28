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
    investment: Decimal | None
    return_multiple: Decimal | None
    status: str
    """not_lighthouse, over_cap, review_due, ok, or cost_unknown."""


@exact
def lighthouse(
    criteria: Mapping[str, bool],
    net_profit_cum: Decimal | None,
    pulled_contribution: Decimal | None,
    cap: Decimal | None,
    review_on: date | None,
    as_of: date,
) -> Lighthouse:
    """Whether a customer is a lighthouse (two criteria or more) and still within what was allowed.

    Investment = what its cumulative net profit is below zero; pulled = first-year contribution of customers that name
    it; None is unknown, and without the first nobody can say whether it stays within its cap. Errors: ValueError for a
    criterion that is none of the four. Source: metrics-economics 6.5.
    """
    if unknown := criteria.keys() - set(CRITERIA):
        raise ValueError(f"{', '.join(sorted(unknown))}: criteria are {', '.join(CRITERIA)}")
    met = sum(criteria.values())
    investment = None if net_profit_cum is None else max(ZERO, -net_profit_cum)
    multiple = None if pulled_contribution is None else quotient(pulled_contribution, investment)
    status = "not_lighthouse" if met < FEWEST_MET else _status(investment, cap, review_on, as_of)
    return Lighthouse(met, maybe(money, investment), maybe(ratio, multiple), status)


def _status(investment: Decimal | None, cap: Decimal | None, review_on: date | None, as_of: date) -> str:
    if cap is not None and investment is not None and investment > cap:
        return "over_cap"
    if review_on is not None and review_on <= as_of:
        return "review_due"
    return "cost_unknown" if investment is None else "ok"
