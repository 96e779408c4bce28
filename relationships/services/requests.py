"""What a customer asked of us: written down, answered, solved, taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError
from customers.models import Customer
from customers.models.facts import MANUAL
from customers.services import recording, writing
from office.models import User
from relationships.access import loggable_by
from relationships.errors import AlreadyVoidedError, CustomerNotFoundError, NoReasonError, NotVoidedError
from relationships.models import ServiceRequest

VOIDED, RESTORED = "request_voided", "request_restored"


class ReferenceTakenError(CustomersError):
    field = "reference"
    message = _("A request with this reference is there already.")


class RequestAheadError(CustomersError):
    message = _("This moment lies ahead.")


class BeforeRaisedError(CustomersError):
    message = _("This moment lies before the request was raised.")


class SolvedByNobodyError(CustomersError):
    field = "solved_by"
    message = _("Say who solved it and when, or leave both empty.")


@transaction.atomic
def raise_request(customer: Customer, *, by: User, source: str = MANUAL, **fields: Any) -> ServiceRequest:
    """Write down what was asked. Errors: CustomerNotFoundError, ReferenceTakenError, RequestAheadError,
    BeforeRaisedError, SolvedByNobodyError, FieldRefusedError."""
    _check_customer(customer.pk, by)
    fields["reference"] = str(fields.get("reference") or "").strip() or uuid4().hex[:12]
    request = ServiceRequest(customer=customer, source=source, recorded_by=by, **fields)
    _check(request)
    return writing.create(request, taken=ReferenceTakenError())


@transaction.atomic
def change(request: ServiceRequest, *, changes: Mapping[str, Any], version: int | None, by: User) -> ServiceRequest:
    """Correct it, or write down its answer or solution. Errors: as `raise_request`; EditConflictError."""
    _check_customer(request.customer_id, by)
    locked = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    if not str(changes.get("reference", locked.reference) or "").strip():
        changes = {**changes, "reference": locked.reference}
    wanted = ServiceRequest.objects.get(pk=request.pk)
    for name, value in changes.items():
        setattr(wanted, name, value)
    _check(wanted)
    writing.change(locked, changes, version=version, taken=ReferenceTakenError())
    return locked


@transaction.atomic
def void(request: ServiceRequest, *, reason: str, by: User) -> ServiceRequest:
    """Take it back: it counts nowhere. Errors: CustomerNotFoundError, NoReasonError, AlreadyVoidedError."""
    _check_customer(request.customer_id, by)
    if not reason.strip():
        raise NoReasonError
    locked = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    if locked.voided_at is not None:
        raise AlreadyVoidedError
    locked.voided_at, locked.voided_by, locked.void_reason = timezone.now(), by, reason.strip()[:300]
    locked.version += 1
    locked.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    recording.record(locked.customer, VOIDED, by=by, why=reason.strip(), request=locked.pk)
    return locked


@transaction.atomic
def restore(request: ServiceRequest, *, by: User) -> ServiceRequest:
    """Let it count again. Errors: CustomerNotFoundError, NotVoidedError."""
    _check_customer(request.customer_id, by)
    locked = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    if locked.voided_at is None:
        raise NotVoidedError
    locked.voided_at, locked.voided_by, locked.void_reason = None, None, ""
    locked.version += 1
    locked.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    recording.record(locked.customer, RESTORED, by=by, request=locked.pk)
    return locked


def _check_customer(customer_id: int, by: User) -> None:
    if not loggable_by(by).filter(pk=customer_id).exists():
        raise CustomerNotFoundError


def _check(request: ServiceRequest) -> None:
    now = timezone.now()
    for name in ("raised_at", "answered_at", "solved_at"):
        moment: datetime | None = getattr(request, name)
        if moment is not None and moment > now:
            raise RequestAheadError(field=name)
        if moment is not None and moment < request.raised_at:
            raise BeforeRaisedError(field=name)
    if (request.solved_at is None) != (request.solved_by == ""):
        raise SolvedByNobodyError(field="solved_at" if request.solved_at is None else "solved_by")


@transaction.atomic
def put(customer: Customer, *, reference: str, source: str, by: User, **fields: Any) -> tuple[ServiceRequest, bool]:
    """The request of that reference in a system, as it stands there now; whether it is new. Errors: as `change`;
    ReferenceTakenError for one of another customer."""
    _check_customer(customer.pk, by)
    known = ServiceRequest.objects.select_for_update().filter(source=source, reference=reference).first()
    if known is None:
        return raise_request(customer, by=by, source=source, reference=reference, **fields), True
    if known.customer_id != customer.pk:
        raise ReferenceTakenError
    return change(known, changes=fields, version=None, by=by), False
