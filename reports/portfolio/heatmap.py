"""The risk heat map in words and bubbles: industries by regions, the map, the alerts, how much hangs on few."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from customers.models import Region
from office.charts import figures as charts
from office.charts.bubble_map import Place, bubble_map
from office.charts.bubbles import Bubble, Head, bubble_grid, tenure_legend
from office.charts.figures import Column, Table
from office.charts.shares import Share, share_bars
from office.formatting.writers import Write, amount_writer, figure_writer, percent_writer
from office.models import Company
from reports.indicators.heatmaps import OTHER
from reports.indicators.levels import NONE
from reports.portfolio.lines import fewest_equals, lines_of
from reports.portfolio.measures import HALF, NARROW, number, unknown
from reports.portfolio.tables import customer_url
from reports.portfolio.terms import labels_of
from reports.selectors.customers import names_of
from reports.selectors.members import NOTHING
from reports.selectors.renewals import penetration, renewals_soon

if TYPE_CHECKING:
    from office.models import User

GRID, MAP, TABLE = "grid", "map", "table"
VIEWS = (GRID, MAP, TABLE)
THIN = 50
"""Below it a penetration is thin or only on the surface (relationships)."""
LIST = 50
FULL, NARROW_REGIONS = 1170, 5
"""A grid of more than five regions takes the whole page."""


@dataclass(frozen=True, slots=True)
class Alert:
    title: str
    text: str


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


def heatmap_page(values: Mapping[str, Any], user: "User", *, as_of: date, view: str) -> dict[str, Any]:
    """Context of reports/portfolio/heatmap.html. Seven queries at most."""
    labels = labels_of("industry", "region", "channel")
    ids = {each["id"] for each in values["bubbles"]} | {each["id"] for each in values["giants"]}
    names = names_of(ids, user)
    ties = penetration(ids, as_of)
    rings = Rings(renewals_soon(ids, as_of), ties or {}, ties is not None)
    share = percent_writer()
    return {
        "view": view,
        "wide": view == GRID and len(values["regions"]) > NARROW_REGIONS,
        "views": _views(view),
        "customers": values["customers"],
        "revenue": amount_writer(get_language() or "en", Company.get().base_currency)(Decimal(values["revenue"])),
        "legend": _legend(rings),
        "alerts": _alerts(values, names, labels, share),
        "note": _few_customers(values),
        "concentration": _concentration(values, labels, share),
        "chart": _chart(values, names, labels, rings, share, view),
        "table": _table(values, names, labels, rings, share),
        "ringed": [
            {"name": names[pk], "url": customer_url(pk), "note": _ring_note(pk, rings)}
            for pk in sorted(rings.renewals, key=lambda pk: rings.renewals[pk])
            if pk in names and rings.holds(pk)
        ][:10],
    }


def _views(view: str) -> list[dict[str, Any]]:
    words = {GRID: _("Industry × region"), MAP: pgettext("of regions", "Map"), TABLE: _("Table")}
    return [{"label": words[name], "url": f"?view={name}", "current": name == view} for name in VIEWS]


def _legend(rings: Rings) -> Any:
    texts = [_("under 1 year"), _("1–2 years"), _("2–3 years"), _("3–5 years"), _("5 years and more")]
    ring = _("thin ties, renewal within 90 days") if rings.knows_ties else _("renewal within 90 days")
    return {"wide": tenure_legend(texts, ring, width=HALF), "narrow": tenure_legend(texts, ring, width=NARROW)}


def _alerts(
    values: Mapping[str, Any], names: Mapping[int, str], labels: Mapping[str, Mapping[str, str]], share: Write
) -> list[Alert]:
    found = [_giant(each, names, share) for each in values["giants"]]
    if "many_light_few_dark" in values["alerts"]:
        found.append(
            Alert(
                _("Many light circles, few dark ones"),
                _(
                    "%(young)s of %(all)s customers are younger than a year, %(old)s are three years old or more: they come, but do they stay?"
                )
                % {"young": values["young"], "all": values["customers"], "old": values["old"]},
            )
        )
    if "one_industry_crowd" in values["alerts"]:
        industry = values["dimensions"]["industry"]
        found.append(
            Alert(
                _("Crowded into one industry"),
                _("%(name)s brings %(share)s of the revenue: its bad year is ours.")
                % {
                    "name": labels["industry"].get(industry["top"], industry["top"]),
                    "share": share(Decimal(industry["top_share"])),
                },
            )
        )
    return found


def _giant(giant: Mapping[str, Any], names: Mapping[int, str], share: Write) -> Alert:
    text = ngettext(
        "%(name)s brings %(share)s and has been with us for %(months)s months. Losing it is like losing the smallest customer.",
        "%(name)s brings %(share)s and has been with us for %(months)s months. Losing it is like losing the %(count)s smallest customers together.",
        giant["smallest"],
    )
    return Alert(
        _("One giant old circle"),
        text
        % {
            "name": names.get(giant["id"], unknown()),
            "share": share(Decimal(giant["share"])),
            "months": giant["months"],
            "count": giant["smallest"],
        },
    )


def _few_customers(values: Mapping[str, Any]) -> str:
    _same, red = lines_of(values)["top5"]
    fewest = fewest_equals(red)
    if 0 < values["concentration"]["n"] < fewest:
        return _(
            "With fewer than %(count)s customers the five largest always bring more than %(line)s, were they all equal."
        ) % {"count": fewest, "line": percent_writer(0)(red)}
    return ""


def _state(value: Decimal, red: Decimal, watch: Decimal | None = None) -> str:
    if value > red:
        return "bad"
    return "warn" if watch is not None and value > watch else "good"


def _level(found: Mapping[str, Any], value: Decimal | None, red: Decimal, watch: Decimal) -> str:
    """As judged with the figure, which knows how much is unknown; figures kept before that are judged by the share."""
    if value is None:
        return ""
    level = found.get("level", _state(value, red, watch))
    return "" if level == NONE else str(level)


def _word(state: str) -> str:
    words = {
        "bad": pgettext("level", "line crossed"),
        "warn": pgettext("level", "watch"),
        "good": pgettext("level", "healthy"),
    }
    return words[state]


def _concentration(values: Mapping[str, Any], labels: Mapping[str, Mapping[str, str]], share: Write) -> charts.Figure:
    few, title, marks = values["concentration"], _("Concentration against its lines"), lines_of(values)
    bars: list[Share] = []
    for label, name in ((_("Largest customer"), "top1"), (_("Five largest"), "top5")):
        value, (watch, red) = number(few, name), marks[name]
        state = "" if value is None else _state(value, red, watch)
        bars.append(Share(label, value, red, state, _word(state) if state else "", _("nobody bought")))
    for kind, label in (("industry", _("Industry")), ("region", _("Region")), ("channel", _("Channel"))):
        found, (watch, red) = values["dimensions"][kind], marks[kind]
        value = number(found, "top_share")
        name = label if value is None else f"{label} · {labels[kind].get(found['top'], found['top'])}"
        state = _level(found, value, red, watch)
        reason = _("no customer has one; sales operations enters them")
        bars.append(
            Share(
                name, value, red, state, _word(state) if state else "", reason, _members(kind, found["top"] or NOTHING)
            )
        )
    equals = number(few, "n_eff")
    rows = tuple(
        charts.Row(
            (
                bar.name,
                unknown() if bar.value is None else share(bar.value),
                f"≤ {share(bar.limit or 0)}",
                bar.state_text,
            ),
            bar.url,
        )
        for bar in bars
    )
    note = ""
    if equals is not None:
        note = _("As concentrated as %(equals)s equal customers, of %(count)s.") % {
            "equals": figure_writer(1)(equals),
            "count": f"{few['n']:,}",
        }
    partial_ = [
        label
        for kind, label in (("industry", _("Industry")), ("region", _("Region")), ("channel", _("Channel")))
        if values["dimensions"][kind]["status"] == "partial"
    ]
    if partial_:
        note = f"{note} " + _("More than 20%% of the revenue has no known: %(names)s.") % {
            "names": pgettext("between items", ", ").join(partial_)
        }
    drawn = partial(share_bars, bars, write=share, whole=1)
    crossed = sum(bar.state == "bad" for bar in bars)
    return charts.Figure(
        title=title,
        label=ngettext("%(count)s line of five is crossed.", "%(count)s lines of five are crossed.", crossed)
        % {"count": crossed},
        note=note.strip(),
        picture=drawn(width=NARROW) if any(bar.value is not None for bar in bars) else None,
        narrow=drawn(width=NARROW),
        reason=_("Nobody bought in these 12 months."),
        table=Table(
            title,
            (Column(_("What"), words=True), Column(_("Share")), Column(_("Line")), Column(_("State"), words=True)),
            rows,
        ),
    )


def _members(kind: str, code: str) -> str:
    return f"{reverse('portfolio:customers')}?{urlencode({kind: code})}"


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
        state = _state(part, red, watch) if each["key"] not in ("", OTHER) else ""
        found.append(
            Head(each["key"], _label(kind, each["key"], labels), share(part), "" if state == "good" else state)
        )
    return found


def _bubble(each: Mapping[str, Any], names: Mapping[int, str], rings: Rings, share: Write, column: str) -> Bubble:
    pk = each["id"]
    name = names.get(pk, unknown())
    text = _("%(name)s: %(share)s of the revenue, %(months)s months together") % {
        "name": name,
        "share": share(Decimal(each["share"])),
        "months": each["months"],
    }
    note = _ring_note(pk, rings)
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


def _ring_note(pk: int, rings: Rings) -> str:
    if pk not in rings.renewals:
        return ""
    renewal = _("renewal on %(day)s") % {"day": rings.renewals[pk].isoformat()}
    if not rings.knows_ties:
        return renewal
    score = rings.ties.get(pk)
    ties = _("ties unknown") if score is None else _("penetration %(score)s") % {"score": round(score)}
    return f"{renewal} · {ties}"


def _chart(
    values: Mapping[str, Any],
    names: Mapping[int, str],
    labels: Mapping[str, Mapping[str, str]],
    rings: Rings,
    share: Write,
    view: str,
) -> charts.Figure:
    reason = _("Nobody bought in these 12 months.")
    if view == MAP:
        return _map(values, names, labels, rings, share, reason)
    rows = _heads("industry", values["industries"], labels, lines_of(values)["industry"], share)
    columns = _heads("region", values["regions"], labels, lines_of(values)["region"], share)
    bubbles = [_bubble(each, names, rings, share, each["column"]) for each in values["bubbles"]]
    more = {tuple(key.split("|", 1)): count for key, count in values["more"].items()}
    title = _("Risk heat map by industry and region")
    if not bubbles:
        return charts.Figure(title=title, label=title, picture=None, reason=reason)
    drawn = partial(bubble_grid, bubbles, rows, columns, write=share, more=more)
    return charts.Figure(
        title=title,
        label=_largest_cell(rows, columns),
        picture=drawn(width=FULL if len(columns) > NARROW_REGIONS else HALF + 60),
        csv_url=reverse("portfolio:heat-map-csv"),
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
    names: Mapping[int, str],
    labels: Mapping[str, Mapping[str, str]],
    rings: Rings,
    share: Write,
    reason: str,
) -> charts.Figure:
    title = _("Risk heat map by region")
    bubbles = [_bubble(each, names, rings, share, each["region"]) for each in values["bubbles"] if each["on_map"]]
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


def _table(
    values: Mapping[str, Any],
    names: Mapping[int, str],
    labels: Mapping[str, Mapping[str, str]],
    rings: Rings,
    share: Write,
) -> Table:
    """The fifty largest; the file has all."""
    ordered = sorted(values["bubbles"], key=lambda each: -Decimal(each["share"]))[:LIST]
    rows = tuple(
        charts.Row(
            (
                names.get(each["id"], _("no longer in the archive")),
                _label("industry", each["row"], labels),
                _label("region", each["region"], labels),
                share(Decimal(each["share"])),
                f"{each['months']:,}",
                _ring_note(each["id"], rings),
            ),
            customer_url(each["id"]) if each["id"] in names else "",
        )
        for each in ordered
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
