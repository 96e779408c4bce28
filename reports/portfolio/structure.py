"""The structure page: which sizes, industries and tiers bring and take what, and whether customers move up or down."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from customers.selectors.base import Figure
from office.charts import figures as charts
from office.charts.figures import Column, Table
from office.charts.shares import Share, share_bars
from office.exporting import Cell
from office.formatting.writers import Write, amount_writer, figure_writer, percent_writer
from office.models import Company
from reports.indicators.levels import at_most
from reports.indicators.structure import SEGMENTS
from reports.portfolio.measures import HALF, NARROW, Measure, number, of_customers, texts, unknown
from reports.portfolio.premium import MOVES, months_figure, moved_table, premium_rows, shift_measures
from reports.portfolio.tables import category_url
from reports.selectors.customers import names_of
from reports.selectors.terms import labels_of

if TYPE_CHECKING:
    from office.models import User

ROOM = Decimal("0.10")
SHOWN = 12


def structure_page(figure: Figure, user: "User") -> dict[str, Any]:
    """Context of reports/portfolio/structure.html. Two queries: dictionaries, names."""
    values = figure.values or {}
    money, share = amount_writer(get_language() or "en", Company.get().base_currency), percent_writer()
    premium, labels = values["premium"], labels_of(SEGMENTS)
    names = names_of((line["id"] for way in MOVES for line in premium["moved"][way]), user)
    return {
        "effort": [_effort(values["effort"], share)],
        "segments": [_segment(name, values["segments"][name], labels[name], money, share) for name in SEGMENTS],
        "shift": shift_measures(premium, share),
        "months": months_figure(premium["months"], money, share),
        "moved": [moved_table(way, premium, names, money, share) for way in MOVES],
    }


def rows_of(part: str, values: Mapping[str, Any], user: "User") -> tuple[list[str], Sequence[Sequence[Cell]], int]:
    """Heads, rows and their number for the file behind a picture. KeyError for a part that is no picture."""
    if part not in SEGMENTS:
        return premium_rows(part, values["premium"], user)
    found, labels = values["segments"][part], labels_of([part])[part]
    heads = [segment_words()[part], *_heads()]
    keys = ("customer_share", "revenue", "revenue_share", "index", "net_profit", "net_margin", "profit_share")
    rows: list[Sequence[Cell]] = [
        (
            labels.get(one["code"], one["code"]),
            one["customers"],
            *(number(one, key) for key in keys),
            one["minutes"],
            number(one, "minutes_share"),
        )
        for one in found
    ]
    return heads, rows, len(rows)


def segment_words() -> dict[str, str]:
    return {"size": _("Size of company"), "industry": _("Industry"), "tier": _("Tier")}


def _heads() -> list[str]:
    return [
        _("Customers"),
        _("Share of customers"),
        _("Revenue"),
        _("Share of revenue"),
        _("Index"),
        _("Net profit"),
        _("Net margin"),
        _("Share of profit"),
        _("Service minutes"),
        _("Share of minutes"),
    ]


def _effort(found: Mapping[str, Any], share: Write) -> Measure:
    work, profit = number(found, "minutes_share"), number(found, "profit_share")
    line = None if profit is None else profit + ROOM
    return Measure(
        _("Work for customers of tier S and A"),
        None if work is None else share(work),
        note=of_customers(found["customers"]),
        line=_("their share of the profit is unknown, or nobody makes one")
        if line is None or profit is None
        else _("healthy up to their share of the profit, %(share)s, and 10 points more") % {"share": share(profit)},
        state="" if line is None else at_most(work, line),
        reason=_("No service minutes are logged in these 12 months."),
        url=category_url("tier", "S"),
        name="effort",
    )


def _segment(
    name: str, rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str], money: Write, share: Write
) -> charts.Figure:
    """Bars of revenue with the share of customers as tick; of tiers bars of work with the share of profit as tick."""
    bar, tick = ("minutes_share", "profit_share") if name == "tier" else ("revenue_share", "customer_share")
    word = segment_words()[name]

    def label(line: Mapping[str, Any]) -> str:
        return labels.get(line["code"], line["code"]) or unknown()

    bars = [
        Share(
            label(line),
            number(line, bar),
            limit=_tick(number(line, tick)),
            reason=_("no minutes logged"),
            url=category_url(name, line["code"] or "none"),
        )
        for line in rows[:SHOWN]
    ]
    drawn = partial(share_bars, bars, write=share)
    return charts.Figure(
        title=word,
        label=_conclusion(name, rows, label, share),
        note=_("bar: share of service minutes; tick: share of profit")
        if name == "tier"
        else _("bar: share of revenue; tick: share of customers"),
        picture=drawn(width=HALF) if rows else None,
        narrow=drawn(width=NARROW) if rows else None,
        reason=_("Nobody bought in these 12 months."),
        table=_segment_table(name, rows, label, money, share) if rows else None,
        csv_url=reverse("portfolio:structure-csv", args=[name]) if rows else "",
        level=3,
    )


def _tick(value: Decimal | None) -> Decimal | None:
    """No tick for a share below zero: it stands in the table."""
    return value if value is not None and value >= 0 else None


def _conclusion(name: str, rows: Sequence[Mapping[str, Any]], label: Any, share: Write) -> str:
    first = max(rows, key=lambda line: number(line, "revenue_share") or Decimal(0), default=None)
    if first is None:
        return segment_words()[name]
    customers, revenue = (number(first, key) for key in ("customer_share", "revenue_share"))
    return _("%(name)s: %(customers)s of the customers bring %(revenue)s of the revenue.") % {
        "name": label(first),
        "customers": "".join(texts(share, [customers])),
        "revenue": "".join(texts(share, [revenue])),
    }


def _segment_table(name: str, rows: Sequence[Mapping[str, Any]], label: Any, money: Write, share: Write) -> Table:
    times, whole = figure_writer(2), figure_writer()
    return Table(
        segment_words()[name],
        (Column(segment_words()[name], words=True), *(Column(head) for head in _heads())),
        tuple(
            charts.Row(
                (
                    label(line),
                    f"{line['customers']:,}",
                    *texts(share, [number(line, "customer_share")]),
                    *texts(money, [number(line, "revenue")]),
                    *texts(share, [number(line, "revenue_share")]),
                    *texts(times, [number(line, "index")]),
                    *texts(money, [number(line, "net_profit")]),
                    *texts(share, [number(line, key) for key in ("net_margin", "profit_share")]),
                    whole(Decimal(line["minutes"])),
                    *texts(share, [number(line, "minutes_share")]),
                ),
                category_url(name, line["code"] or "none"),
            )
            for line in rows
        ),
    )
