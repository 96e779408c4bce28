"""Two people wrote over the same reading: what can be kept of both. Framework-free but for rows being compared by key."""

from collections.abc import Callable, Mapping
from typing import Any


def comparable(value: Any) -> Any:
    """Two values are the same when these are equal: rows by their key, lists without order, empty text as None."""
    if hasattr(value, "pk"):
        return value.pk
    if isinstance(value, list | tuple):
        return frozenset(comparable(each) for each in value)
    return None if value == "" else value


def same(one: Any, other: Any) -> bool:
    return bool(comparable(one) == comparable(other))


def merge(
    mine: Mapping[str, Any], now: Mapping[str, Any], read: Callable[[str], Any]
) -> tuple[dict[str, Any], list[str]]:
    """What of `mine` differs from what was `read`, and which of those fields somebody else set to a third value.

    A field that only the other changed is not in the first answer, so their value stays.
    """
    changed = {field: value for field, value in mine.items() if not same(value, read(field))}
    clashing = [
        field for field, value in changed.items() if not same(now[field], read(field)) and not same(now[field], value)
    ]
    return changed, clashing
