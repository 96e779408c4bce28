"""Writing down what a customer needs, and which need a cost or a contact serves."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
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
    locked: Need = Need.objects.select_for_update(of=("self",)).select_related("customer").get(pk=need.pk)
    _may_write(locked.customer, by)
    if fields := writing.change(locked, changes, version=version, taken=NeedKnownError()):
        recording.record(locked.customer, recording.NEED_CHANGED, by=by, need=locked.pk, fields=fields)
    return locked


def check_need(need: Need | None, customer_id: int) -> None:
    """What serves a customer serves a need of that customer. Raises FieldRefusedError."""
    if need is not None and need.customer_id != customer_id:
        raise FieldRefusedError(_("This need is another customer's."), field="need")


def _may_write(customer: Customer, by: User) -> None:
    access.require(access.may_judge(by, customer))
    if customer.is_archived:
        raise ArchivedError
