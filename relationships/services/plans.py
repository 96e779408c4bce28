"""The success plan of a customer: made, changed, closed with a result, opened again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.access import may_edit_people, require
from customers.errors import ArchivedError, CustomersError, FieldRefusedError, ReasonMissingError
from customers.models import Customer
from customers.services import recording, writing
from office.models import User
from relationships.errors import PlanClosedError
from relationships.models import NextAction, PlanReview, PlanTask, SuccessPlan
from relationships.services import next_actions

MADE, CHANGED, CLOSED, REOPENED = "plan_made", "plan_changed", "plan_closed", "plan_reopened"


class PlanStandsError(CustomersError):
    message = _("A plan of this customer is running: close it first, with what came of it.")


class PlanRunsError(CustomersError):
    message = _("This plan is running already.")


@transaction.atomic
def make(customer: Customer, *, title: str, owner: User, starts_on: date, ends_on: date, by: User) -> SuccessPlan:
    """Begin a plan. Errors: PlanStandsError, FieldRefusedError, OwnerCannotSeeError, ArchivedError, PermissionDenied."""
    may_plan(customer, by)
    Customer.objects.select_for_update().get(pk=customer.pk)
    next_actions.check_owner(owner, customer)
    _check_days(starts_on, ends_on)
    _check_alone(customer)
    plan = SuccessPlan(
        customer=customer, title=title.strip(), owner=owner, starts_on=starts_on, ends_on=ends_on, created_by=by
    )
    writing.create(plan, taken=PlanStandsError())
    recording.record(customer, MADE, by=by, plan=plan.pk)
    return plan


@transaction.atomic
def change(plan: SuccessPlan, *, changes: Mapping[str, Any], version: int | None, by: User) -> SuccessPlan:
    """Title, owner and days. Errors: as `make`; PlanClosedError, EditConflictError."""
    locked = lock(plan, by)
    wanted = writing.trial(locked, changes)
    _check_days(wanted.starts_on, wanted.ends_on)
    if wanted.owner_id != locked.owner_id:
        next_actions.check_owner(wanted.owner, locked.customer)
    if writing.change(locked, changes, version=version, taken=PlanStandsError()):
        recording.record(locked.customer, CHANGED, by=by, plan=locked.pk)
    return locked


@transaction.atomic
def close(plan: SuccessPlan, *, result: str, reason: str, by: User) -> SuccessPlan:
    """End a plan with its result. What is open is dropped with it, at the same moment, so that the plan's progress
    still counts it as not done. Errors: ReasonMissingError, PlanClosedError, ArchivedError, PermissionDenied."""
    locked = lock(plan, by)
    reason, now = reason.strip()[:300], timezone.now()
    if not reason:
        raise ReasonMissingError(field="reason")
    for action in NextAction.objects.filter(plan_task__plan=locked, done_at=None, cancelled_at=None):
        next_actions.drop_with_plan(action, by=by, reason=reason, at=now)
    open_rows = (
        *PlanTask.objects.open().filter(plan=locked),
        *PlanReview.objects.standing().filter(plan=locked, held_on=None),
    )
    for row in open_rows:
        row.dropped_at, row.dropped_by, row.drop_reason = now, by, reason
        row.version += 1
        row.save(update_fields=["dropped_at", "dropped_by", "drop_reason", "version"])
    locked.closed_at, locked.closed_by, locked.result, locked.close_reason = now, by, result, reason
    locked.version += 1
    locked.save(update_fields=["closed_at", "closed_by", "result", "close_reason", "version"])
    recording.record(locked.customer, CLOSED, by=by, why=reason, plan=locked.pk, result=result)
    return locked


@transaction.atomic
def reopen(plan: SuccessPlan, *, by: User) -> SuccessPlan:
    """Let a closed plan run again, with what its closing dropped. Errors: PlanStandsError, PlanRunsError."""
    locked = SuccessPlan.objects.select_for_update(of=("self",)).select_related("customer").get(pk=plan.pk)
    may_plan(locked.customer, by)
    if locked.is_live:
        raise PlanRunsError
    _check_alone(locked.customer)
    moment = locked.closed_at
    locked.closed_at, locked.closed_by, locked.result, locked.close_reason = None, None, "", ""
    locked.version += 1
    locked.save(update_fields=["closed_at", "closed_by", "result", "close_reason", "version"])
    for action in NextAction.objects.filter(plan_task__plan=locked, cancelled_at=moment):
        next_actions.reopen(action, by=by)
    for row in (
        *PlanTask.objects.filter(plan=locked, dropped_at=moment),
        *PlanReview.objects.filter(plan=locked, dropped_at=moment),
    ):
        row.dropped_at, row.dropped_by, row.drop_reason = None, None, ""
        row.version += 1
        row.save(update_fields=["dropped_at", "dropped_by", "drop_reason", "version"])
    recording.record(locked.customer, REOPENED, by=by, plan=locked.pk)
    return locked


def lock(plan: SuccessPlan, by: User) -> SuccessPlan:
    """The plan as it stands, for writing in it. Errors: PlanClosedError, ArchivedError, PermissionDenied."""
    locked = SuccessPlan.objects.select_for_update(of=("self",)).select_related("customer", "owner").get(pk=plan.pk)
    may_plan(locked.customer, by)
    if not locked.is_live:
        raise PlanClosedError
    return locked


def may_plan(customer: Customer, by: User) -> None:
    require(may_edit_people(by, customer))
    if customer.is_archived:
        raise ArchivedError


def _check_alone(customer: Customer) -> None:
    if SuccessPlan.objects.filter(customer=customer, closed_at=None).exists():
        raise PlanStandsError


def _check_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise FieldRefusedError(_("The plan ends before it starts."), field="ends_on")
