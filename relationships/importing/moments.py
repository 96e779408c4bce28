"""Cells that hold a day with a time."""

import re
import unicodedata
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from customers.importing.cells import day, plain
from customers.importing.problems import Problem

if TYPE_CHECKING:
    from customers.importing.cells import Style

MOMENT = re.compile(
    r"(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?[T\s]+(\d{1,2})[:时時点點](\d{1,2})"
    r"(?:[:分](\d{1,2})(?:\.\d+)?秒?|分)?\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)


def moment(text: str, style: "Style") -> Any:
    """2026-03-31 14:05, 2026年3月31日 14:05, 2026-03-31T14:05:00+08:00; as ISO text, with the offset where one is given."""
    value = plain(text)
    if not isinstance(value, str):
        return value
    found = MOMENT.fullmatch(unicodedata.normalize("NFKC", value))
    if found is None:
        return Problem("not_a_moment")
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        told = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))  # noqa: DTZ001
        return datetime.fromisoformat(f"{told.isoformat()}{offset or ''}").isoformat()
    except ValueError:
        return Problem("no_such_day")


def moment_or_day(text: str, style: "Style") -> Any:
    """As `moment`; a day alone stays a day: its time stands in another column."""
    found = moment(text, style)
    if not isinstance(found, Problem) or found.code != "not_a_moment":
        return found
    alone = day(text, style)
    return found if isinstance(alone, Problem) and alone.code == "not_a_date" else alone


CLOCK = re.compile(r"(\d{1,2})[:时時点點](?:(\d{1,2})(?:[:分](\d{1,2}))?[分秒]?)?", re.ASCII)


def clock(text: str, style: "Style") -> Any:
    """14:05, 14:05:00, 14时05分; as ISO text."""
    value = plain(text)
    if not isinstance(value, str):
        return value
    found = CLOCK.fullmatch(unicodedata.normalize("NFKC", value))
    if found is None:
        return Problem("not_a_time")
    hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return time(hour, minute, second).isoformat()
    except ValueError:
        return Problem("not_a_time")
