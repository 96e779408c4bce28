"""Who knows whom: their units on a ring, their people inside it, ours in the middle, ties as lines.

Places follow from units, people and everybody who ever met, not from the ties of the day, so that a map looks the same at
every date, on screen and on paper.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.shapes import Box, Disc, Path, Picture, Point, Rule, Words, fitted, frame_of, halo, near, width_of
from office.charts.taken import Taken

LEAST_RADIUS = 158.0
BAND = 10.0
STEP = 27.0
"""Between two people of one row."""
ROW = 23.0
MOST_ROWS = 4
INSET = 26.0
GAP = 0.035
"""Between two units, radians."""
SMALL, LARGE = 11.0, 12.0
LABEL_ROOM = 104.0
NAMED_UP_TO = 48
"""People up to whom every name is tried; above, only those told to be named."""
OURS_HEIGHT = 20.0
OTHERS_ROOM = 40.0
"""Below the ring, where there are others."""
LEVEL_TONES = ("", "line-2", "tie-2", "tie-3", "tie-4")


@dataclass(frozen=True, slots=True)
class Unit:
    """A department. `level` 0 nobody to 4 deep; `strong` sets its name in bold."""

    key: str
    name: str
    level: int
    strong: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Theirs:
    """One of theirs in a unit; `held` by a stable tie, `away` left; `named` wants its name shown in a crowd."""

    key: str
    unit: str
    name: str
    held: bool = False
    away: bool = False
    named: bool = False
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Ours:
    key: str
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie of the day: strength 0 to 100."""

    ours: str
    theirs: str
    strength: float
    stable: bool
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody beyond both sides who knows some of theirs; `ties` says whom and how strongly, 0 to 100."""

    key: str
    name: str
    ties: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Ring(Picture):
    kind: ClassVar[str] = "ring"
    arcs: tuple[Path, ...]
    empty: tuple[Path, ...]
    ties: tuple[Rule, ...]
    people: tuple[Disc, ...]
    grounds: tuple[Box, ...]
    names: tuple[Words, ...]
    ours: tuple[Box, ...]
    our_names: tuple[Words, ...]
    units: tuple[Words, ...]
    pulls: tuple[Rule, ...]
    """Ties of theirs to others."""
    others: tuple[Box, ...]
    other_names: tuple[Words, ...]
    places: Mapping[str, Point]
    """Of everybody and every unit, by key."""
    named: Mapping[str, str]
    """Keys of those of theirs whose names had room, and on which side of them: below, above, right or left."""


def ring(
    units: Sequence[Unit],
    theirs: Sequence[Theirs],
    ours: Sequence[Ours],
    lines: Sequence[Line],
    weights: Mapping[tuple[str, str], float],
    others: Sequence[Other] = (),
    *,
    least_width: float = 500,
) -> Ring:
    """The map. `weights` says how much each of ours and theirs ever met: it draws ours towards their people.

    `others` stand in a row below it, so that they move nobody.
    """
    staff = {unit.key: [one for one in theirs if one.unit == unit.key] for unit in units}
    rows = 1 if len(theirs) <= 30 else min(MOST_ROWS, 1 + len(theirs) // 30)
    columns = {key: max(1.6, math.ceil(len(some) / rows)) for key, some in staff.items()}
    inner = sum(columns.values()) * STEP / (2 * math.pi - GAP * len(units)) if units else 0.0
    radius = max(LEAST_RADIUS, inner + INSET + (rows - 1) * ROW)
    width = max(least_width, 2 * (radius + BAND + LABEL_ROOM))
    height = 2 * (radius + BAND + 34)
    centre = Point(width / 2, height / 2)
    spans = _spans(units, columns)
    places: dict[str, Point] = {}
    for unit in units:
        start, end = spans[unit.key]
        places[unit.key] = _at(centre, radius + BAND + 16, (start + end) / 2)
        places |= _seats(staff[unit.key], start, end, radius, rows, centre)
    places |= _middle(ours, weights, places, centre, max(58.0, (radius - INSET - (rows - 1) * ROW) * 0.45))
    places |= _row(others, places, width, height + OTHERS_ROOM / 2)
    boxes, our_names = _ours(ours, places)
    beyond, other_names = _boxes([(one.key, one.name, one.name) for one in others], places, "canvas", "danger")
    discs = [_disc(one, places[one.key]) for one in theirs if one.key in places]
    placed = _names(theirs, places, discs, boxes, crowded=len(theirs) > NAMED_UP_TO)
    names = [words for words, _side in placed.values()]
    return Ring(
        width=near(width),
        height=near(height + OTHERS_ROOM if others else height),
        arcs=tuple(_arc(spans[unit.key], radius, centre, LEVEL_TONES[unit.level]) for unit in units if unit.level),
        empty=tuple(_outline(spans[unit.key], radius, centre) for unit in units if not unit.level),
        ties=tuple(_tie(line, places) for line in sorted(lines, key=_weight) if _drawn(line, places)),
        people=tuple(discs),
        grounds=tuple(halo(one) for one in names),
        names=tuple(names),
        ours=boxes,
        our_names=our_names,
        units=tuple(_unit_name(unit, spans[unit.key], radius, centre) for unit in units),
        pulls=tuple(_pull(other, whom, places) for other in others for whom in other.ties if whom in places),
        others=beyond,
        other_names=other_names,
        places=places,
        named={key: side for key, (_words, side) in placed.items()},
    )


def _spans(units: Sequence[Unit], columns: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Where each unit begins and ends, clockwise; the middle of the first is on top."""
    if not units:
        return {}
    room = 2 * math.pi - GAP * len(units)
    total = sum(columns.values())
    at = -math.pi / 2 - room * columns[units[0].key] / total / 2
    spans = {}
    for unit in units:
        wide = room * columns[unit.key] / total
        spans[unit.key] = (at, at + wide)
        at += wide + GAP
    return spans


def _at(centre: Point, radius: float, angle: float) -> Point:
    return Point(near(centre.x + radius * math.cos(angle)), near(centre.y + radius * math.sin(angle)))


def _seats(
    some: Sequence[Theirs], start: float, end: float, radius: float, rows: int, centre: Point
) -> dict[str, Point]:
    seats = {}
    wide = math.ceil(len(some) / rows) if some else 0
    for index, one in enumerate(some):
        row, column = divmod(index, wide)
        in_row = min(wide, len(some) - row * wide)
        angle = start + (end - start) * (column + 0.5) / in_row
        seats[one.key] = _at(centre, radius - INSET - row * ROW, angle)
    return seats


def _middle(
    ours: Sequence[Ours],
    weights: Mapping[tuple[str, str], float],
    places: Mapping[str, Point],
    centre: Point,
    radius: float,
) -> dict[str, Point]:
    """Ours on a circle around the middle, each turned towards whom they met most, then moved apart."""
    if len(ours) == 1:
        return {ours[0].key: centre}
    pull: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (who, whom), weight in weights.items():
        if (place := places.get(whom)) is not None:
            pull[who][0] += weight * (place.x - centre.x)
            pull[who][1] += weight * (place.y - centre.y)
    wanted = {}
    for index, one in enumerate(ours):
        x, y = pull[one.key]
        wanted[one.key] = math.atan2(y, x) if x or y else 2 * math.pi * index / len(ours)
    order = sorted(wanted, key=lambda key: (wanted[key], key))
    step = 2 * math.pi / max(len(ours), 1)
    turn = _mean_turn([wanted[key] - index * step for index, key in enumerate(order)])
    return {key: _at(centre, radius, turn + index * step) for index, key in enumerate(order)}


def _mean_turn(angles: Sequence[float]) -> float:
    if not angles:
        return 0.0
    return math.atan2(sum(map(math.sin, angles)), sum(map(math.cos, angles)))


def _arc(span: tuple[float, float], radius: float, centre: Point, tone: str) -> Path:
    return Path(_band(span, radius, centre), fill=tone)


def _outline(span: tuple[float, float], radius: float, centre: Point) -> Path:
    band = _band(span, radius, centre)
    return Path((*band, band[0]), tone="edge", weight=1, dashed=True)


def _band(span: tuple[float, float], radius: float, centre: Point) -> tuple[Point, ...]:
    start, end = span
    count = max(3, math.ceil((end - start) / 0.06))
    angles = [start + (end - start) * step / count for step in range(count + 1)]
    outer = [_at(centre, radius + BAND, angle) for angle in angles]
    return (*outer, *(_at(centre, radius, angle) for angle in reversed(angles)))


def _unit_name(unit: Unit, span: tuple[float, float], radius: float, centre: Point) -> Words:
    angle = (span[0] + span[1]) / 2
    x, y = _at(centre, radius + BAND + 9, angle)
    across = math.cos(angle)
    anchor = "middle" if abs(across) < 0.25 else "start" if across > 0 else "end"
    lift = 0.0 if math.sin(angle) < -0.9 else 10.0 if math.sin(angle) > 0.9 else 4.0
    text = fitted(unit.name, LABEL_ROOM - 8, LARGE)
    return Words(x, near(y + lift), text, anchor, "ink" if unit.level else "ink-2", LARGE, unit.strong)


def _row(others: Sequence[Other], places: Mapping[str, Point], width: float, y: float) -> dict[str, Point]:
    """Side by side, each as far to the left as those it knows."""

    def across(other: Other) -> tuple[float, str]:
        known = [places[whom].x for whom in other.ties if whom in places]
        return (sum(known) / len(known) if known else width / 2), other.key

    step = width / (len(others) + 1)
    return {one.key: Point(near(step * (at + 1)), near(y)) for at, one in enumerate(sorted(others, key=across))}


def _ours(ours: Sequence[Ours], places: Mapping[str, Point]) -> tuple[tuple[Box, ...], tuple[Words, ...]]:
    return _boxes([(one.key, one.name, one.title) for one in ours], places, "tie-1", "accent")


def _boxes(
    named: Sequence[tuple[str, str, str]], places: Mapping[str, Point], fill: str, tone: str
) -> tuple[tuple[Box, ...], tuple[Words, ...]]:
    boxes, names = [], []
    for key, name, title in named:
        x, y = places[key]
        text = fitted(name, 84, SMALL)
        width = width_of(text, SMALL) + 12
        boxes.append(Box(near(x - width / 2), near(y - OURS_HEIGHT / 2), near(width), OURS_HEIGHT, fill, tone, title))
        names.append(Words(x, near(y + 4), text, "middle", tone, SMALL))
    return tuple(boxes), tuple(names)


def _disc(one: Theirs, place: Point) -> Disc:
    fill, edge = ("ink", "ink") if one.held else ("canvas", "line-2" if one.away else "edge")
    return Disc(place.x, place.y, 5.0 if one.held else 4.5, fill, edge, one.title or one.name, one.url, dashed=one.away)


def _names(
    theirs: Sequence[Theirs],
    places: Mapping[str, Point],
    discs: Sequence[Disc],
    boxes: Sequence[Box],
    *,
    crowded: bool,
) -> dict[str, tuple[Words, str]]:
    """Names by key where there is room, with their side; the others are in the title and in the table."""
    taken = Taken()
    for disc in discs:
        taken.add((disc.x - 6, disc.y - 6, disc.x + 6, disc.y + 6))
    for box in boxes:
        taken.add((box.x, box.y, box.x + box.width, box.y + box.height))
    found: dict[str, tuple[Words, str]] = {}
    first = sorted(theirs, key=lambda one: not (one.held or one.named))
    for one in first:
        if one.key not in places or (crowded and not (one.held or one.named)):
            continue
        x, y = places[one.key]
        text = fitted(one.name, 72, SMALL)
        tone = "ink-3" if one.away else "ink"
        tries = {
            "below": Words(x, near(y + 18), text, "middle", tone, SMALL),
            "above": Words(x, near(y - 9), text, "middle", tone, SMALL),
            "right": Words(near(x + 9), near(y + 4), text, "start", tone, SMALL),
            "left": Words(near(x - 9), near(y + 4), text, "end", tone, SMALL),
        }
        for side, words in tries.items():
            frame = frame_of(words)
            if taken.leaves(frame):
                taken.add(frame)
                found[one.key] = words, side
                break
    return found


def _weight(line: Line) -> tuple[bool, float]:
    return line.stable, line.strength


def _drawn(line: Line, places: Mapping[str, Point]) -> bool:
    return line.ours in places and line.theirs in places


def _tie(line: Line, places: Mapping[str, Point]) -> Rule:
    (x1, y1), (x2, y2) = places[line.ours], places[line.theirs]
    tone = "accent" if line.stable else "edge"
    return Rule(x1, y1, x2, y2, tone, thickness(line.strength), dashed=line.judged)


def _pull(other: Other, whom: str, places: Mapping[str, Point]) -> Rule:
    (x1, y1), (x2, y2) = places[other.key], places[whom]
    return Rule(x1, y1, x2, y2, "danger", thickness(other.ties[whom]), dashed=True)


def thickness(strength: float) -> float:
    """1 to 6 pixels for a strength of 0 to 100."""
    return near(1 + 5 * min(max(strength, 0.0), 100.0) / 100)
