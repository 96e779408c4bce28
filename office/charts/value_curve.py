"""The value-return curve: net value added up month by month, plan against fact, with the months that break even."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from office.charts.scales import Ground, Scale, ground, reach
from office.charts.shapes import Box, Disc, Number, Path, Picture, Point, Rule, Words, Write, halo, near, width_of

TOP, FOOT = 26.0, 42.0


@dataclass(frozen=True, kw_only=True)
class ValueCurve(Picture):
    kind: ClassVar[str] = "value_curve"
    grid: tuple[Rule, ...]
    gap: tuple[Rule, ...]
    plan: Path
    actual: tuple[Path, ...]
    dots: tuple[Disc, ...]
    halos: tuple[Box, ...]
    labels: tuple[Words, ...]


def value_curve(
    plan: Sequence[Number],
    actual: Sequence[Number],
    *,
    write: Write,
    width: float = 640,
    height: float = 280,
    plan_text: str = "",
    actual_text: str = "",
    plan_even: tuple[int, str] | None = None,
    actual_even: tuple[int, str] | None = None,
    axis_text: str = "",
) -> ValueCurve:
    """Both are the sums of single months, from month 1. The curve begins at zero.

    `plan_even` and `actual_even` name a month that breaks even and the text written there.
    """
    planned, done = _sums(plan), _sums(actual)
    room = max(width_of(plan_text), width_of(actual_text)) + 14
    field = ground(*reach([*planned, *done]), write, width=width, top=TOP, bottom=height - FOOT, right=room)
    across = Scale(0, max(len(planned), len(done)) - 1 or 1, field.left, field.right)
    lines = [
        [Point(across.at(month), field.y.at(value)) for month, value in enumerate(sums)] for sums in (planned, done)
    ]
    plan_end, end = lines[0][-1], lines[1][-1]
    notes, dots = [], [Disc(end.x, end.y, 4, "series-1", "canvas")] if actual else []
    for even, tone, side in ((plan_even, "ink-3", -1), (actual_even, "series-1", 1)):
        if even:
            spot = Point(across.at(even[0]), field.y.at(0))
            dots.append(Disc(spot.x, spot.y, 4, "canvas", tone))
            notes.append(_note(even[1], spot, side, tone))
    labels = [Words(near(field.right + 8), near(plan_end.y + 4), plan_text, tone="ink-3")]
    if actual and actual_text:
        labels.append(_end(actual_text, end, plan_end, field))
    behind = len(actual) < len(plan) and actual
    return ValueCurve(
        width=width,
        height=height,
        grid=field.grid,
        gap=(Rule(end.x, lines[0][len(actual)].y, end.x, end.y, "edge", dashed=True),) if behind else (),
        plan=Path(tuple(lines[0]), "ink-3", dashed=True),
        actual=(Path(tuple(lines[1]), "series-1", weight=2),) if actual else (),
        dots=tuple(dots),
        halos=tuple(halo(words) for words in notes),
        labels=(*field.figures, *_years(across, height - FOOT + 16, axis_text, field.right), *labels, *notes),
    )


def _sums(months: Sequence[Number]) -> list[float]:
    return list(accumulate((float(value) for value in months), initial=0.0))


def _note(text: str, spot: Point, side: int, tone: str) -> Words:
    """Left above or right below the crossing: a curve that comes from below leaves both free."""
    return Words(
        near(spot.x + 6 * side), near(spot.y + (18 if side > 0 else -8)), text, "start" if side > 0 else "end", tone
    )


def _end(text: str, end: Point, plan_end: Point, field: Ground) -> Words:
    """The name of the fact at its end; below the plan's name when both end at the edge."""
    at_edge = end.x + width_of(text) + 8 > field.right
    if not at_edge:
        return Words(near(end.x + 8), near(end.y + 16), text, tone="series-1", strong=True)
    y = end.y + 4 if abs(end.y - plan_end.y) >= 16 else plan_end.y + (20 if end.y >= plan_end.y else -12)
    return Words(near(end.x + 8), near(y), text, tone="series-1", strong=True)


def _years(across: Scale, y: float, text: str, right: float) -> list[Words]:
    """A figure at the end of every year."""
    months = range(0, int(across.high) + 1, 12)
    found = [Words(across.at(month), y, str(month), "middle", "ink-3") for month in months]
    return [*found, Words(right, y + 18, text, "end", "ink-3")] if text else found
