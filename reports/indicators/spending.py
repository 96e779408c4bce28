"""What was spent on winning customers against those won, by month, channel, region and size (economics 2.1, 6.7, 6.8)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from customers.valuation.acquisition import Cac, Pool, cac
from customers.valuation.channels import ChannelRow, channel_structure
from customers.valuation.money import ZERO, maybe, money, quotient
from customers.valuation.structure import RegionRow, region_structure
from customers.valuation.worth import Measured, Spent
from office.calendar.months import Month, month_add, months_until
from reports.indicators.plain import plain

YEAR, QUARTER = 12, 3
NOT_ENTERED = "not_entered"
Months = Mapping[Month, Decimal]


@dataclass(frozen=True)
class Spend:
    """All spending, and `lag`: spending of a month meets the customers won so many months later."""

    spent: Sequence[Spent]
    entered: frozenset[Month]
    lag: int
    all: Months = field(init=False)
    channels: Mapping[str, Months] = field(init=False)
    regions: Mapping[str, Months] = field(init=False)

    def __post_init__(self) -> None:
        whole: defaultdict[Month, Decimal] = defaultdict(lambda: ZERO)
        channels: defaultdict[str, defaultdict[Month, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
        regions: defaultdict[str, defaultdict[Month, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
        for each in self.spent:
            for months in (whole, channels[each.channel], regions[each.region]):
                months[each.month] += each.amount
        for name, value in (("all", whole), ("channels", channels), ("regions", regions)):
            object.__setattr__(self, name, value)

    def met(self, window: Iterable[Month]) -> list[Month]:
        """The months whose spending meets the wins of the window."""
        return [month_add(month, -self.lag) for month in window]

    def over(self, months: Months, window: Iterable[Month]) -> Decimal:
        return sum((months.get(month, ZERO) for month in self.met(window)), ZERO)

    def months_entered(self, window: Iterable[Month]) -> int:
        """For how many of them anybody entered what was spent."""
        return sum(month in self.entered for month in self.met(window))

    def cac(self, months: Months, window: Sequence[Month], new: int) -> dict[str, Any]:
        """Sum over sum; None where nothing was entered for the whole window, which is not the same as nothing spent."""
        spent, entered = self.over(months, window), self.months_entered(window)
        found = cac(spent, new) if entered else Cac(None, NOT_ENTERED, money(spent))
        shown: dict[str, Any] = plain(found)  # type: ignore[assignment]
        return {**shown, "entered": entered, "months": len(window)}


def by_month(spend: Spend, window: Sequence[Month], wins: Mapping[Month, int]) -> list[dict[str, Any]]:
    """CAC of each month, and rolling over three and twelve: sums over sums, never a mean of means. `entered_…` tells for
    how many months of each span something was entered."""
    lines = []
    for month in window:
        entered = spend.months_entered([month])
        spent = spend.over(spend.all, [month])
        line: dict[str, Any] = {
            "month": month,
            "spend": plain(money(spent)) if entered or spent else None,
            "new": wins.get(month, 0),
        }
        for name, length in (("", 1), ("_3", QUARTER), ("_12", YEAR)):
            span = months_until(month, length)
            found = spend.cac(spend.all, span, sum(wins.get(each, 0) for each in span))
            line |= {f"cac{name}": found["cac"], f"entered{name}": found["entered"]}
        lines.append(line)
    return lines


def returns_of_channels(
    rows: Sequence[Measured],
    spend: Spend,
    window: Sequence[Month],
    won: Mapping[int, Month],
    contribution: Mapping[int, Decimal | None],
) -> dict[str, Any]:
    """Customers won in the window and what they contributed in each one's first year, against what met them.

    Those whose product cost is unknown are left out and counted; a channel is judged by the others, and never cut for a
    return that may be higher.
    """
    within = set(window)
    sums: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    new: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for row in rows:
        if won.get(row.id) in within:
            new[row.channel] += 1
            amount = contribution.get(row.id)
            unknown[row.channel] += amount is None
            sums[row.channel] += amount or ZERO
    spends = {name: spend.over(months, window) for name, months in spend.channels.items()}
    names = sorted({name for name, amount in spends.items() if amount} | set(new))
    table = [ChannelRow(name, spends.get(name, ZERO), sums[name], new[name] - unknown[name]) for name in names]
    found = channel_structure(table)
    lines = []
    for one, advice in zip(table, found.channels, strict=True):
        name = one.channel
        nobody_known = bool(unknown[name]) and not one.new
        lines.append(
            {
                "code": name,
                "spend": plain(money(one.spend)),
                "contribution": None if nobody_known else plain(money(one.contribution_12m)),
                "new": new[name],
                "unknown": unknown[name],
                "roi": None if nobody_known else plain(advice.roi),
                "budget_share": plain(advice.budget_share),
                "advice": "insufficient" if unknown[name] and advice.advice == "cut" else advice.advice,
            }
        )
    left_out = sum(unknown.values())
    known = sum(one.new for one in table if one.spend > 0)
    return {"blended": plain(found.blended_roi) if known or not left_out else None, "unknown": left_out, "lines": lines}


def cac_of_channels(
    rows: Sequence[Measured], spend: Spend, last: Month, won: Mapping[int, Month]
) -> list[dict[str, Any]]:
    """CAC of each channel: over twelve months, the twelve before, and rolling over three and twelve."""
    wins: defaultdict[str, Counter[Month]] = defaultdict(Counter)
    for row in rows:
        if row.id in won:
            wins[row.channel][won[row.id]] += 1
    now, before = months_until(last, YEAR), months_until(month_add(last, -YEAR), YEAR)
    lines = []
    for name in sorted({*spend.channels, *wins}):
        months = spend.channels.get(name, {})
        spans = {"": now, "_before": before, "_3": months_until(last, QUARTER)}
        new = {key: sum(wins[name][month] for month in span) for key, span in spans.items()}
        found = {key: spend.cac(months, span, new[key]) for key, span in spans.items()}
        if not new[""] and not new["_before"] and not any(Decimal(one["spend"]) for one in found.values()):
            continue
        line: dict[str, Any] = {"code": name}
        for key, one in found.items():
            line |= {f"spend{key}": one["spend"], f"new{key}": new[key], f"cac{key}": one["cac"]}
        rolling = []
        for month in now:
            span = months_until(month, YEAR)
            rolling.append(spend.cac(months, span, sum(wins[name][each] for each in span))["cac"])
        lines.append({**line, "rolling": rolling})
    return lines


def cac_of_regions(
    rows: Sequence[Measured], spend: Spend, window: Sequence[Month], won: Mapping[int, Month]
) -> list[dict[str, Any]]:
    return _cac_by_place(rows, spend, window, won, lambda region: region)


def cac_of_city_tiers(
    rows: Sequence[Measured],
    spend: Spend,
    window: Sequence[Month],
    won: Mapping[int, Month],
    tiers: Mapping[str, int],
) -> list[dict[str, Any]]:
    """Regions of one city tier together, those of none under the empty code; nothing while no region has one."""
    if not tiers:
        return []
    return _cac_by_place(rows, spend, window, won, lambda region: str(tiers.get(region, "")))


def _cac_by_place(
    rows: Sequence[Measured],
    spend: Spend,
    window: Sequence[Month],
    won: Mapping[int, Month],
    place: Callable[[str], str],
) -> list[dict[str, Any]]:
    within = set(window)
    customers: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for row in rows:
        customers[place(row.region)] += row.net_t12 > 0
        new[place(row.region)] += won.get(row.id) in within
    spends: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for region, months in spend.regions.items():
        spends[place(region)] += spend.over(months, window)
    names = sorted(name for name in {*customers, *spends} if customers[name] or spends.get(name) or new[name])
    table = [RegionRow(name, customers[name], spends.get(name, ZERO), new[name]) for name in names]
    is_known = spend.months_entered(window) > 0
    return [
        {
            "code": row.region,
            "customers": row.customers,
            "spend": plain(money(row.spend)),
            "new": row.new,
            "customer_share": plain(found.customer_share),
            "cac": plain(found.cac) if is_known else None,
            "multiple": plain(found.multiple_of_lowest) if is_known else None,
            "flag": found.flag and is_known,
        }
        for row, found in zip(table, region_structure(table), strict=True)
    ]


def cac_of_sizes(recent: Sequence[Measured]) -> list[dict[str, Any]]:
    """By size of company, of those won in T12: spending names no size, so each one's own cost and share of its channel's
    pool are added up, of those of whom they are known."""
    new: Counter[str] = Counter(row.size for row in recent)
    known: defaultdict[str, list[Decimal]] = defaultdict(list)
    for row in recent:
        if row.cac is not None:
            known[row.size].append(row.cac)
    return [
        {
            "code": size,
            "new": new[size],
            "known": len(known[size]),
            "spend": plain(money(sum(known[size], ZERO))) if known[size] else None,
            "cac": plain(maybe(money, quotient(sum(known[size], ZERO), Decimal(len(known[size]))))),
        }
        for size in sorted(new)
    ]


def unabsorbed(
    pools: Sequence[Pool], channels: Mapping[int, str], won: Mapping[int, Month], window: Sequence[Month], lag: int
) -> Decimal:
    """Pools that meet a month of the window in which their channel won nobody: in no customer's cost, but in the channel's."""
    met = {(channels[pk], month) for pk, month in won.items()}
    within = set(window)
    left = ZERO
    for pool in pools:
        month = month_add(pool.month, lag)
        if month in within and (pool.channel, month) not in met:
            left += pool.amount
    return left
