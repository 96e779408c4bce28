"""Needs and where they are going 需求演变: ladder, horizon, how well they are met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from office.calendar.months import add_months

SHORT_MONTHS, MID_MONTHS = 12, 36


@dataclass(frozen=True, slots=True)
class NeedLevels:
    """1 function, 2 experience, 3 personality, 4 meaning: three years ago, now, in three years."""

    now: int
    next: int
    past: int | None = None


@dataclass(frozen=True, slots=True)
class OurLevels:
    """The same levels of our product: now, and in the roadmap."""

    now: int
    next: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Need − ours; positive when the customer is ahead of us."""

    now: int
    next: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where a customer's need runs ahead of us; past_jump None when the past is not known."""

    gap: Gap
    lagging: bool
    """The next gap is a level or more."""
    jump: int
    past_jump: int | None


def ladder(need: NeedLevels, ours: OurLevels) -> Ladder:
    """The need ladder 需求进化地图. Errors: ValueError for a level outside 1 to 4. Source: S2."""
    given = (need.now, need.next, ours.now, ours.next, *((need.past,) if need.past is not None else ()))
    if any(not 1 <= level <= 4 for level in given):
        raise ValueError("a level lies between 1 and 4")
    gap = Gap(need.now - ours.now, need.next - ours.next)
    past_jump = None if need.past is None else need.now - need.past
    return Ladder(gap, gap.next >= 1, need.next - need.now, past_jump)


def horizon(needed_by: date, as_of: date) -> str:
    """short 短期 within 12 calendar months, mid 中期 within 36, long 长期 beyond; month ends clipped. Source: S2."""
    if needed_by <= add_months(as_of, SHORT_MONTHS):
        return "short"
    return "mid" if needed_by <= add_months(as_of, MID_MONTHS) else "long"


@dataclass(frozen=True, slots=True)
class RegisteredNeed:
    """Importance 1 to 5, and how far it is met: 0, 0.5 or 1."""

    importance: float
    met: float


def need_satisfaction(needs: Sequence[RegisteredNeed]) -> float | None:
    """Need satisfaction 需求满足度: 100 × Σ importance × met / Σ importance; None without needs. Source: S2."""
    total = sum(need.importance for need in needs)
    return 100 * sum(need.importance * need.met for need in needs) / total if total > 0 else None
