"""The waterfall of retained revenue as a picture, with the customers behind each step, and its rates."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.charts import figures as charts
from office.charts.figures import Column, Table
from office.charts.waterfall import Step, waterfall
from office.exporting import Cell
from office.formatting.writers import Write
from reports.indicators.levels import at_least
from reports.portfolio.measures import HALF, NARROW, Measure, number, of_customers, texts
from reports.portfolio.tables import category_url

NRR, NRR_WATCH, GRR = Decimal(1), Decimal("0.90"), Decimal("0.90")
MOVES = {"new": "came", "reactivation": "came", "expansion": "grew", "contraction": "shrank", "churn": "lost"}
SIGNS = {"new": 1, "reactivation": 1, "expansion": 1, "contraction": -1, "churn": -1}


def step_words() -> dict[str, str]:
    return {
        "opening": pgettext("waterfall", "Opening"),
        "new": pgettext("waterfall", "New customers"),
        "reactivation": pgettext("waterfall", "Came back"),
        "expansion": pgettext("waterfall", "Bought more"),
        "contraction": pgettext("waterfall", "Bought less"),
        "churn": pgettext("waterfall", "Left"),
        "closing": pgettext("waterfall", "Closing"),
    }


def step_measures(found: Mapping[str, Any], part: str, money: Write, *, linked: bool) -> list[Measure]:
    """Each step as a figure that explains itself, with the customers behind it where a list can show them."""
    counts = found.get("counts", {})
    return [
        Measure(
            word,
            None if (value := number(found, name)) is None else money(value * SIGNS.get(name, 1)),
            note=of_customers(counts[name]) if name in counts else "",
            url=category_url("move", MOVES[name]) if linked and name in MOVES else "",
            name=f"{part}_{'left' if name == 'churn' else name}",
        )
        for name, word in step_words().items()
    ]


def waterfall_figure(
    found: Mapping[str, Any], title: str, money: Write, *, label: str, note: str, part: str, linked: bool
) -> charts.Figure:
    """`linked`: the steps are movements of revenue that the list of customers can show."""
    words, counts = step_words(), found["counts"]
    told = {
        name: one.explanation for name, one in zip(words, step_measures(found, part, money, linked=linked), strict=True)
    }
    steps = [
        Step(
            word,
            value := (number(found, name) or 0) * SIGNS.get(name, 1),
            total=name in ("opening", "closing"),
            tone="danger" if value < 0 else "",
            note=of_customers(counts[name]) if name in counts else "",
            url=told[name],
        )
        for name, word in words.items()
    ]
    rows = tuple(
        charts.Row(
            (word, *texts(money, [number(found, name)]), f"{counts[name]:,}" if name in counts else ""),
            told[name],
        )
        for name, word in words.items()
    )
    drawn = partial(waterfall, steps, write=money)
    return charts.Figure(
        title=title,
        label=label,
        note=note,
        picture=drawn(width=HALF),
        narrow=drawn(width=NARROW),
        table=Table(title, (Column(_("Step"), words=True), Column(_("Revenue")), Column(_("Customers"))), rows),
        csv_url=reverse("portfolio:retention-csv", args=[part]),
    )


def waterfall_rows(found: Mapping[str, Any]) -> list[Sequence[Cell]]:
    counts = found["counts"]
    return [(word, number(found, name), counts.get(name)) for name, word in step_words().items()]


def movement_measures(kind: str, found: Mapping[str, Any], share: Write, reason: str) -> list[Measure]:
    """Net, gross and mature retention, customers and revenue lost; `kind` names the explanations.

    The list of customers can show movements of revenue alone.
    """
    nrr, grr, mature, churn, logos = (
        number(found, name) for name in ("nrr", "grr", "nrr_mature", "revenue_churn", "logo_churn")
    )
    cohort = of_customers(found.get("cohort_n", 0)) if "cohort_n" in found else ""
    if left := found.get("unknown"):
        cohort = " · ".join(filter(None, (cohort, without_unknown(left))))
    if "cohort_n" in found and nrr is None:
        reason = _("Nobody bought in the opening period.")

    def shown(value: Decimal | None) -> str | None:
        return None if value is None else share(value)

    return [
        Measure(
            _("NRR: net revenue retention"),
            shown(nrr),
            note=cohort,
            line=_("healthy from 100%, elite 120%"),
            state=at_least(nrr, NRR, NRR_WATCH),
            reason=reason,
            url=category_url("move", "shrank") if kind == "orders" else "",
            name=f"{kind}_nrr",
        ),
        Measure(
            _("GRR: gross revenue retention"),
            shown(grr),
            note=cohort,
            line=_("healthy from 90%"),
            state=at_least(grr, GRR),
            reason=reason,
            name=f"{kind}_grr",
        ),
        Measure(
            _("NRR of mature customers"),
            shown(mature),
            note=_("without those still ramping up"),
            reason=reason,
            name=f"{kind}_nrr_mature",
        ),
        Measure(
            _("Share of customers lost"),
            shown(logos),
            note=cohort,
            reason=reason,
            url=category_url("move", "lost") if kind == "orders" else "",
            name=f"{kind}_logos",
        ),
        Measure(
            _("Lost revenue of the opening"),
            shown(churn),
            note=cohort,
            reason=reason,
            name=f"{kind}_churn",
        ),
    ]


def conclusion(found: Mapping[str, Any], money: Write) -> str:
    opening, closing = number(found, "opening") or Decimal(0), number(found, "closing") or Decimal(0)
    return _("From %(opening)s to %(closing)s.") % {"opening": money(opening), "closing": money(closing)}


def without_unknown(count: int) -> str:
    return _("partial: without %(count)s whose fee or exchange rate is unknown") % {"count": of_customers(count)}
