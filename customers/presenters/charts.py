"""A customer's organisation chart: departments under each other, with who works there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from customers import access
from customers.models import Contact, Customer, Department
from office.models import User


@dataclass
class Branch:
    """A department with what reports to it. `above` are the departments it could report to."""

    department: Department
    people: Sequence[Contact]
    first: bool
    last: bool
    above: Sequence[Department]
    branches: list["Branch"] = field(default_factory=list)


def chart_page(customer: Customer, user: User, today: date) -> dict[str, Any]:
    """Context of `customers/chart.html`. Three queries."""
    rows = list(customer.departments.select_related("function").order_by("order", "id"))
    contacts = Contact.objects.visible_to(user).filter(customer=customer).active(today).with_person()
    staff: dict[int | None, list[Contact]] = {}
    for contact in contacts:
        staff.setdefault(contact.department_id, []).append(contact)
    return {
        "branches": _branches(None, rows, staff),
        "homeless": staff.get(None, []),
        "departments": len(rows),
        "may_edit": access.may_edit_people(user, customer),
        "may_complete": access.may_edit(user, customer),
    }


def _branches(
    parent: int | None, rows: Sequence[Department], staff: Mapping[int | None, Sequence[Contact]]
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
