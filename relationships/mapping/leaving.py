"""If she leaves: what of the map goes dark, and what loses its owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers import extensions
from customers.models import DecisionRole
from office.models import User
from relationships.mapping.deciding import reached, uncovered
from relationships.mapping.grid import unit_name, works
from relationships.models import BuyingDecision, RelationshipStanding
from relationships.network.decisions import NEEDED_ROLES, Member, dmu
from relationships.network.departures import Departure, if_leaves
from relationships.presenters import whole
from relationships.selectors.exchanges import theirs
from relationships.selectors.maps import CustomerMap

CHAMPION, COACH = DecisionRole.Role.CHAMPION, DecisionRole.Role.COACH


@dataclass(frozen=True)
class Choice:
    key: str
    name: str


@dataclass(frozen=True)
class Loss:
    """Something that would have no owner."""

    label: Any
    count: int
    url: str


@dataclass(frozen=True)
class Leaving:
    """The map without one person; scores without their cap, so that the cap hides no loss."""

    name: str
    before: int
    after: int
    dark: Sequence[str]
    weaker: Sequence[str]
    signals: Sequence[str]
    """What the map would say then that it does not say now."""
    decisions: Sequence[str]
    """Open decisions with the parts that nobody we reach would play any more."""
    roles: Sequence[str]
    """Decision roles that nobody we reach would hold any more."""
    losses: Sequence[Loss]

    @property
    def loss(self) -> int:
        return self.before - self.after


def choices(found: CustomerMap) -> tuple[list[Choice], list[Choice]]:
    """Ours and theirs who could leave: who is there on the day."""
    colleagues = [Choice(key, str(user)) for key, user in found.colleagues.items() if user.is_active]
    known = {person.id for person in found.picture.people if person.active}
    contacts = [Choice(key, str(one)) for key, one in found.contacts.items() if key in known]
    return sorted(colleagues, key=lambda one: one.key), contacts


def leaving(
    found: CustomerMap, who: str, user: User, names: Mapping[str, Any], decisions: Sequence[BuyingDecision] = ()
) -> Leaving | None:
    """None for somebody who is not there, or while nobody of theirs is known."""
    ours, contacts = choices(found)
    name = next((one.name for one in (*ours, *contacts) if one.key == who), "")
    measured = found.picture.penetration
    if not name or measured is None:
        return None
    network, now = found.network, found.picture
    lost = if_leaves(network.departments, now.people, now.pairs, who, network.chart_complete)
    units = {unit.key: unit_name(unit, names) for unit in found.units}
    colleague = found.colleagues.get(who)
    return Leaving(
        name=name,
        before=whole(lost.raw_before) or 0,
        after=whole(lost.raw_after) or 0,
        dark=[units[key] for key in lost.dark],
        weaker=[units[key] for key in lost.weaker],
        signals=_signals(lost, measured.access, measured.no_stable_tie),
        decisions=uncovered(found, decisions, who),
        roles=_uncovered(found, who),
        losses=_losses(found, colleague, user) if colleague else [],
    )


def _signals(lost: Departure, access: str, unstable: bool) -> list[str]:
    ours, contacts, none = lost.spof_after
    said = []
    if lost.access_after not in (access, "ok"):
        said.append(str(RelationshipStanding.Access(lost.access_after).label))
    if none and not unstable:
        said.append(_("no stable tie left"))
    if ours:
        said.append(_("one of ours would hold all stable ties"))
    if contacts:
        said.append(_("one of theirs would hold all stable ties"))
    return said


def decision_unit(found: CustomerMap, without: str = "") -> list[str]:
    """The decision roles that nobody we reach holds, if one person were away.

    Whoever is called a champion without having proved it counts as a coach. Source: R4, dmu.
    """
    reach = reached(found, without)
    members = [
        Member(
            theirs(one.pk),
            _held(found, one.pk),
            reach.get(theirs(one.pk), 0.0),
            one.influence,
            found.attitudes.get(one.pk),
            active=works(found, one) and theirs(one.pk) != without,
        )
        for one in found.contacts.values()
    ]
    return dmu(members).missing


def unproven_champions(found: CustomerMap) -> list[str]:
    """Who works there and is called a champion, but counts as a coach."""
    return [
        str(one)
        for one in found.contacts.values()
        if one.pk not in found.champions and CHAMPION in _called(found, one.pk) and works(found, one)
    ]


def _called(found: CustomerMap, contact: int) -> list[str]:
    """The roles that somebody was said to hold on the day."""
    return [
        role.role
        for role in found.roles.get(contact, ())
        if role.since <= found.day and (role.until is None or role.until > found.day)
    ]


def _held(found: CustomerMap, contact: int) -> list[str]:
    roles = _called(found, contact)
    return roles if contact in found.champions else [COACH if role == CHAMPION else role for role in roles]


def _uncovered(found: CustomerMap, who: str) -> list[str]:
    now, then = decision_unit(found), decision_unit(found, who)
    return [str(DecisionRole.Role(role).label) for role in NEEDED_ROLES if role in then and role not in now]


def _losses(found: CustomerMap, colleague: User, user: User) -> list[Loss]:
    counted = [
        Loss(one.label, one.count(found.customer, colleague, user), one.url(found.customer))
        for one in extensions.belongings
    ]
    if found.customer.owner_id == colleague.pk:
        counted.insert(0, Loss(pgettext("what loses its owner", "The customer itself"), 1, ""))
    return counted
