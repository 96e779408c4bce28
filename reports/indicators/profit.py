"""Where the portfolio's profit comes from: whale curve, revenue base, classes, the largest fifth (economics 1.5, 1.6, 6.2, 10.1)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio
from customers.valuation.whales import Earner, WhaleCurve, base_overlap, whale_curve
from customers.valuation.worth import Measured, Moment
from reports.indicators.plain import plain

POINTS = 400
LARGEST = 50
LISTED = 50
FIFTH = 5


@exact
def profit_of(rows: Sequence[Measured], _moment: Moment) -> Mapping[str, Any]:
    """Profit over T12 of the customers whose profit is known; the others are counted, never taken as 0.

    Lists hold customers by id, at most 50, the largest first; `*_count` is how many there are.
    """
    known = [row for row in rows if row.net_profit is not None]
    earners = [Earner(str(row.id), row.net_t12, row.net_profit or ZERO) for row in known]
    curve, overlap = whale_curve(earners), base_overlap(earners)
    by_id = {str(row.id): row for row in known}
    holes = sorted((by_id[each] for each in overlap.black_holes), key=lambda row: (row.net_profit or ZERO, row.id))
    thin = sorted((by_id[each] for each in overlap.thin), key=lambda row: (-row.net_t12, row.id))
    buying = sorted((row for row in rows if row.net_t12 > 0), key=lambda row: (-row.net_t12, row.id))
    return {
        "customers": len(rows),
        "buying": len(buying),
        "known": len(known),
        "partial": sum(row.partial for row in known),
        "unknown": sum(row.net_profit is None for row in buying),
        "totals": _totals(known),
        "whale": _whale(curve),
        "overlap": {
            "coverage": plain(overlap.coverage),
            "jaccard": plain(overlap.jaccard),
            "profit_share": plain(overlap.revenue_base_profit_share),
            "revenue_base_profit": plain(money(_sum(by_id[each].net_profit or ZERO for each in overlap.revenue_base))),
            "revenue_base_count": len(overlap.revenue_base),
            "profit_base_count": len(overlap.profit_base),
            "both_count": len(set(overlap.revenue_base) & set(overlap.profit_base)),
            "black_holes_count": len(holes),
            "black_holes": [_line(row) for row in holes[:LISTED]],
            "thin_count": len(thin),
            "thin": [_line(row) for row in thin[:LISTED]],
        },
        "classes": _classes(rows),
        "fifth": _fifth(known),
        "largest": [_line(row) for row in buying[:LARGEST]],
    }


def _totals(rows: Sequence[Measured]) -> dict[str, Any]:
    revenue = _sum(row.net_t12 for row in rows)
    names = ("gross_profit", "contribution", "net_profit", "net_profit_p12", "cost_to_serve", "capital_cost")
    totals = {name: _sum(getattr(row, name) or ZERO for row in rows) for name in names}
    margin = quotient(totals["net_profit"], revenue)
    shown = {name: plain(money(amount)) for name, amount in totals.items()}
    return {"revenue": plain(money(revenue)), **shown, "net_margin": plain(maybe(ratio, margin))}


def _whale(curve: WhaleCurve) -> dict[str, Any]:
    """The curve thinned to what a picture shows; its peak stays in."""
    count = len(curve.cumulative)
    ranks = list(range(1, count + 1))
    if count > POINTS:
        ranks = [-(-place * count // POINTS) for place in range(1, POINTS + 1)]
        if curve.peak_rank is not None and curve.peak_rank not in ranks:
            nearest = min(range(POINTS - 1), key=lambda place: abs(ranks[place] - (curve.peak_rank or 0)))
            ranks[nearest] = curve.peak_rank
    eaten = None if curve.destroyed is None else quotient(curve.destroyed, curve.peak)
    return {
        "cumulative": [plain(curve.cumulative[rank - 1]) for rank in ranks],
        "total": plain(curve.total),
        "peak": plain(curve.peak),
        "peak_rank": curve.peak_rank,
        "destroyed": plain(curve.destroyed),
        "destroyed_share": plain(maybe(ratio, eaten)),
        "peak_to_total": plain(curve.peak_to_total),
        "top20_share": plain(curve.top20_share),
        "loss_makers": curve.loss_makers,
    }


def _classes(rows: Sequence[Measured]) -> dict[str, dict[str, Any]]:
    """Class → how many customers, their revenue and their known net profit."""
    revenue = _sum(max(ZERO, row.net_t12) for row in rows if row.profit_class)
    found: dict[str, dict[str, Any]] = {}
    for name in sorted({row.profit_class for row in rows if row.profit_class}):
        members = [row for row in rows if row.profit_class == name]
        part = _sum(max(ZERO, row.net_t12) for row in members)
        found[name] = {
            "count": len(members),
            "revenue": plain(money(part)),
            "revenue_share": plain(maybe(ratio, quotient(part, revenue))),
            "net_profit": plain(money(_sum(row.net_profit or ZERO for row in members))),
        }
    return found


def _fifth(known: Sequence[Measured]) -> dict[str, Any]:
    """Margins of the largest fifth by revenue against the rest of those that bought."""
    ranked = sorted((row for row in known if row.net_t12 > 0), key=lambda row: (-row.net_t12, row.id))
    cut = -(-len(ranked) // FIFTH)
    return {"top": _margins(ranked[:cut]), "rest": _margins(ranked[cut:])}


def _margins(rows: Sequence[Measured]) -> dict[str, Any]:
    revenue = _sum(row.net_t12 for row in rows)
    gross, net = (_sum(getattr(row, name) or ZERO for row in rows) for name in ("gross_profit", "net_profit"))
    return {
        "count": len(rows),
        "revenue": plain(money(revenue)),
        "gross_profit": plain(money(gross)),
        "net_profit": plain(money(net)),
        "gross_margin": plain(maybe(ratio, quotient(gross, revenue))),
        "net_margin": plain(maybe(ratio, quotient(net, revenue))),
    }


def _line(row: Measured) -> dict[str, Any]:
    """A customer as tables show it."""
    margin = None if row.net_profit is None else quotient(row.net_profit, row.net_t12)
    gross = None if row.gross_profit is None else quotient(row.gross_profit, row.net_t12)
    return {
        "id": row.id,
        "revenue": plain(money(row.net_t12)),
        "gross_profit": plain(row.gross_profit),
        "gross_margin": plain(maybe(ratio, gross)),
        "cost_to_serve": plain(row.cost_to_serve),
        "capital_cost": plain(row.capital_cost),
        "net_profit": plain(row.net_profit),
        "net_margin": plain(maybe(ratio, margin)),
        "class": row.profit_class,
        "partial": row.partial,
    }


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
