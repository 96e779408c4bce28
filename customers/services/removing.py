"""Facts taken back by hand, one at a time: they leave their table for the bin, and come back as they were.

What a file brought in by mistake is taken back as a whole, by the undo of its import.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access, events
from customers.errors import ArchivedError, CustomersError
from customers.models import (
    Allocation,
    Contract,
    CostLine,
    Deal,
    EffortEntry,
    Invoice,
    Lead,
    Payment,
    RemovedFact,
    RevenueLine,
    SatisfactionScore,
    StrategicInvestment,
)
from customers.services import recording, rollups
from customers.services.correcting import plain
from customers.services.settling import settle
from office import access as office_access
from office.models import User


class StillNeededError(CustomersError):
    message = _("Other entries refer to this one: take them back first.")


class AllocatedError(CustomersError):
    message = _("Parts of it are allocated by hand: release them first.")


class StandsAlreadyError(CustomersError):
    message = _("There is an entry with the same number or key by now: change that one.")


class PartsGoneError(CustomersError):
    message = _("What it referred to is not there any more.")


def _keeps_ledger(user: User, record: Any) -> bool:
    return office_access.edits_ledger(user)


def _sells(user: User, record: Any) -> bool:
    return access.may_sell(user, record.customer)


def _nothing(customer_id: int) -> None:
    """Nothing but the standing hangs on it."""


@dataclass(frozen=True)
class Kind:
    """One sort of facts: who may take one back, and what is computed anew for its customer."""

    model: type[Any]
    may: Callable[[User, Any], bool] = _keeps_ledger
    settle: Callable[[int], None] = _nothing


KINDS: Mapping[str, Kind] = {
    "revenue": Kind(RevenueLine, settle=lambda pk: rollups.refresh([pk])),
    "cost": Kind(CostLine, settle=lambda pk: rollups.refresh([pk])),
    "effort": Kind(EffortEntry),
    "invoice": Kind(Invoice, settle=lambda pk: settle([pk])),
    "payment": Kind(Payment, settle=lambda pk: settle([pk])),
    "investment": Kind(StrategicInvestment, lambda user, record: access.may_book_investment(user, record.customer)),
    "deal": Kind(Deal, _sells),
    "contract": Kind(Contract, _sells),
    "lead": Kind(Lead, access.may_edit_lead),
    "score": Kind(SatisfactionScore, lambda user, record: office_access.imports(user)),
}
KEY_OF = {kind.model._meta.label_lower: key for key, kind in KINDS.items()}


def may_remove(user: User, record: models.Model) -> bool:
    return KINDS[KEY_OF[record._meta.label_lower]].may(user, record)


@transaction.atomic
def remove(record: models.Model, *, by: User) -> RemovedFact:
    """Take a fact back. Raises AllocatedError, StillNeededError, ArchivedError, PermissionDenied."""
    model: Any = type(record)
    kind = KINDS[KEY_OF[model._meta.label_lower]]
    locked = model._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    _check(kind, locked, by)
    if isinstance(locked, Invoice | Payment):
        if locked.allocations.filter(by_hand=True).exists():
            raise AllocatedError
        Allocation.objects.filter(pk__in=locked.allocations.values("pk")).delete()
    removed = RemovedFact.objects.create(
        model=model._meta.label_lower,
        record_id=locked.pk,
        name=str(locked)[:200],
        customer=locked.customer,
        row={field.attname: plain(getattr(locked, field.attname)) for field in model._meta.concrete_fields},
        removed_at=timezone.now(),
        removed_by=by,
    )
    locked._history_user = by
    try:
        with transaction.atomic():
            locked.delete()
    except ProtectedError as error:
        raise StillNeededError from error
    _tell(kind, removed, recording.FACT_REMOVED, by)
    return removed


@transaction.atomic
def restore(removed: RemovedFact, *, by: User) -> models.Model:
    """A fact stands again, under its own id. Raises StandsAlreadyError, PartsGoneError, ArchivedError, PermissionDenied."""
    found = RemovedFact.objects.select_for_update(of=("self",)).select_related("customer").get(pk=removed.pk)
    kind = KINDS[KEY_OF[found.model]]
    record: models.Model = _revived(kind.model, found.row)
    _check(kind, record, by)
    record._history_user = by  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as error:
        raise StandsAlreadyError from error
    found.delete()
    _tell(kind, found, recording.FACT_RESTORED, by)
    return record


def _revived(model: type[Any], row: Mapping[str, Any]) -> Any:
    """The record that a row says. What it may do without and is gone by now is left empty."""
    values = {}
    for field in model._meta.concrete_fields:
        value = row.get(field.attname, field.get_default())
        if field.is_relation and value is not None:
            if not field.related_model._default_manager.filter(pk=value).exists():
                if not field.null:
                    raise PartsGoneError
                value = None
            values[field.attname] = value
        else:
            values[field.attname] = field.to_python(value)
    return model(**values)


def _check(kind: Kind, record: Any, by: User) -> None:
    access.require(kind.may(by, record))
    if record.customer is not None and record.customer.is_archived:
        raise ArchivedError


def _tell(kind: Kind, removed: RemovedFact, verb: str, by: User) -> None:
    customer = removed.customer
    if customer is None:
        return
    recording.record(customer, verb, by=by, kind=kind.model._meta.model_name, record=removed.record_id)
    kind.settle(customer.pk)
    events.announce(events.facts_changed, customer_id=customer.pk)
