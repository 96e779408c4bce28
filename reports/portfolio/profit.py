"""The profit page: who makes the profit, who eats it, and whether the revenue base is where profit comes from."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from customers.models import CustomerStanding
from customers.selectors.base import Figure
from office.charts import figures as charts
from office.charts.classes import ClassCell, class_matrix
from office.charts.figures import Column, Table
from office.charts.whale import whale
from office.formatting.lists import with_more
from office.formatting.writers import Write, amount_writer, percent_writer
from office.models import Company
from reports.indicators.levels import at_least, at_most
from reports.portfolio.measures import HALF, NARROW, WIDE, Measure, number, of_customers, texts, unknown
from reports.portfolio.tables import category_url, customer_table, sum_cell, text_cell
from reports.selectors.customers import names_of

if TYPE_CHECKING:
    from office.models import User

COVERAGE, EATEN, D_REVENUE = Decimal("0.60"), Decimal("0.20"), Decimal("0.10")
HEALTHY_MARGIN, WATCH_MARGIN = Decimal("0.10"), Decimal(0)


def profit_page(figure: Figure, user: "User") -> dict[str, Any]:
    """Context of reports/portfolio/profit.html. One query, for names."""
    money, share = amount_writer(get_language() or "en", Company.get().base_currency), percent_writer()
    values = figure.values or {}
    overlap = values["overlap"]
    lines = [*values["largest"], *overlap["black_holes"], *overlap["thin"]]
    names = names_of((line["id"] for line in lines), user)
    columns = _columns(money, share)
    return {
        "known": values["known"],
        "unknown": values["unknown"],
        "partial": values["partial"],
        "measures": [*_totals(values, money, share), *_overlap(overlap, share)],
        "fifth": _fifth(values["fifth"], share),
        "whale": _whale(values["whale"], values["known"], money, share),
        "classes": _classes(values["classes"], money, share),
        "class_measure": _d_revenue(values["classes"], share),
        "largest": customer_table(_("The 50 largest by revenue"), values["largest"], names, columns),
        "black_holes": customer_table(_("Black holes"), overlap["black_holes"], names, columns),
        "thin": customer_table(_("Thin ones"), overlap["thin"], names, columns),
        "black_holes_count": overlap["black_holes_count"],
        "thin_count": overlap["thin_count"],
        "no_profit": "" if values["known"] else _no_costs(),
    }


def class_words() -> dict[str, str]:
    """Class → its letter as tables show it."""
    words = {name: name for name in ("A", "B", "C", "D", "A/B", "C/D")}
    return words | {"unclassified": pgettext("class", "none"), "": pgettext("class", "none")}


def _columns(money: Write, share: Write) -> list[tuple[Column, Any]]:
    return [
        (Column(_("Revenue")), sum_cell("revenue", money)),
        (Column(_("Gross margin")), sum_cell("gross_margin", share)),
        (Column(_("Cost to serve")), sum_cell("cost_to_serve", money)),
        (Column(_("Capital cost")), sum_cell("capital_cost", money)),
        (Column(_("Net profit")), sum_cell("net_profit", money)),
        (Column(_("Net margin")), sum_cell("net_margin", share)),
        (Column(_("Class"), words=True), text_cell("class", class_words())),
    ]


def _no_costs() -> str:
    return _("No product cost is known: Finance imports costs, then profit follows.")


def _totals(values: Mapping[str, Any], money: Write, share: Write) -> list[Measure]:
    totals, curve = values["totals"], values["whale"]
    profit, margin, eaten = (
        number(totals, "net_profit"),
        number(totals, "net_margin"),
        number(curve, "destroyed_share"),
    )
    counted, known = of_customers(values["known"]), values["known"] > 0
    return [
        Measure(
            _("Net customer profit"),
            money(profit) if known and profit is not None else None,
            note=counted,
            reason=_no_costs(),
            state=at_least(profit, Decimal(0)) if known else "",
            line=_("above 0"),
            name="net_profit",
        ),
        Measure(
            _("Net margin"),
            None if margin is None else share(margin),
            note=counted,
            line=_("healthy from 10%"),
            state=at_least(margin, HEALTHY_MARGIN, WATCH_MARGIN),
            reason=_no_costs(),
            name="net_margin",
        ),
        Measure(
            _("Profit eaten by loss makers"),
            None if eaten is None else share(eaten),
            note=ngettext("%(count)s customer loses money", "%(count)s customers lose money", curve["loss_makers"])
            % {"count": f"{curve['loss_makers']:,}"},
            line=_("healthy up to 20%"),
            state=at_most(eaten, EATEN),
            reason=_("Nobody makes a profit.") if known else _no_costs(),
            url=f"{reverse('portfolio:customers')}?loss=1",
            name="eaten",
        ),
    ]


def _overlap(overlap: Mapping[str, Any], share: Write) -> list[Measure]:
    coverage, jaccard, part = (number(overlap, name) for name in ("coverage", "jaccard", "profit_share"))
    return [
        Measure(
            _("Revenue base that is profit base too"),
            None if coverage is None else share(coverage),
            note=_("%(both)s of %(base)s customers that bring 80%% of revenue")
            % {"both": overlap["both_count"], "base": overlap["revenue_base_count"]},
            line=_("healthy from 60%"),
            state=at_least(coverage, COVERAGE),
            reason=_no_costs(),
            name="coverage",
        ),
        Measure(
            _("Profit of the revenue base"),
            None if part is None else share(part),
            note="" if jaccard is None else _("overlap of both bases (Jaccard) %(share)s") % {"share": share(jaccard)},
            reason=_("The customers together make no profit.") if coverage is not None else _no_costs(),
            name="profit_share",
        ),
    ]


def _fifth(fifth: Mapping[str, Any], share: Write) -> list[Measure]:
    found = []
    for label, name, key in (
        (_("Gross margin of the largest fifth"), "gross_margin", "fifth_gross"),
        (_("Net margin of the largest fifth"), "net_margin", "fifth_net"),
    ):
        top, rest = number(fifth["top"], name), number(fifth["rest"], name)
        gap = None if top is None or rest is None else top - rest
        note = _("the rest %(share)s (%(count)s)") % {
            "share": unknown() if rest is None else share(rest),
            "count": of_customers(fifth["rest"]["count"]),
        }
        found.append(
            Measure(
                with_more(label, of_customers(fifth["top"]["count"])),
                None if top is None else share(top),
                note=note,
                line=_("not below the rest"),
                state=at_least(gap, Decimal(0)),
                reason=_no_costs(),
                name=key,
            )
        )
    return found


def _whale(curve: Mapping[str, Any], known: int, money: Write, share: Write) -> charts.Figure:
    cumulative = [Decimal(each) for each in curve["cumulative"]]
    total, peak = number(curve, "total"), number(curve, "peak")
    title = _("Whale curve")
    if total is None or peak is None:
        return charts.Figure(title=title, label=title, picture=None, reason=_no_costs())
    drawn = partial(
        whale,
        cumulative,
        write=money,
        axis_text=_("share of customers, the most profitable first"),
        peak_text=_("peak %(sum)s") % {"sum": money(peak)},
        end_text=_("all %(sum)s") % {"sum": money(total)},
    )
    eaten = number(curve, "destroyed")
    told = _("All %(known)s customers bring profit; nobody takes any back.")
    if eaten:
        told = _("%(rank)s of %(known)s customers bring profit up to %(peak)s; the others take %(eaten)s back.")
    label = told % {
        "rank": f"{curve['peak_rank']:,}",
        "known": f"{known:,}",
        "peak": money(peak),
        "eaten": money(eaten or Decimal(0)),
    }
    top20, of_total = number(curve, "top20_share"), number(curve, "peak_to_total")
    rows = [
        (_("Peak"), money(peak)),
        (_("Customers up to the peak"), f"{curve['peak_rank']:,}"),
        (_("All customers"), money(total)),
        (_("Taken back by loss makers"), money(eaten or Decimal(0))),
        (_("Peak as a part of the total"), *texts(share, [of_total])),
        (_("The best fifth as a part of the total"), *texts(share, [top20])),
    ]
    return charts.Figure(
        title=title,
        label=label,
        note=label,
        picture=drawn(width=WIDE),
        narrow=drawn(width=NARROW),
        table=Table(
            title, (Column(_("Figure"), words=True), Column(_("Value"))), tuple(charts.Row(row) for row in rows)
        ),
        csv_url=reverse("portfolio:profit-csv"),
    )


def _classes(classes: Mapping[str, Any], money: Write, share: Write) -> charts.Figure:
    title = _("Profitability classes")
    words = dict(CustomerStanding.ProfitClass.choices)
    columns = tuple(
        Column(head, words=place == 0)
        for place, head in enumerate((_("Class"), _("Customers"), _("Revenue"), _("Share of revenue"), _("Net profit")))
    )
    rows = tuple(
        charts.Row(
            (
                str(words.get(name, name)),
                f"{line['count']:,}",
                *texts(money, [number(line, "revenue")]),
                *texts(share, [number(line, "revenue_share")]),
                *texts(money, [number(line, "net_profit")]),
            ),
            category_url("class", name),
        )
        for name, line in classes.items()
    )
    table = Table(title, columns, rows)
    cells = {
        letter: ClassCell(
            letter,
            text,
            of_customers(classes.get(letter, {"count": 0})["count"]),
            _("revenue %(revenue)s, net profit %(profit)s")
            % {
                "revenue": money(number(classes.get(letter, {}), "revenue") or Decimal(0)),
                "profit": money(number(classes.get(letter, {}), "net_profit") or Decimal(0)),
            },
            category_url("class", letter),
        )
        for letter, text in (
            ("A", _("grow and protect")),
            ("B", _("keep cheap")),
            ("C", _("invest with a limit")),
            ("D", _("reprice, self-service or part")),
        )
    }
    drawn = partial(
        class_matrix,
        ((cells["A"], cells["B"]), (cells["C"], cells["D"])),
        columns=(_("High potential"), _("Low potential")),
        rows=(_("High profit"), _("Low profit")),
    )
    half = {name: classes[name]["count"] for name in ("A/B", "C/D", "unclassified") if name in classes}
    note = (
        _("%(count)s customers stand outside the four fields: their potential or their margin is unknown.")
        % {"count": f"{sum(half.values()):,}"}
        if half
        else ""
    )
    if not classes:
        return charts.Figure(title=title, label=title, picture=None, reason=_no_costs())
    return charts.Figure(
        title=title,
        label=_("A %(a)s, B %(b)s, C %(c)s, D %(d)s customers.")
        % {letter.lower(): classes.get(letter, {"count": 0})["count"] for letter in "ABCD"},
        note=note,
        picture=drawn(width=HALF),
        narrow=drawn(width=NARROW),
        table=table,
    )


def _d_revenue(classes: Mapping[str, Any], share: Write) -> Measure:
    is_judged = any(name in "ABCD" and line["count"] for name, line in classes.items())
    part = number(classes.get("D", {"revenue_share": "0"}), "revenue_share") if is_judged else None
    return Measure(
        _("Revenue of class D"),
        None if part is None else share(part),
        note=of_customers(classes.get("D", {"count": 0})["count"]) if is_judged else "",
        line=_("healthy up to 10%"),
        state=at_most(part, D_REVENUE),
        reason=_("Nobody has a class yet: margin or potential is unknown of everybody."),
        url=category_url("class", "D"),
        name="class_d",
    )
