"""The quality page: asset quality of the whole base with what to improve first, and credit and terms."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from customers.selectors.base import Figure, company_today, sees_whole
from customers.selectors.worth import settings_from_number
from customers.valuation.quality import HEALTHY, MIN_COVERAGE, NEAR, Anchors
from customers.valuation.settings import Settings
from office.charts import figures as charts
from office.charts.figures import Column, Table
from office.exporting import Cell
from office.formatting.writers import Write, amount_writer, figure_writer, percent_writer
from office.models import Company
from reports.indicators.levels import at_least, at_most
from reports.indicators.quality import Component, Quality, kept_of, nine_of, quality_of
from reports.portfolio.behind.quality import TILES
from reports.portfolio.measures import Measure, number, of_customers, unknown
from reports.portfolio.parameters import QUALITY
from reports.portfolio.tables import category_url
from reports.portfolio.waterfalls import GRR, NRR, NRR_WATCH
from reports.selectors.quality import figures_a_year_before

if TYPE_CHECKING:
    from office.models import User

POOR_SHARE = Decimal("0.20")


def quality_page(figure: Figure, _user: "User") -> dict[str, Any]:
    """Context of reports/portfolio/quality.html. Three queries at most: all figures, their settings, those of a year
    before."""
    values = figure.values or {}
    money = amount_writer(get_language() or "en", Company.get().base_currency)
    settings = settings_from_number(figure.settings_number)
    credit = credit_measures(values, settings, money)
    company = company_today() if figure.whole else None
    if company is None:
        return {"whole": False, "credit": credit}
    found = quality_of(nine_of(company.figures), settings)
    before = figures_a_year_before(figure.month) if figure.month else None
    earlier = None if before is None else quality_of(nine_of(before), settings)
    return {
        "whole": True,
        "credit": credit,
        "score": [_score(found, earlier), _coverage(found)],
        "kept": _kept(company.figures.get("retention") or {}),
        "first": [_improve(each, settings) for each in found.first] if found.found.score is not None else [],
        "gaps": _gaps(found, company.figures),
        "components": _components(found, settings),
        "components_url": reverse("portfolio:quality-csv", args=["components"]),
    }


def rows_of(part: str, _values: Mapping[str, Any], user: "User") -> tuple[list[str], Sequence[Sequence[Cell]], int]:
    """Heads, rows and their number for the file. KeyError for a part that is none, or not for the reader."""
    company = company_today()
    if part != "components" or company is None or not sees_whole(user):
        raise KeyError(part)
    found = quality_of(nine_of(company.figures), settings_from_number(company.settings_number))
    rows = [(str(QUALITY[each.name]), each.value, each.score, each.weight, each.lost) for each in found.components]
    return [*_heads()[:2], *_heads()[3:]], rows, len(rows)


def credit_measures(values: Mapping[str, Any], settings: Settings, money: Write) -> list[Measure]:
    days, poor = number(values, "days_late"), number(values, "poor_share")
    owed, part, allowance = (number(values, name) for name in ("receivable", "poor", "allowance"))
    line = healthy_line(settings.quality_anchors["weighted_days_late"])
    none_kept = _("No invoice is kept: Finance imports them.")
    return [
        Measure(
            _("Weighted days late"),
            None if days is None else _days(days),
            note=_("%(count)s invoices due in 12 months") % {"count": f"{values['invoices']:,}"},
            line="" if line is None else _("healthy up to %(line)s") % {"line": _days(line)},
            state="" if line is None else at_most(days, line),
            reason=_("No invoice fell due in these 12 months."),
            name="days_late",
        ),
        Measure(
            _("Receivables with grades C and D"),
            None if poor is None else percent_writer()(poor),
            note=""
            if part is None or owed is None
            else _("%(part)s of %(all)s, with %(count)s")
            % {"part": money(part), "all": money(owed), "count": of_customers(values["poor_customers"])},
            line=_("healthy up to 20%"),
            state=at_most(poor, POOR_SHARE),
            reason=none_kept if owed is None else _("Nothing is open."),
            url=category_url("grade", "D"),
            name="poor_grades",
        ),
        Measure(
            _("Expected not to come"),
            None if allowance is None else money(allowance),
            note="" if owed is None else _("open: %(sum)s") % {"sum": money(owed)},
            reason=none_kept,
            name="allowance_all",
        ),
    ]


def healthy_line(anchors: Anchors) -> Decimal | None:
    """The value that scores 60."""
    return next((value for value, score in anchors if score == HEALTHY), None)


def _score(found: Quality, earlier: Quality | None) -> Measure:
    quality = found.found
    before = None if earlier is None else earlier.found.score
    notes = [_quadrants(quality.level, quality.borderline)]
    if before is not None:
        notes.append(_("a year before: %(score)s") % {"score": before})
    return Measure(
        _("Asset quality"),
        None if quality.score is None else f"{quality.score}",
        note=" · ".join(filter(None, notes)),
        line=_("healthy from 60"),
        state=at_least(quality.score, HEALTHY, HEALTHY - NEAR),
        reason=_("Known for %(share)s of the weight, %(least)s are needed. Missing: %(names)s.")
        % {
            "share": percent_writer(0)(quality.coverage),
            "least": percent_writer(0)(MIN_COVERAGE),
            "names": _names(found),
        },
        name="asset_quality",
    )


def _quadrants(level: str | None, borderline: bool | None) -> str:
    """Which quadrants of the strategy it leads to, by what relationship insight turns out to be."""
    if level is None:
        return ""
    high = _("lighthouse, or silent cash cow where insight is low")
    low = _("anxious service provider, or rough growth machine where insight is low")
    if borderline:
        return _("near the line, so both: %(high)s; %(low)s") % {"high": high, "low": low}
    return high if level == "high" else low


def _coverage(found: Quality) -> Measure:
    return Measure(
        _("Weight of what is known"),
        percent_writer(0)(found.found.coverage),
        note=_("missing: %(names)s") % {"names": _names(found)} if found.unknown else _("all nine are known"),
        line=_("at least %(least)s") % {"least": percent_writer(0)(MIN_COVERAGE)},
        state=at_least(found.found.coverage, MIN_COVERAGE),
        name="asset_quality_known",
    )


def _gaps(found: Quality, figures: Mapping[str, Any]) -> str:
    """What LTV/CAC and NRR lack, and who has it: not to know them is a finding of its own (economics 12)."""
    told = []
    if "ltv_cac" in found.unknown:
        won = (figures.get("acquisition") or {}).get("ltv_cac") or {}
        missing = won.get("customers", 0) - won.get("known", 0)
        if missing:
            told.append(
                _(
                    "LTV/CAC: of %(missing)s of %(all)s customers won the cost or the lifetime value is unknown; Finance enters acquisition spending and product cost."
                )
                % {"missing": missing, "all": won["customers"]}
            )
    if "nrr" in found.unknown:
        since = ((figures.get("retention") or {}).get("orders") or {}).get("from")
        told.append(
            _("NRR: needs 24 whole months of ledger, known from %(day)s on; Finance imports earlier months.")
            % {"day": since}
            if since
            else _("NRR: needs 24 whole months of ledger; Finance imports it.")
        )
    return " ".join(told)


def _kept(retention: Mapping[str, Any]) -> list[Measure]:
    """Retention of revenue in both businesses together."""
    words = {"orders": _("orders"), "contracts": _("subscriptions")}
    counted = [words[name] for name in words if number(retention.get(name) or {}, "nrr") is not None]
    note = pgettext("between items", ", ").join(counted)
    reason = _("Neither orders nor subscriptions can be compared with a year before.")
    nrr, grr = kept_of(retention, "nrr"), kept_of(retention, "grr")
    return [
        Measure(
            _("NRR: net revenue retention"),
            None if nrr is None else percent_writer()(nrr),
            note=note,
            line=_("healthy from 100%, elite 120%"),
            state=at_least(nrr, NRR, NRR_WATCH),
            reason=reason,
            name="nrr_all",
        ),
        Measure(
            _("GRR: gross revenue retention"),
            None if grr is None else percent_writer()(grr),
            note=note,
            line=_("healthy from 90%"),
            state=at_least(grr, GRR),
            reason=reason,
            name="grr_all",
        ),
    ]


def _names(found: Quality) -> str:
    return pgettext("between items", ", ").join(str(QUALITY[name]) for name in found.unknown)


def _improve(each: Component, settings: Settings) -> Measure:
    line = healthy_line(settings.quality_anchors[each.name])
    return Measure(
        str(QUALITY[each.name]),
        _value(each),
        note=_("%(points)s of %(weight)s points lost") % {"points": _points(each.lost), "weight": each.weight},
        line="" if line is None else _("healthy line %(line)s") % {"line": _written(each.name, line)},
        state=at_least(each.score, HEALTHY),
        name=TILES[each.name],
    )


def _heads() -> list[str]:
    return [
        pgettext("asset quality", "Metric"),
        pgettext("asset quality", "Value"),
        _("Healthy line"),
        pgettext("asset quality", "Score"),
        _("Weight"),
        _("Points lost"),
    ]


def _components(found: Quality, settings: Settings) -> Table:
    first, *others = _heads()
    rows = []
    for each in found.components:
        line = healthy_line(settings.quality_anchors[each.name])
        cells = (
            str(QUALITY[each.name]),
            _value(each),
            "" if line is None else _written(each.name, line),
            unknown() if each.score is None else f"{each.score}",
            f"{each.weight}",
            unknown() if each.lost is None else _points(each.lost),
        )
        rows.append(charts.Row(cells, reverse("portfolio:figure", args=[TILES[each.name]])))
    title = _("The nine metrics of asset quality")
    return Table(title, (Column(first, words=True), *(Column(head) for head in others)), tuple(rows))


def _value(each: Component) -> str:
    return unknown() if each.value is None else _written(each.name, each.value)


def _written(name: str, value: Decimal) -> str:
    if name == "ltv_cac":
        return figure_writer(2)(value)
    return _days(value) if name == "weighted_days_late" else percent_writer()(value)


def _points(lost: Decimal | None) -> str:
    return figure_writer(1)(lost or Decimal(0))


def _days(value: Decimal) -> str:
    return _("%(count)s days") % {"count": figure_writer(1)(value)}
