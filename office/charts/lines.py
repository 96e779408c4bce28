"""One to five series as lines, each named at its end, over a healthy band or against a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.palette import SERIES
from office.charts.scales import Ground, ground, heads, reach, traces
from office.charts.shapes import Box, Disc, Number, Path, Picture, Rule, Words, Write, apart, fitted, near, width_of

TOP, FOOT = 14.0, 26.0
BOLD = 1.06  # how much wider a strong text is


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, kw_only=True)
class Lines(Picture):
    kind: ClassVar[str] = "lines"
    healthy: tuple[Box, ...]
    grid: tuple[Rule, ...]
    limits: tuple[Rule, ...]
    traces: tuple[Path, ...]
    dots: tuple[Disc, ...]
    labels: tuple[Words, ...]


def lines(
    series: Sequence[Series],
    names: Sequence[str],
    *,
    write: Write,
    width: float = 640,
    height: float = 220,
    healthy: tuple[Number | None, Number | None] | None = None,
    limit: Number | None = None,
    limit_text: str = "",
    zero: bool = True,
) -> Lines:
    """The series over the moments `names`. `healthy` is a range whose open side is None; `limit` is one line.

    More than five series cannot be told apart: draw several small pictures instead.
    """
    if len(series) > len(SERIES):
        raise ValueError(f"{len(series)} series; a picture of lines takes at most {len(SERIES)}.")
    bounds = [edge for edge in (*(healthy or ()), limit) if edge is not None]
    values = [value for one in series for value in one.values]
    ends = [next((value for value in reversed(one.values) if value is not None), None) for one in series]
    room = max(
        (_room(one.name, write(end), width) for one, end in zip(series, ends, strict=True) if end is not None),
        default=0,
    )
    texts = [_name(one.name, write(end), room) for one, end in zip(series, ends, strict=True) if end is not None]
    room += 14
    field = ground(*reach([*values, *bounds], zero=zero), write, width=width, top=TOP, bottom=height - FOOT, right=room)
    pitch = (field.right - field.left - 12) / max(len(names) - 1, 1)
    places = [near(field.left + 6 + pitch * place) for place in range(len(names))]
    dots, labels = [], []
    for place, one in enumerate(series):
        known = [(x, value) for x, value in zip(places, one.values, strict=True) if value is not None]
        if known:
            dots.append(Disc(known[-1][0], field.y.at(known[-1][1]), 3, SERIES[place], "canvas"))
    free = apart([dot.y for dot in dots], 16, TOP, height - FOOT)
    for dot, text, y in zip(dots, texts, free, strict=True):
        labels.append(Words(near(field.right + 8), near(y + 4), text, tone=dot.fill, strong=True))
    if limit is not None and limit_text:
        labels.append(Words(field.left + 6, near(field.y.at(limit) - 5), limit_text, tone="danger"))
    return Lines(
        width=width,
        height=height,
        healthy=_healthy(healthy, field),
        grid=field.grid,
        limits=(Rule(field.left, field.y.at(limit), field.right, field.y.at(limit), "danger", dashed=True),)
        if limit is not None
        else (),
        traces=tuple(
            path for place, one in enumerate(series) for path in traces(one.values, places, field.y, SERIES[place])
        ),
        dots=tuple(dots),
        labels=(*field.figures, *heads(names, places, height - 8, field.right + 6), *labels),
    )


def _room(name: str, figure: str, width: float) -> float:
    """The room of a line's name: all it wants up to a third of the picture, and always its figure."""
    return max(min(width_of(f"{name} {figure}") * BOLD, width * 0.34), width_of(figure) * BOLD)


def _name(name: str, figure: str, room: float) -> str:
    """The name, cut where it must be, with its figure, which never is."""
    return f"{fitted(name, room / BOLD - width_of(f' {figure}'))} {figure}".strip()


def _healthy(healthy: tuple[Number | None, Number | None] | None, field: Ground) -> tuple[Box, ...]:
    """The healthy range as a box; an open side reaches to the edge of the field."""
    if healthy is None:
        return ()
    foot = field.y.low if healthy[0] is None else healthy[0]
    top = field.y.high if healthy[1] is None else healthy[1]
    return (
        Box(
            field.left,
            field.y.at(top),
            near(field.right - field.left),
            near(field.y.at(foot) - field.y.at(top)),
            "band",
        ),
    )
