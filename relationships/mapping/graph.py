"""The drawing of the map as data for the browser's graph: the same places, and what search, focus and folding need."""

from collections.abc import Mapping
from typing import Any

from office.charts.ring import Line, Other, Ring, thickness
from office.charts.shapes import width_of
from office.formatting.lists import listed
from relationships.mapping.cells import tie_url
from relationships.mapping.drawing import lines_of, ours_of, rivals_of, theirs_of
from relationships.mapping.grid import unit_name
from relationships.mapping.rivals import Marks
from relationships.selectors.maps import CustomerMap

CROWD = 48
"""People above which the graph waits until it is asked for, and departments are folded until one opens them."""


def graph(found: CustomerMap, picture: Ring, names: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    """Width, height, arcs, nodes with places, ties; plain values only."""
    levels = found.picture.penetration.levels if found.picture.penetration else {}
    nodes: list[dict[str, Any]] = [
        {
            "id": unit.key,
            "name": unit_name(unit, names),
            "kind": "unit",
            "level": levels.get(unit.key, 0),
            "strong": unit.is_core,
        }
        for unit in found.units
    ]
    nodes += [
        {"id": one.key, "name": one.name, "kind": "ours", "room": round(width_of(one.name)) + 12}
        for one in ours_of(found)
    ]
    people = [one for one in theirs_of(found) if one.name]
    nodes += [
        {
            "id": one.key,
            "name": one.name,
            "title": one.title,
            "kind": "theirs",
            "unit": one.unit,
            "held": one.held,
            "away": one.away,
            "named": one.key in picture.named,
            "side": picture.named.get(one.key, "below"),
            "url": one.url,
            "rivals": listed(mark.name for mark in marks.get(int(one.key[1:]), ())),
        }
        for one in people
    ]
    rivals = rivals_of(found, marks)
    nodes += [
        {"id": one.key, "name": one.name, "kind": "rival", "room": round(width_of(one.name)) + 12} for one in rivals
    ]
    ties = [_tie(found, line) for line in lines_of(found)]
    ties += [_pull(other, whom, marks) for other in rivals for whom in other.ties]
    places = picture.places
    return {
        "width": picture.width,
        "height": picture.height,
        "folded": len(people) > CROWD,
        "nodes": [{**node, "x": places[node["id"]].x, "y": places[node["id"]].y} for node in nodes],
        "arcs": [{"points": arc.points, "tone": arc.fill} for arc in (*picture.empty, *picture.arcs)],
        "ties": [tie for tie in ties if tie["source"] in places and tie["target"] in places],
    }


def _tie(found: CustomerMap, line: Line) -> dict[str, Any]:
    return {
        "id": f"{line.ours}-{line.theirs}",
        "source": line.ours,
        "target": line.theirs,
        "width": thickness(line.strength),
        "strength": round(line.strength),
        "stable": line.stable,
        "judged": line.judged,
        "url": tie_url(found, found.colleagues[line.ours], found.contacts[line.theirs]),
    }


def _pull(other: Other, whom: str, marks: Marks) -> dict[str, Any]:
    said = next(mark.label for mark in marks[int(whom[1:])] if mark.key == other.key)
    return {
        "id": f"{other.key}-{whom}",
        "source": other.key,
        "target": whom,
        "width": thickness(other.ties[whom]),
        "strength": round(other.ties[whom]),
        "rival": True,
        "said": str(said),
        "url": "",
    }
