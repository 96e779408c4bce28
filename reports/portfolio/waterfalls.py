"""The waterfall of retained revenue as a picture, with the customers behind each step."""

from collections.abc import Mapping, Sequence
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
from reports.portfolio.measures import HALF, NARROW, Measure, number, of_customers, texts
from reports.portfolio.tables import category_url

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
