"""Customers as circles at the places of their regions, on a plain net of latitudes and longitudes: no coast, no border."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import ceil, cos, floor, hypot, pi, radians, sin
from typing import ClassVar

from office.charts.bubbles import MOST_RADIUS, Bubble, Piece, drawn, piece_of, shelved
from office.charts.quadrant import crossing
from office.charts.scales import Scale
from office.charts.shapes import Disc, Picture, Rule, Words, Write, frame_of, near

EAST_ASIA = (72.0, 17.0, 136.0, 54.0)  # west, south, east, north
TURN = pi * (3 - 5**0.5)  # the golden angle: places around a point without a pattern
FOOT = 22.0
MOST_ON_MAP = 120
FIELD = 24.0
FARTHEST = 1 / 3
"""Of the width: a circle further from its region would seem to stand in another."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region with its point. Bubbles name it by `key` in their field `column`."""

    key: str
    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, kw_only=True)
class BubbleMap(Picture):
    kind: ClassVar[str] = "bubble_map"
    net: tuple[Rule, ...]
    points: tuple[Rule, ...]
    leaders: tuple[Rule, ...]
    rings: tuple[Disc, ...]
    discs: tuple[Disc, ...]
    labels: tuple[Words, ...]
    left_out: int


def bubble_map(
    bubbles: Sequence[Bubble],
    places: Sequence[Place],
    *,
    write: Write,
    elsewhere_text: str,
    width: float = 720,
    bounds: tuple[float, float, float, float] = EAST_ASIA,
    most_radius: float = MOST_RADIUS,
) -> BubbleMap:
    """Each bubble as near to its region's point as it can be without touching another, tied to the point when it is not on
    it, and at most a third of the width away.

    Regions without a point or outside `bounds` stand in a strip below, under `elsewhere_text`. `left_out` counts the small
    bubbles beyond the largest 120 and those without room: say it beside the picture; the table has all.
    """
    west, south, east, north = bounds
    height = near(width * (north - south) / ((east - west) * cos(radians((north + south) / 2))))
    across, up = Scale(west, east, 0, width), Scale(south, north, height, 0)
    spots = {
        place.key: (across.at(place.longitude), up.at(place.latitude))
        for place in places
        if place.longitude is not None
        and place.latitude is not None
        and west <= place.longitude <= east
        and south <= place.latitude <= north
    }
    largest = max((float(bubble.share) for bubble in bubbles), default=0)
    ordered = sorted(bubbles, key=lambda one: (-float(one.share), one.name))
    pieces = [piece_of(bubble, largest, most_radius) for bubble in ordered]
    on_map = [piece for piece in pieces if piece.bubble.column in spots]
    settled = _settle(on_map[:MOST_ON_MAP], spots, width, height)
    strip = shelved([piece for piece in pieces if piece.bubble.column not in spots], width)
    rest = strip.at(width / 2, height + FOOT) if strip.rows else []
    found = [drawn(piece, x, y, write) for piece, x, y in (*settled, *rest)]
    net, figures = _net(bounds, across, up, width, height)
    names = _names(places, spots, settled)
    kept = _free([words for one in found for words in one.labels], [one.disc for one in found], [*names, *figures])
    labels = [*figures, *names, *kept]
    if strip.rows:
        labels.append(Words(0, near(height + 16), elsewhere_text, tone="ink-3"))
    return BubbleMap(
        width=width,
        height=near(height + (FOOT + strip.height if strip.rows else 0) + 2),
        net=net,
        points=tuple(rule for spot in spots.values() for rule in _cross(*spot)),
        leaders=tuple(
            Rule(*spots[piece.bubble.column], near(x), near(y), "edge")
            for piece, x, y in settled
            if hypot(x - spots[piece.bubble.column][0], y - spots[piece.bubble.column][1]) > piece.radius
        ),
        rings=tuple(ring for one in found for ring in one.rings),
        discs=tuple(one.disc for one in found),
        labels=tuple(labels),
        left_out=len(on_map) - len(settled) + strip.left_out,
    )


def _settle(
    pieces: Sequence[Piece], spots: dict[str, tuple[float, float]], width: float, height: float
) -> list[tuple[Piece, float, float]]:
    """The largest first, each at the first free place of a spiral around its point; the spiral goes on where it stopped.

    A place is compared with the circles alone that can reach its field of the map.
    """
    settled: list[tuple[Piece, float, float]] = []
    fields: defaultdict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    walks = {key: iter(_spiral(width * FARTHEST)) for key in spots}
    for piece, most in zip(pieces, _largest_after(pieces), strict=True):
        room, (from_left, from_top) = piece.above, spots[piece.bubble.column]
        right, bottom = width - room, height - room
        for across, down in walks[piece.bubble.column]:
            x, y = from_left + across, from_top + down
            inside = room <= x <= right and room <= y <= bottom
            if inside and _is_free(fields[int(x // FIELD), int(y // FIELD)], x, y, room):
                left, top, reach = near(x), near(y), room + most + 2
                settled.append((piece, left, top))
                for column in range(int((left - reach) // FIELD), int((left + reach) // FIELD) + 1):
                    for row in range(int((top - reach) // FIELD), int((top + reach) // FIELD) + 1):
                        fields[column, row].append((left, top, room))
                break
    return settled


def _largest_after(pieces: Sequence[Piece]) -> list[float]:
    """For each piece the room of the largest that is still to come."""
    rooms = [piece.above for piece in pieces[1:]]
    return [*reversed(list(accumulate(reversed(rooms), max))), 0.0] if pieces else []


def _is_free(circles: Sequence[tuple[float, float, float]], x: float, y: float, room: float) -> bool:
    for left, top, other in circles:
        across, down, apart = x - left, y - top, room + other + 2
        if across * across + down * down < apart * apart:
            return False
    return True


@lru_cache(maxsize=8)
def _spiral(farthest: float) -> tuple[tuple[float, float], ...]:
    """Places ever further from a point, about four apart, up to the farthest: the same around every region."""
    reaches = [4 * step**0.5 for step in range(int((farthest / 4) ** 2) + 1)]
    return tuple((reach * cos(step * TURN), reach * sin(step * TURN)) for step, reach in enumerate(reaches))


def _net(
    bounds: tuple[float, float, float, float], across: Scale, up: Scale, width: float, height: float
) -> tuple[tuple[Rule, ...], list[Words]]:
    """A line every ten degrees, with its figure at the edge."""
    west, south, east, north = bounds
    rules, figures = [], []
    for degree in range(ceil(west / 10) * 10, floor(east / 10) * 10 + 1, 10):
        x = across.at(degree)
        rules.append(Rule(x, 0, x, height))
        figures.append(Words(x + 4, near(height - 5), f"{abs(degree)}°{'E' if degree >= 0 else 'W'}", tone="ink-3"))
    for degree in range(ceil(south / 10) * 10, floor(north / 10) * 10 + 1, 10):
        y = up.at(degree)
        rules.append(Rule(0, y, width, y))
        figures.append(Words(4, near(y - 4), f"{abs(degree)}°{'N' if degree >= 0 else 'S'}", tone="ink-3"))
    return tuple(rules), figures


def _cross(x: float, y: float) -> tuple[Rule, Rule]:
    return Rule(x - 3, y, x + 3, y, "edge"), Rule(x, y - 3, x, y + 3, "edge")


def _names(
    places: Sequence[Place], spots: dict[str, tuple[float, float]], settled: Sequence[tuple[Piece, float, float]]
) -> list[Words]:
    """The region's name above its point, or above the circle that covers it, where no other circle is."""
    found: list[Words] = []
    for place in places:
        if place.key not in spots:
            continue
        x, y = spots[place.key]
        over = [top - piece.above for piece, left, top in settled if hypot(left - x, top - y) < piece.radius]
        words = Words(x, near(min([y, *over]) - 6), place.name, "middle", "ink", strong=True)
        frame = frame_of(words)
        hidden = any(_touches(frame, left, top, piece.above) for piece, left, top in settled)
        if not hidden and not any(crossing(frame, frame_of(other)) for other in found):
            found.append(words)
    return found


def _free(labels: Sequence[Words], discs: Sequence[Disc], names: Sequence[Words]) -> list[Words]:
    """Labels inside their circle, and those outside that cover neither a circle nor another label."""
    kept: list[Words] = []
    taken = [frame_of(words) for words in names]
    for words in labels:
        if words.tone.startswith("on-"):
            kept.append(words)
            continue
        frame = frame_of(words)
        if any(_touches(frame, disc.x, disc.y, disc.radius - 1) for disc in discs) or any(
            crossing(frame, other) for other in taken
        ):
            continue
        taken.append(frame)
        kept.append(words)
    return kept


def _touches(frame: tuple[float, float, float, float], x: float, y: float, radius: float) -> bool:
    """Whether a circle reaches into a rectangle."""
    near_x, near_y = min(max(x, frame[0]), frame[2]), min(max(y, frame[1]), frame[3])
    return hypot(x - near_x, y - near_y) < radius
