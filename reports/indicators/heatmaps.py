"""The risk heat map of all customers: which bubbles stand in which cell, which alerts they raise, how much hangs on few."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from customers.valuation.concentration import Buyer, CategoryRow, concentration, dimension_concentration
from customers.valuation.heatmaps import Bubble, Circle, heatmap
from customers.valuation.money import ZERO
from customers.valuation.worth import Measured, Moment
from reports.indicators.levels import BAD
from reports.indicators.shares import Lines, level_of

MOST_HEADS, MOST_IN_CELL, MOST_ON_MAP = 10, 12, 120
OTHER = "*"
"""Key of the row or column that holds what is not among the ten largest; the empty key holds the unknown."""


def heatmap_of(rows: Sequence[Measured], moment: Moment) -> dict[str, Any]:
    """The figure `heatmap`: heads of rows and columns, bubbles worth drawing, alerts in codes, concentrations.

    Of a cell the twelve largest bubbles are kept and the others counted; the hundred and twenty largest of all are kept
    for the map. Source: metrics-economics 4.1–4.3.
    """
    buying = sorted((row for row in rows if row.net_t12 > 0), key=lambda row: (-row.net_t12, row.id))
    lines = moment.settings.concentration_lines
    _watch, giant = lines["top1"]
    circles = [_circle(row) for row in buying]
    drawn = heatmap(circles, moment.as_of, giant=giant)
    industries, regions = (_heads(buying, of) for of in (_industry, _region))
    total = sum((row.net_t12 for row in buying), ZERO)
    bubbles, more = _kept(
        buying, drawn.bubbles, {each["key"] for each in industries}, {each["key"] for each in regions}
    )
    dimensions = {
        name: _concentrated(name, [CategoryRow(of(row) or None, row.net_t12) for row in buying], lines)
        for name, of in (("industry", _industry), ("region", _region), ("channel", _channel))
    }
    few = concentration([Buyer(str(row.id), str(row.group), row.net_t12) for row in rows])
    is_crowd = dimensions["industry"]["level"] == BAD
    return {
        "revenue": str(total),
        "customers": len(buying),
        "industries": industries,
        "regions": regions,
        "bubbles": bubbles,
        "more": more,
        "alerts": [*drawn.alerts, *(["one_industry_crowd"] if is_crowd else [])],
        "giants": _giants(buying, drawn.bubbles, giant),
        "young": sum(bubble.young for bubble in drawn.bubbles),
        "old": sum(bubble.old for bubble in drawn.bubbles),
        "of_unknown_age": sum(bubble.of_unknown_age for bubble in drawn.bubbles),
        "concentration": {name: _text(getattr(few, name)) for name in ("n", "top1", "top5", "n_eff")},
        "dimensions": dimensions,
        "lines": {name: [str(line) for line in pair] for name, pair in lines.items()},
    }


def _circle(row: Measured) -> Circle:
    """Of who may have bought before the ledger began the first line is no first order (decision 19)."""
    if row.tenure_months is not None and row.first_order_on is not None:
        return Circle(str(row.id), row.net_t12, row.first_order_on)
    seen = row.first_order_on or (date.fromisoformat(f"{min(row.net)}-01") if row.net else None)
    return Circle(str(row.id), row.net_t12, None, seen)


def _industry(row: Measured) -> str:
    return row.industry


def _region(row: Measured) -> str:
    return row.region


def _channel(row: Measured) -> str:
    return row.channel


def _heads(rows: Sequence[Measured], of: Callable[[Measured], str]) -> list[dict[str, Any]]:
    """The ten largest, then the others together, then those without one; each with its share and its customers."""
    total = sum((row.net_t12 for row in rows), ZERO)
    revenue: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    count: Counter[str] = Counter()
    for row in rows:
        revenue[of(row)] += row.net_t12
        count[of(row)] += 1
    named = sorted((key for key in revenue if key), key=lambda key: (-revenue[key], key))
    first, others = named[:MOST_HEADS], named[MOST_HEADS:]
    found = [(key, revenue[key], count[key]) for key in first]
    if others:
        found.append((OTHER, sum((revenue[key] for key in others), ZERO), sum(count[key] for key in others)))
    if "" in revenue:
        found.append(("", revenue[""], count[""]))
    return [{"key": key, "share": str(round(amount / total, 4)), "customers": number} for key, amount, number in found]


def _kept(
    rows: Sequence[Measured], bubbles: Sequence[Bubble], industries: set[str], regions: set[str]
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The bubbles worth keeping, the largest first, and how many more each cell has, by "industry|region"."""
    filled: Counter[tuple[str, str]] = Counter()
    kept: list[dict[str, Any]] = []
    for place, (row, bubble) in enumerate(zip(rows, bubbles, strict=True)):
        cell = (_key(row.industry, industries), _key(row.region, regions))
        filled[cell] += 1
        if filled[cell] <= MOST_IN_CELL or place < MOST_ON_MAP:
            kept.append(
                {
                    "id": row.id,
                    "share": str(bubble.share),
                    "months": bubble.months,
                    "at_least": bubble.at_least,
                    "tenure": bubble.bucket,
                    "row": cell[0],
                    "column": cell[1],
                    "region": row.region,
                    "on_map": place < MOST_ON_MAP,
                }
            )
    shown = Counter((each["row"], each["column"]) for each in kept)
    return kept, {
        f"{row}|{column}": n - shown[row, column] for (row, column), n in filled.items() if n > shown[row, column]
    }


def _key(code: str, heads: set[str]) -> str:
    return code if code in heads else OTHER


def _giants(rows: Sequence[Measured], bubbles: Sequence[Bubble], giant: Decimal) -> list[dict[str, Any]]:
    """Old customers above the red line of one customer, and how many of the smallest it takes to weigh as much."""
    found = []
    for row, bubble in zip(rows, bubbles, strict=True):
        if bubble.share is not None and bubble.share > giant and bubble.old:
            weight, smallest = ZERO, 0
            for other in reversed(rows):
                if other is row or weight + other.net_t12 > row.net_t12:
                    break
                weight, smallest = weight + other.net_t12, smallest + 1
            found.append(
                {
                    "id": row.id,
                    "share": str(bubble.share),
                    "months": bubble.months,
                    "at_least": bubble.at_least,
                    "smallest": smallest,
                }
            )
    return found


def _concentrated(name: str, rows: Sequence[CategoryRow], lines: Lines) -> dict[str, Any]:
    found = dimension_concentration(rows)
    names = ("status", "unknown_share", "top", "top_share", "top_customer_share", "n_eff")
    return {each: _text(getattr(found, each)) for each in names} | {"level": level_of(name, found, lines)}


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
