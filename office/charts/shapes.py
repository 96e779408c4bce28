"""What charts are made of, in units of the picture: one unit is a pixel on screen and a point on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, NamedTuple

Number = Decimal | float | int
Write = Callable[[Number], str]
"""How a chart writes its numbers: `office.formatting` with the reader's language already given."""

SIZE = 12.0
SLACK = 0.5  # coordinates are rounded to a tenth
WIDE_FROM = "\u2e80"
WIDE = "·…—“”‘’"  # a Chinese font gives them a square
NARROW = " .,:;'|!()il"


class Point(NamedTuple):
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. `fill` and `edge` are tones of the palette; an empty one is not drawn."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    title: str = ""
    url: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    radius: float
    fill: str = ""
    edge: str = ""
    title: str = ""
    url: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: str = "line"
    weight: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points; closed and filled when `fill` is given."""

    points: tuple[Point, ...]
    tone: str = ""
    fill: str = ""
    weight: float = 1.6
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text on its base line."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    tone: str = "ink-2"
    size: float = SIZE
    strong: bool = False
    title: str = ""
    url: str = ""


Shape = Box | Disc | Rule | Path | Words


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Width and height of the view box, drawn one to one. `kind` is the name of the template."""

    kind: ClassVar[str]
    width: float
    height: float


def near(value: float) -> float:
    """A coordinate to a tenth, without a minus zero."""
    return round(value, 1) + 0.0


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide a text is, rather too wide than too narrow: Han and full-width signs are squares."""
    return sum(_part(letter) for letter in text) * size


def _part(letter: str) -> float:
    if letter >= WIDE_FROM or letter in WIDE:
        return 1.0
    if letter in NARROW:
        return 0.34
    return 0.72 if letter.isupper() or letter in "%¥€£+=−" else 0.62


def fitted(text: str, room: float, size: float = SIZE) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    if width_of(text, size) <= room + SLACK:
        return text
    kept = text
    while kept and width_of(f"{kept}…", size) > room + SLACK:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if kept else ""


def halo(words: Words, tone: str = "canvas") -> Box:
    """The ground under a label, so that it reads above lines."""
    width = width_of(words.text, words.size) + 4
    left = {"start": words.x - 2, "middle": words.x - width / 2, "end": words.x - width + 2}[words.anchor]
    return Box(near(left), near(words.y - words.size), near(width), near(words.size + 4), tone)


def frame_of(words: Words) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a label."""
    box = halo(words)
    return box.x, box.y, box.x + box.width, box.y + box.height


def hatched(box: Box, tone: str, step: float = 5) -> tuple[Rule, ...]:
    """Diagonals within a box: the mark of what is not finished."""
    rules = []
    reach = step
    while reach < box.width + box.height:
        x1, x2 = box.x + min(reach, box.width), box.x + max(0.0, reach - box.height)
        y1, y2 = box.y + max(0.0, reach - box.width), box.y + min(reach, box.height)
        rules.append(Rule(near(x1), near(y1), near(x2), near(y2), tone))
        reach += step
    return tuple(rules)


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places moved as little as needed to stand `gap` apart between `low` and `high`, their order kept."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [0.0] * len(places)
    floor = low
    for index in order:
        moved[index] = max(places[index], floor)
        floor = moved[index] + gap
    roof = high
    for index in reversed(order):
        moved[index] = min(moved[index], roof)
        roof = moved[index] - gap
    return moved
