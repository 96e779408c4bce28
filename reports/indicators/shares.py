"""How much hangs on few: groups, industries, regions, channels, sizes, now and at each month end of a year (economics 4.1, 4.2)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from customers.valuation.concentration import (
    Buyer,
    CategoryRow,
    DimensionConcentration,
    concentration,
    concentration_of,
    dimension_concentration,
)
from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio
from customers.valuation.worth import Measured, Moment
from office.calendar.months import Month, month_add, months_until
from reports.indicators.levels import BAD, GOOD, NONE, WATCH
from reports.indicators.plain import plain

LISTED = 20
YEAR = 12
FIVE, FIFTH = 5, 5
DIMENSIONS = ("industry", "region", "channel", "size")
Lines = Mapping[str, tuple[Decimal, Decimal]]
"""Of a dimension: share above which to watch, and above which the line is crossed."""


@exact
def shares_of(rows: Sequence[Measured], moment: Moment) -> Mapping[str, Any]:
    """Shares of T12 revenue; None where nothing was bought."""
    settings = moment.settings
    buyers = [Buyer(str(row.id), str(row.group), row.net_t12) for row in rows]
    lines = settings.concentration_lines
    return {
        "groups": plain(concentration(buyers, top1_line=settings.top1_red, top5_line=settings.top5_red)),
        "lines": plain(lines),
        **_sums(rows),
        "largest": _largest(rows),
        "dimensions": {name: _dimension(rows, name, lines) for name in DIMENSIONS},
        "trend": trend(rows, moment.month),
        "dimension_trend": dimension_trend(rows, moment.month),
    }


def level_of(name: str, found: DimensionConcentration, lines: Lines) -> str:
    """The side of the line by revenue; of channels by the number of customers as well.

    Where more than a fifth is unknown, only a line that is crossed whatever the unknown turns out to be.
    """
    if name not in lines or found.top_share is None:
        return NONE
    watch, red = lines[name]
    if found.status == "partial":
        least = found.top_share * (1 - (found.unknown_share or ZERO))
        return BAD if least > red else WATCH if least > watch else NONE
    most = max(found.top_share, found.top_customer_share or ZERO) if name == "channel" else found.top_share
    return BAD if most > red else WATCH if most > watch else GOOD


def trend(rows: Sequence[Measured], last: Month) -> list[dict[str, Any]]:
    """Concentration over the twelve months up to each of the last twelve month ends, as the ledger shows them now.

    A month end without twelve months of ledger behind it has no figures.
    """
    by_group: defaultdict[int, defaultdict[Month, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for row in rows:
        for month, amount in row.net.items():
            by_group[row.group][month] += amount
    begins = min((month for months in by_group.values() for month in months), default=None)
    sums = [_year_sums(months, last) for months in by_group.values()]
    points = []
    for place, end in enumerate(months_until(last, YEAR)):
        known = begins is not None and begins <= month_add(end, 1 - YEAR)
        found = concentration_of([years[place] for years in sums] if known else [])
        shown = {name: plain(getattr(found, name)) for name in ("n", "top1", "top5", "top20pct", "hhi", "n_eff")}
        points.append({"month": end, **shown})
    return points


def dimension_trend(rows: Sequence[Measured], last: Month) -> list[dict[str, Any]]:
    """The largest industry, region, channel and size, and their shares, at the same month ends, by what customers are
    now. As with the shares of today, one customer's revenue is not less than zero, and what is unknown is left out."""
    begins = min((month for row in rows for month in row.net), default=None)
    sums: dict[str, defaultdict[str, list[Decimal]]] = {name: defaultdict(lambda: [ZERO] * YEAR) for name in DIMENSIONS}
    for row in rows:
        if not row.net:
            continue
        years = [max(ZERO, amount) for amount in _year_sums(row.net, last)]
        for name in DIMENSIONS:
            code = getattr(row, name)
            if code:
                sums[name][code] = [so_far + amount for so_far, amount in zip(sums[name][code], years, strict=True)]
    points = []
    for place, end in enumerate(months_until(last, YEAR)):
        known = begins is not None and begins <= month_add(end, 1 - YEAR)
        point: dict[str, Any] = {"month": end}
        for name in DIMENSIONS:
            amounts = {code: years[place] for code, years in sums[name].items() if years[place]} if known else {}
            most, top = min(((-amount, code) for code, amount in amounts.items()), default=(ZERO, None))
            share = quotient(-most, sum(amounts.values(), ZERO))
            point |= {name: plain(maybe(ratio, share)), f"{name}_top": top}
        points.append(point)
    return points


def _year_sums(months: Mapping[Month, Decimal], last: Month) -> list[Decimal]:
    """The sums of the twelve months up to each of the last twelve, each from the one before."""
    amounts = [months.get(month, ZERO) for month in months_until(last, 2 * YEAR)]
    sums = [sum(amounts[:YEAR], ZERO)]
    for left, joined in zip(amounts, amounts[YEAR:], strict=False):
        sums.append(sums[-1] - left + joined)
    return sums[1:]


def _sums(rows: Sequence[Measured]) -> dict[str, Any]:
    """What the shares divide: net revenue of all groups that bought, of the five largest, of the largest fifth."""
    by_group: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        by_group[row.group] += row.net_t12
    ranked = sorted((amount for amount in by_group.values() if amount > 0), reverse=True)
    fifth = -(-len(ranked) // FIFTH)
    parts = {"revenue": len(ranked), "top5_revenue": FIVE, "fifth_revenue": fifth}
    return {name: plain(money(sum(ranked[:count], ZERO))) for name, count in parts.items()} | {"fifth_count": fifth}


def _largest(rows: Sequence[Measured]) -> list[dict[str, Any]]:
    revenue: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    count: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        revenue[row.group] += row.net_t12
        count[row.group] += 1
    buying = sorted(
        ((amount, group) for group, amount in revenue.items() if amount > 0), key=lambda one: (-one[0], one[1])
    )
    total = sum((amount for amount, _group in buying), ZERO)
    return [
        {
            "id": group,
            "revenue": plain(money(amount)),
            "share": plain(maybe(ratio, quotient(amount, total))),
            "customers": count[group],
        }
        for amount, group in buying[:LISTED]
    ]


def _dimension(rows: Sequence[Measured], name: str, lines: Lines) -> dict[str, Any]:
    found = dimension_concentration([CategoryRow(getattr(row, name) or None, row.net_t12) for row in rows])
    revenue: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    count: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        revenue[getattr(row, name)] += max(ZERO, row.net_t12)
        count[getattr(row, name)] += 1
    everything = sum(revenue.values(), ZERO)
    ranked = sorted(revenue, key=lambda code: (-revenue[code], code))
    told = [
        {
            "code": code,
            "revenue": plain(money(revenue[code])),
            "share": plain(maybe(ratio, quotient(revenue[code], everything))),
            "customers": count[code],
        }
        for code in ranked
    ]
    shown: dict[str, Any] = {
        field: plain(getattr(found, field)) for field in DimensionConcentration.__dataclass_fields__
    }
    return {**shown, "level": level_of(name, found, lines), "categories": told, "customers": len(rows)}
