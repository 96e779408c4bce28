"""Promises to customers: given, moved with their consent, kept, broken, handed over, taken back. Nothing is forgotten."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError, FieldRefusedError, ReasonMissingError
from customers.models import Contact, Customer
from customers.services import recording, writing
from office.clock import today
from office.models import User
from relationships.access import loggable_by
from relationships.errors import CustomerNotFoundError, NotYoursError
from relationships.models import Interaction, NextAction, Promise, PromiseMove
from relationships.services import entries, next_actions

GIVEN, CHANGED, MOVED = "promise_given", "promise_changed", "promise_moved"
KEPT, BROKEN, REOPENED = "promise_kept", "promise_broken", "promise_reopened"
WITHDRAWN, RESTORED, HANDED_OVER = "promise_withdrawn", "promise_restored", "promises_handed_over"
SETTLED = ("kept_on", "broken_on", "outcome_note", "settled_by", "settled_at")


class PromiseSettledError(CustomersError):
    message = _("What became of this promise is written down already.")


class PromiseOpenError(CustomersError):
    message = _("This promise is open already.")


class PromiseChangedMeanwhileError(CustomersError):
    message = _("Somebody changed this promise meanwhile. Look at what stands now and try again.")


@transaction.atomic
def give(
    customer: Customer,
    *,
    text: str,
    contact: Contact,
    owner: User,
    due_on: date,
    by: User,
    said_on: date | None = None,
    source: Interaction | None = None,
    with_action: bool = False,
) -> Promise:
    """Write down what the customer was told; `with_action` gives the owner a next action by the same day.

    Errors: CustomerNotFoundError, FieldRefusedError, OwnerCannotSeeError.
    """
    if not loggable_by(by).filter(pk=customer.pk).exists():
        raise CustomerNotFoundError
    promise = Promise(
        customer=customer,
        text=text.strip(),
        contact=contact,
        owner=owner,
        due_on=due_on,
        said_on=said_on or today(),
        source=source,
        created_by=by,
    )
    _check(promise)
    if with_action:
        promise.action = next_actions.add(customer=customer, text=promise.text, owner=owner, due_on=due_on, by=by)
    writing.create(promise, taken=PromiseChangedMeanwhileError())
    recording.record(customer, GIVEN, by=by, promise=promise.pk, due_on=due_on.isoformat())
    return promise


@transaction.atomic
def change(promise: Promise, *, changes: Mapping[str, Any], version: int | None, by: User) -> Promise:
    """Correct the words, to whom, or who keeps it. The day moves by `move` alone. Errors: as `give`, EditConflictError."""
    locked = _open(promise, by)
    _check(writing.trial(locked, changes))
    if fields := writing.change(locked, changes, version=version, taken=PromiseChangedMeanwhileError()):
        recording.record(locked.customer, CHANGED, by=by, promise=locked.pk, fields=fields)
    return locked


@transaction.atomic
def move(promise: Promise, *, due_on: date, agreed_with: Contact, reason: str, by: User) -> Promise:
    """Another day, to which somebody at the customer agreed. Agreed only after the old day had passed, it counts as late.

    Errors: PromiseSettledError, FieldRefusedError, ReasonMissingError.
    """
    locked = _open(promise, by)
    if not reason.strip():
        raise ReasonMissingError(field="reason")
    if agreed_with.customer_id != locked.customer_id:
        raise FieldRefusedError(_("No such person at this customer."), field="agreed_with")
    if due_on == locked.due_on:
        raise FieldRefusedError(_("This is the day that stands."), field="due_on")
    if due_on < today():
        raise FieldRefusedError(_("A new day lies ahead."), field="due_on")
    before, locked.slipped = locked.due_on, locked.slipped or locked.due_on < today()
    locked.due_on = due_on
    PromiseMove.objects.create(
        promise=locked, before=before, after=due_on, agreed_with=agreed_with, reason=reason.strip()[:300], by=by
    )
    _save(locked, "due_on", "slipped")
    if locked.action is not None and locked.action.is_open:
        next_actions.postpone(locked.action, due_on=due_on, by=by)
    detail = {"before": before.isoformat(), "after": due_on.isoformat()}
    recording.record(locked.customer, MOVED, by=by, why=reason, promise=locked.pk, **detail)
    return locked


@transaction.atomic
def keep(promise: Promise, *, on: date, by: User, note: str = "") -> Promise:
    """The customer got what was promised. Errors: PromiseSettledError, FieldRefusedError."""
    locked = _open(promise, by)
    _check_day(locked, on)
    locked.kept_on = on
    return _settle(locked, KEPT, by, note)


@transaction.atomic
def break_(promise: Promise, *, on: date, reason: str, by: User) -> Promise:
    """It will not be kept, and why. Errors: PromiseSettledError, ReasonMissingError, FieldRefusedError."""
    locked = _open(promise, by)
    if not reason.strip():
        raise ReasonMissingError(field="reason")
    _check_day(locked, on)
    locked.broken_on = on
    return _settle(locked, BROKEN, by, reason)


@transaction.atomic
def reopen(promise: Promise, *, by: User) -> Promise:
    """What became of it was written down in error. Errors: PromiseOpenError."""
    locked = _locked(promise, by)
    if locked.is_open or not locked.is_standing:
        raise PromiseOpenError
    locked.kept_on = locked.broken_on = locked.settled_by = locked.settled_at = None
    locked.outcome_note = ""
    _save(locked, *SETTLED)
    recording.record(locked.customer, REOPENED, by=by, promise=locked.pk)
    return locked


@transaction.atomic
def withdraw(promise: Promise, *, reason: str, by: User) -> Promise:
    """It was never promised: a slip of the pen. It counts nowhere and stays readable."""
    locked = entries.withdraw(_locked(promise, by), by=by, reason=reason)
    recording.record(locked.customer, WITHDRAWN, by=by, why=reason, promise=locked.pk)
    return locked


@transaction.atomic
def restore(promise: Promise, *, by: User) -> Promise:
    locked = entries.restore(_locked(promise, by))
    recording.record(locked.customer, RESTORED, by=by, promise=locked.pk)
    return locked


def withdraw_with(interaction: Interaction, *, at: datetime, by: User, reason: str) -> None:
    """The contact that they came with was voided, so the open ones of its promises go too."""
    rows = Promise.objects.filter(source=interaction, withdrawn_at=None, kept_on=None, broken_on=None)
    rows.update(withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason[:300])


def restore_with(interaction: Interaction, *, at: datetime | None) -> None:
    """Those that went with the contact come back with it."""
    rows = Promise.objects.filter(source=interaction, withdrawn_at=at)
    rows.update(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")


@transaction.atomic
def hand_over(customer: Customer, *, before: User, after: User, by: User | None) -> int:
    """Whoever looks after the customer now owes what the one before owed it; how many promises that are."""
    rows = Promise.objects.select_for_update(of=("self",)).open().filter(customer=customer, owner=before)
    promises = list(rows.order_by("pk"))
    for promise in promises:
        promise.owner = after
        _save(promise, "owner")
    ids = [promise.action_id for promise in promises if promise.action_id]
    NextAction.objects.open().filter(pk__in=ids, owner=before).update(owner=after)
    if promises:
        recording.record(customer, HANDED_OVER, by=by, promises=[promise.pk for promise in promises])
    return len(promises)


def may_change(promise: Promise, user: User) -> bool:
    """Who owes it, and everybody who may log for the customer."""
    return promise.owner_id == user.pk or loggable_by(user).filter(pk=promise.customer_id).exists()


def _locked(promise: Promise, by: User) -> Promise:
    rows = Promise.objects.select_for_update(of=("self",)).select_related("customer", "action")
    locked: Promise = rows.get(pk=promise.pk)
    if not may_change(locked, by):
        raise NotYoursError
    return locked


def _open(promise: Promise, by: User) -> Promise:
    locked = _locked(promise, by)
    if not locked.is_open:
        raise PromiseSettledError
    return locked


def _check(promise: Promise) -> None:
    if not promise.text.strip():
        raise FieldRefusedError(_("Say what was promised."), field="text")
    if promise.contact.customer_id != promise.customer_id:
        raise FieldRefusedError(_("No such person at this customer."), field="contact")
    if promise.said_on > today():
        raise FieldRefusedError(_("It was promised in the past or today."), field="said_on")
    if promise.due_on < promise.said_on:
        raise FieldRefusedError(_("It is due before it was promised."), field="due_on")
    next_actions.check_owner(promise.owner, promise.customer)


def _check_day(promise: Promise, on: date) -> None:
    if not promise.said_on <= on <= today():
        raise FieldRefusedError(_("Between the day it was promised and today."), field="on")


def _settle(locked: Promise, verb: str, by: User, note: str) -> Promise:
    locked.outcome_note, locked.settled_by, locked.settled_at = note.strip()[:300], by, timezone.now()
    _save(locked, *SETTLED)
    why = note if verb == BROKEN else ""
    recording.record(locked.customer, verb, by=by, why=why, promise=locked.pk)
    return locked


def _save(promise: Promise, *fields: str) -> None:
    promise.version += 1
    promise.save(update_fields=[*fields, "version"])
