"""How much of the revenue the largest industry, region, channel and size had at the month ends of a year."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from office.charts import figures as charts
from office.charts.figures import Column, Table
from office.charts.lines import Series, lines
from office.exporting import Cell
from office.formatting.days import month as month_text
from office.formatting.writers import Write, percent_writer
from reports.indicators.shares import DIMENSIONS
from reports.portfolio.measures import NARROW, WIDE, number, unknown


def dimension_words() -> dict[str, str]:
    return {
        "industry": _("Industry"),
        "region": _("Region"),
        "channel": _("Acquisition channel"),
        "size": _("Size of company"),
    }


def dimension_trend(
    points: Sequence[Mapping[str, Any]], labels: Mapping[str, Mapping[str, str]], share: Write
) -> charts.Figure:
    title, words = _("The largest industry, region, channel and size at the month ends"), dimension_words()
    series = [Series(words[name], tuple(number(point, name) for point in points)) for name in DIMENSIONS]
    drawn = partial(lines, series, [point["month"][2:] for point in points], write=percent_writer(0))
    language = get_language() or "en"

    def cell(point: Mapping[str, Any], name: str) -> str:
        value, code = number(point, name), point[f"{name}_top"]
        return unknown() if value is None else f"{share(value)} · {labels[name].get(code, code)}"

    table = Table(
        title,
        (Column(_("Month"), words=True), *(Column(words[name], words=True) for name in DIMENSIONS)),
        tuple(
            charts.Row(
                (
                    month_text(date.fromisoformat(f"{point['month']}-01"), language),
                    *(cell(point, name) for name in DIMENSIONS),
                )
            )
            for point in points
        ),
    )
    is_known = any(number(point, name) is not None for point in points for name in DIMENSIONS)
    return charts.Figure(
        title=title,
        label=_("Share of the largest of each in the revenue of which it is known, over the last twelve month ends."),
        note=_("by what customers are now, from monthly totals"),
        picture=drawn(width=WIDE) if is_known else None,
        narrow=drawn(width=NARROW) if is_known else None,
        reason=_("No month end has twelve months of ledger behind it yet."),
        table=table if is_known else None,
        csv_url=reverse("portfolio:concentration-csv", args=["dimension-trend"]) if is_known else "",
    )


def trend_rows(
    points: Sequence[Mapping[str, Any]], labels: Mapping[str, Mapping[str, str]]
) -> tuple[list[str], Iterator[Sequence[Cell]], int]:
    """For the file: name and share of each."""
    words = dimension_words()
    heads = [_("Month")]
    for name in DIMENSIONS:
        heads += [words[name], _("Share")]

    def cells(point: Mapping[str, Any]) -> list[Cell]:
        found: list[Cell] = [point["month"]]
        for name in DIMENSIONS:
            code = point[f"{name}_top"]
            found += ["" if code is None else labels[name].get(code, code), number(point, name)]
        return found

    return heads, (cells(point) for point in points), len(points)
