"""What we learn about a customer beside our own ledger: its wallet, its years, its certificates, who brought it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access, events
from customers.errors import ArchivedError, CustomersError, FieldRefusedError
from customers.models import Certificate, Customer, CustomerYear, Referral, WalletEstimate
from customers.services import recording, writing
from office.models import User

Known = TypeVar("Known", WalletEstimate, CustomerYear, Certificate, Referral)


class KnownAlreadyError(CustomersError):
    message = _("This is noted already; correct the entry that stands.")


FIELD_TAKEN: Mapping[type, str] = {
    WalletEstimate: "on",
    CustomerYear: "year",
    Certificate: "name",
    Referral: "named",
}
EARLIEST_YEAR = 1900


@transaction.atomic
def add(kind: type[Known], customer: Customer, /, *, by: User, **fields: Any) -> Known:
    """Note a wallet estimate, a year, a certificate or a referral of the customer.

    Raises KnownAlreadyError, FieldRefusedError, ArchivedError, PermissionDenied.
    """
    _may_write(customer, by)
    record = kind(customer=customer, **fields)
    CHECKS[kind](record)
    writing.create(record, taken=KnownAlreadyError(field=FIELD_TAKEN[kind]))
    _tell(record, recording.KNOWLEDGE_ADDED, by)
    return record


@transaction.atomic
def change(record: Known, *, changes: Mapping[str, Any], version: int | None, by: User) -> Known:
    """Correct what was noted; the field history keeps what stood there. Raises EditConflictError and as `add`."""
    kind = type(record)
    locked: Known = kind.objects.select_for_update(of=("self",)).select_related("customer").get(pk=record.pk)
    _may_write(locked.customer, by)
    CHECKS[kind](writing.trial(locked, changes))
    taken = KnownAlreadyError(field=FIELD_TAKEN[kind])
    if fields := writing.change(locked, changes, version=version, taken=taken):
        _tell(locked, recording.KNOWLEDGE_CHANGED, by, fields=fields)
    return locked


@transaction.atomic
def remove(record: Known, *, by: User) -> None:
    """Take back what was noted in error; the field history keeps it. Raises ArchivedError, PermissionDenied."""
    kind = type(record)
    locked: Any = kind.objects.select_for_update(of=("self",)).select_related("customer").get(pk=record.pk)
    _may_write(locked.customer, by)
    _tell(locked, recording.KNOWLEDGE_REMOVED, by)
    locked._history_user, locked._change_reason = by, writing.TAKEN_BACK
    locked.delete()


@transaction.atomic
def restore(remembered: Any, *, by: User) -> WalletEstimate | CustomerYear | Certificate | Referral:
    """An entry that was taken back stands again as its history remembers it, under its own id.

    Raises KnownAlreadyError where it stands already or another says it by now, FieldRefusedError, ArchivedError,
    PermissionDenied.
    """
    record: WalletEstimate | CustomerYear | Certificate | Referral = remembered.instance
    record.customer = Customer.objects.select_for_update().get(pk=record.customer_id)
    _may_write(record.customer, by)
    CHECKS[type(record)](record)
    record._history_user = by  # type: ignore[union-attr]
    writing.create(record, taken=KnownAlreadyError(field=FIELD_TAKEN[type(record)]))
    _tell(record, recording.KNOWLEDGE_RESTORED, by)
    return record


def _may_write(customer: Customer, by: User) -> None:
    access.require(access.may_judge(by, customer))
    if customer.is_archived:
        raise ArchivedError


def _tell(record: WalletEstimate | CustomerYear | Certificate | Referral, verb: str, by: User, **detail: Any) -> None:
    recording.record(record.customer, verb, by=by, kind=record._meta.model_name, **detail)
    events.announce(events.facts_changed, customer_id=record.customer_id)
    if isinstance(record, Referral):
        events.announce(events.facts_changed, customer_id=record.named_id)


def _check_wallet(record: WalletEstimate) -> None:
    if record.total is None or record.total <= 0:
        raise FieldRefusedError(_("The yearly spend is an amount above zero."), field="total")
    if record.on > timezone.localdate():
        raise FieldRefusedError(_("An estimate cannot be dated in the future."), field="on")
    if not record.told_by.strip():
        raise FieldRefusedError(_("Say who told it or where it is written."), field="told_by")


def _check_year(record: CustomerYear) -> None:
    if not EARLIEST_YEAR <= record.year <= timezone.localdate().year:
        raise FieldRefusedError(_("A year from 1900 to this one."), field="year")
    if record.revenue is None and record.employees is None and record.assets is None:
        raise FieldRefusedError(_("Give its revenue, its number of employees or its total assets."), field="revenue")
    if record.assets is not None and record.assets < 0:
        raise FieldRefusedError(_("Its total assets are zero or more."), field="assets")
    if record.revenue is not None and record.revenue < 0:
        raise FieldRefusedError(_("Its revenue is zero or more."), field="revenue")


def _check_certificate(record: Certificate) -> None:
    if record.issued_on and record.expires_on and record.expires_on < record.issued_on:
        raise FieldRefusedError(_("It expires before it was issued."), field="expires_on")


def _check_referral(record: Referral) -> None:
    if record.named_id == record.customer_id:
        raise FieldRefusedError(_("A customer cannot bring itself."), field="named")


CHECKS: Mapping[type, Callable[[Any], None]] = {
    WalletEstimate: _check_wallet,
    CustomerYear: _check_year,
    Certificate: _check_certificate,
    Referral: _check_referral,
}
