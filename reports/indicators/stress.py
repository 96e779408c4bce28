"""What if they leave, from sums alone: kept customers count as one account and so do lost ones, because sums are linear."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from customers.valuation.money import ZERO
from customers.valuation.stress import Account, stress_test
from customers.valuation.worth import Measured, Moment
from office.calendar.months import Month, month_of, months_until

LEAST_COVER, MOST_REFILL = Decimal(3), Decimal(12)
TOPS = (1, 3, 5)
DIMENSIONS = ("industry", "region", "channel")
NEEDS_COSTS = ("contribution_loss", "contribution_loss_share", "carried_before", "carried_after")
NEEDS_FIXED = ("profit_before", "profit_after_steady", "monthly_gap_after")
NEEDS_CASH = ("fixed_cover_before", "fixed_cover_after", "runway_months")


@dataclass(frozen=True, slots=True)
class Sums:
    """Some customers as one account of twelve months; `without_costs` bought, but nobody knows what they cost, `idle`
    bought nothing and cost nothing."""

    customers: int = 0
    revenue: Decimal = ZERO
    contribution: Decimal = ZERO
    direct_cost: Decimal = ZERO
    without_costs: int = 0
    idle: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Sums)))

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, each.name) - getattr(other, each.name) for each in fields(Sums)))

    @property
    def knows_costs(self) -> bool:
        """False where contribution is 0 only because nobody knows what any of them costs."""
        return self.customers > self.without_costs + self.idle or self.without_costs == 0

    @property
    def carried(self) -> Decimal:
        """What they carry of the fixed cost in twelve months."""
        return self.contribution - self.direct_cost

    def as_plain(self) -> dict[str, Any]:
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Sums":
        money = {name: Decimal(plain[name]) for name in ("revenue", "contribution", "direct_cost")}
        without = plain["without_costs"]
        idle = plain.get("idle", 0)  # kept scenarios may be older than this count
        return cls(customers=plain["customers"], without_costs=without, idle=idle, **money)


@dataclass(frozen=True, slots=True)
class Means:
    """What the company stands on; None is unknown."""

    cash: Decimal | None = None
    fixed_monthly: Decimal | None = None
    wins_per_month: Decimal | None = None
    revenue_per_win: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """What some customers owe on the day, and what of it is expected not to come."""

    open: Decimal = ZERO
    loss: Decimal = ZERO

    def __add__(self, other: "Owed") -> "Owed":
        return Owed(self.open + other.open, self.loss + other.loss)


def stressed(
    everybody: Sums, lost: Sums, owed: Owed, as_of: date, means: Means, release_months: int = 3
) -> dict[str, Any]:
    """The stress test of losing `lost` of `everybody`, who owe `owed`, as JSON keeps it, with what may be said of it.

    None where a mean or the costs are unknown. `carried_before` and `_after` are contribution less direct cost, the
    profit before fixed cost. `red` names crossed lines: profit, cover, refill. Source: metrics-economics 4.4, 12.
    """
    accounts = [_account("lost", lost, owed), _account("kept", everybody - lost, Owed())]
    fixed, cash = means.fixed_monthly, means.cash
    wins, per_win = means.wins_per_month, means.revenue_per_win
    known = (cash or ZERO, fixed or ZERO, wins or ZERO, per_win or ZERO)
    found = stress_test(accounts, {"lost"}, as_of, *known, release_months)
    values: dict[str, Any] = {name: getattr(found, name) for name in found.__dataclass_fields__}
    values |= {"carried_before": everybody.carried, "carried_after": (everybody - lost).carried}
    knows_costs = everybody.customers > everybody.without_costs + everybody.idle and lost.knows_costs
    unknown = {"first_year_profit_effect", "cash_effect_12m", *NEEDS_COSTS, *NEEDS_FIXED, "runway_months"}
    values |= dict.fromkeys(() if knows_costs else unknown)
    values |= dict.fromkeys((*NEEDS_FIXED, *NEEDS_CASH) if fixed is None else NEEDS_CASH if cash is None else ())
    values["self_sustaining"] = values["monthly_gap_after"] is not None and values["monthly_gap_after"] <= 0
    values["red"] = _red(values)
    plain = {name: _plain(value) for name, value in values.items()}
    return plain | {"lost": lost.as_plain(), "of": everybody.as_plain()}


def _red(values: Mapping[str, Any]) -> list[str]:
    before, after = values["profit_before"], values["profit_after_steady"]
    cover, refill = values["fixed_cover_after"], values["refill_months"]
    crossed = {
        "profit": before is not None and after < 0 <= before,
        "cover": cover is not None and cover < LEAST_COVER,
        "refill": refill is not None and refill > MOST_REFILL,
    }
    return [name for name, is_crossed in crossed.items() if is_crossed]


def _account(name: str, sums: Sums, owed: Owed) -> Account:
    return Account(name, sums.revenue, sums.contribution, sums.direct_cost, ar_open=owed.open, ar_loss=owed.loss)


def sums_of(rows: Iterable[Measured]) -> Sums:
    """Customers added up; an unknown cost adds nothing and is counted."""
    counted = list(rows)
    return Sums(
        customers=len(counted),
        revenue=sum((row.net_t12 for row in counted), ZERO),
        contribution=sum((row.contribution or ZERO for row in counted), ZERO),
        direct_cost=sum((row.direct_cost or ZERO for row in counted), ZERO),
        without_costs=sum(row.contribution is None and row.net_t12 != 0 for row in counted),
        idle=sum(row.contribution is None and row.net_t12 == 0 for row in counted),
    )


def standard_scenarios(rows: Sequence[Measured], moment: Moment) -> dict[str, Any]:
    """The figure `stress`: everybody's sums, and those of the largest one, three and five groups, the largest industry,
    region and channel. A scenario without anything to lose is left out."""
    groups = _largest(rows, lambda row: row.group)
    scenarios = []
    for top in TOPS:
        lost = set(groups[:top])
        if len(groups) >= top:
            sums = sums_of(row for row in rows if row.group in lost)
            scenarios.append({"kind": "group", "top": top, "of": groups[:top], "sums": sums.as_plain()})
    for name in DIMENSIONS:
        codes = _largest([row for row in rows if getattr(row, name)], lambda row, name=name: getattr(row, name))  # type: ignore[misc]
        if codes:
            sums = sums_of(row for row in rows if getattr(row, name) == codes[0])
            scenarios.append({"kind": name, "top": 1, "of": codes[:1], "sums": sums.as_plain()})
    count, per_win = revenue_per_win(rows, moment.month)
    return {
        "all": sums_of(rows).as_plain(),
        "scenarios": scenarios,
        "new_customers": count,
        "revenue_per_win": _plain(per_win),
    }


def revenue_per_win(rows: Iterable[Measured], last: Month) -> tuple[int, Decimal | None]:
    """Customers won in T12, and their mean yearly revenue, × 12 / n for those of n months (economics 4.4)."""
    window = months_until(last, 12)
    yearly = [
        row.net_t12 * 12 / (12 - window.index(month_of(row.first_order_on)))
        for row in rows
        if row.first_order_on is not None
        and row.tenure_months is not None
        and row.net_t12 > 0
        and month_of(row.first_order_on) in window
    ]
    total = sum(yearly, ZERO)
    return len(yearly), total / len(yearly) if yearly else None


def _largest(rows: Iterable[Measured], of: Callable[[Measured], Any]) -> list[Any]:
    """What has revenue, the most first; of equals the smaller key."""
    revenue: defaultdict[Any, Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        revenue[of(row)] += row.net_t12
    return sorted((key for key, amount in revenue.items() if amount > 0), key=lambda key: (-revenue[key], key))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
