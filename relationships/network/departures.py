"""If she leaves 离职推演: what of a customer's map goes dark when one person of either side goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from relationships.network.maps import TOUCHED, Department, PairTie, Person
from relationships.network.penetration import penetration


@dataclass(frozen=True, slots=True)
class Departure:
    """The map before and after somebody left; scores 0 to 100, departments by id, sorted."""

    before: float
    after: float
    loss: float
    raw_before: float
    """Before the cap of access danger; screens compare the raw scores, so that the cap hides no loss."""
    raw_after: float
    dark: list[str]
    """Departments no longer touched."""
    weaker: list[str]
    """Departments still touched, or never touched, but at a lower level."""
    access_after: str
    spof_after: tuple[bool, bool, bool]
    """One of ours holds all, one of theirs holds all, no stable tie is left."""


def if_leaves(
    depts: Sequence[Department],
    contacts: Sequence[Person],
    pairs: Sequence[PairTie],
    who: str,
    chart_complete: bool = False,
) -> Departure:
    """The penetration with and without one person, ours or theirs.

    Errors: ValueError for an unknown function. Source: metrics-relationship-voice R3, If she leaves; decisions 35.
    """
    before = penetration(depts, contacts, pairs, chart_complete)
    after = penetration(depts, contacts, pairs, chart_complete, without=who)
    lower = [dept for dept, level in after.levels.items() if level < before.levels[dept]]
    dark = [dept for dept in lower if before.levels[dept] >= TOUCHED > after.levels[dept]]
    return Departure(
        before=before.score,
        after=after.score,
        loss=before.score - after.score,
        raw_before=before.raw,
        raw_after=after.raw,
        dark=dark,
        weaker=[dept for dept in lower if dept not in dark],
        access_after=after.access,
        spof_after=(after.spof_ours, after.spof_theirs, after.no_stable_tie),
    )
