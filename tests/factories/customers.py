"""Customers and their people for tests, made through the same services as in life."""

from itertools import count
from typing import Any

from customers.models import Contact, Customer, Department, DepartmentFunction
from customers.services import departments, owning, people, registering
from office.models import User

_numbers = count(1)


def make_customer(owner: User | None = None, *, by: User | None = None, name: str = "", **fields: Any) -> Customer:
    """A customer of `owner`, whose team keeps it, registered by the system unless `by` says who.

    `archived=True` sets it aside; `members=[…]` puts colleagues on the account.
    """
    from customers.services import archiving

    actor = by or User.objects.system()
    archived, members = fields.pop("archived", False), fields.pop("members", ())
    if owner is not None:
        fields["owner"] = owner
    customer = registering.register(name or f"北渡精工{next(_numbers)}", by=actor, **fields)
    for user in members:
        owning.add_member(customer, user=user, by=actor)
    if archived:
        customer = archiving.archive(customer, by=actor, reason="set aside for a test")
    return customer


def make_department(customer: Customer, function: str = "production", *, name: str = "", **fields: Any) -> Department:
    """A department with one of the thirteen functions."""
    term = DepartmentFunction.objects.get(code=function)
    return departments.add(
        customer,
        name=name or f"{term.label_zh_hans}部{next(_numbers)}",
        function=term,
        by=User.objects.system(),
        **fields,
    )


def make_contact(
    customer: Customer, name: str = "", *, by: User | None = None, function: str = "", **fields: Any
) -> Contact:
    """A person at the customer, named surname first; `function` gives a department with it, `points` ways to reach."""
    from customers import naming

    family_name, given_name = naming.split_name(name or f"林知{_numeral(next(_numbers))}")
    if function:
        fields["department"] = make_department(customer, function)
    return people.add_contact(
        customer, family_name=family_name, given_name=given_name, by=by or User.objects.system(), **fields
    )


def _numeral(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
