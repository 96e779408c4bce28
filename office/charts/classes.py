"""Four classes on two axes: who pays and who does not, large and small."""

from dataclasses import dataclass
from typing import ClassVar

from office.charts.shapes import Box, Disc, Picture, Words, fitted, near, width_of

HEAD, CELL, GAP = 26.0, 104.0, 4.0


@dataclass(frozen=True, slots=True)
class ClassCell:
    """One field: its letter, its name, a figure and one line about it."""

    letter: str
    name: str
    figure: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class ClassMatrix(Picture):
    kind: ClassVar[str] = "class_matrix"
    cells: tuple[Box, ...]
    badges: tuple[Disc, ...]
    labels: tuple[Words, ...]


def class_matrix(
    cells: tuple[tuple[ClassCell, ClassCell], tuple[ClassCell, ClassCell]],
    *,
    columns: tuple[str, str],
    rows: tuple[str, str],
    width: float = 560,
) -> ClassMatrix:
    """Two rows of two fields, from the top left; `columns` and `rows` are the heads of the axes."""
    side = near(max(map(width_of, rows)) + 14)
    wide = (width - side) / 2
    boxes, badges, labels = [], [], []
    for place, head in enumerate(columns):
        labels.append(Words(near(side + wide * place), 15, fitted(head, wide - GAP), tone="ink-3"))
    for line, (head, pair) in enumerate(zip(rows, cells, strict=True)):
        y = HEAD + line * CELL
        labels.append(Words(0, y + 27, head, tone="ink-3"))
        for place, cell in enumerate(pair):
            x, room = side + wide * place, wide - GAP - 28
            title = f"{cell.letter} {cell.name} {cell.figure}"
            boxes.append(Box(near(x), y, near(wide - GAP), CELL - GAP, "canvas", "line-2", title, cell.url))
            badges.append(Disc(near(x + 25), y + 23, 11, edge="ink"))
            labels += [
                Words(near(x + 25), y + 27.3, cell.letter, "middle", "ink", strong=True),
                Words(near(x + 44), y + 27.5, fitted(cell.name, room - 30), tone="ink", strong=True),
                Words(near(x + 14), y + 62, fitted(cell.figure, room, 20), tone="ink", size=20, strong=True),
                Words(near(x + 14), y + 84, fitted(cell.note, room), tone="ink-2"),
            ]
    return ClassMatrix(
        width=width, height=HEAD + 2 * CELL, cells=tuple(boxes), badges=tuple(badges), labels=tuple(labels)
    )
