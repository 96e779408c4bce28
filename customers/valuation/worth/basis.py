"""What one customer is measured against: margins, medians, rates, seasons and rhythms of all of them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from customers.valuation.concentration import Buyer, concentration
from customers.valuation.money import ZERO, exact, quotient
from customers.valuation.rhythms import Pauses
from customers.valuation.seasons import seasonal_index
from customers.valuation.settings import Settings
from customers.valuation.worth.own import Own
from customers.valuation.worth.spending import Entered, shares_of, spending_of
from customers.valuation.worth.value import lifetime_value
from office.calendar.months import Month, month_add, months_until

SEASON_CUSTOMERS, SEASON_TOP1 = 30, Decimal("0.30")
SEGMENT_CUSTOMERS = 5
STEPS = 100


@dataclass(slots=True)
class Basis:
    """Shares as fractions, money in base currency; quantiles from lowest to highest, 101 of them. `pools` is not kept."""

    customers: int = 0
    net_margin: Decimal | None = None
    contribution_margin: Decimal | None = None
    cost_to_serve_ratio: Decimal | None = None
    median_t12: Decimal | None = None
    retained: int = 0
    at_risk: int = 0
    renewed: int = 0
    due: int = 0
    seasons: dict[str, float] | None = None
    yearly_profit: dict[str, Decimal] = field(default_factory=dict)
    """Segment → median T12 net profit of its customers; "" is everybody's."""
    profits: list[Decimal] = field(default_factory=list)
    values: list[Decimal] = field(default_factory=list)
    shares: dict[str, Decimal] = field(default_factory=dict)
    """"channel|month" → what each customer won then carries of that pool."""
    wins: dict[str, int] = field(default_factory=dict)
    """"channel|month" → how many customers carry it."""
    spending_months: list[Month] = field(default_factory=list)
    """Months for which any acquisition spending was entered."""
    spend: dict[str, Decimal] = field(default_factory=dict)
    """"channel|region|month" → everything spent on winning customers, of the two years that are compared."""
    spend_pools: dict[str, Decimal] = field(default_factory=dict)
    """"channel|month" → of it, what no living customer or open lead is charged with."""
    spend_without_rate: list[dict[str, Any]] = field(default_factory=list)
    """Lines left out of it: channel, region, month, currency, amount, lines."""
    spend_unpriced: list[dict[str, Any]] = field(default_factory=list)
    """Minutes left out of it, of roles without an hourly rate: channel, month, role, minutes."""
    pool_unpriced: dict[str, dict[str, int]] = field(default_factory=dict)
    """"channel|month" → cost role → minutes: of them, those that would be shared out."""
    ledger_begins: Month | None = None
    """Where the ledger begins."""
    pools: dict[str, Pauses] = field(default_factory=dict)

    def as_plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__ if name != "pools"}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Basis":
        money = {"net_margin", "contribution_margin", "cost_to_serve_ratio", "median_t12"}
        values: dict[str, Any] = dict(plain)
        for name in money:
            values[name] = None if values.get(name) is None else Decimal(values[name])
        for name in ("yearly_profit", "shares", "spend", "spend_pools"):
            values[name] = {key: Decimal(value) for key, value in values.get(name, {}).items()}
        for name in ("profits", "values"):
            values[name] = [Decimal(value) for value in values.get(name, ())]
        return cls(**values)


@exact
def basis_of(owns: Sequence[Own], entered: Entered, as_of: date, settings: Settings) -> Basis:
    """Everything that needs all customers at once. `entered` is what was spent on winning them beside their own cost."""
    basis = Basis(customers=len(owns), ledger_begins=owns[0].facts.ledger_begins if owns else None)
    earning = [own for own in owns if own.pnl is not None]
    revenue = sum((own.net_t12 for own in earning), ZERO)
    basis.net_margin = quotient(sum((own.pnl.net_profit for own in earning if own.pnl), ZERO), revenue)
    basis.contribution_margin = quotient(
        sum((own.pnl.contribution_profit for own in earning if own.pnl), ZERO), revenue
    )
    basis.cost_to_serve_ratio = quotient(sum((own.pnl.cost_to_serve for own in earning if own.pnl), ZERO), revenue)
    buying = [own.net_t12 for own in owns if own.net_t12 > 0]
    basis.median_t12 = median(buying) if buying and _reaches(owns, 12) else None
    known = owns if _reaches(owns, 24) else ()
    before = [own for own in known if own.net_p12 is not None and own.net_p12 > 0 and own.facts.renewals.due == 0]
    basis.at_risk = len(before)
    basis.retained = sum(own.net_t12 > 0 for own in before)
    basis.due = sum(own.facts.renewals.due for own in owns)
    basis.renewed = sum(own.facts.renewals.renewed for own in owns)
    basis.seasons = _seasons(owns)
    basis.yearly_profit = _medians(earning)
    basis.profits = _quantiles([own.pnl.net_profit for own in earning if own.pnl])
    spending = spending_of(owns, entered, settings.cac_lag_months)
    basis.shares, basis.wins = shares_of(owns, spending.pools, settings.cac_lag_months)
    basis.spending_months = sorted(entered.months)
    basis.spend = {f"{each.channel}|{each.region}|{each.month}": each.amount for each in spending.spent}
    basis.spend_pools = {f"{pool.channel}|{pool.month}": pool.amount for pool in spending.pools}
    basis.spend_without_rate = [asdict(each) for each in entered.without_rate]
    basis.spend_unpriced = [asdict(each) for each in spending.unpriced]
    basis.pool_unpriced = {f"{channel}|{month}": roles for (channel, month), roles in spending.unpriced_pools.items()}
    basis.pools = _pools(owns, as_of)
    found = (lifetime_value(own, basis, settings) for own in owns)
    basis.values = _quantiles([value.ltv.ltv_finite for value in found if value.ltv is not None])
    return basis


def _reaches(owns: Sequence[Own], months: int) -> bool:
    """Whether the ledger holds the last so many complete months; without one nobody says that anything is missing."""
    begins = owns[0].facts.ledger_begins if owns else None
    return begins is None or begins <= month_add(owns[0].month, 1 - months)


def _pools(owns: Sequence[Own], as_of: date) -> dict[str, Pauses]:
    pauses: defaultdict[str, list[float]] = defaultdict(list)
    for own in owns:
        pauses[own.facts.segment].extend(own.pauses(as_of))
    return {segment: Pauses(each) for segment, each in pauses.items()}


def percentile(value: Decimal, quantiles: Sequence[Decimal]) -> Decimal | None:
    """Where a value stands among the quantiles, 0 to 100; None without any."""
    if len(quantiles) < STEPS + 1:
        return None
    place = bisect_left(quantiles, value)
    if place == 0:
        return ZERO
    if place > STEPS:
        return Decimal(100)
    low, high = quantiles[place - 1], quantiles[place]
    return Decimal(place - 1) + (value - low) / (high - low)


def _quantiles(values: Sequence[Decimal]) -> list[Decimal]:
    """101 values at equal steps from the lowest to the highest; none below five values."""
    ordered = sorted(values)
    if len(ordered) < SEGMENT_CUSTOMERS:
        return []
    last = len(ordered) - 1
    return [_at(ordered, Decimal(step * last) / STEPS) for step in range(STEPS + 1)]


def _at(ordered: Sequence[Decimal], place: Decimal) -> Decimal:
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _medians(owns: Sequence[Own]) -> dict[str, Decimal]:
    by_segment: defaultdict[str, list[Decimal]] = defaultdict(list)
    for own in owns:
        is_whole = own.known_months >= 12 and (own.tenure is None or own.tenure >= 12)
        if own.pnl is not None and is_whole and own.net_t12 > 0:
            by_segment[own.facts.segment].append(own.pnl.net_profit)
    found = {name: median(each) for name, each in by_segment.items() if name and len(each) >= SEGMENT_CUSTOMERS}
    everybody = [profit for each in by_segment.values() for profit in each]
    return {**found, "": median(everybody)} if everybody else found


def _seasons(owns: Sequence[Own]) -> dict[str, float] | None:
    """The company's season where enough customers make it and no single one does (economics 7.2)."""
    totals: defaultdict[Month, Decimal] = defaultdict(lambda: ZERO)
    for own in owns:
        for month, amount in own.net.items():
            totals[month] += amount
    active = [own for own in owns if own.active]
    top = concentration([Buyer(str(own.id), str(own.facts.group or ""), own.net_t12) for own in owns]).top1
    if not totals or len(active) < SEASON_CUSTOMERS or top is None or top > SEASON_TOP1:
        return None
    last = owns[0].month
    first = min(totals)
    months = [month for month in months_until(last, 36) if month >= first]
    return seasonal_index({month: totals[month] for month in months}) if months else None


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
