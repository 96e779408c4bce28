"""What winning customers costs and what it brings: CAC, inflation, payback, LTV against CAC, channels, regions (economics 2, 6.7, 6.8)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any

from customers.valuation.acquisition import Pool, Won, cac, cac_inflation, cac_per_customer
from customers.valuation.channels import ChannelRow, channel_structure
from customers.valuation.lifetime import ltv_cac
from customers.valuation.money import ZERO, exact, maybe, money, quotient
from customers.valuation.structure import RegionRow, region_structure
from customers.valuation.worth import Measured, Moment
from office.calendar.months import Month, full_months, month_add, month_of, months_until
from reports.indicators.plain import plain

YEAR, QUARTER = 12, 3
TRAP_MONTHS = 60


@dataclass(frozen=True, slots=True)
class AcquisitionFacts:
    """Money of the company that no single customer shows; amounts in base currency. Everything is None for a part of the
    base: spending is kept for the company, not for teams.
    """

    channel_spend: Mapping[str, Mapping[Month, Decimal]] | None = None
    """Pools by channel ("" = none named) and month."""
    region_spend: Mapping[str, Mapping[Month, Decimal]] | None = None
    direct: Mapping[int, Mapping[Month, Decimal]] = field(default_factory=dict)
    """Acquisition cost booked to one customer, by month."""
    first_year_contribution: Mapping[int, Decimal] = field(default_factory=dict)
    """Contribution of each one's first twelve months."""
    kept_cost: Decimal | None = None
    """Relationship cost of T12."""


@exact
def acquisition_of(rows: Sequence[Measured], moment: Moment, facts: AcquisitionFacts) -> Mapping[str, Any]:
    """Customers won are those with a known first order; who came back is not new."""
    won = _won(rows, moment)
    by_id = {row.id: row for row in rows}
    now, before = months_until(moment.month, YEAR), months_until(month_add(moment.month, -YEAR), YEAR)
    recent = [by_id[pk] for pk, month in won.items() if month in set(now)]
    earlier = [by_id[pk] for pk, month in won.items() if month in set(before)]
    shown: dict[str, Any] = {
        "customers": len(rows),
        "won": len(recent),
        "won_before": len(earlier),
        "ltv_cac": _ltv_cac(recent),
        "payback": _payback(earlier, moment),
        "kept": _kept(rows, facts.kept_cost),
        "spend": None,
    }
    if facts.channel_spend is None or facts.region_spend is None:
        return shown
    spend = _by_month([*facts.channel_spend.values(), *facts.direct.values()])
    return {**shown, **_company(rows, moment, facts, won, spend)}


def _company(
    rows: Sequence[Measured],
    moment: Moment,
    facts: AcquisitionFacts,
    won: Mapping[int, Month],
    spend: Mapping[Month, Decimal],
) -> dict[str, Any]:
    now, before = months_until(moment.month, YEAR), months_until(month_add(moment.month, -YEAR), YEAR)
    lag = moment.settings.cac_lag_months
    wins = Counter(won.values())
    totals = [(_over(spend, _earlier(window, lag)), sum(wins[month] for month in window)) for window in (now, before)]
    (spend_now, new_now), (spend_before, new_before) = totals
    by_id = {row.id: row for row in rows}
    values = [_mean_ltv(by_id[pk] for pk, month in won.items() if month in set(window)) for window in (now, before)]
    whole = cac(spend_now, new_now)
    return {
        "spend": plain(money(spend_now)),
        "spend_before": plain(money(spend_before)),
        "cac": plain(whole),
        "cac_before": plain(cac(spend_before, new_before)),
        "inflation": plain(cac_inflation(spend_now, new_now, spend_before, new_before, *values)),
        "months": [_month(month, spend, wins, lag) for month in now],
        "channels": _channels(rows, moment, facts, won),
        "regions": _regions(rows, moment, facts, won),
        "unabsorbed": _unabsorbed(rows, facts, won, now),
    }


def _won(rows: Sequence[Measured], moment: Moment) -> dict[int, Month]:
    """Customer → the month of its first order, where that is known."""
    return {
        row.id: month_of(row.first_order_on)
        for row in rows
        if row.first_order_on is not None and row.tenure_months is not None and row.first_order_on <= moment.as_of
    }


def _month(month: Month, spend: Mapping[Month, Decimal], wins: Mapping[Month, int], lag: int) -> dict[str, Any]:
    """CAC of the month, and rolling over three and twelve: sums over sums, never a mean of means."""
    line: dict[str, Any] = {
        "month": month,
        "spend": plain(money(_over(spend, _earlier([month], lag)))),
        "new": wins.get(month, 0),
    }
    for name, length in (("cac", 1), ("cac_3", QUARTER), ("cac_12", YEAR)):
        window = months_until(month, length)
        line[name] = plain(cac(_over(spend, _earlier(window, lag)), sum(wins.get(each, 0) for each in window)).cac)
    return line


def _ltv_cac(recent: Sequence[Measured]) -> dict[str, Any]:
    """Of the customers won in T12; one without a known cost or value makes the whole insufficient."""
    known = [row for row in recent if row.ltv is not None and row.cac is not None]
    found = ltv_cac([row.ltv for row in recent], [row.cac for row in recent])
    return {
        "ratio": plain(found.ratio),
        "band": plain(found.band),
        "customers": len(recent),
        "known": len(known),
        "missing": [row.id for row in recent if row.ltv is None or row.cac is None][:50],
    }


def _payback(earlier: Sequence[Measured], moment: Moment) -> dict[str, Any]:
    """Median months of the customers won in P12; who has not paid back yet counts with the months so far, marked ">"."""
    spans: list[tuple[int, bool]] = []
    unknown = 0
    for row in earlier:
        if row.payback_months is not None and row.payback_status == "recovered":
            spans.append((row.payback_months, True))
        elif row.payback_status == "not_recovered" and row.first_order_on is not None:
            spans.append((full_months(row.first_order_on, moment.as_of), False))
        else:
            unknown += 1
    spans.sort()
    middle = None if not spans else Decimal(str(median(months for months, _back in spans)))
    beyond = bool(spans) and not spans[len(spans) // 2][1]
    return {
        "median": plain(middle),
        "beyond": beyond,
        "known": len(spans),
        "unknown": unknown,
        "recovered": sum(back for _months, back in spans),
        "traps": sum(months >= TRAP_MONTHS for months, _back in spans),
    }


def _kept(rows: Sequence[Measured], cost: Decimal | None) -> dict[str, Any]:
    """Relationship cost for each customer that bought in both years (economics 2.8)."""
    kept = sum(row.net_t12 > 0 and row.net_p12 > 0 for row in rows)
    per = None if cost is None else quotient(cost, Decimal(kept))
    return {"kept": kept, "cost": plain(maybe(money, cost)), "per_customer": plain(maybe(money, per))}


def _channels(
    rows: Sequence[Measured], moment: Moment, facts: AcquisitionFacts, won: Mapping[int, Month]
) -> dict[str, Any]:
    """Customers won in P12 and what they contributed in each one's first year, against the spending of P12."""
    window = set(months_until(month_add(moment.month, -YEAR), YEAR))
    spends: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for channel, months in (facts.channel_spend or {}).items():
        spends[channel] += _over(months, window)
    contribution: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    new: Counter[str] = Counter()
    for row in rows:
        if won.get(row.id) in window:
            new[row.channel] += 1
            contribution[row.channel] += facts.first_year_contribution.get(row.id, ZERO)
            spends[row.channel] += _over(facts.direct.get(row.id, {}), window)
    names = sorted({name for name, amount in spends.items() if amount} | set(new))
    table = [ChannelRow(name, spends[name], contribution[name], new[name]) for name in names]
    found = channel_structure(table)
    lines = [
        {
            "code": row.channel,
            "spend": plain(money(row.spend)),
            "contribution": plain(money(row.contribution_12m)),
            "new": row.new,
            "roi": plain(advice.roi),
            "budget_share": plain(advice.budget_share),
            "advice": advice.advice,
        }
        for row, advice in zip(table, found.channels, strict=True)
    ]
    return {"blended": plain(found.blended_roi), "lines": lines}


def _regions(
    rows: Sequence[Measured], moment: Moment, facts: AcquisitionFacts, won: Mapping[int, Month]
) -> list[dict[str, Any]]:
    window = set(months_until(moment.month, YEAR))
    spends: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for region, months in (facts.region_spend or {}).items():
        spends[region] += _over(months, window)
    customers: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for row in rows:
        customers[row.region] += row.net_t12 > 0
        if won.get(row.id) in window:
            new[row.region] += 1
            spends[row.region] += _over(facts.direct.get(row.id, {}), window)
    names = sorted(name for name in {*customers, *spends} if customers[name] or spends[name] or new[name])
    table = [RegionRow(name, customers[name], spends[name], new[name]) for name in names]
    return [
        {
            "code": row.region,
            "customers": row.customers,
            "spend": plain(money(row.spend)),
            "new": row.new,
            "customer_share": plain(found.customer_share),
            "cac": plain(found.cac),
            "multiple": plain(found.multiple_of_lowest),
            "flag": found.flag,
        }
        for row, found in zip(table, region_structure(table), strict=True)
    ]


def _unabsorbed(
    rows: Sequence[Measured], facts: AcquisitionFacts, won: Mapping[int, Month], now: Sequence[Month]
) -> str | None:
    """Pools of T12 in months in which their channel won nobody: in no customer's cost, but in the channel's."""
    months = set(now)
    pools = [
        Pool(channel, month, amount)
        for channel, by_month in (facts.channel_spend or {}).items()
        for month, amount in by_month.items()
        if month in months
    ]
    members = [Won(str(row.id), row.channel, won[row.id]) for row in rows if row.id in won]
    return str(plain(cac_per_customer(pools, members).unabsorbed))


def _mean_ltv(rows: Iterable[Measured]) -> Decimal | None:
    values = [row.ltv for row in rows if row.ltv is not None]
    return sum(values, ZERO) / len(values) if values else None


def _earlier(window: Iterable[Month], lag: int) -> list[Month]:
    return [month_add(month, -lag) for month in window]


def _by_month(parts: Iterable[Mapping[Month, Decimal]]) -> dict[Month, Decimal]:
    sums: dict[Month, Decimal] = {}
    for part in parts:
        for month, amount in part.items():
            sums[month] = sums.get(month, ZERO) + amount
    return sums


def _over(months: Mapping[Month, Decimal], window: Iterable[Month]) -> Decimal:
    return sum((months.get(month, ZERO) for month in window), ZERO)
