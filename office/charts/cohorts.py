"""Cohorts as a grid of heat: a row per month or quarter won, a column per month since."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.shapes import Box, Number, Picture, Words, Write, near, width_of

ROW, GAP, LEAST_CELL, MOST_CELL = 28.0, 2.0, 34.0, 64.0
CUTS = (0.2, 0.4, 0.6)


@dataclass(frozen=True, slots=True)
class Cohort:
    """One row. `cells` begin with the first month; months that are still to come are absent or None, never zero.

    `counts` stand in place of the shares of a row too small for them, on a ground without heat.
    """

    name: str
    size: str
    cells: tuple[Number | None, ...]
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CohortGrid(Picture):
    kind: ClassVar[str] = "cohort_grid"
    cells: tuple[Box, ...]
    labels: tuple[Words, ...]


def cohort_grid(
    rows: Sequence[Cohort],
    heads: Sequence[str],
    *,
    write: Write,
    width: float = 640,
    cuts: tuple[float, float, float] = CUTS,
    size_text: str = "",
) -> CohortGrid:
    """Cells in four shades split at `cuts`, each with its number. The grid grows beyond `width` before a cell gets too small."""
    names = max((width_of(row.name) for row in rows), default=0) + 10
    sizes = max([width_of(row.size) for row in rows] + [width_of(size_text)]) + 14
    left = names + sizes
    cell = min(max((width - left) / max(len(heads), 1), LEAST_CELL), MOST_CELL)
    cells, labels = [], [Words(near(left - 10), 17, size_text, "end", "ink-3")] if size_text else []
    labels += [
        Words(near(left + cell * (place + 0.5)), 17, head, "middle", "ink-3") for place, head in enumerate(heads)
    ]
    for line, row in enumerate(rows):
        y = ROW * (line + 1)
        labels.append(Words(0, y + 18, row.name, tone="ink"))
        labels.append(Words(near(left - 10), y + 18, row.size, "end", "ink-2"))
        for place, value in enumerate(row.cells[: len(heads)]):
            if value is None:
                continue
            x = left + cell * place
            text, fill, tone = _look(row, place, value, write, cuts)
            title = f"{row.name} · {heads[place]} · {text}"
            cells.append(Box(near(x), y, near(cell - GAP), ROW - GAP, fill, title=title))
            labels.append(Words(near(x + (cell - GAP) / 2), y + 18, text, "middle", tone))
    return CohortGrid(
        width=near(max(width, left + cell * len(heads))),
        height=ROW * (len(rows) + 1),
        cells=tuple(cells),
        labels=tuple(labels),
    )


def _look(
    row: Cohort, place: int, value: Number, write: Write, cuts: tuple[float, float, float]
) -> tuple[str, str, str]:
    """Text, fill and ink of a cell."""
    if row.counts:
        return f"{row.counts[place]:,}", "sunken", "ink"
    step = sum(float(value) >= cut for cut in cuts) + 1
    return write(value), f"tie-{step}", "on-tie-4" if step == 4 else "ink"
