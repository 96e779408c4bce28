"""What each tier (S/A/B/C) is expected to look like. A tier sets expectations; it never changes a raw score."""

from typing import NamedTuple


class ClassTargets(NamedTuple):
    """Expectations of one tier. Source: metrics-relationship-voice 0, table of the strategic class."""

    temperature: int
    """Target temperature, points."""
    quiet_gap: int
    """Longest gap without a two-way interaction, days."""
    quiet_weeks: int
    """Whole weeks without a voice after which the customer is on the quiet list."""
    checkpoints: tuple[int, ...]
    """Renewal checkpoints, calendar days before the renewal."""
    control_index: int | None
    """Smallest strategic control index; None where nothing is expected."""


CLASS_TARGETS = {
    "S": ClassTargets(70, 14, 4, (180, 90, 30), 7),
    "A": ClassTargets(60, 21, 4, (180, 90, 30), 5),
    "B": ClassTargets(40, 45, 8, (90, 30), 3),
    "C": ClassTargets(20, 90, 12, (30,), None),
}


def targets_of(tier: str | None) -> ClassTargets:
    """The expectations of a tier; a customer without one is held to those of B.

    Errors: ValueError for a tier other than S, A, B, C.
    """
    try:
        return CLASS_TARGETS[tier or "B"]
    except KeyError:
        raise ValueError(f"{tier!r} is not a tier; tiers are S, A, B, C") from None
