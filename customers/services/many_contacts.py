"""Many people take up positions at once: what `people.add_contact` does for one, with the queries of a handful."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from customers import access, naming, reaching
from customers.errors import FieldRefusedError
from customers.models import (
    BeforeImage,
    Contact,
    ContactExternalId,
    ContactPoint,
    Department,
    HistoryEntry,
    ImportRun,
    Person,
)
from customers.services import copying, indexing, people, recording
from customers.services.people import Point
from office.models import User

CHUNK = 500
_CHECKED = [each.name for each in Contact._meta.concrete_fields if each.is_relation]


@dataclass
class NewContact:
    """A contact that was checked and not stored yet; its department may still be to come."""

    contact: Contact
    person: Person
    short_keys: frozenset[str]
    points: dict[tuple[str, str], Point]
    department: Department | None = None
    number: str = ""


def checked(
    customer_id: int, *, family_name: str, given_name: str, points: Sequence[Point], by: User, **position: Any
) -> NewContact:
    """The contact of these fields, if nothing in them keeps it from being stored. Raises FieldRefusedError.

    That nobody of that name and mail works there already is for the caller to know.
    """
    department = position.pop("department", None)
    person = Person(family_name=naming.clean(family_name), given_name=naming.clean(given_name))
    if not person.family_name and not person.given_name:
        raise FieldRefusedError(field="family_name")
    short_keys = indexing.name_person(person)
    contact = Contact(customer_id=customer_id, created_by=by, **position)
    try:
        contact.clean_fields(exclude=_CHECKED)
    except ValidationError as error:
        at, messages = next(iter(error.message_dict.items()))
        raise FieldRefusedError(messages[0], field=at) from error
    people.check_days(contact)
    return NewContact(contact, person, short_keys, _points(points), department)


def _points(points: Sequence[Point]) -> dict[tuple[str, str], Point]:
    """One of each number and address by its normal form; a second way of writing it wins, as it does one by one."""
    found = {}
    for point in points:
        try:
            normal = reaching.normal(point.kind, point.value)
        except reaching.UnreachableError as error:
            raise FieldRefusedError(error.cure, field="points") from error
        found[point.kind, normal] = point._replace(value=naming.clean(point.value))
    return found


def store(new: Sequence[NewContact], *, source: str, by: User, run: ImportRun) -> list[Contact]:
    """Keep them inside the caller's transaction. Nobody is told: an import tells at its end.

    Departments that are not stored yet are stored too, one for all who name it. Raises IntegrityError when a number
    was given away or a department came up meanwhile, PermissionDenied.
    """
    access.require(access.keeps_archives(by))
    _store_departments(new, by, run)
    for start in range(0, len(new), CHUNK):
        _store(new[start : start + CHUNK], source, by, run)
    return [each.contact for each in new]


def _store_departments(new: Sequence[NewContact], by: User, run: ImportRun) -> None:
    named = {id(each.department): each.department for each in new if each.department is not None}
    made = [each for each in named.values() if each.pk is None]
    copying.store(made)
    copying.keep_history(made, by=by)
    label = Department._meta.label_lower
    images = [BeforeImage(run=run, model=label, line_id=each.pk, before={}, version=1) for each in made]
    copying.store(images, numbered=False)
    _tell([(each.customer_id, {"department": each.pk}) for each in made], recording.DEPARTMENT_ADDED, by, run)


def _store(new: Sequence[NewContact], source: str, by: User, run: ImportRun) -> None:
    people_ = [each.person for each in new]
    copying.store(people_)
    copying.keep_history(people_, by=by)
    for each in new:
        each.contact.person, each.contact.department = each.person, each.department
    contacts = [each.contact for each in new]
    copying.store(contacts)
    copying.keep_history(contacts, by=by)
    indexing.write_person_keys([(each.person.pk, each.short_keys) for each in new], new=True)
    copying.copy(
        ContactPoint,
        ("person_id", "kind", "value", "normal", "preferred"),
        [
            (each.person.pk, kind, point.value, normal, point.preferred)
            for each in new
            for (kind, normal), point in each.points.items()
        ],
    )
    copying.copy(
        ContactExternalId,
        ("contact_id", "source", "value"),
        [(each.contact.pk, source, each.number) for each in new if each.number],
    )
    _tell([(each.customer_id, {"contact": each.pk}) for each in contacts], recording.CONTACT_ADDED, by, run)


def _tell(what: Sequence[tuple[int, dict[str, int]]], verb: str, by: User, run: ImportRun) -> None:
    now = timezone.now()
    entries = [
        HistoryEntry(customer_id=customer, verb=verb, at=now, by=by, detail={**detail, "import": run.pk})
        for customer, detail in what
    ]
    copying.store(entries, numbered=False)
