"""Promises with an owner and a day."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from customers.models import Customer
from office.models import User
from relationships.access import loggable_by
from relationships.errors import (
    AlreadyClosedError,
    CustomerNotFoundError,
    NoReasonError,
    NotYoursError,
    OwnerCannotSeeError,
    PlanClosedError,
    StillOpenError,
)
from relationships.models import Interaction, NextAction, PlanTask
from relationships.services import calls
from relationships.services.following import follow
from relationships.services.playbooks import settle


@transaction.atomic
def add(
    *,
    customer: Customer,
    text: str,
    owner: User,
    due_on: date,
    by: User,
    source: Interaction | None = None,
    plan_task: PlanTask | None = None,
) -> NextAction:
    """Promise something to a customer. The owner must see the customer; who adds it must keep it."""
    if not loggable_by(by).filter(pk=customer.pk).exists():
        raise CustomerNotFoundError
    check_owner(owner, customer)
    return NextAction.objects.create(
        customer=customer,
        text=text.strip(),
        owner=owner,
        due_on=due_on,
        created_by=by,
        source=source,
        plan_task=plan_task,
    )


@transaction.atomic
def finish(action: NextAction, *, by: User, note: str = "", call: str = "") -> NextAction:
    """Mark as done, with what came of it; `call` is the "yes" or "no" of a step that asks for one.

    Errors: NotYoursError, AlreadyClosedError, CallMissingError.
    """
    locked = _locked(action, by)
    if not locked.is_open:
        raise AlreadyClosedError
    answered = calls.answer(locked, call)
    locked.done_at, locked.done_by, locked.done_note = timezone.now(), by, note.strip()
    return _saved(locked, "done_at", "done_by", "done_note", *answered)


def close_kept(action: NextAction, *, by: User) -> None:
    """Mark as done a reminder whose deed has just been done, by whom ever."""
    action.done_at, action.done_by = timezone.now(), by
    _saved(action, "done_at", "done_by")


@transaction.atomic
def drop(action: NextAction, *, by: User, reason: str) -> NextAction:
    """Close without having done it; the reason stays."""
    locked = _locked(action, by)
    if not locked.is_open:
        raise AlreadyClosedError
    if not reason.strip():
        raise NoReasonError
    locked.cancelled_at, locked.cancelled_by, locked.cancel_reason = timezone.now(), by, reason.strip()
    return _saved(locked, "cancelled_at", "cancelled_by", "cancel_reason")


@transaction.atomic
def reopen(action: NextAction, *, by: User) -> NextAction:
    locked = _locked(action, by)
    if locked.is_open:
        raise StillOpenError
    if locked.plan_task is not None and not locked.plan_task.plan.is_live:
        raise PlanClosedError
    locked.done_at = locked.done_by = locked.cancelled_at = locked.cancelled_by = None
    locked.done_note = locked.cancel_reason = ""
    if locked.call:
        locked.call = NextAction.Call.ASKED
    return _saved(locked, "done_at", "done_by", "done_note", "cancelled_at", "cancelled_by", "cancel_reason", "call")


@transaction.atomic
def postpone(action: NextAction, *, due_on: date, by: User) -> NextAction:
    """Move to another day, earlier or later."""
    locked = _locked(action, by)
    if not locked.is_open:
        raise AlreadyClosedError
    locked.due_on = due_on
    return _saved(locked, "due_on")


def reword(action: NextAction, *, text: str, owner: User, due_on: date) -> NextAction:
    """Write over what a plan promised: the plan's own service has asked who may, and holds the transaction."""
    locked = NextAction.objects.select_for_update().get(pk=action.pk)
    if not locked.is_open:
        raise AlreadyClosedError
    if owner.pk != locked.owner_id:
        check_owner(owner, locked.customer)
    locked.text, locked.owner, locked.due_on = text, owner, due_on
    return _saved(locked, "text", "owner", "due_on")


def drop_with_plan(action: NextAction, *, by: User, reason: str, at: datetime) -> NextAction:
    """Drop what stayed open when its plan was closed, at the very moment of its closing."""
    locked = NextAction.objects.select_for_update().get(pk=action.pk)
    if not locked.is_open:
        return locked
    locked.cancelled_at, locked.cancelled_by, locked.cancel_reason = at, by, reason
    return _saved(locked, "cancelled_at", "cancelled_by", "cancel_reason")


def check_owner(owner: User, customer: Customer) -> None:
    visible = Customer.objects.visible_to(owner).filter(pk=customer.pk)
    if not owner.is_active or not visible.exists():
        raise OwnerCannotSeeError


def may_change(action: NextAction, user: User) -> bool:
    """Who owes it, and everybody who may log for the customer."""
    return action.owner_id == user.pk or loggable_by(user).filter(pk=action.customer_id).exists()


def _locked(action: NextAction, by: User) -> NextAction:
    locked = NextAction.objects.select_for_update().get(pk=action.pk)
    if not may_change(locked, by):
        raise NotYoursError
    return locked


def _saved(action: NextAction, *fields: str) -> NextAction:
    action.version = F("version") + 1
    action.save(update_fields=[*fields, "version"])
    action.refresh_from_db(fields=["version"])
    if action.run_id is not None:
        settle(action.run_id)
    if action.plan_task_id is not None:
        follow(action)
    return action
