"""What winning customers costs the company, and what of it each customer carries (economics 2.1).

All of it: lines entered for the company, cost booked to single customers, and our own time with them. What no customer
can be charged with, lines and the cost of leads that were lost, is a pool of its channel and month.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from customers.valuation.acquisition import Pool, Won, cac_per_customer
from customers.valuation.money import ZERO
from customers.valuation.worth.own import Own
from office.calendar.months import Month, month_add

COMPARED_MONTHS = 24
"""Two years are compared; what was spent before them, and before the lag, is not kept."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Money of one channel and region ("" = none named) in one month, in base currency."""

    channel: str
    region: str
    month: Month
    amount: Decimal


@dataclass(frozen=True, slots=True)
class WithoutRate:
    """Lines of one channel, region and month that no exchange rate brings into base currency."""

    channel: str
    region: str
    month: Month
    currency: str
    amount: Decimal
    lines: int


@dataclass(frozen=True, slots=True)
class Unpriced:
    """Minutes of one cost role for one channel in one month that no hourly rate prices: they are in no sum."""

    channel: str
    month: Month
    role: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Entered:
    """What belongs to no living customer: lines of the company, and what leads cost that were set aside.

    `months`: those for which somebody entered any money, a cost booked to a customer included. Work that was logged
    enters none: it says nothing of what else was spent.
    """

    spent: Sequence[Spent] = ()
    without_rate: Sequence[WithoutRate] = ()
    months: frozenset[Month] = frozenset()
    unpriced: Sequence[Unpriced] = ()
    """Work with leads that were set aside."""


@dataclass(slots=True)
class Spending:
    """`spent`: everything, by channel, region and month. `pools`: of it, what is shared out, by channel and month.
    `unpriced` is in neither; `unpriced_pools`: of it, what would be shared out, by channel and month, then by role."""

    spent: list[Spent] = field(default_factory=list)
    pools: list[Pool] = field(default_factory=list)
    unpriced: list[Unpriced] = field(default_factory=list)
    unpriced_pools: dict[tuple[str, Month], dict[str, int]] = field(default_factory=dict)


def spending_of(owns: Sequence[Own], entered: Entered, lag: int) -> Spending:
    """Everything together: spent of the months that are compared, pools of all."""
    since = month_add(owns[0].month, 1 - COMPARED_MONTHS - lag) if owns else Month("0001-01")
    every: defaultdict[tuple[str, str, Month], Decimal] = defaultdict(lambda: ZERO)
    pooled: defaultdict[tuple[str, Month], Decimal] = defaultdict(lambda: ZERO)
    for spent in entered.spent:
        every[spent.channel, spent.region, spent.month] += spent.amount
        pooled[spent.channel, spent.month] += spent.amount
    for own in owns:
        for spent in _of_customer(own):
            every[spent.channel, spent.region, spent.month] += spent.amount
            if own.is_lost_lead:
                pooled[spent.channel, spent.month] += spent.amount
    spending = Spending(
        [Spent(*key, amount) for key, amount in sorted(every.items()) if key[2] >= since],
        [Pool(*key, amount) for key, amount in sorted(pooled.items())],
    )
    _add_unpriced(spending, owns, entered, since)
    return spending


def _add_unpriced(spending: Spending, owns: Sequence[Own], entered: Entered, since: Month) -> None:
    minutes: Counter[tuple[str, Month, str]] = Counter()
    for each, is_pooled in _unpriced(owns, entered):
        minutes[each.channel, each.month, each.role] += each.minutes
        if is_pooled:
            pool = spending.unpriced_pools.setdefault((each.channel, each.month), {})
            pool[each.role] = pool.get(each.role, 0) + each.minutes
    spending.unpriced = [Unpriced(*key, count) for key, count in sorted(minutes.items()) if key[1] >= since]


def _unpriced(owns: Sequence[Own], entered: Entered) -> Iterator[tuple[Unpriced, bool]]:
    """With whether no customer can be charged with them."""
    for each in entered.unpriced:
        yield each, True
    for own in owns:
        for month, roles in own.facts.acquisition_minutes.items():
            for role, minutes in roles.items():
                yield Unpriced(own.facts.channel, month, role, minutes), own.is_lost_lead


def _of_customer(own: Own) -> Iterator[Spent]:
    facts = own.facts
    for month, amount in facts.acquisition.items():
        yield Spent(facts.channel, facts.region, month, amount)


def shares_of(owns: Sequence[Own], pools: Sequence[Pool], lag: int) -> tuple[dict[str, Decimal], dict[str, int]]:
    """ "channel|month" → what each customer won then carries of the pool of `lag` months before, and how many do."""
    met = [Pool(pool.channel, month_add(pool.month, lag), pool.amount) for pool in pools]
    won = [Won(str(own.id), own.facts.channel, own.won_month) for own in owns if own.won_month is not None]
    costs = cac_per_customer(met, won).cac
    keys = {each.id: f"{each.channel}|{each.won_month}" for each in won}
    shares = {key: costs[customer] for customer, key in keys.items() if costs[customer]}
    return shares, dict(Counter(key for key in keys.values() if key in shares))
