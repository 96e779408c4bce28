"""A customer's organisation chart: departments under each other, with who works there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from customers import access
from customers.models import Contact, Customer, Department
from office.models import User


@dataclass
class Place:
    """Somebody on the chart with who reports to them in the same department."""

    contact: Contact
    manager: Contact | None
    """Whom they report to, where that is not told by standing below."""
    gone: Contact | None
    """Whom they reported to, who left: nobody was named since."""
    under: int
    """Who reports to them, in any department."""
    reports: list["Place"] = field(default_factory=list)


@dataclass
class Branch:
    """A department with what reports to it. `above` are the departments it could report to."""

    department: Department
    people: Sequence[Place]
    first: bool
    last: bool
    above: Sequence[Department]
    branches: list["Branch"] = field(default_factory=list)


def chart_page(customer: Customer, user: User, today: date) -> dict[str, Any]:
    """Context of `customers/chart.html`. Two queries beside those for the rights."""
    rows = list(customer.departments.select_related("function").order_by("order", "id"))
    there = Contact.objects.visible_to(user).filter(customer=customer).active(today).with_person()
    contacts = list(there.select_related("reports_to__person"))
    staff = _places(contacts, today)
    return {
        "people": [_line(contact, today) for contact in contacts],
        "branches": _branches(None, rows, staff),
        "homeless": staff.get(None, []),
        "departments": len(rows),
        "may_edit": access.may_edit_people(user, customer),
        "may_complete": access.may_edit(user, customer),
    }


def _places(contacts: Sequence[Contact], today: date) -> dict[int | None, list[Place]]:
    """By department those on top there; the others stand below whom they report to."""
    under = Counter(contact.reports_to_id for contact in contacts)
    places = {
        contact.pk: Place(contact, contact.manager_on(today), _gone(contact, today), under[contact.pk])
        for contact in contacts
    }
    tops: dict[int | None, list[Place]] = {}
    for place in places.values():
        above = places.get(place.contact.reports_to_id or 0)
        if above is not None and above.contact.department_id == place.contact.department_id:
            above.reports.append(place)
            place.manager = None
        else:
            tops.setdefault(place.contact.department_id, []).append(place)
    return tops


def _line(contact: Contact, today: date) -> dict[str, Any]:
    return {"contact": contact, "manager": contact.manager_on(today), "gone": _gone(contact, today)}


def _gone(contact: Contact, today: date) -> Contact | None:
    return contact.reports_to if contact.manager_on(today) is None else None


def _branches(
    parent: int | None, rows: Sequence[Department], staff: Mapping[int | None, Sequence[Place]]
) -> list[Branch]:
    here = [row for row in rows if row.parent_id == parent]
    return [
        Branch(
            row,
            staff.get(row.pk, ()),
            first=at == 0,
            last=at == len(here) - 1,
            above=[each for each in rows if each.pk not in _below(row, rows)],
            branches=_branches(row.pk, rows, staff),
        )
        for at, row in enumerate(here)
    ]


def _below(department: Department, rows: Sequence[Department]) -> set[int]:
    """The department and everything that reports to it, at any distance."""
    found, fresh = {department.pk}, {department.pk}
    while fresh:
        fresh = {row.pk for row in rows if row.parent_id in fresh} - found
        found |= fresh
    return found
