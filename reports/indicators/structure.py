"""Whether what we put in goes where the money is: sizes, industries, tiers, and dear or plain products (economics 6.9, 6.10, 10.4)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio
from customers.valuation.shifts import premium_shift
from customers.valuation.structure import SegmentRow, segment_mix
from customers.valuation.worth import Measured, Moment
from office.calendar.months import Month, months_until
from reports.indicators.plain import plain

SEGMENTS = ("size", "tier", "industry")
CORE = ("S", "A")
HALF = Decimal("0.5")
LISTED, HALF_YEAR, TREND = 20, 6, 18
SIZES = ("giant", "large", "medium", "small", "micro")
TIERS = ("S", "A", "B", "C")


@dataclass(frozen=True, slots=True)
class Sold:
    """Net revenue of lines whose product is known, in base currency."""

    premium: Decimal = ZERO
    total: Decimal = ZERO

    def __add__(self, other: "Sold") -> "Sold":
        return Sold(self.premium + other.premium, self.total + other.total)

    @property
    def share(self) -> Decimal | None:
        return quotient(self.premium, self.total)


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """By customer over T6 and over Y6, the same months a year before; by month, oldest first."""

    now: Mapping[int, Sold] = field(default_factory=dict)
    before: Mapping[int, Sold] = field(default_factory=dict)
    months: Mapping[Month, Sold] = field(default_factory=dict)


@exact
def structure_of(rows: Sequence[Measured], moment: Moment, facts: ProductFacts) -> Mapping[str, Any]:
    """Segments over T12, work for each tier against its profit, and the shift between premium and basic products."""
    return {
        "segments": {name: _segments(rows, name) for name in SEGMENTS},
        "effort": _effort(rows),
        "premium": _premium(rows, moment, facts),
    }


def _segments(rows: Sequence[Measured], name: str) -> list[dict[str, Any]]:
    """A line per segment with customers that bought: their part of customers and revenue, of work and of profit."""
    members: defaultdict[str, list[Measured]] = defaultdict(list)
    for row in rows:
        members[getattr(row, name)].append(row)
    buying = {code: [row for row in each if row.net_t12 > 0] for code, each in members.items()}
    table = [
        SegmentRow(code, len(each), sum((row.net_t12 for row in each), ZERO))
        for code, each in sorted(buying.items(), key=lambda one: _place(name, one[0], one[1]))
        if each
    ]
    minutes, profit = sum(row.service_minutes for row in rows), _net_profit(rows)
    return [
        {
            "code": row.segment,
            "customers": row.customers,
            "revenue": plain(money(row.revenue)),
            "customer_share": plain(mix.customer_share),
            "revenue_share": plain(mix.revenue_share),
            "index": plain(mix.index),
            **_profit(members[row.segment], profit),
            **_work(members[row.segment], minutes),
        }
        for row, mix in zip(table, segment_mix(table), strict=True)
    ]


def _place(name: str, code: str, members: Sequence[Measured]) -> tuple[Any, ...]:
    """Sizes and tiers in their own order, industries by revenue, what is not filled in last."""
    order = {"size": SIZES, "tier": TIERS}.get(name)
    if order is not None:
        return (order.index(code) if code in order else len(order), code)
    return (not code, -sum((row.net_t12 for row in members), ZERO), code)


def _work(members: Sequence[Measured], all_minutes: int) -> dict[str, Any]:
    minutes = sum(row.service_minutes for row in members)
    return {"minutes": minutes, "minutes_share": plain(_share(Decimal(minutes), Decimal(all_minutes)))}


def _profit(members: Sequence[Measured], everything: Decimal) -> dict[str, Any]:
    """Of those with known profit: how many, how much, on how much of their revenue, and its part of `everything`."""
    known = [row for row in members if row.net_profit is not None]
    profit, revenue = _net_profit(known), sum((row.net_t12 for row in known), ZERO)
    return {
        "known": len(known),
        "net_profit": plain(money(profit)) if known else None,
        "net_margin": plain(_share(profit, revenue)) if known else None,
        "profit_share": plain(_share(profit, everything)) if known else None,
    }


def _effort(rows: Sequence[Measured]) -> dict[str, Any]:
    """Service minutes of tiers S and A against their profit; no share of a profit that is not one."""
    core = [row for row in rows if row.tier in CORE]
    minutes = sum(row.service_minutes for row in rows)
    return {
        "customers": len(core),
        "all_minutes": minutes,
        **_work(core, minutes),
        "profit_share": plain(_share(_net_profit(core), _net_profit(rows))),
    }


def _premium(rows: Sequence[Measured], moment: Moment, facts: ProductFacts) -> dict[str, Any]:
    """T6 against Y6, and who moved: more than half of what it buys in premium products, then or now, and not both."""
    now, before = sum(facts.now.values(), Sold()), sum(facts.before.values(), Sold())
    both = sorted(_moves(facts), key=lambda one: (-abs(one["now"] - one["before"]), one["id"]))
    up = [one for one in both if one["before"] <= HALF < one["now"]]
    down = [one for one in both if one["now"] <= HALF < one["before"]]
    found: dict[str, Any] = plain(
        premium_shift(now.premium, now.total, before.premium, before.total, len(up), len(down))
    )  # type: ignore[assignment]
    months = months_until(moment.month, HALF_YEAR)
    known = (dict(row.net.items()) for row in rows)
    revenue = sum((net[month] for net in known for month in months if month in net), ZERO)
    return {
        **found,
        "premium_now": plain(money(now.premium)),
        "total_now": plain(money(now.total)),
        "premium_prior": plain(money(before.premium)),
        "total_prior": plain(money(before.total)),
        "known_share": plain(_share(now.total, revenue)),
        "both": len(both),
        "up": len(up),
        "down": len(down),
        "moved": {"up": _listed(up), "down": _listed(down)},
        "months": [
            {
                "month": month,
                "share": plain(maybe(ratio, facts.months.get(month, Sold()).share)),
                "premium": plain(money(facts.months.get(month, Sold()).premium)),
                "total": plain(money(facts.months.get(month, Sold()).total)),
            }
            for month in months_until(moment.month, TREND)
        ],
    }


def _moves(facts: ProductFacts) -> list[dict[str, Any]]:
    """Customers with a premium share in both windows."""
    found = []
    for customer in facts.now.keys() & facts.before.keys():
        now, before = facts.now[customer].share, facts.before[customer].share
        if now is not None and before is not None:
            found.append({"id": customer, "now": now, "before": before, "total": facts.now[customer].total})
    return found


def _listed(moved: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "id": one["id"],
            "now": plain(ratio(one["now"])),
            "before": plain(ratio(one["before"])),
            "revenue": plain(money(one["total"])),
        }
        for one in moved[:LISTED]
    ]


def _net_profit(rows: Sequence[Measured]) -> Decimal:
    return sum((row.net_profit for row in rows if row.net_profit is not None), ZERO)


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return maybe(ratio, quotient(part, whole))
