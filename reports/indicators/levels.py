"""Healthy lines: on which side of its line a figure stands."""

from decimal import Decimal

GOOD, WATCH, BAD, NONE = "good", "warn", "bad", "none"


def at_least(value: Decimal | None, good: Decimal, watch: Decimal | None = None) -> str:
    """Good from `good` on, to watch from `watch` on, else bad; none without a value."""
    if value is None:
        return NONE
    return GOOD if value >= good else WATCH if watch is not None and value >= watch else BAD


def at_most(value: Decimal | None, good: Decimal, watch: Decimal | None = None) -> str:
    """Good up to `good`, to watch up to `watch`, else bad; none without a value."""
    if value is None:
        return NONE
    return GOOD if value <= good else WATCH if watch is not None and value <= watch else BAD
