"""The customer's own departments."""

from typing import Any

from django.db import IntegrityError, transaction

from customers import access, events, naming
from customers.errors import DepartmentExistsError, FieldRefusedError
from customers.models import Customer, Department, DepartmentFunction
from customers.services import recording
from office.models import User


def add(
    customer: Customer,
    *,
    name: str,
    function: DepartmentFunction,
    by: User,
    parent: Department | None = None,
    order: int = 100,
) -> Department:
    """Raises DepartmentExistsError, FieldRefusedError, PermissionDenied."""
    access.require(access.may_edit_people(by, customer))
    department = Department(customer=customer, function=function, order=order)
    with transaction.atomic():
        _save(department, name=name, parent=parent)
        recording.record(customer, recording.DEPARTMENT_ADDED, by=by, department=department.pk)
        events.announce(events.facts_changed, customer_id=customer.pk)
    return department


def edit(department: Department, *, by: User, name: str, **fields: Any) -> Department:
    """`fields` may hold function, parent and order. Raises as `add` does."""
    with transaction.atomic():
        locked = Department.objects.select_for_update(of=("self",)).get(pk=department.pk)
        access.require(access.may_edit_people(by, locked.customer))
        parent = fields.get("parent", locked.parent)
        locked.function, locked.order = fields.get("function", locked.function), fields.get("order", locked.order)
        locked.version += 1
        _save(locked, name=name, parent=parent)
        recording.record(locked.customer, recording.DEPARTMENT_EDITED, by=by, department=locked.pk)
        events.announce(events.facts_changed, customer_id=locked.customer_id)
    return locked


def _save(department: Department, *, name: str, parent: Department | None) -> None:
    department.name, department.parent = naming.clean(name)[:80], parent
    if not department.name:
        raise FieldRefusedError(field="name")
    if parent is not None and (parent.customer_id != department.customer_id or _is_below(parent, department)):
        raise FieldRefusedError(field="parent")
    try:
        with transaction.atomic():
            department.save()
    except IntegrityError as error:
        raise DepartmentExistsError from error


def _is_below(parent: Department, department: Department) -> bool:
    seen: set[int | None] = set()
    above: Department | None = parent
    while above is not None and above.pk not in seen:
        if above.pk == department.pk:
            return True
        seen.add(above.pk)
        above = above.parent
    return False
