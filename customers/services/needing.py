"""Writing down what a customer needs, and which need a cost or a contact serves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.errors import ArchivedError, CustomersError, FieldRefusedError
from customers.models import Customer, Need
from customers.services import recording, writing
from office.models import User


class NeedKnownError(CustomersError):
    field = "title"
    message = _("This need is noted already; correct the entry that stands.")


@transaction.atomic
def add(customer: Customer, *, by: User, **fields: Any) -> Need:
    """Note a need of the customer. Raises NeedKnownError, FieldRefusedError, ArchivedError, PermissionDenied."""
    _may_write(customer, by)
    need = writing.create(Need(customer=customer, **fields), taken=NeedKnownError())
    recording.record(customer, recording.NEED_ADDED, by=by, need=need.pk)
    return need


@transaction.atomic
def change(need: Need, *, changes: Mapping[str, Any], version: int | None, by: User) -> Need:
    """Correct a need; the field history keeps what stood. Raises EditConflictError and as `add`."""
    locked = _locked(need)
    _may_write(locked.customer, by)
    if fields := writing.change(locked, changes, version=version, taken=NeedKnownError()):
        recording.record(locked.customer, recording.NEED_CHANGED, by=by, need=locked.pk, fields=fields)
    return locked


@transaction.atomic
def withdraw(need: Need, *, by: User) -> None:
    """Take a need back; costs and contacts that served it count for no need until it stands again.

    Raises ArchivedError, PermissionDenied.
    """
    locked = _locked(need)
    _may_write(locked.customer, by)
    if locked.withdrawn_at is None:
        _write(locked, recording.NEED_WITHDRAWN, by, at=timezone.now(), who=by)


@transaction.atomic
def restore(need: Need, *, by: User) -> None:
    """A need that was taken back stands again. Raises NeedKnownError, ArchivedError, PermissionDenied."""
    locked = _locked(need)
    _may_write(locked.customer, by)
    if locked.withdrawn_at is None:
        return
    if Need.objects.standing().filter(customer=locked.customer_id, title=locked.title).exists():
        raise NeedKnownError
    _write(locked, recording.NEED_RESTORED, by, at=None, who=None)


def check_need(need: Need | None, customer_id: int) -> None:
    """What serves a customer serves a need of that customer. Raises FieldRefusedError."""
    if need is not None and need.customer_id != customer_id:
        raise FieldRefusedError(_("This need is another customer's."), field="need")


def _locked(need: Need) -> Need:
    found: Need = Need.objects.select_for_update(of=("self",)).select_related("customer").get(pk=need.pk)
    return found


def _write(need: Need, verb: str, by: User, *, at: datetime | None, who: User | None) -> None:
    need.withdrawn_at, need.withdrawn_by = at, who
    need.version += 1
    need.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
    recording.record(need.customer, verb, by=by, need=need.pk)


def _may_write(customer: Customer, by: User) -> None:
    access.require(access.may_judge(by, customer))
    if customer.is_archived:
        raise ArchivedError
