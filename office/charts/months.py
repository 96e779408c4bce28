"""Months as columns, with an expected range, a second line, and the running month marked as not finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.scales import Ground, band, ground, heads, reach, traces
from office.charts.shapes import Box, Number, Path, Picture, Rule, Words, Write, halo, hatched, near

TOP, FOOT = 26.0, 26.0


@dataclass(frozen=True, slots=True)
class Month:
    """One month. None is unknown and stays empty; it is never drawn as zero."""

    name: str
    value: Number | None
    second: Number | None = None
    low: Number | None = None
    high: Number | None = None
    running: bool = False


@dataclass(frozen=True, kw_only=True)
class Months(Picture):
    kind: ClassVar[str] = "months"
    grid: tuple[Rule, ...]
    expected: tuple[Path, ...]
    columns: tuple[Box, ...]
    hatch: tuple[Rule, ...]
    second: tuple[Path, ...]
    halos: tuple[Box, ...]
    labels: tuple[Words, ...]


def months(
    rows: Sequence[Month],
    *,
    write: Write,
    width: float = 640,
    height: float = 220,
    second_text: str = "",
    expected_text: str = "",
    running_text: str = "",
) -> Months:
    """Columns from zero, oldest first. The texts name the line, the range and the running month where they stand."""
    values = [value for row in rows for value in (row.value, row.second, row.low, row.high)]
    field = ground(*reach(values), write, width=width, top=TOP, bottom=height - FOOT)
    pitch = (field.right - field.left) / max(len(rows), 1)
    middles = [near(field.left + pitch * (place + 0.5)) for place in range(len(rows))]
    columns = [
        column(row.value, x, pitch, field, title=f"{row.name} {write(row.value)}", running=row.running)
        for row, x in zip(rows, middles, strict=True)
        if row.value is not None
    ]
    running = [box for box in columns if box.dashed]
    notes = _notes(rows, middles, field, running, (second_text, expected_text, running_text))
    return Months(
        width=width,
        height=height,
        grid=field.grid,
        expected=band([row.low for row in rows], [row.high for row in rows], middles, field.y),
        columns=tuple(columns),
        hatch=tuple(rule for box in running for rule in hatched(box, box.edge)),
        second=traces([row.second for row in rows], middles, field.y, "series-2"),
        halos=tuple(halo(words) for words in notes),
        labels=(*field.figures, *heads([row.name for row in rows], middles, height - 8, field.right), *notes),
    )


def column(
    value: Number, x: float, pitch: float, field: Ground, *, title: str, running: bool = False, tone: str = "series-1"
) -> Box:
    """One column on the zero line, downwards when negative; a running month has an edge only."""
    wide = min(pitch * 0.64, 36)
    zero, end = field.y.at(0), field.y.at(value)
    if value < 0 and tone == "series-1":
        tone = "danger"
    return Box(
        near(x - wide / 2),
        min(zero, end),
        near(wide),
        near(max(abs(zero - end), 1)),
        "canvas" if running else tone,
        tone if running else "",
        title,
        dashed=running,
    )


def _notes(
    rows: Sequence[Month],
    middles: Sequence[float],
    field: Ground,
    running: Sequence[Box],
    texts: tuple[str, str, str],
) -> tuple[Words, ...]:
    """The names of what is drawn, in a row above the field, each in its own tone."""
    second_text, expected_text, running_text = texts
    found = []
    known = [row.second for row in rows if row.second is not None]
    if second_text and known:
        found.append(Words(field.left, 12, second_text, tone="series-2", strong=True))
    if expected_text and any(row.high is not None for row in rows):
        middle = (field.left + field.right) / 2 if found else field.left
        found.append(Words(near(middle), 12, expected_text, "middle" if found else "start", "good"))
    if running_text and running:
        found.append(Words(field.right, 12, running_text, "end", "series-1"))
    return tuple(found)
