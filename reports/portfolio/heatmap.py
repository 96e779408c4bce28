"""The risk heat map in words and bubbles: industries by regions, the map, the alerts, how much hangs on few."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from office.charts import figures as charts
from office.charts.bubbles import tenure_legend
from office.charts.figures import Column, Table
from office.charts.shares import Share, share_bars
from office.formatting.writers import Write, amount_writer, figure_writer, percent_writer
from office.models import Company
from reports.indicators.levels import NONE
from reports.portfolio import circles
from reports.portfolio.lines import fewest_equals, lines_of, state_of
from reports.portfolio.measures import HALF, NARROW, Measure, number, of_customers, unknown
from reports.portfolio.tables import customer_url
from reports.portfolio.terms import labels_of
from reports.selectors.customers import names_of
from reports.selectors.members import NOTHING
from reports.selectors.renewals import penetration, renewals_soon

if TYPE_CHECKING:
    from office.models import User


@dataclass(frozen=True, slots=True)
class Alert:
    """`url`: the figure or the customers that it tells of."""

    title: str
    text: str
    url: str
    action: str


def heatmap_page(
    values: Mapping[str, Any], user: "User", *, as_of: date, view: str, paper: bool = False
) -> dict[str, Any]:
    """Context of reports/portfolio/heatmap.html. Seven queries at most. On paper a large grid is several pictures."""
    labels = labels_of("industry", "region", "channel")
    shown = circles.shown(values, view)
    ids = {each["id"] for each in shown} | {each["id"] for each in values["giants"]}
    names = names_of(ids, user, short=True)
    ties = penetration(ids, as_of)
    rings = circles.Rings(renewals_soon(ids, as_of), ties or {}, ties is not None)
    share = percent_writer()
    return {
        "view": view,
        "wide": view == circles.GRID and len(values["regions"]) > circles.NARROW_REGIONS,
        "views": _views(view),
        "customers": values["customers"],
        "revenue": amount_writer(get_language() or "en", Company.get().base_currency)(Decimal(values["revenue"])),
        "legend": _legend(values, rings),
        "measures": map_measures(values),
        "alerts": _alerts(values, names, labels, share),
        "notes": list(filter(None, (_few_customers(values), _unknown_age(values)))),
        "concentration": _concentration(values, labels, share),
        "charts": circles.figures(values, shown, names, labels, rings, share, view, paper=paper),
        "table": circles.table(shown, names, labels, rings, share) if view == circles.TABLE else None,
        "ringed": [
            {"name": names[pk], "url": customer_url(pk), "note": circles.ring_note(pk, rings)}
            for pk in sorted(rings.renewals, key=lambda pk: rings.renewals[pk])
            if pk in names and rings.holds(pk)
        ][:10],
    }


def map_measures(values: Mapping[str, Any]) -> list[Measure]:
    """What is on the map: how many, how much, how young, how old."""
    money, share = amount_writer(get_language() or "en", Company.get().base_currency), percent_writer()
    count, nobody = values["customers"], _("The age of none of them is known.")

    def part(name: str) -> str | None:
        known = count - values["of_unknown_age"]
        return share(Decimal(values[name]) / known) if known else None

    return [
        Measure(_("Customers with revenue"), f"{count:,}", name="map_customers"),
        Measure(_("Revenue on the map"), money(Decimal(values["revenue"])), name="map_revenue"),
        Measure(
            _("Younger than a year"), part("young"), of_customers(values["young"]), reason=nobody, name="map_young"
        ),
        Measure(_("Three years and more"), part("old"), of_customers(values["old"]), reason=nobody, name="map_old"),
    ]


def _views(view: str) -> list[dict[str, Any]]:
    words = {
        circles.GRID: _("Industry × region"),
        circles.MAP: pgettext("of regions", "Map"),
        circles.TABLE: _("Table"),
    }
    return [{"label": words[name], "url": f"?view={name}", "current": name == view} for name in circles.VIEWS]


def _legend(values: Mapping[str, Any], rings: circles.Rings) -> Any:
    texts = [_("under 1 year"), _("1–2 years"), _("2–3 years"), _("3–5 years"), _("5 years and more")]
    ring = _("thin ties, renewal within 90 days") if rings.knows_ties else _("renewal within 90 days")
    nobody_knows = pgettext("years together", "unknown") if values["of_unknown_age"] else ""
    drawn = partial(tenure_legend, texts, ring, nobody_knows)
    return {"wide": drawn(width=HALF), "narrow": drawn(width=NARROW)}


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
                % {
                    "young": values["young"],
                    "all": values["customers"] - values["of_unknown_age"],
                    "old": values["old"],
                },
                reverse("portfolio:acquisition"),
                _("What winning them costs"),
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
                reverse("portfolio:figure", args=["industry"]),
                _("How it is computed"),
            )
        )
    return found


def _giant(giant: Mapping[str, Any], names: Mapping[int, str], share: Write) -> Alert:
    text = ngettext(
        "%(name)s brings %(share)s, %(together)s. Losing it is like losing the smallest customer.",
        "%(name)s brings %(share)s, %(together)s. Losing it is like losing the %(count)s smallest customers together.",
        giant["smallest"],
    )
    return Alert(
        _("One giant old circle"),
        text
        % {
            "name": names.get(giant["id"], unknown()),
            "share": share(Decimal(giant["share"])),
            "together": circles.together(giant),
            "count": giant["smallest"],
        },
        customer_url(giant["id"]),
        _("Open the customer"),
    )


def _few_customers(values: Mapping[str, Any]) -> str:
    _same, red = lines_of(values)["top5"]
    fewest = fewest_equals(red)
    if 0 < values["concentration"]["n"] < fewest:
        return _(
            "With fewer than %(count)s customers the five largest always bring more than %(line)s, were they all equal."
        ) % {"count": fewest, "line": percent_writer(0)(red)}
    return ""


def _unknown_age(values: Mapping[str, Any]) -> str:
    count = values["of_unknown_age"]
    text = ngettext(
        "%(count)s of %(all)s customers may have bought before the ledger began: how old it is nobody knows, and no alert of age counts it. Enter the day of the first deal.",
        "%(count)s of %(all)s customers may have bought before the ledger began: how old they are nobody knows, and no alert of age counts them. Enter the days of their first deals.",
        count,
    )
    return text % {"count": f"{count:,}", "all": f"{values['customers']:,}"} if count else ""


def _level(found: Mapping[str, Any], value: Decimal | None, red: Decimal, watch: Decimal) -> str:
    """As judged with the figure, which knows how much is unknown; figures kept before that are judged by the share."""
    if value is None:
        return ""
    level = found.get("level", state_of(value, red, watch))
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
        state = "" if value is None else state_of(value, red, watch)
        told = reverse("portfolio:figure", args=[name])
        bars.append(Share(label, value, red, state, _word(state) if state else "", _("nobody bought"), told))
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
    crossed, known = sum(bar.state == "bad" for bar in bars), any(bar.value is not None for bar in bars)
    nobody = _("Nobody bought in these 12 months.")
    return charts.Figure(
        title=title,
        label=ngettext("%(count)s line of five is crossed.", "%(count)s lines of five are crossed.", crossed)
        % {"count": crossed}
        if known
        else nobody,
        note=note.strip(),
        picture=drawn(width=NARROW) if known else None,
        narrow=drawn(width=NARROW) if known else None,
        reason=nobody,
        table=Table(
            title,
            (Column(_("What"), words=True), Column(_("Share")), Column(_("Line")), Column(_("State"), words=True)),
            rows,
        ),
    )


def _members(kind: str, code: str) -> str:
    return f"{reverse('portfolio:customers')}?{urlencode({kind: code})}"
