"""Decisions of a customer as cards: which part is covered by whom, who is for us, what is lost if somebody leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from customers.models import Contact, DecisionRole
from customers.presenters.people import attitude
from office.formatting.amounts import MINUS, signed
from office.formatting.lists import listed
from relationships.mapping.grid import works
from relationships.models import BuyingDecision, DecisionPart
from relationships.network.decisions import (
    BLOCKING_INFLUENCE,
    NEEDED_ROLES,
    TOUCHED_STRENGTH,
    DecisionUnit,
    Member,
    dmu,
    role_played,
)
from relationships.presenters import whole
from relationships.selectors.decisions import played
from relationships.selectors.exchanges import theirs
from relationships.selectors.maps import CustomerMap

SHOWN_ROLES = (*NEEDED_ROLES, "coach", "gatekeeper", "blocker")


@dataclass(frozen=True)
class Holder:
    """Somebody who plays a part, and whether we reach them."""

    part: DecisionPart
    contact: Contact
    reached: bool
    strength: int | None
    attitude: dict[str, str] | None
    influence: int | None
    gone: bool
    unproven: Sequence[Any]
    """What a champion lacks; empty for every other part."""


@dataclass(frozen=True)
class RoleLine:
    role: str
    label: Any
    covered: bool
    needed: bool
    holders: Sequence[Holder]


@dataclass(frozen=True)
class DecisionCard:
    decision: BuyingDecision
    days: int
    """Since the need was raised, until it was settled or the day looked at."""
    coverage: int
    missing: Sequence[Any]
    support: str
    """Net support with its sign, −100 to 100; empty while of nobody attitude and influence are known."""
    support_state: str
    known: int
    """Of how many the attitude is known."""
    weightless: int
    """Of how many the influence is not known: support and opposition leave them out."""
    people: int
    blockers: Sequence[str]
    lines: Sequence[RoleLine]
    overdue: bool


def card(found: CustomerMap, decision: BuyingDecision) -> DecisionCard:
    parts, reach = played(decision), reached(found)
    unit = unit_of(found, parts)
    holders: dict[str, list[Holder]] = {}
    for part in parts:
        holders.setdefault(_role(part, found.day), []).append(_holder(found, part, reach))
    contacts = {part.contact_id: part.contact for part in parts}
    end = decision.settled_on if decision.settled_on and decision.settled_on <= found.day else found.day
    support = unit.net_support
    return DecisionCard(
        decision=decision,
        days=(end - decision.raised_on).days,
        coverage=whole(unit.coverage) or 0,
        missing=[DecisionRole.Role(role).label for role in unit.missing],
        support="" if support is None else signed(_points(support)),
        support_state="" if support is None else "bad" if support < 0 else "good" if support > 0 else "",
        known=sum(pk in found.attitudes for pk in contacts),
        weightless=sum(one.influence is None for one in contacts.values()),
        people=len(contacts),
        blockers=[str(contacts[int(key[1:])]) for key in unit.blockers],
        lines=[
            RoleLine(
                role,
                DecisionRole.Role(role).label,
                role not in unit.missing,
                role in NEEDED_ROLES,
                holders.get(role, []),
            )
            for role in SHOWN_ROLES
            if role in NEEDED_ROLES or role in holders
        ],
        overdue=decision.is_open and decision.expected_on is not None and decision.expected_on < found.day,
    )


def reached(found: CustomerMap, without: str = "") -> dict[str, float]:
    """The strongest tie of each of theirs, if one person were away."""
    reach: dict[str, float] = {}
    for pair in found.picture.pairs:
        if without not in (pair.user, pair.contact):
            reach[pair.contact] = max(reach.get(pair.contact, 0.0), pair.effective)
    return reach


def unit_of(found: CustomerMap, parts: Sequence[DecisionPart], without: str = "") -> DecisionUnit:
    """The decision unit of one decision. Source: R4, dmu."""
    reach = reached(found, without)
    roles: dict[int, list[str]] = {}
    for part in parts:
        roles.setdefault(part.contact_id, []).append(_role(part, found.day))
    contacts = {part.contact_id: part.contact for part in parts}
    return dmu(
        [
            Member(
                theirs(pk),
                roles[pk],
                reach.get(theirs(pk), 0.0),
                contact.influence,
                found.attitudes.get(pk),
                active=works(found, contact) and theirs(pk) != without,
            )
            for pk, contact in contacts.items()
        ]
    )


def uncovered(found: CustomerMap, decisions: Sequence[BuyingDecision], who: str) -> list[str]:
    """By decision, the parts that nobody we reach would play any more if this person left."""
    said = []
    for decision in decisions:
        parts = played(decision)
        now, then = unit_of(found, parts).missing, unit_of(found, parts, who).missing
        lost = [str(DecisionRole.Role(role).label) for role in NEEDED_ROLES if role in then and role not in now]
        if lost:
            said.append(_("%(decision)s: %(roles)s") % {"decision": decision.what, "roles": listed(lost)})
    return said


def _points(value: float) -> str:
    return f"{round(value, 1):g}".replace("-", MINUS)


def _role(part: DecisionPart, day: date) -> str:
    return role_played(
        part.role, influence=part.contact.influence, interest=part.interest, proved_on=part.proved_on, as_of=day
    )


def _holder(found: CustomerMap, part: DecisionPart, reach: Mapping[str, float]) -> Holder:
    strength = reach.get(theirs(part.contact_id), 0.0)
    return Holder(
        part=part,
        contact=part.contact,
        reached=(whole(strength) or 0) >= TOUCHED_STRENGTH,
        strength=whole(strength) if strength else None,
        attitude=attitude(found.attitudes.get(part.contact_id)),
        influence=part.contact.influence,
        gone=not works(found, part.contact),
        unproven=_lacking(part, found.day),
    )


def _lacking(part: DecisionPart, day: date) -> list[Any]:
    """Why a champion is shown as a coach."""
    if part.role != DecisionRole.Role.CHAMPION or _role(part, day) == DecisionRole.Role.CHAMPION:
        return []
    lacks = []
    if (part.contact.influence or 0) < BLOCKING_INFLUENCE:
        lacks.append(_("influence below 3 or not known"))
    if not part.interest:
        lacks.append(_("no interest of their own written down"))
    if part.proved_on is None or part.proved_on > day:
        lacks.append(_("no dated proof"))
    return lacks
