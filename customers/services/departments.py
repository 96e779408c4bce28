"""The customer's own departments."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from customers import access, events, merging, naming
from customers.errors import DepartmentExistsError, FieldRefusedError
from customers.models import Customer, Department, DepartmentFunction
from customers.services import conflicts, recording
from office.models import User

EDITABLE = ("name", "function", "parent", "order")


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


@transaction.atomic
def edit(department: Department, *, changes: Mapping[str, Any], version: int, by: User) -> Department:
    """Write `changes` (of name, function, parent, order) over what was read at `version`, as `editing.edit` does.

    Raises EditConflictError and what `add` raises; KeyError for a field that is not the department's.
    """
    locked = Department.objects.select_for_update(of=("self",)).get(pk=department.pk)
    access.require(access.may_edit_people(by, locked.customer))
    if unknown := set(changes) - set(EDITABLE):
        raise KeyError(", ".join(sorted(unknown)))
    wanted = dict(changes)
    now = {field: getattr(locked, field) for field in wanted}
    if version != locked.version:
        wanted = _merge(locked, wanted, now, version)
    changed = {field: value for field, value in wanted.items() if not merging.same(value, now[field])}
    if not changed:
        return locked
    for field, value in changed.items():
        setattr(locked, field, value)
    locked.version += 1
    _save(locked, name=locked.name, parent=locked.parent)
    recording.record(locked.customer, recording.DEPARTMENT_EDITED, by=by, department=locked.pk)
    events.announce(events.facts_changed, customer_id=locked.customer_id)
    return locked


@transaction.atomic
def shift(department: Department, *, up: bool, by: User) -> None:
    """One step among the departments that report to the same one; nothing where there is no neighbour.

    Raises PermissionDenied.
    """
    access.require(access.may_edit_people(by, department.customer))
    rows = Department.objects.select_for_update(of=("self",)).filter(
        customer=department.customer_id, parent=department.parent_id
    )
    row = list(rows.order_by("order", "id"))
    at = next(place for place, each in enumerate(row) if each.pk == department.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(row):
        return
    row[at], row[other] = row[other], row[at]
    for place, each in enumerate(row):
        if each.order != 10 * (place + 1):
            each.order = 10 * (place + 1)
            each.version += 1
            each.save(update_fields=["order", "version"])
    recording.record(department.customer, recording.DEPARTMENT_EDITED, by=by, department=department.pk)


def _merge(department: Department, wanted: Mapping[str, Any], now: Mapping[str, Any], version: int) -> dict[str, Any]:
    versions = Department.history.filter(id=department.pk).order_by("-history_id").select_related("history_user")
    snapshot, last = versions.filter(version=version).first(), versions.first()
    return conflicts.settle(
        wanted,
        now,
        lambda field: getattr(snapshot, field, None),
        label=lambda field: Department._meta.get_field(field).verbose_name,  # type: ignore[union-attr]
        version=department.version,
        by=last.history_user if last else None,
        at=last.history_date if last else None,
    )


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
