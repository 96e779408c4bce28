"""The circles of the risk heat map: which are drawn, the grid, the map, the table, and who is ringed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from customers.models import Region
from office.charts import figures as charts
from office.charts.bubble_map import Place, bubble_map
from office.charts.bubbles import MOST_IN_CELL, Bubble, Head, Rest, bubble_grid
from office.charts.figures import Column, Table
from office.formatting.writers import Write
from reports.indicators.heatmaps import OTHER
from reports.portfolio import heatmap_paper
from reports.portfolio.lines import lines_of, state_of
from reports.portfolio.measures import HALF, NARROW, unknown
from reports.portfolio.tables import customer_url
from reports.selectors.members import NOTHING

GRID, MAP, TABLE = "grid", "map", "table"
VIEWS = (GRID, MAP, TABLE)
THIN = 50
"""Below it a penetration is thin or only on the surface (relationships)."""
LIST = 50
MOST_DRAWN = 300
"""Circles of the grid: with more of them nobody reads the picture, and it weighs more than the rest of the page."""
FULL, NARROW_REGIONS = 1170, 5
"""A grid of more than five regions takes the whole page."""


@dataclass(frozen=True, slots=True)
class Rings:
    """Who renews within ninety days, and of whom is known that the ties are thin; `knows_ties` is False without a feed."""

    renewals: Mapping[int, date]
    ties: Mapping[int, float | None]
    knows_ties: bool

    def holds(self, pk: int) -> bool:
        """Renewal is near, and the ties are thin or nobody measures ties."""
        if pk not in self.renewals:
            return False
        score = self.ties.get(pk)
        return not self.knows_ties or score is None or score < THIN


def shown(values: Mapping[str, Any], view: str) -> list[Mapping[str, Any]]:
    """The bubbles of this view, the largest first: of the grid as many of each cell as there is room for altogether."""
    bubbles: list[Mapping[str, Any]] = values["bubbles"]
    if view == MAP:
        return [each for each in bubbles if each["on_map"]]
    if view == TABLE:
        return sorted(bubbles, key=lambda each: -Decimal(each["share"]))[:LIST]
    cells = Counter((each["row"], each["column"]) for each in bubbles)
    most = MOST_IN_CELL
    while most > 1 and sum(min(count, most) for count in cells.values()) > MOST_DRAWN:
        most -= 1
    filled: Counter[tuple[str, str]] = Counter()
    shown = []
    for each in bubbles:
        cell = each["row"], each["column"]
        filled[cell] += 1
        if filled[cell] <= most:
            shown.append(each)
    return shown


def _label(kind: str, code: str, labels: Mapping[str, Mapping[str, str]]) -> str:
    if code == OTHER:
        return _("others")
    return labels[kind].get(code, code) if code else pgettext("industry or region", "not known")


def _heads(
    kind: str,
    heads: Sequence[Mapping[str, Any]],
    labels: Mapping[str, Mapping[str, str]],
    marks: tuple[Decimal, Decimal],
    share: Write,
) -> list[Head]:
    watch, red = marks
    found = []
    for each in heads:
        part = Decimal(each["share"])
        state = state_of(part, red, watch) if each["key"] not in ("", OTHER) else ""
        found.append(
            Head(each["key"], _label(kind, each["key"], labels), share(part), "" if state == "good" else state)
        )
    return found


def _bubble(each: Mapping[str, Any], names: Mapping[int, str], rings: Rings, share: Write, column: str) -> Bubble:
    pk = each["id"]
    name = names.get(pk, unknown())
    text = _("%(name)s: %(share)s of the revenue, %(together)s") % {
        "name": name,
        "share": share(Decimal(each["share"])),
        "together": together(each),
    }
    note = ring_note(pk, rings)
    return Bubble(
        name,
        Decimal(each["share"]),
        each["tenure"],
        row=each["row"],
        column=column,
        flagged=rings.holds(pk),
        url=customer_url(pk) if pk in names else "",
        title=f"{text} · {note}" if note else text,
    )


def together(each: Mapping[str, Any]) -> str:
    """How long a customer has been with us, in words; of who may be older than the ledger the months that are sure."""
    if each["months"] is not None:
        return ngettext("%(count)s month together", "%(count)s months together", each["months"]) % {
            "count": each["months"]
        }
    return ngettext("at least %(count)s month together", "at least %(count)s months together", each["at_least"]) % {
        "count": each["at_least"]
    }


def ring_note(pk: int, rings: Rings) -> str:
    if pk not in rings.renewals:
        return ""
    renewal = _("renewal on %(day)s") % {"day": rings.renewals[pk].isoformat()}
    if not rings.knows_ties:
        return renewal
    score = rings.ties.get(pk)
    ties = _("ties unknown") if score is None else _("penetration %(score)s") % {"score": round(score)}
    return f"{renewal} · {ties}"


def figures(
    values: Mapping[str, Any],
    shown: Sequence[Mapping[str, Any]],
    names: Mapping[int, str],
    labels: Mapping[str, Mapping[str, str]],
    rings: Rings,
    share: Write,
    view: str,
    *,
    paper: bool,
) -> list[charts.Figure]:
    """The map, or the grid, on paper in as many pictures as it takes; the table has none."""
    reason = _("Nobody bought in these 12 months.")
    if view == TABLE:
        return []
    if view == MAP:
        return [_map(values, shown, names, labels, rings, share, reason)]
    rows = _heads("industry", values["industries"], labels, lines_of(values)["industry"], share)
    columns = _heads("region", values["regions"], labels, lines_of(values)["region"], share)
    bubbles = [_bubble(each, names, rings, share, each["column"]) for each in shown]
    title = _("Risk heat map by industry and region")
    if not bubbles:
        return [charts.Figure(title=title, label=title, picture=None, reason=reason)]
    drawn = partial(bubble_grid, bubbles, write=share, rest=_rest(values, shown, rows, columns))
    if paper:
        filled = {(bubble.row, bubble.column) for bubble in bubbles}
        pictures = heatmap_paper.pieces(partial(drawn, width=heatmap_paper.WIDTH), rows, columns, filled)
    else:
        pictures = [drawn(rows, columns, width=FULL if len(columns) > NARROW_REGIONS else HALF + 60)]
    return [
        charts.Figure(
            title=title,
            label=_largest_cell(rows, columns),
            note="" if len(pictures) == 1 else f"{place} / {len(pictures)}",
            picture=picture,
            csv_url=reverse("portfolio:heat-map-csv"),
        )
        for place, picture in enumerate(pictures, 1)
    ]


def _rest(
    values: Mapping[str, Any], shown: Sequence[Mapping[str, Any]], rows: Sequence[Head], columns: Sequence[Head]
) -> dict[tuple[str, str], Rest]:
    """What of each cell is not drawn: how many, and the list of all that stand in it, where it has one."""
    left_out = Counter((each["row"], each["column"]) for each in values["bubbles"])
    left_out.subtract((each["row"], each["column"]) for each in shown)
    for key, count in values["more"].items():
        row, _bar, column = key.partition("|")
        left_out[row, column] += count
    industries, regions = ({head.key: head.text for head in heads} for heads in (rows, columns))
    found = {}
    for (row, column), count in left_out.items():
        if count:
            title = _("all customers: %(industry)s, %(region)s") % {
                "industry": industries[row],
                "region": regions[column],
            }
            url = "" if OTHER in (row, column) else _cell_url(row, column)
            found[row, column] = Rest(count, title, url)
    return found


def _cell_url(industry: str, region: str) -> str:
    return (
        f"{reverse('portfolio:customers')}?{urlencode({'industry': industry or NOTHING, 'region': region or NOTHING})}"
    )


def _largest_cell(rows: Sequence[Head], columns: Sequence[Head]) -> str:
    return _("Most revenue stands in %(industry)s (%(share)s) and in %(region)s (%(part)s).") % {
        "industry": rows[0].text,
        "share": rows[0].figure,
        "region": columns[0].text,
        "part": columns[0].figure,
    }


def _map(
    values: Mapping[str, Any],
    shown: Sequence[Mapping[str, Any]],
    names: Mapping[int, str],
    labels: Mapping[str, Mapping[str, str]],
    rings: Rings,
    share: Write,
    reason: str,
) -> charts.Figure:
    title = _("Risk heat map by region")
    bubbles = [_bubble(each, names, rings, share, each["region"]) for each in shown]
    points = Region.objects.values_list("code", "latitude", "longitude")
    places = [Place(code, _label("region", code, labels), north, east) for code, north, east in points]
    used = {bubble.column for bubble in bubbles}
    if not bubbles:
        return charts.Figure(title=title, label=title, picture=None, reason=reason)
    drawn = partial(
        bubble_map,
        bubbles,
        [place for place in places if place.key in used],
        write=share,
        elsewhere_text=_("elsewhere, or no place known"),
    )
    left_out = values["customers"] - len(bubbles)
    first = values["regions"][0]
    return charts.Figure(
        title=title,
        label=_("Most revenue stands in %(region)s (%(share)s).")
        % {"region": _label("region", first["key"], labels), "share": share(Decimal(first["share"]))},
        note=ngettext(
            "%(count)s smaller customer is not drawn; the file has all.",
            "%(count)s smaller customers are not drawn; the file has all.",
            left_out,
        )
        % {"count": f"{left_out:,}"}
        if left_out
        else "",
        picture=drawn(width=HALF + 80),
        narrow=drawn(width=NARROW),
        csv_url=reverse("portfolio:heat-map-csv"),
    )


def table(
    shown: Sequence[Mapping[str, Any]],
    names: Mapping[int, str],
    labels: Mapping[str, Mapping[str, str]],
    rings: Rings,
    share: Write,
) -> Table:
    """The fifty largest; the file has all."""
    rows = tuple(
        charts.Row(
            (
                names.get(each["id"], _("no longer in the archive")),
                _label("industry", each["row"], labels),
                _label("region", each["region"], labels),
                share(Decimal(each["share"])),
                f"{each['months']:,}" if each["months"] is not None else f"≥ {each['at_least']:,}",
                ring_note(each["id"], rings),
            ),
            customer_url(each["id"]) if each["id"] in names else "",
        )
        for each in shown
    )
    heads = (
        Column(_("Customer"), words=True),
        Column(_("Industry"), words=True),
        Column(_("Region"), words=True),
        Column(_("Share of revenue")),
        Column(_("Months together")),
        Column(_("Renewal and ties"), words=True),
    )
    return Table(_("Customers of the heat map"), heads, rows)
