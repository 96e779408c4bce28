"""What winning customers costs and what it brings: CAC, inflation, payback, LTV against CAC, channels, regions (economics 2, 6.7, 6.8)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any

from customers.valuation.acquisition import Pool, cac_inflation
from customers.valuation.lifetime import FEWEST_AT_RISK, ltv_cac
from customers.valuation.money import ZERO, exact, maybe, money, quotient
from customers.valuation.worth import Measured, Moment, Spent, Unpriced, WithoutRate
from office.calendar.months import Month, full_months, month_add, month_of, months_until
from reports.indicators.plain import plain
from reports.indicators.spending import (
    Spend,
    by_month,
    cac_of_channels,
    cac_of_city_tiers,
    cac_of_regions,
    cac_of_sizes,
    returns_of_channels,
    unabsorbed,
)

YEAR = 12
TRAP_MONTHS, LISTED = 60, 50


@dataclass(frozen=True, slots=True)
class AcquisitionFacts:
    """Money of the company that no single customer shows; amounts in base currency. `spent` is None for a part of the
    base: spending is kept for the company, not for teams.
    """

    spent: Sequence[Spent] | None = None
    """Everything: lines entered, cost booked to one customer, our own time."""
    pools: Sequence[Pool] = ()
    """Of it, what no living customer or open lead is charged with."""
    entered: frozenset[Month] = frozenset()
    """Months for which somebody entered any."""
    without_rate: Sequence[WithoutRate] = ()
    """Lines left out of it."""
    unpriced: Sequence[Unpriced] = ()
    """Minutes left out of it, as their role has no hourly rate."""
    first_year_contribution: Mapping[int, Decimal | None] = field(default_factory=dict)
    """Contribution of each one's first twelve months; None where its product cost is unknown."""
    city_tiers: Mapping[str, int] = field(default_factory=dict)
    """By region, of those that have one."""
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
        "ltv_cac": _ltv_cac(recent) | {"assumed": _may_assume(moment)},
        "payback": _payback(earlier, moment),
        "kept": _kept(rows, facts.kept_cost),
        "spend": None,
    }
    if facts.spent is None:
        return shown
    spend = Spend(facts.spent, facts.entered, moment.settings.cac_lag_months)
    return {**shown, **_company(rows, moment, facts, won, spend)}


def _company(
    rows: Sequence[Measured], moment: Moment, facts: AcquisitionFacts, won: Mapping[int, Month], spend: Spend
) -> dict[str, Any]:
    now, before = months_until(moment.month, YEAR), months_until(month_add(moment.month, -YEAR), YEAR)
    wins = Counter(won.values())
    (new_now, new_before) = (sum(wins[month] for month in window) for window in (now, before))
    spent_now, spent_before = (spend.over(spend.all, window) for window in (now, before))
    by_id = {row.id: row for row in rows}
    values = [_mean_ltv(by_id[pk] for pk, month in won.items() if month in set(window)) for window in (now, before)]
    both = spend.months_entered(now) and spend.months_entered(before)
    inflation = cac_inflation(spent_now, new_now, spent_before, new_before if both else 0, *values)
    channels = {row.id: row.channel for row in rows}
    return {
        "spend": plain(money(spent_now)),
        "spend_before": plain(money(spent_before)),
        "cac": spend.cac(spend.all, now, new_now),
        "cac_before": spend.cac(spend.all, before, new_before),
        "inflation": plain(inflation),
        "months": by_month(spend, now, wins),
        "channels": returns_of_channels(rows, spend, before, won, facts.first_year_contribution),
        "cac_channels": cac_of_channels(rows, spend, moment.month, won),
        "regions": cac_of_regions(rows, spend, now, won),
        "city_tiers": cac_of_city_tiers(rows, spend, now, won, facts.city_tiers),
        "sizes": cac_of_sizes([by_id[pk] for pk, month in won.items() if month in set(now)]),
        "unabsorbed": plain(money(unabsorbed(facts.pools, channels, won, now, spend.lag))),
        "without_rate": _without_rate(facts.without_rate, spend, [*before, *now]),
        "unpriced": _unpriced(facts.unpriced, spend, now, before),
    }


def _unpriced(found: Sequence[Unpriced], spend: Spend, now: Sequence[Month], before: Sequence[Month]) -> dict[str, Any]:
    """Minutes that no hourly rate prices, of each year by role, and the newest of both by month, channel and role."""
    met_now, met_before = set(spend.met(now)), set(spend.met(before))
    told: dict[str, Any] = {}
    for name, met in (("", met_now), ("_before", met_before)):
        roles = Counter[str]()
        for each in found:
            if each.month in met:
                roles[each.role] += each.minutes
        told |= {f"minutes{name}": sum(roles.values()), f"roles{name}": dict(sorted(roles.items()))}
    rows = [each for each in found if each.month in met_now | met_before]
    return {**told, "rows": [asdict(each) for each in sorted(rows, key=lambda each: each.month, reverse=True)]}


def _without_rate(lines: Sequence[WithoutRate], spend: Spend, window: Sequence[Month]) -> dict[str, Any]:
    """What has no exchange rate, of the two years: how many lines, and the largest of them by month."""
    met = set(spend.met(window))
    found = [each for each in lines if each.month in met]
    newest = sorted(found, key=lambda each: each.month, reverse=True)
    return {
        "lines": sum(each.lines for each in found),
        "rows": [asdict(each) | {"amount": str(each.amount)} for each in newest[:LISTED]],
    }


def _won(rows: Sequence[Measured], moment: Moment) -> dict[int, Month]:
    """Customer → the month of its first order, where that is known."""
    return {
        row.id: month_of(row.first_order_on)
        for row in rows
        if row.first_order_on is not None and row.tenure_months is not None and row.first_order_on <= moment.as_of
    }


def _ltv_cac(recent: Sequence[Measured]) -> dict[str, Any]:
    """Of the customers won in T12; one without a known cost or value makes the whole insufficient."""
    known = [row for row in recent if row.ltv is not None and row.cac is not None]
    found = ltv_cac([row.ltv for row in recent], [row.cac for row in recent])
    return {
        "ratio": plain(found.ratio),
        "band": plain(found.band),
        "customers": len(recent),
        "known": len(known),
        "ltv": plain(money(sum((row.ltv or ZERO for row in known), ZERO))),
        "cac": plain(money(sum((row.cac or ZERO for row in known), ZERO))),
        "missing": [row.id for row in recent if row.ltv is None or row.cac is None][:LISTED],
    }


def _may_assume(moment: Moment) -> bool:
    """Whether the retention behind lifetime values may be the founder's assumption (economics 2.6)."""
    bases = (moment.basis.at_risk, moment.basis.due) if moment.basis.due else (moment.basis.at_risk,)
    return moment.settings.assumed_retention is not None and min(bases) < FEWEST_AT_RISK


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
    """Relationship cost for each customer that bought in both years (economics 2.8); `kept` is None while the ledger does
    not know the first of them."""
    before = [row.net_p12 for row in rows if row.net_t12 > 0]
    kept = None if None in before else sum(amount is not None and amount > 0 for amount in before)
    per = None if cost is None or kept is None else quotient(cost, Decimal(kept))
    return {"kept": kept, "cost": plain(maybe(money, cost)), "per_customer": plain(maybe(money, per))}


def _mean_ltv(rows: Iterable[Measured]) -> Decimal | None:
    values = [row.ltv for row in rows if row.ltv is not None]
    return sum(values, ZERO) / len(values) if values else None
