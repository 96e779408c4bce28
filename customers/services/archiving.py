"""Setting a customer aside and bringing it back. Nothing is deleted."""

from django.db import transaction
from django.utils import timezone

from customers import access, events
from customers.errors import AlreadyArchivedError, NotArchivedError, ReasonMissingError
from customers.models import Customer
from customers.services import recording
from office.models import User

FIELDS = ["archived_at", "archived_by", "archived_reason", "version"]


@transaction.atomic
def archive(customer: Customer, *, by: User, reason: str) -> Customer:
    """Raises AlreadyArchivedError, ReasonMissingError, PermissionDenied."""
    locked = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    access.require(access.may_edit(by, locked))
    if locked.is_archived:
        raise AlreadyArchivedError
    if not reason.strip():
        raise ReasonMissingError
    locked.archived_at, locked.archived_by, locked.archived_reason = timezone.now(), by, reason.strip()[:300]
    locked.version += 1
    locked.save(update_fields=FIELDS)
    recording.record(locked, recording.ARCHIVED, by=by, why=reason)
    events.announce(events.customer_archived, customer_id=locked.pk, by_id=by.pk)
    return locked


@transaction.atomic
def restore(customer: Customer, *, by: User, reason: str = "") -> Customer:
    """Raises NotArchivedError, PermissionDenied."""
    locked = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    access.require(access.may_edit(by, locked))
    if not locked.is_archived:
        raise NotArchivedError
    locked.archived_at, locked.archived_by, locked.archived_reason = None, None, ""
    locked.version += 1
    locked.save(update_fields=FIELDS)
    recording.record(locked, recording.RESTORED, by=by, why=reason)
    events.announce(events.customer_restored, customer_id=locked.pk, by_id=by.pk)
    return locked
