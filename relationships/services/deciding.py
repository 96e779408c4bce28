"""Buying decisions of a customer, and who plays which part in them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.access import may_edit_people, require
from customers.errors import ArchivedError, CustomersError, FieldRefusedError
from customers.models import Contact, Customer, DecisionRole
from customers.services import recording, writing
from office.clock import today
from office.models import User
from relationships.errors import ContactNotFoundError, NotYetError
from relationships.models import BuyingDecision, DecisionPart
from relationships.services import strategy_standings

RAISED, CHANGED, SETTLED, REOPENED = "decision_raised", "decision_changed", "decision_settled", "decision_reopened"
PART_TAKEN, PART_LEFT = "decision_part_taken", "decision_part_left"


class DecisionSettledError(CustomersError):
    message = _("This decision is settled: let it be open again first.")


class DecisionOpenError(CustomersError):
    message = _("This decision is open already.")


@transaction.atomic
def raise_need(
    customer: Customer, *, what: str, raised_on: date, by: User, expected_on: date | None = None
) -> BuyingDecision:
    """Note that the customer has something to decide. Errors: FieldRefusedError, NotYetError, ArchivedError,
    PermissionDenied."""
    _may_write(customer, by)
    decision = BuyingDecision(
        customer=customer, what=what.strip(), raised_on=raised_on, expected_on=expected_on, created_by=by
    )
    _check_days(decision)
    writing.create(decision, taken=CustomersError())
    recording.record(customer, RAISED, by=by, decision=decision.pk)
    strategy_standings.recompute(customer)
    return decision


@transaction.atomic
def change(decision: BuyingDecision, *, changes: Mapping[str, Any], version: int | None, by: User) -> BuyingDecision:
    """Correct what is decided and its days. Errors: EditConflictError and as `raise_need`."""
    locked = _locked(decision, by)
    _check_days(writing.trial(locked, changes))
    changed = writing.change(locked, changes, version=version, taken=CustomersError())
    if changed:
        recording.record(locked.customer, CHANGED, by=by, decision=locked.pk, fields=changed)
        strategy_standings.recompute(locked.customer)
    return locked


@transaction.atomic
def settle(decision: BuyingDecision, *, stage: str, settled_on: date, outcome: str, by: User) -> BuyingDecision:
    """The customer decided, or dropped it; with what came of it. Errors: DecisionSettledError, NotYetError,
    FieldRefusedError, PermissionDenied; ValueError for the open stage."""
    locked = _locked(decision, by)
    if not locked.is_open:
        raise DecisionSettledError
    if stage == BuyingDecision.Stage.OPEN:
        raise ValueError("open is no way of settling")
    if settled_on > today():
        raise NotYetError(field="settled_on")
    if settled_on < locked.raised_on:
        raise FieldRefusedError(_("It cannot be settled before the need was raised."), field="settled_on")
    if not outcome.strip():
        raise FieldRefusedError(_("Say in a few words what came of it."), field="outcome")
    locked.stage, locked.settled_on = BuyingDecision.Stage(stage), settled_on
    locked.outcome = outcome.strip()[:300]
    _save(locked)
    recording.record(locked.customer, SETTLED, by=by, why=locked.outcome, decision=locked.pk, stage=stage)
    strategy_standings.recompute(locked.customer)
    return locked


@transaction.atomic
def reopen(decision: BuyingDecision, *, by: User) -> BuyingDecision:
    """It was settled by mistake, or comes up again. Errors: DecisionOpenError, PermissionDenied."""
    locked = _locked(decision, by)
    if locked.is_open:
        raise DecisionOpenError
    locked.stage, locked.settled_on, locked.outcome = BuyingDecision.Stage.OPEN, None, ""
    _save(locked)
    recording.record(locked.customer, REOPENED, by=by, decision=locked.pk)
    strategy_standings.recompute(locked.customer)
    return locked


@transaction.atomic
def take_part(
    decision: BuyingDecision,
    contact: Contact,
    *,
    role: str,
    by: User,
    interest: str = "",
    proof: str = "",
    proved_on: date | None = None,
    since: date | None = None,
) -> DecisionPart:
    """The contact plays this part from a day on. Said anew, the earlier word ends and stays readable.

    Errors: DecisionSettledError, ContactNotFoundError, NotYetError, FieldRefusedError, PermissionDenied.
    """
    locked, day = _locked(decision, by), since or today()
    if not locked.is_open:
        raise DecisionSettledError
    if contact.customer_id != locked.customer_id or contact.placeholder:
        raise ContactNotFoundError(field="contact")
    if day > today() or (proved_on is not None and proved_on > today()):
        raise NotYetError(field="since" if day > today() else "proved_on")
    if bool(proof.strip()) != (proved_on is not None):
        missing = "proof" if proved_on is not None else "proved_on"
        raise FieldRefusedError(_("A proof needs its words and its day."), field=missing)
    before = locked.parts.filter(contact=contact, role=role, until=None).first()
    said = {"interest": interest.strip(), "proof": proof.strip(), "proved_on": proved_on}
    if before is not None and all(getattr(before, name) == value for name, value in said.items()):
        return before
    if before is not None:
        _end(before, max(day, before.since))
    part = locked.parts.create(contact=contact, role=DecisionRole.Role(role), since=day, by=by, **said)
    recording.record(locked.customer, PART_TAKEN, by=by, decision=locked.pk, contact=contact.pk, role=role)
    return part


@transaction.atomic
def leave_part(part: DecisionPart, *, by: User) -> DecisionPart:
    """The contact plays it no more, from today on. Errors: PermissionDenied."""
    decision = _locked(part.decision, by)
    locked = DecisionPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if locked.until is None:
        _end(locked, max(today(), locked.since))
        recording.record(
            decision.customer, PART_LEFT, by=by, decision=decision.pk, contact=locked.contact_id, role=locked.role
        )
    return locked


def _end(part: DecisionPart, day: date) -> None:
    part.until = day
    part.save(update_fields=["until"])


def _save(decision: BuyingDecision) -> None:
    decision.version += 1
    decision.save(update_fields=["stage", "settled_on", "outcome", "version"])


def _may_write(customer: Customer, by: User) -> None:
    require(may_edit_people(by, customer))
    if customer.is_archived:
        raise ArchivedError


def _locked(decision: BuyingDecision, by: User) -> BuyingDecision:
    rows = BuyingDecision.objects.select_for_update(of=("self",)).select_related("customer")
    locked = rows.get(pk=decision.pk)
    _may_write(locked.customer, by)
    return locked


def _check_days(decision: BuyingDecision) -> None:
    if decision.raised_on > today():
        raise NotYetError(field="raised_on")
    if decision.expected_on is not None and decision.expected_on < decision.raised_on:
        raise FieldRefusedError(_("It is expected before the need was raised."), field="expected_on")
    if decision.settled_on is not None and decision.settled_on < decision.raised_on:
        raise FieldRefusedError(_("It cannot be settled before the need was raised."), field="raised_on")
