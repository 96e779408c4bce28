"""The ways to reach somebody that a row tells."""

from collections.abc import Callable, Mapping
from typing import Any

from customers import reaching
from customers.services.people import Point

POINTS = ("mobile", "phone", "mail", "wechat", "wecom")


def points_of(fields: Mapping[str, Any], heading_of: Callable[[str], str]) -> tuple[list[Point], list[str]]:
    """Ways to reach, and numbers that nobody can dial as they stand: those are kept in the note."""
    points, unreachable = [], []
    for kind in POINTS:
        if not fields.get(kind):
            continue
        try:
            reaching.normal(kind, fields[kind])
        except reaching.UnreachableError:
            unreachable.append(f"{heading_of(kind)}: {fields[kind]}")
        else:
            points.append(Point(kind, fields[kind]))
    return points, unreachable
