"""Two scores from 0 to 100 against each other, cut into four named fields, with the strip where a field is not certain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.scales import Scale
from office.charts.shapes import Box, Disc, Number, Picture, Rule, Words, fitted, frame_of, near

LEFT, TOP, FOOT, RIGHT = 34.0, 8.0, 40.0, 8.0
RADIUS = 5.0
LONGEST_NAME = 108.0
Frame = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """One customer. `flagged` rings it in cinnabar; `title` is what the pointer reads."""

    name: str
    x: Number
    y: Number
    flagged: bool = False
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the four fields; low and high say first the horizontal, then the vertical axis."""

    low_high: str
    high_high: str
    low_low: str
    high_low: str


@dataclass(frozen=True, kw_only=True)
class Quadrant(Picture):
    kind: ClassVar[str] = "quadrant"
    unsure: tuple[Box, ...]
    edge: Box
    cuts: tuple[Rule, ...]
    fields: tuple[Words, ...]
    rings: tuple[Disc, ...]
    dots: tuple[Disc, ...]
    labels: tuple[Words, ...]


def quadrant(
    dots: Sequence[Dot],
    fields: Fields,
    *,
    x_text: str,
    y_text: str,
    cut: Number = 60,
    margin: Number = 0,
    width: float = 560,
    height: float = 460,
) -> Quadrant:
    """The dots with their names where there is room; a name that would cover another stays in the title and the table.

    `margin` is the half width of the strip around `cut`.
    """
    across, up = Scale(0, 100, LEFT, width - RIGHT), Scale(0, 100, height - FOOT, TOP)
    discs = [
        Disc(across.at(dot.x), up.at(dot.y), RADIUS, "series-1", "canvas", dot.title or dot.name, dot.url)
        for dot in dots
    ]
    corners = _corners(fields, width, height)
    taken = [frame_of(words) for words in corners]
    taken += [(disc.x - RADIUS, disc.y - RADIUS, disc.x + RADIUS, disc.y + RADIUS) for disc in discs]
    area = (LEFT, TOP, width - RIGHT, height - FOOT)
    names = []
    for disc, dot in zip(discs, dots, strict=True):
        if words := _beside(disc, dot.name, taken, area, RADIUS + (8 if dot.flagged else 4)):
            taken.append(frame_of(words))
            names.append(words)
    return Quadrant(
        width=width,
        height=height,
        unsure=_strips(float(cut), float(margin), across, up),
        edge=Box(LEFT, TOP, near(width - RIGHT - LEFT), near(height - FOOT - TOP), edge="line-2"),
        cuts=(
            Rule(across.at(cut), TOP, across.at(cut), height - FOOT, "edge"),
            Rule(LEFT, up.at(cut), width - RIGHT, up.at(cut), "edge"),
        ),
        fields=corners,
        rings=tuple(
            Disc(disc.x, disc.y, RADIUS + 4, edge="danger", dashed=True)
            for disc, dot in zip(discs, dots, strict=True)
            if dot.flagged
        ),
        dots=tuple(discs),
        labels=(*names, *_axes(across, up, cut, x_text, y_text, width, height)),
    )


def _strips(cut: float, margin: float, across: Scale, up: Scale) -> tuple[Box, ...]:
    if not margin:
        return ()
    low, high = max(cut - margin, 0), min(cut + margin, 100)
    upright = Box(across.at(low), up.end, near(across.at(high) - across.at(low)), near(up.start - up.end), "sunken")
    lying = Box(across.start, up.at(high), near(across.end - across.start), near(up.at(low) - up.at(high)), "sunken")
    return (upright, lying)


def _corners(fields: Fields, width: float, height: float) -> tuple[Words, ...]:
    left, right, top, foot = LEFT + 10, width - RIGHT - 10, TOP + 20, height - FOOT - 12
    return (
        Words(left, top, fields.low_high, tone="ink-3", strong=True),
        Words(right, top, fields.high_high, "end", "ink-3", strong=True),
        Words(left, foot, fields.low_low, tone="ink-3", strong=True),
        Words(right, foot, fields.high_low, "end", "ink-3", strong=True),
    )


def _axes(
    across: Scale, up: Scale, cut: Number, x_text: str, y_text: str, width: float, height: float
) -> tuple[Words, ...]:
    base = height - FOOT + 16
    marks = [Words(across.at(value), base, f"{value:g}", "middle", "ink-3") for value in (0, float(cut))]
    marks.append(Words(across.at(100), base, "100", "end", "ink-3"))
    marks += [Words(LEFT - 6, near(up.at(value) + 4), f"{value:g}", "end", "ink-3") for value in (0, float(cut))]
    marks.append(Words(LEFT - 6, up.at(100) + 8, "100", "end", "ink-3"))
    marks.append(Words(width - RIGHT, base + 18, f"{x_text} →", "end", "ink-2"))
    marks.append(Words(LEFT, base + 18, f"↑ {y_text}", "start", "ink-2"))
    return tuple(marks)


def _beside(disc: Disc, name: str, taken: Sequence[Frame], area: Frame, reach: float) -> Words | None:
    """The name right of its dot, else left, above or below it; None when each place is taken."""
    text = fitted(name, LONGEST_NAME)
    tries = (
        Words(near(disc.x + reach), near(disc.y + 4), text, tone="ink"),
        Words(near(disc.x - reach), near(disc.y + 4), text, "end", "ink"),
        Words(disc.x, near(disc.y - reach - 2), text, "middle", "ink"),
        Words(disc.x, near(disc.y + reach + 10), text, "middle", "ink"),
    )
    for words in tries:
        left, top, right, foot = frame_of(words)
        inside = area[0] <= left and top >= area[1] and right <= area[2] and foot <= area[3]
        own = (disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius)
        if inside and not any(crossing((left, top, right, foot), other) for other in taken if other != own):
            return words
    return None


def crossing(one: Frame, other: Frame) -> bool:
    """Whether two rectangles share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
