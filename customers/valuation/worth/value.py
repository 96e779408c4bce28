"""Lifetime value of a customer among its like: yearly profit, retention, and what they come to."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from customers.valuation.lifetime import Ltv, ltv, retention_estimate
from customers.valuation.money import exact
from customers.valuation.settings import Settings
from customers.valuation.worth.own import Own

FULL_YEAR, FEWEST_MONTHS = 12, 6


class Rates(Protocol):
    """What of the whole base a lifetime value needs."""

    retained: int
    at_risk: int
    renewed: int
    due: int
    yearly_profit: dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Value:
    """Retention, yearly profit and lifetime value; `basis` is own, annualised, segment, or missing with the reason.
    `is_assumed`: the retention is the founder's assumption, not counted."""

    retention: Decimal | None
    yearly_profit: Decimal | None
    basis: str
    ltv: Ltv | None
    is_assumed: bool = False


@exact
def lifetime_value(own: Own, rates: Rates, settings: Settings) -> Value:
    """m: own T12 profit from 12 full months on; × 12 / n from 6 on; else the segment's median (economics 2.5). Months
    before the ledger do not count as months."""
    r, is_assumed = retention(own, rates), False
    if r is None and settings.assumed_retention is not None:
        r, is_assumed = settings.assumed_retention, True
    m, basis = _yearly_profit(own, rates)
    if r is None or m is None:
        return Value(r, m, basis if m is None else "retention", None, is_assumed)
    return Value(r, m, basis, ltv(m, r, settings.discount_rate, settings.ltv_horizon), is_assumed)


def retention(own: Own, rates: Rates) -> Decimal | None:
    """The customer's yearly retention, drawn towards the company's; None while fewer than 20 of the company could have
    stayed or left (economics 2.6)."""
    renewals = own.facts.renewals
    if renewals.due:
        return retention_estimate(renewals.renewed, renewals.due, rates.renewed, rates.due).r
    at_risk = own.net_p12 is not None and own.net_p12 > 0
    return retention_estimate(int(at_risk and own.net_t12 > 0), int(at_risk), rates.retained, rates.at_risk).r


def _yearly_profit(own: Own, rates: Rates) -> tuple[Decimal | None, str]:
    if own.pnl is None:
        return None, "product_cost"
    months = min(own.tenure if own.tenure is not None else FULL_YEAR, own.known_months)
    if own.first_order is None:
        return None, "no_order"
    if months >= FULL_YEAR:
        return own.pnl.net_profit, "own"
    if months >= FEWEST_MONTHS:
        return own.pnl.net_profit * FULL_YEAR / months, "annualised"
    middle = rates.yearly_profit.get(own.facts.segment, rates.yearly_profit.get(""))
    return middle, "segment" if middle is not None else "too_young"
