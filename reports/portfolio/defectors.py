"""Silent defectors in words: who, how sure, how much, how many false alarms to expect, and the evidence for each."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import fmean
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from customers.models import DefectorAlert
from customers.presenters import figures
from customers.selectors.revenue import twelve_months
from customers.valuation.purchases import PurchaseTrend, purchase_trend
from customers.valuation.seasons import FLAT
from customers.valuation.settings import Settings
from office.calendar.months import Month, month_end, month_of, months_until
from office.charts import figures as charts
from office.charts.evidence import EvidenceMonth, evidence
from office.charts.figures import Column, Table
from office.clock import today
from office.formatting import days
from office.formatting.writers import Write, amount_writer, figure_writer, percent_writer
from office.models import Company
from office.statistics.proportions import wilson
from reports.indicators.alarms import Precision, Tally, by_month, precision
from reports.portfolio.live import Defectors
from reports.portfolio.measures import HALF, NARROW, Measure, unknown
from reports.portfolio.tables import customer_url
from reports.selectors import defectors as found

if TYPE_CHECKING:
    from office.models import User

MONTHS, WINDOW = 24, 12
STATES = {"severe": "bad", "moderate": "warn", "mild": "warn"}


def defectors_page(seen: Defectors, user: "User", *, as_of: date, settings: Settings) -> dict[str, Any]:
    """Context of reports/portfolio/defectors.html. One query."""
    tested, tallies, alerts = seen.tested, seen.tallies, seen.alerts
    return {
        "measures": _measures(tested, alerts, precision(tallies, as_of), settings),
        "confirmed": [alert_row(each) for each in alerts if each.status == DefectorAlert.Status.CONFIRMED],
        "suspect": [alert_row(each) for each in alerts if each.status == DefectorAlert.Status.SUSPECT],
        "expected": expected_false(tested.tested, settings),
        "unsaid": _unsaid(found.unsaid(user)),
        "history": _history(tallies),
    }


def expected_false(tested: int, settings: Settings) -> str:
    """The sentence beside the list of suspects."""
    count = figure_writer(1)(settings.suspect_p * tested)
    return ngettext(
        "%(count)s of them are to be expected false: %(line)s of %(tested)s tested customer.",
        "%(count)s of them are to be expected false: %(line)s of %(tested)s tested customers.",
        tested,
    ) % {"count": count, "line": percent_writer(0)(settings.suspect_p), "tested": f"{tested:,}"}


def alert_row(alert: DefectorAlert, *, margins: bool = True) -> dict[str, Any]:
    """One alert as a row; who sees no margins gets no profit."""
    money = amount_writer(get_language() or "en", Company.get().base_currency)
    return {
        "name": alert.customer.name,
        "explained": {name: _explanation(alert, name) for name in ("money_at_risk", "profit_at_risk")},
        "url": reverse("portfolio:defector", args=[alert.pk]),
        "severity": alert.get_severity_display(),
        "state": STATES[alert.severity],
        "status": alert.get_status_display(),
        "p": f"{alert.p:.3f}",
        "adjusted": f"{alert.adjusted_p:.3f}",
        "money": money(alert.money_at_risk),
        "profit": money(alert.profit_at_risk) if margins else "",
        "owner": str(alert.owner) if alert.owner else _("nobody"),
        "outcome": alert.get_outcome_display(),
        "month": days.month(alert.month, get_language() or "en"),
        "settled": alert.outcome != DefectorAlert.Outcome.OPEN,
    }


def _explanation(alert: DefectorAlert, name: str) -> str:
    """How the figure is computed: of today, or as kept at the end of the alert's month once that is past."""
    end = month_end(month_of(alert.month))
    return figures.address(alert.customer, name, end if alert.month < twelve_months(today())[1] else None)


def _measures(
    tested: found.Tested, alerts: Sequence[DefectorAlert], proven: Precision, settings: Settings
) -> list[Measure]:
    language = get_language() or "en"
    money, share = amount_writer(language, Company.get().base_currency), percent_writer()
    flagged = tested.confirmed + tested.suspect
    ends = [share(end) for end in wilson(flagged, tested.tested)]
    nobody = _(
        "Nobody is tested: satisfaction is unknown, or less than a year of purchases. Surveys and the voice inbox tell it."
    )
    return [
        Measure(
            _("Satisfied and buying less"),
            share(Decimal(flagged) / tested.tested) if tested.tested else None,
            note=_("%(flagged)s of %(tested)s tested; 95%% interval %(low)s to %(high)s")
            % {"flagged": f"{flagged:,}", "tested": f"{tested.tested:,}", "low": ends[0], "high": ends[1]}
            if ends
            else "",
            reason=nobody,
            name="defectors",
        ),
        Measure(
            pgettext("silent defectors", "Confirmed"),
            f"{tested.confirmed:,}" if tested.tested else None,
            note=_("at most %(share)s of them are expected to be false")
            % {"share": percent_writer(0)(settings.discovery_rate)},
            reason=nobody,
            name="confirmed",
        ),
        Measure(
            _("Suspect"),
            f"{tested.suspect:,}" if tested.tested else None,
            note=expected_false(tested.tested, settings),
            reason=nobody,
            name="suspect",
        ),
        Measure(
            _("Money at risk in a year"),
            money(sum((each.money_at_risk for each in alerts), Decimal(0))) if alerts else None,
            note=_("profit in it %(profit)s")
            % {"profit": money(sum((each.profit_at_risk for each in alerts), Decimal(0)))}
            if alerts
            else "",
            reason=_("No alarm this month."),
            name="at_risk",
        ),
        Measure(
            _("Alarms found true after six months"),
            None if proven.share is None else share(proven.share),
            note=_precision_note(proven),
            reason=_("No alarm of six months or more has been looked into yet; owners say what became of theirs."),
            name="precision",
        ),
    ]


def _precision_note(proven: Precision) -> str:
    if proven.share is None:
        return ""
    text = _("%(true)s of %(settled)s; 95%% interval %(low)s to %(high)s") % {
        "true": proven.true,
        "settled": proven.settled,
        "low": percent_writer()(proven.ci95[0]),
        "high": percent_writer()(proven.ci95[1]),
    }
    if proven.open:
        text += " · " + _("%(open)s never looked into") % {"open": proven.open}
    return text


def _unsaid(rows: Sequence[found.Unsaid]) -> Table:
    money, share = amount_writer(get_language() or "en", Company.get().base_currency), percent_writer()
    return Table(
        _("No opinion and falling"),
        (
            Column(_("Customer"), words=True),
            Column(_("Trend in a year")),
            Column(_("Level against last year")),
            Column(_("Order overdue, p")),
            Column(_("Money at risk in a year")),
            Column(_("Owner"), words=True),
        ),
        tuple(
            charts.Row(
                (
                    row.name,
                    _trend(row.rel_annual, share),
                    unknown() if row.level is None else share(row.level),
                    unknown() if row.p_overdue is None else f"{row.p_overdue:.3f}",
                    money(row.money),
                    row.owner or _("nobody"),
                ),
                customer_url(row.customer),
            )
            for row in rows
        ),
    )


def _trend(rel_annual: float | None, share: Write) -> str:
    """The slope of a year in parts of its mean: what falls steeply to nothing reaches more than all of it."""
    if rel_annual is None:
        return unknown()
    return f"< {share(-1)}" if rel_annual < -1 else share(rel_annual)


def _history(tallies: Sequence[Tally]) -> Table:
    heads = (
        _("Month"),
        pgettext("silent defectors", "Confirmed"),
        _("Suspect"),
        _("True"),
        _("False"),
        _("Not looked into"),
        pgettext("silent defectors", "Withdrawn"),
    )
    language = get_language() or "en"
    return Table(
        _("Alarms by month"),
        tuple(Column(head, words=place == 0) for place, head in enumerate(heads)),
        tuple(
            charts.Row(
                (
                    days.month(row.month, language),
                    *(
                        f"{number:,}"
                        for number in (row.confirmed, row.suspect, row.true, row.false, row.open, row.withdrawn)
                    ),
                )
            )
            for row in by_month(tallies)
        ),
    )


def alert_page(alert: DefectorAlert, *, margins: bool) -> dict[str, Any]:
    """Context of reports/portfolio/defector.html: the alarm, its evidence, the sentences behind it. Two queries."""
    net, season = found.months_of(alert.customer_id), found.seasons()
    trend = purchase_trend(net, month_end(month_of(alert.month)), season)
    return {
        "alert": alert,
        "row": alert_row(alert, margins=margins),
        "margins": margins,
        "evidence": evidence_of(net, trend, season, month_of(alert.month)),
        "reasons": _reasons(alert, trend),
    }


def _reasons(alert: DefectorAlert, trend: PurchaseTrend) -> list[str]:
    language = get_language() or "en"
    money, share = amount_writer(language, Company.get().base_currency), percent_writer()
    lines = []
    if trend.rel_annual is not None and trend.p_trend is not None:
        lines.append(
            _("Without its season its trend falls by %(trend)s of its mean in a year (p %(p)s).")
            % {"trend": share(abs(trend.rel_annual)), "p": f"{trend.p_trend:.3f}"}
            if trend.rel_annual < 0
            else _("Its trend does not fall; it is overdue for its own rhythm.")
        )
    if trend.level is not None:
        lines.append(
            _("The last six months brought %(now)s, the six months compared with %(before)s: %(level)s.")
            % {"now": money(trend.t6), "before": money(trend.base6), "level": share(trend.level)}
        )
    lines.append(
        _("After all tests of the month together: %(status)s, p %(p)s, adjusted %(adjusted)s.")
        % {"status": alert.get_status_display(), "p": f"{alert.p:.3f}", "adjusted": f"{alert.adjusted_p:.3f}"}
    )
    return lines


def evidence_of(
    net: Mapping[Month, Decimal], trend: PurchaseTrend, season: Mapping[str, float] | None, last: Month
) -> charts.Figure:
    """Two years of months; expected = the mean month of the first year with the company's season."""
    language = get_language() or "en"
    money = amount_writer(language, Company.get().base_currency)
    index, months = season or FLAT, months_until(last, MONTHS)
    begins = min(net, default=last)
    values = [net.get(month, Decimal(0)) if month >= begins else None for month in months]
    first = [
        float(value) / index[month[5:]]
        for value, month in zip(values[:WINDOW], months, strict=False)
        if value is not None
    ]
    usual = fmean(first) if first else None
    rows = [
        EvidenceMonth(
            days.month(date.fromisoformat(f"{month}-01"), language),
            value,
            None if usual is None else usual * index[month[5:]],
        )
        for month, value in zip(months, values, strict=True)
    ]
    title = _("Two years of purchases")
    if not any(value for value in values):
        return charts.Figure(
            title=title, label=title, picture=None, reason=_("No purchase in these two years is kept.")
        )
    return charts.Figure(
        title=title,
        label=_("The last six months brought %(now)s after %(before)s.")
        % {"now": money(trend.t6), "before": money(trend.base6)},
        note="" if season else _("without a season: too few customers, or one of them too large"),
        picture=_drawn(rows, trend, values, months, index, HALF),
        narrow=_drawn(rows, trend, values, months, index, NARROW),
        table=Table(
            title,
            (Column(_("Month"), words=True), Column(_("Bought")), Column(_("Expected"))),
            tuple(
                charts.Row(
                    (
                        row.name,
                        unknown() if row.value is None else money(row.value),
                        unknown() if row.expected is None else money(row.expected),
                    )
                )
                for row in rows
            ),
        ),
    )


def _drawn(
    rows: Sequence[EvidenceMonth],
    trend: PurchaseTrend,
    values: Sequence[Decimal | None],
    months: Sequence[Month],
    index: Mapping[str, float],
    width: float,
) -> Any:
    """The trend line runs through the mean of the last twelve months without season, with the slope of the test."""
    ends = None
    if trend.rel_annual is not None:
        mean = fmean(
            float(value or 0) / index[month[5:]]
            for value, month in zip(values[-WINDOW:], months[-WINDOW:], strict=True)
        )
        half = float(trend.rel_annual) * mean / WINDOW * (WINDOW - 1) / 2
        ends = (max(mean - half, 0.0), max(mean + half, 0.0))
    return evidence(
        rows,
        write=amount_writer(get_language() or "en", Company.get().base_currency),
        trend=ends,
        trend_months=WINDOW,
        width=width,
        expected_text=_("expected by season"),
        trend_text=pgettext("of purchases", "trend") if ends else "",
        shaded_text=_("last six months"),
    )
