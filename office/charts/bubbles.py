"""Customers as circles whose area is their share, in a grid of industries by regions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import ClassVar

from office.charts.palette import TENURES
from office.charts.shapes import Disc, Number, Picture, Rule, Words, Write, fitted, near, width_of

LEAST_RADIUS, MOST_RADIUS = 4.0, 40.0
NAMED_FROM, FIGURED_FROM = 25.0, 13.0  # radii from which name and figure, or the figure alone, stand inside
RING, GAP, LABEL, LONGEST_NAME = 5.0, 10.0, 16.0, 84.0
HEAD, LEAST_COLUMN, LEAST_ROW = 36.0, 96.0, 72.0
MOST_IN_CELL = 12
UNKNOWN_FILL, UNKNOWN_EDGE = "sunken", "edge"


@dataclass(frozen=True, slots=True)
class Bubble:
    """One customer. `tenure` is the bucket of years together, 0–4, None where nobody knows it: grey with a dashed edge.

    `flagged` draws the dashed cinnabar ring.
    """

    name: str
    share: Number
    tenure: int | None
    row: str = ""
    column: str = ""
    flagged: bool = False
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or column: the key that bubbles name, its text, a figure and the figure's state."""

    key: str
    text: str
    figure: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """Bubbles of a cell that are not drawn: how many, and the list that holds them too, in words."""

    count: int
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A bubble with the room it needs: half its width, what it needs above and below its centre."""

    bubble: Bubble
    radius: float
    half: float
    above: float
    below: float


@dataclass(frozen=True, kw_only=True)
class BubbleGrid(Picture):
    kind: ClassVar[str] = "bubble_grid"
    rules: tuple[Rule, ...]
    rings: tuple[Disc, ...]
    discs: tuple[Disc, ...]
    labels: tuple[Words, ...]


def bubble_grid(
    bubbles: Sequence[Bubble],
    rows: Sequence[Head],
    columns: Sequence[Head],
    *,
    write: Write,
    width: float = 844,
    most_radius: float = MOST_RADIUS,
    rest: Mapping[tuple[str, str], Rest] | None = None,
) -> BubbleGrid:
    """A cell per row and column. No circle touches another; the picture grows where a cell needs more room.

    `write` writes a share as a percentage. A cell shows its twelve largest and counts those left out as “+37”. `rest` is
    what of a cell (row key, column key) was not even given.
    """
    largest = max((float(bubble.share) for bubble in bubbles), default=0)
    cells: dict[tuple[str, str], list[Piece]] = {}
    for bubble in sorted(bubbles, key=lambda one: (-float(one.share), one.name)):
        piece = piece_of(bubble, largest, most_radius)
        cells.setdefault((bubble.row, bubble.column), []).append(piece)
    side = near(max((max(width_of(head.text), width_of(head.figure)) for head in rows), default=0) + 16)
    widths = _widths(cells, columns, max(width - side, LEAST_COLUMN * len(columns)))
    edges = [near(side + sum(widths[:place])) for place in range(len(columns) + 1)]
    rules: list[Rule] = []
    rings: list[Disc] = []
    discs: list[Disc] = []
    labels = _column_heads(columns, edges)
    y = HEAD
    for row in rows:
        placed = [shelved(cells.get((row.key, head.key), []), wide) for head, wide in zip(columns, widths, strict=True)]
        high = max([LEAST_ROW, *(cell.height for cell in placed)])
        rules.append(Rule(0, y, edges[-1], y))
        labels += _row_head(row, y + high / 2)
        for head, cell, left, wide in zip(columns, placed, edges, widths, strict=False):
            for piece, x, foot in cell.at(left + wide / 2, y + (high - cell.height) / 2):
                found = drawn(piece, x, foot, write)
                discs.append(found.disc)
                rings += found.rings
                labels += found.labels
            others = (rest or {}).get((row.key, head.key), Rest(0))
            left_out = cell.left_out + others.count
            if left_out:
                corner = near(left + wide - 6), near(y + high - 6)
                labels.append(Words(*corner, f"+{left_out:,}", "end", "ink-3", title=others.title, url=others.url))
        y += high
    rules.append(Rule(0, y, edges[-1], y))
    rules += [Rule(edge, HEAD, edge, y) for edge in edges]
    return BubbleGrid(
        width=edges[-1] + 1,
        height=near(y + 1),
        rules=tuple(rules),
        rings=tuple(rings),
        discs=tuple(discs),
        labels=tuple(labels),
    )


# ── One bubble ──


@dataclass(frozen=True, slots=True)
class Drawn:
    disc: Disc
    rings: tuple[Disc, ...]
    labels: tuple[Words, ...]


def radius_of(share: Number, largest: float, most_radius: float) -> float:
    """The area is proportional to the share; a circle is never too small to be seen."""
    part = max(float(share), 0.0) / largest if largest > 0 else 0.0
    return near(max(LEAST_RADIUS, most_radius * sqrt(part)))


def piece_of(bubble: Bubble, largest: float, most_radius: float) -> Piece:
    radius = radius_of(bubble.share, largest, most_radius)
    reach = radius + (RING if bubble.flagged else 0)
    outside = radius < NAMED_FROM
    name = min(width_of(bubble.name), LONGEST_NAME) / 2 if outside else 0
    return Piece(bubble, radius, near(max(reach, name)), reach, reach + (LABEL if outside else 0))


def drawn(piece: Piece, x: float, y: float, write: Write) -> Drawn:
    """The circle with its texts: name and share inside from 25 px, the number from 13 px, else the name below."""
    bubble, radius = piece.bubble, piece.radius
    fill, ink = _fill_of(bubble.tenure)
    text = write(bubble.share)
    title = bubble.title or f"{bubble.name} {text}"
    x, y = near(x), near(y)
    labels = []
    if radius >= NAMED_FROM:
        labels.append(Words(x, near(y - 3), fitted(bubble.name, 2 * radius - 8), "middle", ink))
        labels.append(Words(x, near(y + 13), text, "middle", ink, strong=True))
    else:
        if radius >= FIGURED_FROM:
            labels.append(Words(x, near(y + 4), text.rstrip("%"), "middle", ink, strong=True))
        name = fitted(bubble.name, LONGEST_NAME)
        labels.append(Words(x, near(y + piece.above + 13), name, "middle", "ink-2"))
    ring = (Disc(x, y, near(radius + RING - 1), edge="danger", dashed=True),) if bubble.flagged else ()
    edge = UNKNOWN_EDGE if bubble.tenure is None else "tenure-edge"
    disc = Disc(x, y, radius, fill, edge, title, bubble.url, dashed=bubble.tenure is None)
    return Drawn(disc, ring, tuple(labels))


def _fill_of(tenure: int | None) -> tuple[str, str]:
    """The fill and the ink that reads on it."""
    if tenure is None:
        return UNKNOWN_FILL, "ink"
    place = min(max(tenure, 0), len(TENURES) - 1)
    return TENURES[place], "on-young" if place < 3 else "on-old"


# ── Cells ──


@dataclass(frozen=True, slots=True)
class Shelves:
    """Pieces in rows that fit a width."""

    rows: tuple[tuple[Piece, ...], ...]
    height: float
    left_out: int

    def at(self, middle: float, top: float) -> list[tuple[Piece, float, float]]:
        """Each piece with its centre, the rows centred on `middle` from `top` downwards."""
        found = []
        y = top + GAP
        for row in self.rows:
            x = middle - _long(row) / 2
            base = y + max(piece.above for piece in row)
            for piece in row:
                found.append((piece, x + piece.half, base))
                x += 2 * piece.half + GAP
            y = base + max(piece.below for piece in row) + GAP
        return found


def shelved(pieces: Sequence[Piece], width: float) -> Shelves:
    """The largest pieces first, left to right, a new row when one is full."""
    shown = pieces[:MOST_IN_CELL]
    rows: list[list[Piece]] = []
    for piece in shown:
        if rows and _long([*rows[-1], piece]) <= width - 2 * GAP:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    height = sum(max(p.above for p in row) + max(p.below for p in row) + GAP for row in rows) + GAP
    return Shelves(tuple(tuple(row) for row in rows), near(height), len(pieces) - len(shown))


def _long(row: Sequence[Piece]) -> float:
    return sum(2 * piece.half for piece in row) + GAP * (len(row) - 1)


def _widths(cells: dict[tuple[str, str], list[Piece]], columns: Sequence[Head], room: float) -> list[float]:
    """The columns share the room by what their fullest cell would like to have in one row."""
    wants = []
    for head in columns:
        rows = [pieces[:3] for (_, key), pieces in cells.items() if key == head.key]
        wants.append(max([LEAST_COLUMN, *(_long(row) + 2 * GAP for row in rows)]))
    over = sum(wants) - room
    if over <= 0:
        return [near(want - over / len(wants)) for want in wants]
    slack = sum(want - LEAST_COLUMN for want in wants)
    return [near(want - over * (want - LEAST_COLUMN) / slack) for want in wants]


TONES = {"bad": "danger", "warn": "warn", "good": "good"}


def _column_heads(columns: Sequence[Head], edges: Sequence[float]) -> list[Words]:
    found = []
    for place, head in enumerate(columns):
        middle, room = (edges[place] + edges[place + 1]) / 2, edges[place + 1] - edges[place] - 8
        name = fitted(head.text, room - width_of(head.figure) - 6)
        start = middle - (width_of(name) + (width_of(head.figure) + 6 if head.figure else 0)) / 2
        found.append(Words(near(start), 22, name, tone="ink"))
        if head.figure:
            tone = TONES.get(head.state, "ink-3")
            found.append(Words(near(start + width_of(name) + 6), 22, head.figure, tone=tone))
    return found


def _row_head(head: Head, middle: float) -> list[Words]:
    found = [Words(0, near(middle - (4 if head.figure else -4)), head.text, tone="ink")]
    if head.figure:
        found.append(Words(0, near(middle + 13), head.figure, tone=TONES.get(head.state, "ink-3")))
    return found


@dataclass(frozen=True, kw_only=True)
class TenureLegend(Picture):
    kind: ClassVar[str] = "tenure_legend"
    discs: tuple[Disc, ...]
    labels: tuple[Words, ...]


def tenure_legend(
    texts: Sequence[str], flag_text: str = "", unknown_text: str = "", *, width: float = 844
) -> TenureLegend:
    """The five fills with the years they stand for, the one of who came nobody knows when, and at the end the ring with
    its meaning; wrapped into `width`."""
    marks = [(text, fill, "tenure-edge", False) for text, fill in zip(texts, TENURES, strict=False)]
    if unknown_text:
        marks.append((unknown_text, UNKNOWN_FILL, UNKNOWN_EDGE, True))
    if flag_text:
        marks.append((flag_text, "", "danger", True))
    discs, labels = [], []
    x, y = 8.0, 11.0
    for text, fill, edge, dashed in marks:
        if x + 11 + width_of(text) > width:
            x, y = 8.0, y + 22
        discs.append(Disc(x, y, 6, fill, edge, dashed=dashed))
        labels.append(Words(x + 11, y + 4, text))
        x = near(x + 27 + width_of(text))
    return TenureLegend(width=width, height=y + 11, discs=tuple(discs), labels=tuple(labels))
