"""Strategic investments: money that a decision puts into a customer, booked and corrected by hand.

They count against the value plan (economics 8) and in no profit.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers import access, events
from customers.errors import ArchivedError, CustomersError, FieldRefusedError
from customers.models import Customer, StrategicInvestment
from customers.models.facts import MANUAL
from customers.services import ledger, recording, writing
from office.clock import today
from office.models import Company, User

NO_TWIN = CustomersError()


@transaction.atomic
def book(
    customer: Customer,
    *,
    on: date,
    amount: Decimal,
    purpose: str,
    by: User,
    currency: str = "",
    decided_by: User | None = None,
) -> StrategicInvestment:
    """Keep what was put into the relationship on a day, what for, and who decided it. Raises FieldRefusedError,
    ArchivedError, PermissionDenied."""
    locked = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    _may_write(locked, by)
    stem = f"{locked.pk} {on:%Y-%m-%d} "
    record = StrategicInvestment(  # type: ignore[misc]
        customer=locked,
        source=MANUAL,
        key=_key(stem),
        on=on,
        amount=amount,
        currency=(currency or Company.get().base_currency).upper(),
        purpose=purpose.strip(),
        decided_by=decided_by,
    )
    check(record)
    record._history_user = by  # type: ignore[attr-defined]
    writing.create(record, taken=NO_TWIN)
    _tell(record, recording.INVESTMENT_BOOKED, by)
    return record


@transaction.atomic
def change(
    record: StrategicInvestment, *, changes: Mapping[str, Any], version: int | None, by: User
) -> StrategicInvestment:
    """Correct an entry read at `version`, imported or not. Raises EditConflictError and as `book`."""
    locked: StrategicInvestment = (
        StrategicInvestment.objects.select_for_update(of=("self",)).select_related("customer").get(pk=record.pk)
    )
    _may_write(locked.customer, by)
    trial = writing.trial(locked, changes)
    check(trial)
    locked._history_user = by  # type: ignore[attr-defined]
    wanted = {field: getattr(trial, field) for field in changes}
    if fields := writing.change(locked, wanted, version=version, taken=NO_TWIN):
        _tell(locked, recording.INVESTMENT_CHANGED, by, fields=fields)
    return locked


def check(record: StrategicInvestment) -> None:
    """What holds of every entry, however it came here. Raises FieldRefusedError."""
    if record.amount <= 0:
        raise FieldRefusedError(_("The amount is greater than zero."), field="amount")
    if record.on > today():
        raise FieldRefusedError(_("This day lies ahead."), field="on")
    if not record.purpose.strip():
        raise FieldRefusedError(_("Say what it was for."), field="purpose")


def _key(stem: str) -> str:
    taken = StrategicInvestment.objects.filter(source=MANUAL, key__startswith=stem).values_list("key", flat=True)
    return f"{stem}{max((int(key.removeprefix(stem)) for key in taken), default=0) + 1}"


def _may_write(customer: Customer, by: User) -> None:
    access.require(access.may_book_investment(by, customer))
    if customer.is_archived:
        raise ArchivedError


def _tell(record: StrategicInvestment, verb: str, by: User, **detail: Any) -> None:
    """Into the customer's history, without the amount."""
    ledger.lock_base_currency()
    recording.record(record.customer, verb, by=by, record=record.pk, **detail)
    events.announce(events.facts_changed, customer_id=record.customer_id)
