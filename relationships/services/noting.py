"""What lies between two houses, noted and corrected: items, clauses, volumes, warnings, attempts to win back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers import access, events
from customers.errors import ArchivedError, CustomersError, FieldRefusedError, ReasonMissingError
from customers.models import Customer
from customers.services import recording, writing
from office.access import sees_people_and_voices
from office.clock import today
from office.models import Company, User
from relationships.access import loggable_by
from relationships.models import OrganisationalItem, RiskClause, SolvencyWarning, VolumeAgreement, WinBackAttempt
from relationships.services import entries
from relationships.services.next_actions import check_owner

NOTED, CORRECTED, WITHDRAWN, RESTORED = "between_noted", "between_corrected", "between_withdrawn", "between_restored"
CLEARED, ANSWERED = "solvency_cleared", "win_back_answered"
Noted = TypeVar("Noted", OrganisationalItem, RiskClause, VolumeAgreement, SolvencyWarning, WinBackAttempt)


class OvertakenError(CustomersError):
    message = _("This was settled meanwhile. Look at what stands now.")


@dataclass(frozen=True)
class Right:
    """Who reads a kind of entry of a customer that exists for them, and who writes it."""

    sees: Callable[[User, Customer], bool]
    writes: Callable[[User, Customer], bool]


def _people(user: User, _customer: Customer) -> bool:
    return sees_people_and_voices(user)


def _logs(user: User, customer: Customer) -> bool:
    return loggable_by(user).filter(pk=customer.pk).exists()


def _judges(user: User, customer: Customer) -> bool:
    return access.may_judge(user, customer) or access.may_sell(user, customer)


RIGHTS: Mapping[type, Right] = {
    OrganisationalItem: Right(_people, access.may_judge),
    RiskClause: Right(_people, access.may_judge),
    VolumeAgreement: Right(access.sees_revenue_of, access.may_sell),
    SolvencyWarning: Right(lambda _user, _customer: True, _judges),
    WinBackAttempt: Right(_people, _logs),
}


@transaction.atomic
def add(kind: type[Noted], customer: Customer, /, *, by: User, **fields: Any) -> Noted:
    """Note one entry. Errors: FieldRefusedError, ArchivedError, PermissionDenied."""
    _may_write(kind, customer, by)
    record = kind(customer=customer, created_by=by, **fields)
    CHECKS[kind](record)
    writing.create(record, taken=OvertakenError())
    _tell(record, NOTED, by)
    return record


@transaction.atomic
def change(record: Noted, *, changes: Mapping[str, Any], version: int | None, by: User) -> Noted:
    """Correct it; the field history keeps what stood there. Errors: EditConflictError and as `add`."""
    locked = _locked(record, by)
    CHECKS[type(record)](writing.trial(locked, changes))
    if fields := writing.change(locked, changes, version=version, taken=OvertakenError()):
        _tell(locked, CORRECTED, by, fields=fields)
    return locked


@transaction.atomic
def withdraw(record: Noted, *, reason: str, by: User) -> Noted:
    """Noted in error. Errors: AlreadyVoidedError, ReasonMissingError."""
    locked = entries.withdraw(_locked(record, by), by=by, reason=reason)
    _tell(locked, WITHDRAWN, by, why=reason)
    return locked


@transaction.atomic
def restore(record: Noted, *, by: User) -> Noted:
    locked = entries.restore(_locked(record, by))
    _tell(locked, RESTORED, by)
    return locked


@transaction.atomic
def clear(warning: SolvencyWarning, *, on: date, reason: str, by: User) -> SolvencyWarning:
    """The warning stands no more, and why. Errors: OvertakenError, ReasonMissingError, FieldRefusedError."""
    locked = _locked(warning, by)
    if not locked.is_open:
        raise OvertakenError
    if not reason.strip():
        raise ReasonMissingError(field="reason")
    _check_between(on, locked.on, field="on")
    locked.cleared_on, locked.clear_reason, locked.cleared_by = on, reason.strip()[:300], by
    locked.version += 1
    locked.save(update_fields=["cleared_on", "clear_reason", "cleared_by", "version"])
    _tell(locked, CLEARED, by, why=reason)
    return locked


@transaction.atomic
def answer(attempt: WinBackAttempt, *, result: str, on: date, note: str, by: User) -> WinBackAttempt:
    """What came of an attempt; it may be said anew. Errors: FieldRefusedError."""
    locked = _locked(attempt, by)
    is_open = result == WinBackAttempt.Result.OPEN
    if not is_open:
        _check_between(on, locked.on, field="on")
    locked.result, locked.result_on = WinBackAttempt.Result(result), None if is_open else on
    locked.result_note = note.strip()[:300]
    locked.version += 1
    locked.save(update_fields=["result", "result_on", "result_note", "version"])
    _tell(locked, ANSWERED, by, result=result)
    return locked


def may_write(kind: type, customer: Customer, user: User) -> bool:
    return not customer.is_archived and RIGHTS[kind].sees(user, customer) and RIGHTS[kind].writes(user, customer)


def _may_write(kind: type, customer: Customer, by: User) -> None:
    access.require(RIGHTS[kind].writes(by, customer))
    if customer.is_archived:
        raise ArchivedError


def _locked(record: Noted, by: User) -> Noted:
    kind = type(record)
    locked: Noted = kind.objects.select_for_update(of=("self",)).select_related("customer").get(pk=record.pk)
    _may_write(kind, locked.customer, by)
    return locked


def _tell(record: Any, verb: str, by: User, why: str = "", **detail: Any) -> None:
    recording.record(record.customer, verb, by=by, why=why, kind=record._meta.model_name, entry=record.pk, **detail)
    events.announce(events.facts_changed, customer_id=record.customer_id)


def _check_between(day: date, first: date, *, field: str) -> None:
    if not first <= day <= today():
        raise FieldRefusedError(_("Between the day of the entry and today."), field=field)


def _check_past(record: Any) -> None:
    if record.on > today():
        raise FieldRefusedError(_("The day lies in the future."), field="on")


def _check_item(record: OrganisationalItem) -> None:
    _check_past(record)
    if record.until is not None and record.until < record.on:
        raise FieldRefusedError(_("It ends before it begins."), field="until")


def _check_days(record: Any) -> None:
    if record.valid_until is not None and record.valid_until < record.valid_from:
        raise FieldRefusedError(_("It ends before it begins."), field="valid_until")


def _check_volume(record: VolumeAgreement) -> None:
    _check_days(record)
    if (record.yearly_amount is None) == (record.yearly_quantity is None):
        raise FieldRefusedError(_("Give an amount or a quantity, one of them."), field="yearly_amount")
    if (record.yearly_amount or record.yearly_quantity or 0) <= 0:
        field = "yearly_quantity" if record.yearly_amount is None else "yearly_amount"
        raise FieldRefusedError(_("More than nothing."), field=field)
    record.currency = record.currency.strip().upper() or Company.get().base_currency


def _check_attempt(record: WinBackAttempt) -> None:
    _check_past(record)
    check_owner(record.tried_by, record.customer)


CHECKS: Mapping[type, Callable[[Any], None]] = {
    OrganisationalItem: _check_item,
    RiskClause: _check_days,
    VolumeAgreement: _check_volume,
    SolvencyWarning: _check_past,
    WinBackAttempt: _check_attempt,
}
