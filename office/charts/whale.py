"""The whale curve: profit added up customer by customer, the most profitable first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.scales import Scale, ground, reach
from office.charts.shapes import Box, Disc, Number, Path, Picture, Point, Rule, Words, Write, halo, near, width_of

MOST_POINTS = 200
TOP, FOOT = 28.0, 42.0


@dataclass(frozen=True, kw_only=True)
class Whale(Picture):
    kind: ClassVar[str] = "whale"
    grid: tuple[Rule, ...]
    total: Rule
    drop: Rule
    curve: Path
    peak: Disc
    end: Disc
    halos: tuple[Box, ...]
    labels: tuple[Words, ...]


def whale(
    cumulative: Sequence[Number],
    *,
    write: Write,
    width: float = 640,
    height: float = 260,
    axis_text: str = "",
    peak_text: str = "",
    end_text: str = "",
) -> Whale | None:
    """The curve of `cumulative` over the share of customers, from nobody to all; None without customers.

    The peak and the end carry a text; without one, their value.
    """
    if not cumulative:
        return None
    field = ground(*reach(cumulative), write, width=width, top=TOP, bottom=height - FOOT, right=12)
    across = Scale(0, len(cumulative), field.left, field.right)
    best = highest(cumulative)
    points = [Point(field.left, field.y.at(0))]
    points += [
        Point(across.at(rank), field.y.at(cumulative[rank - 1])) for rank in thinned(cumulative, MOST_POINTS - 1)
    ]
    peak = Point(across.at(best), field.y.at(cumulative[best - 1]))
    last = points[-1]
    notes = _notes(
        peak, last, field.left, field.right, peak_text or write(cumulative[best - 1]), end_text or write(cumulative[-1])
    )
    base = height - FOOT + 16
    shares = tuple(
        Words(
            near(field.left + (field.right - field.left) * share / 100),
            base,
            f"{share}%",
            "end" if share == 100 else "middle",
            "ink-3",
        )
        for share in (0, 20, 40, 60, 80, 100)
    )
    axis = (Words(field.right, base + 18, axis_text, "end", "ink-3"),) if axis_text else ()
    return Whale(
        width=width,
        height=height,
        grid=field.grid,
        total=Rule(field.left, last.y, field.right, last.y, "edge", dashed=True),
        drop=Rule(peak.x, peak.y, peak.x, field.y.at(0), "edge", dashed=True),
        curve=Path(tuple(points), "series-1", weight=2),
        peak=Disc(peak.x, peak.y, 4, "series-1", "canvas"),
        end=Disc(last.x, last.y, 4, "ink", "canvas"),
        halos=tuple(halo(words) for words in notes),
        labels=(*field.figures, *shares, *axis, *notes),
    )


def highest(cumulative: Sequence[Number]) -> int:
    """The rank, from 1, of the first highest value."""
    return max(range(len(cumulative)), key=lambda place: (cumulative[place], -place)) + 1


def thinned(cumulative: Sequence[Number], most: int) -> list[int]:
    """At most `most` ranks, evenly spread, with the peak and the last among them."""
    count = len(cumulative)
    if count <= most:
        return list(range(1, count + 1))
    kept = {round(1 + place * (count - 1) / (most - 2)) for place in range(most - 1)}
    return sorted(kept | {highest(cumulative), count})


def _notes(peak: Point, last: Point, left: float, right: float, peak_text: str, end_text: str) -> tuple[Words, Words]:
    """The peak's text above it, the end's below the end; both within the field."""
    half = width_of(peak_text) / 2
    x = min(max(peak.x, left + half), right - half)
    return (
        Words(near(x), near(peak.y - 10), peak_text, "middle", "series-1", strong=True),
        Words(right, near(last.y + 18), end_text, "end", "ink", strong=True),
    )
