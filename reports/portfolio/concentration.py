"""The concentration page: on how few customers, industries, regions and channels the revenue hangs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from customers.selectors.base import Figure
from office.charts import figures as charts
from office.charts.figures import Column, Table
from office.charts.lines import Series, lines
from office.charts.shares import Share, share_bars
from office.exporting import Cell
from office.formatting.days import month as month_text
from office.formatting.writers import Write, amount_writer, percent_writer
from office.models import Company
from reports.indicators.levels import at_least, at_most
from reports.indicators.shares import DIMENSIONS, Lines
from reports.portfolio.dimensions import dimension_trend, dimension_words, trend_rows
from reports.portfolio.lines import fewest_equals, lines_of
from reports.portfolio.measures import HALF, NARROW, Measure, number, of_customers, texts, unknown
from reports.portfolio.tables import category_url
from reports.selectors.customers import names_of
from reports.selectors.frozen import part_by_month
from reports.selectors.terms import labels_of

if TYPE_CHECKING:
    from office.models import User

SHOWN = 12


def concentration_page(figure: Figure, user: "User") -> dict[str, Any]:
    """Context of reports/portfolio/concentration.html. Three queries at most: names, dictionaries, frozen months."""
    values = figure.values or {}
    share = percent_writer()
    money = amount_writer(get_language() or "en", Company.get().base_currency)
    labels, names = labels_of(DIMENSIONS), names_of((line["id"] for line in values["largest"]), user)
    frozen = part_by_month("concentration", "groups", figure.month) if figure.whole and figure.month else {}
    marks, whole = lines_of(values), percent_writer(0)
    fewest = fewest_equals(marks["top5"][1])
    return {
        "measures": _measures(values["groups"], marks, share),
        "few": fewest if 0 < values["groups"]["n"] < fewest else 0,
        "grave": whole(marks["grave"][1]) if (number(values["groups"], "top1") or 0) > marks["grave"][1] else "",
        "top5_line": whole(marks["top5"][1]),
        "largest": _largest(values["largest"], names, marks["top1"], money, share),
        "trend": _trend(values["trend"], frozen, marks["top1"][1], share),
        "dimension_trend": dimension_trend(values["dimension_trend"], labels, share),
        "dimensions": _dimensions(values["dimensions"], labels, marks, share),
        "categories": [
            _categories(name, values["dimensions"][name], labels[name], marks, money, share) for name in DIMENSIONS
        ],
    }


def rows_of(part: str, values: Mapping[str, Any], user: "User") -> tuple[list[str], Iterator[Sequence[Cell]], int]:
    """Heads, rows and their number for the file behind a picture. KeyError for a part that is no picture."""
    if part == "largest":
        lines_, names = values["largest"], names_of((line["id"] for line in values["largest"]), user)
        heads = [_("Group or customer"), _("Revenue"), _("Share"), _("Customers")]
        rows = ((names.get(one["id"], ""), *_numbers(one)) for one in lines_)
        return heads, iter(rows), len(lines_)
    if part == "trend":
        heads = [_("Month"), _("Largest"), _("Five largest"), _("Largest fifth"), "HHI", _("Equal customers")]
        keys = ("top1", "top5", "top20pct", "hhi", "n_eff")
        return (
            heads,
            ((one["month"], *(number(one, key) for key in keys)) for one in values["trend"]),
            len(values["trend"]),
        )
    if part == "dimension-trend":
        return trend_rows(values["dimension_trend"], labels_of(DIMENSIONS))
    found, labels = values["dimensions"][part]["categories"], labels_of([part])[part]
    heads = [dimension_words()[part], _("Revenue"), _("Share"), _("Customers")]
    return heads, ((labels.get(one["code"], one["code"]), *_numbers(one)) for one in found), len(found)


def _numbers(line: Mapping[str, Any]) -> tuple[Cell, ...]:
    return number(line, "revenue"), number(line, "share"), line["customers"]


def _nobody() -> str:
    return _("Nobody bought in these 12 months.")


def _measures(groups: Mapping[str, Any], marks: Lines, share: Write) -> list[Measure]:
    (watch, red), (_same, top5_red), (middle, high) = marks["top1"], marks["top5"], marks["hhi"]
    whole = percent_writer(0)
    top1, top5, top20, hhi, equal = (number(groups, name) for name in ("top1", "top5", "top20pct", "hhi", "n_eff"))
    behind = _("%(count)s groups and customers with revenue") % {"count": f"{groups['n']:,}"}
    told = partial(Measure, note=behind, reason=_nobody())
    return [
        told(
            _("Largest group or customer"),
            None if top1 is None else share(top1),
            line=_("healthy up to %(watch)s, red above %(red)s") % {"watch": whole(watch), "red": whole(red)},
            state=at_most(top1, watch, red),
            name="top1",
        ),
        told(
            _("Five largest"),
            None if top5 is None else share(top5),
            line=_("red above %(red)s") % {"red": whole(top5_red)},
            state=at_most(top5, top5_red),
            name="top5",
        ),
        told(
            _("Largest fifth"),
            None if top20 is None else share(top20),
            line=_("typical up to %(line)s") % {"line": whole(marks["top20"][1])},
            state=at_most(top20, marks["top20"][1], Decimal(1)),
            name="top20",
        ),
        told(
            _("Concentration index (HHI)"),
            None if hhi is None else f"{hhi:.4f} · {hhi * 10000:,.0f}",
            line=_("middle from %(middle)s, high from %(high)s: lines of antitrust law, for comparison")
            % {"middle": f"{middle:.2f}", "high": f"{high:.2f}"},
            state="" if hhi is None else "bad" if hhi >= high else "warn" if hhi >= middle else "good",
            name="hhi",
        ),
        told(
            _("Equal customers"),
            None if equal is None else f"{equal:,.1f}",
            line=_("healthy from %(line)s") % {"line": f"{marks['equal'][1]:f}"},
            state=at_least(equal, marks["equal"][1]),
            name="equal",
        ),
    ]


def _largest(
    lines_: Sequence[Mapping[str, Any]],
    names: Mapping[int, str],
    marks: tuple[Decimal, Decimal],
    money: Write,
    share: Write,
) -> charts.Figure:
    watch, red = marks
    title = _("Groups and customers by share of revenue")
    gone = _("no longer in the archive")
    drawn = partial(
        share_bars,
        [
            Share(
                names.get(line["id"], gone),
                number(line, "share"),
                limit=red,
                state=at_most(number(line, "share"), watch, red),
                url=category_url("group", str(line["id"])),
            )
            for line in lines_[:SHOWN]
        ],
        write=share,
    )
    table = Table(
        title,
        (Column(_("Group or customer"), words=True), Column(_("Revenue")), Column(_("Share")), Column(_("Customers"))),
        tuple(
            charts.Row(
                (
                    names.get(line["id"], gone),
                    *texts(money, [number(line, "revenue")]),
                    *texts(share, [number(line, "share")]),
                    f"{line['customers']:,}",
                ),
                category_url("group", str(line["id"])),
            )
            for line in lines_
        ),
    )
    first = lines_[0] if lines_ else None
    return charts.Figure(
        title=title,
        label=title
        if first is None
        else _("%(name)s brings %(share)s of the revenue.")
        % {"name": names.get(first["id"], gone), "share": "".join(texts(share, [number(first, "share")]))},
        note=_("tick: the red line of %(red)s") % {"red": percent_writer(0)(red)},
        picture=drawn(width=HALF) if lines_ else None,
        narrow=drawn(width=NARROW) if lines_ else None,
        reason=_nobody(),
        table=table if lines_ else None,
        csv_url=reverse("portfolio:concentration-csv", args=["largest"]) if lines_ else "",
    )


def _trend(
    points: Sequence[Mapping[str, Any]], frozen: Mapping[Any, Mapping[str, Any]], red: Decimal, share: Write
) -> charts.Figure:
    """Frozen month ends as they were known then; the others as the ledger shows them now."""
    title = _("Concentration at the month ends")
    red_text = _("red line %(red)s") % {"red": percent_writer(0)(red)}
    known = [{**point, **frozen.get(point["month"], {})} for point in points]
    series = [
        Series(name, tuple(number(point, key) for point in known))
        for name, key in ((_("Largest"), "top1"), (_("Five largest"), "top5"), (_("Largest fifth"), "top20pct"))
    ]
    heads = [point["month"][2:] for point in known]
    drawn = partial(lines, series, heads, write=percent_writer(0), limit=red, limit_text=red_text)
    told = [_("frozen") if point["month"] in frozen else _("recomputed from the ledger") for point in known]
    language = get_language() or "en"
    table = Table(
        title,
        (
            Column(_("Month"), words=True),
            Column(_("Largest")),
            Column(_("Five largest")),
            Column(_("Largest fifth")),
            Column(_("Equal customers")),
            Column(_("Basis"), words=True),
        ),
        tuple(
            charts.Row(
                (
                    month_text(date.fromisoformat(f"{point['month']}-01"), language),
                    *texts(share, [number(point, key) for key in ("top1", "top5", "top20pct")]),
                    unknown() if point.get("n_eff") is None else str(point["n_eff"]),
                    basis,
                )
            )
            for point, basis in zip(known, told, strict=True)
        ),
    )
    any_known = any(point.get("top1") is not None for point in known)
    recomputed = sum(point["month"] not in frozen for point in known)
    return charts.Figure(
        title=title,
        label=_("Share of the largest, the five largest and the largest fifth over the last twelve month ends."),
        note=_("%(count)s of %(all)s month ends were not frozen yet: recomputed from monthly totals")
        % {"count": recomputed, "all": len(known)}
        if recomputed
        else "",
        picture=drawn(width=HALF) if any_known else None,
        narrow=drawn(width=NARROW) if any_known else None,
        reason=_("No month end has twelve months of ledger behind it yet."),
        table=table,
        csv_url=reverse("portfolio:concentration-csv", args=["trend"]) if any_known else "",
    )


def _dimensions(
    dimensions: Mapping[str, Mapping[str, Any]], labels: Mapping[str, Mapping[str, str]], marks: Lines, share: Write
) -> list[Measure]:
    words = dimension_words()
    found = []
    for name in DIMENSIONS:
        one = dimensions[name]
        top, unknown_share = number(one, "top_share"), number(one, "unknown_share")
        by_count = number(one, "top_customer_share")
        notes = [
            _("%(share)s of the customers") % {"share": share(by_count)} if by_count is not None else "",
            _("unknown for %(share)s of the revenue") % {"share": share(unknown_share)} if unknown_share else "",
        ]
        if one["status"] == "partial":
            notes.append(_("partial: too much is unknown"))
        line = (
            _("healthy up to %(watch)s, red above %(red)s")
            % {
                "watch": percent_writer(0)(marks[name][0]),
                "red": percent_writer(0)(marks[name][1]),
            }
            if name in marks
            else ""
        )
        label = labels[name].get(one["top"] or "", one["top"] or "")
        found.append(
            Measure(
                f"{words[name]} · {label}" if label else words[name],
                None if top is None else share(top),
                note=" · ".join(filter(None, notes)),
                line=line,
                state=one["level"],
                reason=_("No customer with revenue has it filled in: sales operations complete the archive."),
                url=category_url(name, one["top"]) if one["top"] else "",
                name=name,
            )
        )
    return found


def _categories(
    name: str, found: Mapping[str, Any], labels: Mapping[str, str], marks: Lines, money: Write, share: Write
) -> charts.Figure:
    word = dimension_words()[name]
    rows = found["categories"]
    red = marks[name][1] if name in marks else None

    def label(line: Mapping[str, Any]) -> str:
        return labels.get(line["code"], line["code"]) or unknown()

    def url(line: Mapping[str, Any]) -> str:
        return category_url(name, line["code"] or "none")

    bars = [
        Share(
            label(line),
            number(line, "share"),
            limit=red if line["code"] == found["top"] else None,
            state=found["level"] if line["code"] == found["top"] and found["level"] != "none" else "",
            url=url(line),
        )
        for line in rows[:SHOWN]
        if number(line, "share") is not None
    ]
    drawn = partial(share_bars, bars, write=share)
    table = Table(
        word,
        (Column(word, words=True), Column(_("Revenue")), Column(_("Share")), Column(_("Customers"))),
        tuple(
            charts.Row(
                (
                    label(line),
                    *texts(money, [number(line, "revenue")]),
                    *texts(share, [number(line, "share")]),
                    f"{line['customers']:,}",
                ),
                url(line),
            )
            for line in rows
        ),
    )
    top, hhi, equal = found["top_share"], found["hhi"], found["n_eff"]
    return charts.Figure(
        title=word,
        label=_("%(name)s brings %(share)s of the revenue.")
        % {"name": labels.get(found["top"], found["top"]), "share": share(Decimal(top))}
        if top
        else word,
        note=_("HHI %(hhi)s · like %(equal)s equal ones") % {"hhi": hhi, "equal": equal}
        if hhi and found["status"] == "ok"
        else of_customers(found["customers"]),
        picture=drawn(width=HALF) if bars else None,
        narrow=drawn(width=NARROW) if bars else None,
        reason=_nobody(),
        table=table if rows else None,
        csv_url=reverse("portfolio:concentration-csv", args=[name]) if rows else "",
        level=3,
    )
