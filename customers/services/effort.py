"""Work for a customer that no contact log tells, by hand."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers import access, events
from customers.errors import ArchivedError, EditConflictError, FieldRefusedError
from customers.models import Customer, EffortEntry, Need
from customers.services import ledger, recording
from customers.services.needing import check_need
from customers.services.receivables import clashes
from office import access as office_access
from office.models import User

MANUAL = "manual"
EFFORT_ENTERED, EFFORT_CHANGED = "effort_entered", "effort_changed"


class EffortFields(TypedDict, total=False):
    kind: str
    minutes: int
    booked: Decimal | None
    description: str
    need: Need | None


@transaction.atomic
def enter(customer: Customer, *, on: date, role: str, by: User, **fields: Unpack[EffortFields]) -> EffortEntry:
    """Minutes of a cost role, or a booked amount in base currency, which wins. Raises ArchivedError,
    FieldRefusedError, PermissionDenied."""
    stem = f"{customer.pk} {on:%Y-%m} {fields.get('kind', EffortEntry.Kind.SERVICE)} "
    taken = EffortEntry.objects.filter(source=MANUAL, key__startswith=stem).count()
    entry = EffortEntry(customer=customer, source=MANUAL, key=f"{stem}{taken + 1}", on=on, role=role, **fields)
    return _save(entry, {customer.pk}, EFFORT_ENTERED, by)


@transaction.atomic
def change(entry: EffortEntry, *, by: User, version: int | None = None, **changes: Any) -> EffortEntry:
    """Correct an entry read at `version`, imported or not; its key stays.

    Raises EditConflictError where somebody changed it meanwhile, and as `enter`.
    """
    locked: EffortEntry = (
        EffortEntry.objects.select_for_update(of=("self",)).select_related("customer").get(pk=entry.pk)
    )
    before = locked.customer_id
    _may_write(locked.customer, by)
    changed = {name: value for name, value in changes.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    if version is not None and version != locked.version:
        raise EditConflictError(clashes(locked, changed), version=locked.version)
    for name, value in changed.items():
        setattr(locked, name, value)
    locked.version += 1
    return _save(locked, {before, locked.customer_id}, EFFORT_CHANGED, by, fields=sorted(changed))


def _may_write(customer: Customer, by: User) -> None:
    access.require(office_access.edits_ledger(by))
    if customer.is_archived:
        raise ArchivedError


def _save(entry: EffortEntry, customers: set[int], verb: str, by: User, **detail: Any) -> EffortEntry:
    _may_write(entry.customer, by)
    check_need(entry.need, entry.customer_id)
    if not entry.minutes and entry.booked is None:
        raise FieldRefusedError(_("Say how many minutes it took, or what was booked."), field="minutes")
    entry.save()
    ledger.lock_base_currency()
    recording.record(entry.customer, verb, by=by, line=entry.pk, **detail)
    for customer in customers:
        events.announce(events.facts_changed, customer_id=customer)
    return entry
