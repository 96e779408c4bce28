"""Axes: values to coordinates, round steps, at most three grid lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from office.charts.shapes import Number, Path, Point, Rule, Words, Write, near, width_of

MOST_TICKS = 3
EMPTY_DECIMALS = re.compile(r"\.0+(?!\d)")


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `low` stands at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: Number) -> float:
        return near(self.start + (float(value) - self.low) * (self.end - self.start) / (self.high - self.low))


@dataclass(frozen=True, slots=True)
class Ground:
    """The field of a chart with a vertical axis: its scale, edges, grid lines and their figures."""

    y: Scale
    left: float
    right: float
    grid: tuple[Rule, ...]
    figures: tuple[Words, ...]


def ticks(low: float, high: float) -> tuple[float, ...]:
    """At most three round values from `low` to `high`: multiples of 1, 2, 2.5 or 5 with zeros."""
    power = 10.0 ** floor(log10((high - low) / 10))
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50, 100):
        step = factor * power
        first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
        if last - first < MOST_TICKS:
            break
    return tuple(round(index * step, 10) + 0.0 for index in range(first, last + 1))


def reach(values: Iterable[Number | None], *, zero: bool = True) -> tuple[float, float]:
    """The lowest and highest of the known values, with zero and with a little air where a value ends."""
    known = [float(value) for value in values if value is not None] + ([0.0] if zero else [])
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    air = (high - low) * 0.06
    if not air:
        return (low, low + 1) if low >= 0 else (low, 0.0)
    return low - (air if low < 0 or not zero else 0), high + (air if high > 0 or not zero else 0)


def short(write: Write, value: float) -> str:
    """A figure of an axis: without decimals that say nothing."""
    return EMPTY_DECIMALS.sub("", write(value))


def ground(
    low: float,
    high: float,
    write: Write,
    *,
    width: float,
    top: float,
    bottom: float,
    right: float = 8,
) -> Ground:
    """The field between `top` and `bottom`; its left edge leaves room for the figures."""
    steps = ticks(low, high)
    texts = [short(write, step) for step in steps]
    left = near(max(map(width_of, texts), default=0) + 8)
    scale = Scale(low, high, bottom, top)
    lines = tuple(
        Rule(left, scale.at(step), near(width - right), scale.at(step), "line" if step else "line-2") for step in steps
    )
    figures = tuple(
        Words(left - 6, near(scale.at(step) + 4), text, "end", "ink-3") for step, text in zip(steps, texts, strict=True)
    )
    return Ground(scale, left, near(width - right), lines, figures)


def heads(labels: Sequence[str], places: Sequence[float], y: float, right: float) -> tuple[Words, ...]:
    """The labels below an axis: all, or every second, third … so that none touches; the last one always stands."""
    if not labels:
        return ()
    pitch = places[1] - places[0] if len(places) > 1 else right
    every = max(1, ceil((max(map(width_of, labels)) + 8) / pitch))
    last = len(labels) - 1
    found = []
    for index, (label, x) in enumerate(zip(labels, places, strict=True)):
        if (last - index) % every == 0:
            over = index == last and x + width_of(label) / 2 > right
            found.append(Words(right if over else near(x), y, label, "end" if over else "middle", "ink-3"))
    if (
        len(found) > 1
        and found[-1].anchor == "end"
        and found[-2].x + width_of(found[-2].text) / 2 + 8 > right - width_of(labels[-1])
    ):
        del found[-2]
    return tuple(found)


def runs(values: Sequence[Number | None], places: Sequence[float], scale: Scale) -> list[tuple[Point, ...]]:
    """The stretches of known values as points: an unknown month breaks the line."""
    found: list[list[Point]] = [[]]
    for value, x in zip(values, places, strict=True):
        if value is None:
            found.append([])
        else:
            found[-1].append(Point(near(x), scale.at(value)))
    return [tuple(run) for run in found if run]


def traces(
    values: Sequence[Number | None], places: Sequence[float], scale: Scale, tone: str, *, dashed: bool = False
) -> tuple[Path, ...]:
    """A line through the known values; a single value between unknown ones is drawn as a short stroke."""
    return tuple(
        Path(
            run if len(run) > 1 else (Point(run[0].x - 2, run[0].y), Point(run[0].x + 2, run[0].y)), tone, dashed=dashed
        )
        for run in runs(values, places, scale)
    )


def band(
    lows: Sequence[Number | None],
    highs: Sequence[Number | None],
    places: Sequence[float],
    scale: Scale,
) -> tuple[Path, ...]:
    """The area between two lines, wherever both are known."""
    both = [low is not None and high is not None for low, high in zip(lows, highs, strict=True)]
    feet = runs([low if known else None for low, known in zip(lows, both, strict=True)], places, scale)
    tops = runs([high if known else None for high, known in zip(highs, both, strict=True)], places, scale)
    return tuple(
        Path(top + tuple(reversed(foot)), fill="band") for top, foot in zip(tops, feet, strict=True) if len(top) > 1
    )
