"""Strategic control points 战略控制点: what we hold that a customer cannot easily replace, and whether it is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MINIMUM = {"S": 7, "A": 5, "B": 3}
"""The least index that a tier asks for; C asks for none, and without a tier it is B's."""
LOCK_FROM, LOCKS = 5, 2


@dataclass(frozen=True, slots=True)
class Point:
    """One control point: index 1 (commodity with a cost disadvantage) to 10 (standard or patent), and its days."""

    index: int
    since: date
    erodes_by: date | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """What the live points hold; `value` is None without a live one."""

    value: int | None
    live: int
    double_lock: bool
    """Two or more live points of index 5 and above."""
    minimum: int | None
    meets: bool | None
    """Whether the value reaches the tier's minimum; None where the tier asks for none. No live point does not."""


def is_live(point: Point, as_of: date) -> bool:
    """Begun, and not past the day by which it erodes."""
    return point.since <= as_of and (point.erodes_by is None or point.erodes_by >= as_of)


def control(points: Sequence[Point], as_of: date, tier: str | None = None) -> Control:
    """Value = highest live index; double lock = two or more live with an index of 5 and above.

    Minimum by tier S 7, A 5, B 3, C none; not classified as B. Source: Slywotzky; metrics-relationship-voice S1, 0.
    """
    live = [point.index for point in points if is_live(point, as_of)]
    minimum = MINIMUM.get(tier or "B")
    value = max(live, default=None)
    return Control(
        value=value,
        live=len(live),
        double_lock=sum(index >= LOCK_FROM for index in live) >= LOCKS,
        minimum=minimum,
        meets=None if minimum is None else value is not None and value >= minimum,
    )
