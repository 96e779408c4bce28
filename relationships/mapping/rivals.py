"""What of theirs reaches beyond this customer: ties to competitors, ties brought along from another customer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from relationships.models import CompetitorTie
from relationships.network.ties import Pair
from relationships.selectors.maps import CustomerMap
from relationships.selectors.rivals import Brought


@dataclass(frozen=True)
class Mark:
    """One tie to a competitor beside a name."""

    key: str
    """Of the competitor, in the drawing."""
    name: str
    label: Any
    strength: int
    """1 acquainted to 4 speaks for them."""
    state: str
    heard: str


Marks = Mapping[int, Sequence[Mark]]
"""By the contact's id."""


@dataclass(frozen=True)
class Beyond:
    """Of how many of theirs ties to competitors are known, who is tied to whom, and what was brought along."""

    known: int = 0
    people: int = 0
    marks: Marks = field(default_factory=dict)
    none: frozenset[int] = frozenset()
    """Contacts known to be tied to none."""
    brought: Mapping[Pair, Brought] = field(default_factory=dict)


def beyond(found: CustomerMap, ties: Mapping[int, Sequence[CompetitorTie]], brought: Mapping[Pair, Brought]) -> Beyond:
    there = [one.pk for one in found.contacts.values() if one.left_on is None or one.left_on > found.day]
    return Beyond(
        known=sum(pk in ties for pk in there),
        people=len(there),
        marks={pk: [_mark(one) for one in said] for pk, said in ties.items() if said},
        none=frozenset(pk for pk, said in ties.items() if not said),
        brought=brought,
    )


def _mark(tie: CompetitorTie) -> Mark:
    told = {"day": tie.on.isoformat(), "name": tie.by, "source": tie.source}
    return Mark(
        f"r{tie.competitor_id}",
        str(tie.competitor),
        tie.get_strength_display(),
        tie.strength,
        "bad" if tie.strength >= CompetitorTie.Strength.TRUSTS else "warn",
        _("heard %(day)s by %(name)s: %(source)s") % told,
    )
