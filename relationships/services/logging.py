"""Logging a contact: one save for the moment, its people, a new person, a promise and the parts of other apps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from customers import naming
from customers.access import may_edit_people
from customers.events import facts_changed
from customers.extensions import LogPart
from customers.models import Contact, Customer, Department
from customers.services import people
from office.clock import today
from office.models import User
from office.roles import Role
from relationships.access import loggable_by
from relationships.errors import (
    ColleagueNotFoundError,
    ContactNotFoundError,
    CustomerNotFoundError,
    NewPersonNotYoursError,
    NobodyThereError,
    NotYetError,
    NoWordsError,
    UnstorableError,
)
from relationships.models import Interaction, InteractionContact, NextAction, Participation
from relationships.network import Temperature, temperature
from relationships.selectors.exchanges import Exchanges, exchanges_of
from relationships.services import next_actions, standings, visits

if TYPE_CHECKING:
    from django import forms

CLOCKS_DIFFER = timedelta(minutes=5)
"""A phone's clock may run ahead of ours by this much."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody met for the first time; surname first."""

    name: str
    title: str = ""
    department: Department | None = None


@dataclass(frozen=True)
class Promise:
    """A next action given in the same save."""

    text: str
    due_on: date
    owner: User


@dataclass(frozen=True)
class Logged:
    """What came of it. `created` is False when the same key had been sent before: then nothing was written."""

    interaction: Interaction
    created: bool
    before: float | None = None
    """Temperature of the customer a moment ago, points."""
    after: float | None = None
    first_contacts: list[Contact] = field(default_factory=list)
    """People with whom nothing had been logged before."""
    action: NextAction | None = None
    also: list[Interaction] = field(default_factory=list)
    """The rows of the other customers of the visit."""


def log(
    *,
    customer: Customer,
    contacts: Iterable[int],
    by: User,
    kind: str,
    line: str,
    at: datetime,
    colleagues: Iterable[int] | None = None,
    direction: str = Interaction.Direction.MUTUAL,
    quality: int = Interaction.Quality.SOME,
    minutes: int | None = None,
    on_site_support: bool = False,
    idempotency_key: str = "",
    new_person: NewPerson | None = None,
    next_action: Promise | None = None,
    parts: "Sequence[tuple[LogPart, forms.Form]]" = (),
    also: Sequence[visits.Stop] = (),
    trip: UUID | None = None,
) -> Logged:
    """Keep a contact with a customer, wholly or not at all; with all of them when `also` names others of the visit.

    `contacts` and `colleagues` are ids; no colleagues means `by` alone. `trip` ties the entry to others of a visit that
    was planned for several customers. Two sends with one key by one person make one
    row, whichever comes first; the other gets that row back with `created` False.
    Errors: `RefusedError` and its kin, each naming the field; nothing is written then.
    """

    def write() -> Logged:
        visits.check(customer, also, by)
        stops = [visits.Stop(customer, contacts, new_person), *also]
        there = [theirs_of(stop.customer, stop.contacts, stop.new_person, kind, by) for stop in stops]
        present = present_of(colleagues, by)
        spent = visits.shares(minutes, len(stops))
        _check_moment(at, line)
        if next_action is not None:
            next_actions.check_owner(next_action.owner, customer)
        visit = trip or (uuid4() if also else None)
        rows = [
            Interaction.objects.create(
                customer=stop.customer,
                visit_id=visit,
                kind=kind,
                direction=direction,
                quality=quality,
                minutes=part,
                on_site_support=on_site_support,
                at=at,
                line=line.strip(),
                logged_by=by,
                # The first row stands for the whole visit: sent again, nothing is written.
                idempotency_key="" if number else idempotency_key,
            )
            for number, (stop, part) in enumerate(zip(stops, spent, strict=True))
        ]
        logged = _completed(rows[0], there[0], present, new_person, next_action, parts)
        for row, people_there, stop in zip(rows[1:], there[1:], also, strict=True):
            _completed(row, people_there, present, stop.new_person, None, ())
        return replace(logged, also=rows[1:])

    return _once(write, customer, by, idempotency_key)


def _once(write: Callable[[], Logged], customer: Customer, by: User, key: str) -> Logged:
    try:
        with transaction.atomic():
            if not loggable_by(by).filter(pk=customer.pk).exists():
                raise CustomerNotFoundError
            sent = _sent_before(by, key)
            return Logged(sent, created=False) if sent else write()
    except IntegrityError:
        # The other of two simultaneous sends has been committed in the meantime.
        sent = _sent_before(by, key)
        if sent is None:
            raise
        return Logged(sent, created=False)


def _sent_before(by: User, key: str) -> Interaction | None:
    return Interaction.objects.filter(logged_by=by, idempotency_key=key).first() if key else None


def _completed(
    interaction: Interaction,
    there: list[Contact],
    present: list[User],
    new_person: NewPerson | None,
    promise: Promise | None,
    parts: "Sequence[tuple[LogPart, forms.Form]]",
) -> Logged:
    customer, by = interaction.customer, interaction.logged_by
    if new_person is not None:
        there = [*there, add_person(customer, new_person, by)]
    first = _never_met(there)
    InteractionContact.objects.bulk_create(InteractionContact(interaction=interaction, contact=one) for one in there)
    Participation.objects.bulk_create(
        Participation(interaction=interaction, user=one, minutes=interaction.minutes, cost_role=cost_role(one))
        for one in present
    )
    action = None
    if promise is not None:
        action = next_actions.add(
            customer=customer,
            text=promise.text,
            owner=promise.owner,
            due_on=promise.due_on,
            by=by,
            source=interaction,
        )
    for part, form in parts:
        part.save(form, customer=customer, interaction_id=interaction.pk, at=interaction.at, by=by)
    found = exchanges_of(customer.pk, as_of=today())
    standing = standings.recompute(customer, exchanges=found)
    transaction.on_commit(partial(facts_changed.send_robust, sender=Interaction, customer_id=customer.pk))
    return Logged(
        interaction,
        created=True,
        before=_without(found, interaction, customer).value,
        after=standing.temperature,
        first_contacts=first,
        action=action,
    )


def theirs_of(
    customer: Customer, contacts: Iterable[int], new_person: NewPerson | None, kind: str, by: User
) -> list[Contact]:
    """Those of theirs by their ids. Errors: NobodyThereError, ContactNotFoundError."""
    wanted = set(contacts)
    if not wanted and new_person is None and kind != Interaction.Kind.BROADCAST:
        raise NobodyThereError
    found = list(Contact.objects.visible_to(by).filter(customer=customer, pk__in=wanted).with_person())
    if len(found) != len(wanted):
        raise ContactNotFoundError
    return found


def present_of(ids: Iterable[int] | None, by: User) -> list[User]:
    """Those of ours by their ids, `by` alone without any. Errors: ColleagueNotFoundError."""
    wanted = set(ids or ())
    if not wanted:
        return [by]
    found = list(User.objects.visible_to(by).people().active().filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise ColleagueNotFoundError
    return found


def _check_moment(at: datetime, line: str) -> None:
    if at > timezone.now() + CLOCKS_DIFFER:
        raise NotYetError
    if not line.strip():
        raise NoWordsError
    # PostgreSQL keeps no NUL and no half of a surrogate pair: better refused than changed.
    if "\x00" in line or any("\ud800" <= letter <= "\udfff" for letter in line):
        raise UnstorableError


def cost_role(user: User) -> str:
    """What an hour of the colleague is charged as, as long as no other cost role is kept for the day."""
    leading = user.has_role(Role.FOUNDER, Role.EXECUTIVE)
    return Participation.CostRole.EXECUTIVE if leading else Participation.CostRole.CSM


def _never_met(there: list[Contact]) -> list[Contact]:
    """Those without any counting contact; asked before the new one is tied to them."""
    met = set(
        InteractionContact.objects.filter(contact__in=there, interaction__voided_at=None).values_list(
            "contact_id", flat=True
        )
    )
    return [one for one in there if one.pk not in met]


def _without(found: Exchanges, interaction: Interaction, customer: Customer) -> Temperature:
    events = [event for event, pk in zip(found.events, found.interaction_ids, strict=True) if pk != interaction.pk]
    return temperature(events, today(), customer.tier_in_force or None)


def add_person(customer: Customer, new_person: NewPerson, by: User) -> Contact:
    """Somebody met for the first time. Errors: NewPersonNotYoursError."""
    if not may_edit_people(by, customer):
        raise NewPersonNotYoursError
    family_name, given_name = naming.split_name(new_person.name)
    return people.add_contact(
        customer,
        family_name=family_name,
        given_name=given_name,
        title=new_person.title,
        department=new_person.department,
        by=by,
    )
