"""Deals and contracts of a customer, entered and corrected by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers import access, events
from customers.errors import ArchivedError, CustomersError, FieldRefusedError
from customers.models import Contract, Customer, Deal
from customers.models.facts import MANUAL
from customers.services import recording, writing
from customers.services.numbering import next_number
from office.models import Company, User

Sold = TypeVar("Sold", Deal, Contract)


class NumberTakenError(CustomersError):
    message = _("This number is in use already.")
    field = "number"


class AlreadyEndedError(CustomersError):
    message = _("This contract has ended already.")
    field = "ended_on"


@transaction.atomic
def add_deal(customer: Customer, *, name: str, opened_on: date, by: User, **fields: Any) -> Deal:
    """Note a chance to sell. Raises NumberTakenError, FieldRefusedError, ArchivedError, PermissionDenied."""
    _may_write(customer, by)
    fields["number"] = fields.get("number") or next_number(Deal, "D", opened_on)
    deal = Deal(customer=customer, source=MANUAL, name=name.strip(), opened_on=opened_on, **_with_currency(fields))
    check_deal(deal)
    writing.create(deal, taken=NumberTakenError())
    _tell(deal, recording.DEAL_ADDED, by)
    return deal


@transaction.atomic
def add_contract(customer: Customer, *, starts_on: date, by: User, **fields: Any) -> Contract:
    """Note an agreement. Raises NumberTakenError, FieldRefusedError, ArchivedError, PermissionDenied."""
    _may_write(customer, by)
    fields["number"] = fields.get("number") or next_number(Contract, "C", starts_on)
    contract = Contract(customer=customer, source=MANUAL, starts_on=starts_on, **_with_currency(fields))
    check_contract(contract)
    writing.create(contract, taken=NumberTakenError())
    _tell(contract, recording.CONTRACT_ADDED, by)
    return contract


@transaction.atomic
def change_deal(deal: Deal, *, changes: Mapping[str, Any], version: int | None, by: User) -> Deal:
    """Correct a deal, or say how it ended. Raises EditConflictError and as `add_deal`."""
    locked: Deal = Deal.objects.select_for_update(of=("self",)).select_related("customer").get(pk=deal.pk)
    return _change(locked, changes, version, recording.DEAL_CHANGED, by)


@transaction.atomic
def change_contract(contract: Contract, *, changes: Mapping[str, Any], version: int | None, by: User) -> Contract:
    """Correct a contract. Raises EditConflictError and as `add_contract`."""
    return _change(_lock_contract(contract), changes, version, recording.CONTRACT_CHANGED, by)


@transaction.atomic
def settle_renewal(contract: Contract, *, renewal: str, by: User) -> Contract:
    """Say whether the customer renewed. The next term is a contract of its own. Raises as `change_contract`."""
    outcome = {"renewal": Contract.Renewal(renewal)}
    return _change(_lock_contract(contract), outcome, None, recording.RENEWAL_SETTLED, by, renewal=renewal)


@transaction.atomic
def end_early(contract: Contract, *, on: date, by: User) -> Contract:
    """The last day of a contract that stops before its term. Raises AlreadyEndedError, FieldRefusedError and as
    `change_contract`."""
    locked = _lock_contract(contract)
    if locked.ended_on is not None:
        raise AlreadyEndedError
    changes = {"ended_on": on, "renewal": Contract.Renewal.ENDED}
    return _change(locked, changes, None, recording.CONTRACT_ENDED_EARLY, by, on=on.isoformat())


def check_deal(deal: Deal) -> None:
    """What holds of every deal, however it came here. Raises FieldRefusedError."""
    is_open = deal.outcome == Deal.Outcome.OPEN
    if is_open and deal.closed_on is not None:
        raise FieldRefusedError(_("An open deal has no day of its end."), field="closed_on")
    if not is_open and deal.closed_on is None:
        raise FieldRefusedError(_("Say on which day it ended."), field="closed_on")
    if deal.closed_on is not None and deal.closed_on < deal.opened_on:
        raise FieldRefusedError(_("It ended before it was opened."), field="closed_on")
    if deal.amount is not None and deal.amount < 0:
        raise FieldRefusedError(_("An amount of zero or more."), field="amount")


def check_contract(contract: Contract) -> None:
    """What holds of every contract, however it came here. Raises FieldRefusedError."""
    if contract.ends_on is not None and contract.ends_on < contract.starts_on:
        raise FieldRefusedError(_("It ends before it starts."), field="ends_on")
    if contract.months < 1:
        raise FieldRefusedError(_("The fee pays for one month at least."), field="months")
    if contract.fee is not None and contract.fee < 0:
        raise FieldRefusedError(_("A fee of zero or more."), field="fee")
    if contract.ended_on is None:
        return
    if contract.ended_on < contract.starts_on:
        raise FieldRefusedError(_("It ends before it starts."), field="ended_on")
    if contract.ends_on is not None and contract.ended_on >= contract.ends_on:
        raise FieldRefusedError(_("That is not before the end of its term."), field="ended_on")
    if contract.renewal == Contract.Renewal.OPEN:
        contract.renewal = Contract.Renewal.ENDED


def _lock_contract(contract: Contract) -> Contract:
    locked: Contract = Contract.objects.select_for_update(of=("self",)).select_related("customer").get(pk=contract.pk)
    return locked


def _change(locked: Sold, changes: Mapping[str, Any], version: int | None, verb: str, by: User, **detail: Any) -> Sold:
    _may_write(locked.customer, by)
    trial = writing.trial(locked, changes)
    check_deal(trial) if isinstance(trial, Deal) else check_contract(trial)
    wanted = {field: getattr(trial, field) for field in changes}
    if fields := writing.change(locked, wanted, version=version, taken=NumberTakenError()):
        _tell(locked, verb, by, fields=fields, **detail)
    return locked


def _with_currency(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "currency": (fields.get("currency") or Company.get().base_currency).upper()}


def _may_write(customer: Customer, by: User) -> None:
    access.require(access.may_sell(by, customer))
    if customer.is_archived:
        raise ArchivedError


def _tell(record: Deal | Contract, verb: str, by: User, **detail: Any) -> None:
    """Into the customer's history, without amounts: not everybody who reads it may see them."""
    recording.record(record.customer, verb, by=by, record=record.pk, **detail)
    events.announce(events.facts_changed, customer_id=record.customer_id)
