"""The evidence for one silent defector: two years of months, what the season let expect, the trend, the half year in question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.months import column
from office.charts.scales import Scale, ground, heads, reach, traces
from office.charts.shapes import Box, Number, Path, Picture, Point, Rule, Words, Write, near, width_of

TOP, FOOT = 28.0, 26.0


@dataclass(frozen=True, slots=True)
class EvidenceMonth:
    """One month: what was bought and what the season let expect. None is unknown and stays empty."""

    name: str
    value: Number | None
    expected: Number | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence(Picture):
    kind: ClassVar[str] = "evidence"
    shade: tuple[Box, ...]
    grid: tuple[Rule, ...]
    columns: tuple[Box, ...]
    expected: tuple[Path, ...]
    trend: tuple[Path, ...]
    labels: tuple[Words, ...]


def evidence(
    rows: Sequence[EvidenceMonth],
    *,
    write: Write,
    trend: tuple[Number, Number] | None = None,
    trend_months: int | None = None,
    shaded: int = 6,
    width: float = 640,
    height: float = 240,
    expected_text: str = "",
    trend_text: str = "",
    shaded_text: str = "",
) -> Evidence:
    """`trend` is the value of the trend line in its first and last month; it runs over the last `trend_months`, else over all."""
    ends = trend or ()
    field = ground(
        *reach([*(row.value for row in rows), *(row.expected for row in rows), *ends]),
        write,
        width=width,
        top=TOP,
        bottom=height - FOOT,
    )
    pitch = (field.right - field.left) / max(len(rows), 1)
    middles = [near(field.left + pitch * (place + 0.5)) for place in range(len(rows))]
    recent = max(len(rows) - shaded, 0)
    edge = near(field.left + pitch * recent)
    shade = (
        (Box(edge, TOP - 8, near(field.right - edge), near(height - FOOT - TOP + 8), "sunken"),)
        if rows and shaded
        else ()
    )
    columns = tuple(
        column(
            row.value,
            x,
            pitch,
            field,
            title=f"{row.name} {write(row.value)}",
            tone="series-1" if place >= recent else "series-6",
        )
        for place, (row, x) in enumerate(zip(rows, middles, strict=True))
        if row.value is not None
    )
    over = min(trend_months or len(rows), len(rows))
    line = _trend(trend, middles[-over:], field.y) if trend and over else ()
    return Evidence(
        width=width,
        height=height,
        shade=shade,
        grid=field.grid,
        columns=columns,
        expected=traces([row.expected for row in rows], middles, field.y, "ink", dashed=True),
        trend=line,
        labels=(
            *field.figures,
            *heads([row.name for row in rows], middles, height - 8, field.right),
            *_names(field.left, field.right, expected_text, trend_text if line else "", shaded_text),
        ),
    )


def _trend(trend: tuple[Number, Number], places: Sequence[float], scale: Scale) -> tuple[Path, ...]:
    return (Path((Point(places[0], scale.at(trend[0])), Point(places[-1], scale.at(trend[1]))), "danger", weight=2),)


def _names(left: float, right: float, expected: str, trend: str, shaded: str) -> list[Words]:
    """What is drawn, named in a row above: each word in the tone and after a stroke of its line."""
    found = []
    if expected:
        found.append(Words(left, 13, f"┄ {expected}", tone="ink"))
    if trend:
        found.append(Words(near(left + (width_of(expected) + 34 if expected else 0)), 13, f"— {trend}", tone="danger"))
    if shaded:
        found.append(Words(right, 13, shaded, "end", "ink-2"))
    return found
