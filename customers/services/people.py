"""People at a customer: they come, change, leave and move on."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers import access, events, merging, naming, reaching
from customers.errors import AlreadyLeftError, FieldRefusedError, PositionOpenError
from customers.models import Contact, ContactPoint, Customer, Department, ImportRun, Person
from customers.services import conflicts, indexing, recording, reporting
from office.models import User


class Point(NamedTuple):
    """A way to reach somebody, as typed."""

    kind: str
    value: str
    preferred: bool = False


class Position(TypedDict, total=False):
    """The fields of a person's position; all may be left out."""

    department: Department | None
    title: str
    seniority: int
    key_person: bool
    influence: int | None
    joined_on: date | None
    left_on: date | None
    note: str
    placeholder: bool
    reports_to: Contact | None


class NewContact(Position, total=False):
    form_of_address: str
    language: str
    points: Sequence[Point]
    form_key: UUID | None
    import_run: ImportRun | None


PERSON_FIELDS = ("family_name", "given_name", "form_of_address", "language")
POSITION_FIELDS = tuple(Position.__annotations__)
EDITABLE = (*PERSON_FIELDS, *POSITION_FIELDS)


def add_contact(
    customer: Customer, *, family_name: str, by: User, given_name: str = "", **fields: Unpack[NewContact]
) -> Contact:
    """A new person in a position at the customer. The same `form_key` again returns the first one's contact.

    Raises FieldRefusedError (field "points" for numbers and addresses), PermissionDenied.
    """
    access.require(access.may_edit_people(by, customer))
    form_key = fields.get("form_key")
    if form_key and (earlier := Contact.objects.filter(created_by=by, form_key=form_key).first()):
        return earlier
    try:
        return _create(customer, {**fields, "family_name": family_name, "given_name": given_name}, by=by)
    except IntegrityError:
        if form_key and (earlier := Contact.objects.filter(created_by=by, form_key=form_key).first()):
            return earlier
        raise


@transaction.atomic
def _create(customer: Customer, fields: dict[str, Any], *, by: User) -> Contact:
    points = fields.pop("points", ())
    person = Person(**{key: fields.pop(key) for key in PERSON_FIELDS if key in fields})
    _store_person(person, new=True)
    contact = Contact(customer=customer, person=person, created_by=by, **fields)
    _check_position(contact)
    contact.save(force_insert=True)
    _add_points(person, points)
    _tell(contact, recording.CONTACT_ADDED, by=by)
    return contact


@transaction.atomic
def edit_contact(
    contact: Contact,
    *,
    changes: Mapping[str, Any],
    version: int,
    by: User,
    add_points: Sequence[Point] = (),
    remove_points: Collection[int] = (),
) -> Contact:
    """Write `changes` over what was read at `version`, as `editing.edit` does for customers.

    Ways to reach come and go one by one, so that two people adding numbers lose none. Raises EditConflictError,
    FieldRefusedError, PermissionDenied; KeyError for a field that is not the contact's.
    """
    locked = Contact.objects.select_for_update(of=("self",)).select_related("person").get(pk=contact.pk)
    access.require(access.may_edit_people(by, locked.customer))
    if unknown := set(changes) - set(EDITABLE):
        raise KeyError(", ".join(sorted(unknown)))
    wanted = dict(changes)
    now = {field: getattr(_bearer(locked, field), field) for field in wanted}
    if version != locked.version:
        wanted = _merge(locked, wanted, now, version)
    changed = {field: value for field, value in wanted.items() if not merging.same(value, now[field])}
    if not (changed or add_points or remove_points):
        return locked
    for field, value in changed.items():
        setattr(_bearer(locked, field), field, value)
    if changed.keys() & set(PERSON_FIELDS):
        _store_person(locked.person)
    _check_position(locked)
    locked.version += 1
    _save_position(locked)
    locked.person.points.filter(pk__in=remove_points).delete()
    _add_points(locked.person, add_points)
    _tell(locked, recording.CONTACT_EDITED, by=by, fields=sorted(changed))
    return locked


@transaction.atomic
def mark_left(contact: Contact, *, by: User, on: date | None = None, successor: Contact | None = None) -> Contact:
    """The person no longer works there; history stays, `successor` takes the place.

    Raises AlreadyLeftError, FieldRefusedError, PermissionDenied.
    """
    locked = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    access.require(access.may_edit_people(by, locked.customer))
    if locked.left_on is not None:
        raise AlreadyLeftError
    locked.left_on = on or timezone.localdate()
    _check_position(locked)
    locked.version += 1
    locked.save(update_fields=["left_on", "version"])
    _tell(locked, recording.CONTACT_LEFT, by=by, on=locked.left_on.isoformat())
    events.announce(events.contact_left, contact_id=locked.pk, by_id=by.pk)
    return name_successor(locked, successor, by=by) if successor is not None else locked


@transaction.atomic
def name_successor(contact: Contact, successor: Contact, *, by: User) -> Contact:
    """Who took the place of somebody who left: a person of the same customer, not one whom they followed themselves.

    Raises FieldRefusedError (field "successor"), PermissionDenied.
    """
    locked = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    access.require(access.may_edit_people(by, locked.customer))
    if successor.customer_id != locked.customer_id or locked.pk in _followed(successor):
        raise FieldRefusedError(field="successor")
    locked.successor = successor
    locked.version += 1
    locked.save(update_fields=["successor", "version"])
    reporting.take_over(locked, successor)
    _tell(locked, recording.SUCCESSOR_NAMED, by=by, successor=successor.pk)
    return locked


def _followed(contact: Contact) -> set[int]:
    """The contact and those who followed it, one after the other."""
    chain: set[int] = set()
    after: Contact | None = contact
    while after is not None and after.pk not in chain:
        chain.add(after.pk)
        after = after.successor
    return chain


@transaction.atomic
def take_back(contact: Contact, *, by: User) -> Contact:
    """The leaving was a mistake: the position is open again. Raises PositionOpenError, PermissionDenied."""
    locked = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    access.require(access.may_edit_people(by, locked.customer))
    if locked.left_on is None:
        return locked
    locked.left_on = None
    locked.version += 1
    _save_position(locked)
    _tell(locked, recording.CONTACT_RETURNED, by=by)
    return locked


@transaction.atomic
def move(contact: Contact, *, to: Customer, by: User, on: date | None = None, **position: Unpack[Position]) -> Contact:
    """The person goes on to another customer: leaves here (if still here) and has a new position there.

    Addresses, consents and the tie go along with the person. Raises PositionOpenError, PermissionDenied.
    """
    access.require(access.may_edit_people(by, contact.customer) and access.may_edit_people(by, to))
    day = on or timezone.localdate()
    if contact.left_on is None:
        mark_left(contact, by=by, on=day)
    arrived = Contact(customer=to, person=contact.person, created_by=by, **{"joined_on": day, **position})
    _check_position(arrived)
    _save_position(arrived)
    _tell(arrived, recording.CONTACT_MOVED, by=by, came_from=contact.pk)
    return arrived


def _bearer(contact: Contact, field: str) -> Contact | Person:
    return contact.person if field in PERSON_FIELDS else contact


def _store_person(person: Person, *, new: bool = False) -> None:
    person.family_name, person.given_name = naming.clean(person.family_name), naming.clean(person.given_name)
    if not person.family_name and not person.given_name:
        raise FieldRefusedError(field="family_name")
    short_keys = indexing.name_person(person)
    person.save(force_insert=new)
    indexing.write_person_keys([(person.pk, short_keys)], new=new)


def _check_position(contact: Contact) -> None:
    department = contact.department
    if department is not None and department.customer_id != contact.customer_id:
        raise FieldRefusedError(field="department")
    reporting.check(contact)
    try:
        contact.clean_fields(exclude=["person", "customer"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise FieldRefusedError(messages[0], field=field) from error
    check_days(contact)


def check_days(contact: Contact) -> None:
    if contact.joined_on and contact.left_on and contact.left_on < contact.joined_on:
        constraint = next(c for c in Contact._meta.constraints if c.name == "contact_leaves_after_joining")
        raise FieldRefusedError(constraint.violation_error_message, field="left_on")


def _save_position(contact: Contact) -> None:
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError as error:
        raise PositionOpenError from error


def _add_points(person: Person, points: Sequence[Point]) -> None:
    for point in points:
        try:
            normal = reaching.normal(point.kind, point.value)
        except reaching.UnreachableError as error:
            raise FieldRefusedError(error.cure, field="points") from error
        ContactPoint.objects.update_or_create(
            person=person,
            kind=ContactPoint.Kind(point.kind),
            normal=normal,
            defaults={"value": naming.clean(point.value), "preferred": point.preferred},
        )


def _merge(contact: Contact, wanted: Mapping[str, Any], now: Mapping[str, Any], version: int) -> dict[str, Any]:
    last = Contact.history.filter(id=contact.pk).order_by("-history_id").select_related("history_user").first()
    return conflicts.settle(
        wanted,
        now,
        _as_read(contact, version),
        label=lambda field: _label(contact, field),
        version=contact.version,
        by=last.history_user if last else None,
        at=last.history_date if last else None,
    )


def _label(contact: Contact, field: str) -> Any:
    column: Any = _bearer(contact, field)._meta.get_field(field)
    return column.verbose_name


def _as_read(contact: Contact, version: int) -> Callable[[str], Any]:
    """The fields as they stood at `version`; without a trace of it, as if nothing had been read."""
    position = Contact.history.filter(id=contact.pk, version=version).order_by("-history_id").first()
    person = None
    if position is not None:
        earlier = Person.history.filter(id=contact.person_id, history_date__lte=position.history_date)
        person = earlier.order_by("-history_id").first()

    def value(field: str) -> Any:
        snapshot = person if field in PERSON_FIELDS else position
        return getattr(snapshot, field, None)

    return value


def _tell(contact: Contact, verb: str, *, by: User, **detail: Any) -> None:
    recording.record(contact.customer, verb, by=by, contact=contact.pk, **detail)
    events.announce(events.facts_changed, customer_id=contact.customer_id)
