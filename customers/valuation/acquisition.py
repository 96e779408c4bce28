"""What winning customers costs, and whether it grows dearer."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio, refuse_negative
from office.calendar.months import Month

FEWEST_NEW = 5
STABLE_INFLATION = Decimal("0.10")


@dataclass(frozen=True, slots=True)
class Cac:
    """Cost per customer won, to 0.01; None with status no_new_customers, the spend then stays visible."""

    cac: Decimal | None
    status: str
    spend: Decimal


@exact
def cac(spend: Decimal, new: int) -> Cac:
    """Customer acquisition cost 获客成本: fully loaded spend / customers won in the same window.

    Errors: ValueError for a negative count. Source: metrics-economics 2.1.
    """
    if new < 0:
        raise ValueError("new customers cannot be negative")
    if new == 0:
        return Cac(None, "no_new_customers", money(spend))
    return Cac(money(spend / new), "ok", money(spend))


@dataclass(frozen=True, slots=True)
class Pool:
    """Spend of a channel in a month that no single customer can be charged with."""

    channel: str
    month: Month
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Won:
    """A customer won, and what was spent on it alone."""

    id: str
    channel: str
    won_month: Month
    direct: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class CacPerCustomer:
    """Acquisition cost by customer id, and the pools of months without wins, which no customer carries."""

    cac: dict[str, Decimal]
    unabsorbed: Decimal


@exact
def cac_per_customer(pools: Sequence[Pool], customers: Sequence[Won]) -> CacPerCustomer:
    """Each customer's direct cost plus an equal share of the pool of its channel and month.

    Source: metrics-economics 2.1.
    """
    pooled: defaultdict[tuple[str, Month], Decimal] = defaultdict(lambda: ZERO)
    for pool in pools:
        pooled[pool.channel, pool.month] += pool.amount
    wins = Counter((each.channel, each.won_month) for each in customers)
    costs = {
        each.id: money(
            each.direct + pooled.get((each.channel, each.won_month), ZERO) / wins[each.channel, each.won_month]
        )
        for each in customers
    }
    return CacPerCustomer(costs, money(sum((amount for key, amount in pooled.items() if key not in wins), ZERO)))


@dataclass(frozen=True, slots=True)
class CacInflation:
    """Growth of acquisition cost and of lifetime value, year on year."""

    inflation: Decimal | None
    ltv_growth: Decimal | None
    flag: str
    """insufficient, stable, inflating_ltv_unknown, bleeding or inflating_absorbed."""


@exact
def cac_inflation(
    spend_now: Decimal,
    new_now: int,
    spend_prior: Decimal,
    new_prior: int,
    ltv_now: Decimal | None = None,
    ltv_prior: Decimal | None = None,
) -> CacInflation:
    """Acquisition cost inflation 获客成本通胀: CAC of twelve months / CAC of the twelve before − 1.

    Stable up to 10 %; above, bleeding when lifetime value grows more slowly. Fewer than five new customers in either
    window, or no prior cost: insufficient, without figures. Errors: ValueError for negative counts.
    Source: metrics-economics 2.2.
    """
    refuse_negative(new_now, new_prior)
    enough = min(new_now, new_prior) >= FEWEST_NEW
    times = quotient(spend_now / new_now, spend_prior / new_prior) if enough else None
    if times is None:
        return CacInflation(None, None, "insufficient")
    inflation = times - 1
    ltv_times = None if ltv_now is None else quotient(ltv_now, ltv_prior)
    growth = None if ltv_times is None else ltv_times - 1
    return CacInflation(ratio(inflation), maybe(ratio, growth), _inflation_flag(inflation, growth))


def _inflation_flag(inflation: Decimal, growth: Decimal | None) -> str:
    if inflation <= STABLE_INFLATION:
        return "stable"
    if growth is None:
        return "inflating_ltv_unknown"
    return "bleeding" if growth < inflation else "inflating_absorbed"
