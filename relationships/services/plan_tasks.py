"""Tasks of a plan, on either side. What is ours goes through its next action, so that there is one list of promises."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.errors import ArchivedError, CustomersError, FieldRefusedError, ReasonMissingError
from customers.models import Contact, Customer
from customers.services import recording, writing
from office.models import User
from relationships.access import loggable_by
from relationships.errors import NotYoursError, PlanClosedError
from relationships.models import NextAction, PlanObjective, PlanTask, SuccessPlan
from relationships.services import next_actions, plan_progress, plans

ADDED, CHANGED = "plan_task_added", "plan_task_changed"
DONE, DROPPED, REOPENED = "plan_task_done", "plan_task_dropped", "plan_task_reopened"


class TaskClosedError(CustomersError):
    message = _("This task is done or dropped: open it again first.")


class TaskOpenError(CustomersError):
    message = _("This task is open already.")


class TaskStandsError(CustomersError):
    message = _("This task stands in the plan already.")


@transaction.atomic
def add_ours(
    plan: SuccessPlan, *, text: str, owner: User, due_on: date, objective: PlanObjective | None = None, by: User
) -> PlanTask:
    """What we promise; it is a next action of its owner from now on.

    Errors: OwnerCannotSeeError, FieldRefusedError, PlanClosedError, ArchivedError, PermissionDenied.
    """
    locked = plans.lock(plan, by)
    next_actions.check_owner(owner, locked.customer)
    _check_objective(locked, objective)
    task = PlanTask(
        plan=locked,
        side=PlanTask.Side.OURS,
        text=text.strip(),
        owner=owner,
        due_on=due_on,
        objective=objective,
        created_by=by,
    )
    writing.create(task, taken=TaskStandsError())
    next_actions.add(customer=locked.customer, text=task.text, owner=owner, due_on=due_on, by=by, plan_task=task)
    plan_progress.recompute(locked.pk)
    recording.record(locked.customer, ADDED, by=by, plan=locked.pk, task=task.pk)
    return task


@transaction.atomic
def add_theirs(
    plan: SuccessPlan, *, text: str, contact: Contact, due_on: date, objective: PlanObjective | None = None, by: User
) -> PlanTask:
    """What somebody at the customer promised. Errors: FieldRefusedError for a contact of another customer, as above."""
    locked = plans.lock(plan, by)
    _check_contact(locked.customer, contact)
    _check_objective(locked, objective)
    task = PlanTask(
        plan=locked,
        side=PlanTask.Side.THEIRS,
        text=text.strip(),
        contact=contact,
        due_on=due_on,
        objective=objective,
        created_by=by,
    )
    writing.create(task, taken=TaskStandsError())
    plan_progress.recompute(locked.pk)
    recording.record(locked.customer, ADDED, by=by, plan=locked.pk, task=task.pk)
    return task


@transaction.atomic
def change(task: PlanTask, *, changes: Mapping[str, Any], version: int | None, by: User) -> PlanTask:
    """Text, owner of its side, day, objective. Errors: as adding; TaskClosedError, EditConflictError."""
    plan = plans.lock(SuccessPlan(pk=task.plan_id), by)
    action = NextAction.objects.select_for_update().filter(plan_task=task).first()
    locked: PlanTask = PlanTask.objects.select_for_update().get(pk=task.pk)
    if not locked.is_open:
        raise TaskClosedError
    wanted = {name: value for name, value in changes.items() if name != ("contact" if locked.is_ours else "owner")}
    if locked.is_ours and "owner" in wanted and wanted["owner"] is None:
        raise FieldRefusedError(_("A task of ours needs somebody who does it."), field="owner")
    if wanted.get("contact") is not None:
        _check_contact(plan.customer, wanted["contact"])
    _check_objective(plan, wanted.get("objective"))
    changed = writing.change(locked, wanted, version=version, taken=TaskStandsError())
    if action is not None and locked.owner is not None:
        next_actions.reword(action, text=locked.text, owner=locked.owner, due_on=locked.due_on)
    if changed:
        plan_progress.recompute(plan.pk)
        recording.record(plan.customer, CHANGED, by=by, plan=plan.pk, task=locked.pk)
    return locked


@transaction.atomic
def finish(task: PlanTask, *, note: str = "", by: User) -> PlanTask:
    """Note as done, with what came of it. Errors: TaskClosedError, PlanClosedError, NotYoursError."""
    action = _action_of(task, by)
    if not task.is_open:
        raise TaskClosedError
    if action is not None:
        next_actions.finish(action, by=by, note=note)
        task.refresh_from_db()
        return task
    task.done_at, task.done_by, task.done_note = timezone.now(), by, note.strip()[:300]
    _save(task, "done_at", "done_by", "done_note")
    recording.record(task.plan.customer, DONE, by=by, why=task.done_note, plan=task.plan_id, task=task.pk)
    return task


@transaction.atomic
def drop(task: PlanTask, *, reason: str, by: User) -> PlanTask:
    """Close without its being done; the reason stays. Errors: ReasonMissingError and as `finish`."""
    action = _action_of(task, by)
    if not task.is_open:
        raise TaskClosedError
    if not reason.strip():
        raise ReasonMissingError(field="reason")
    if action is not None:
        next_actions.drop(action, by=by, reason=reason.strip()[:300])
        task.refresh_from_db()
    else:
        task.dropped_at, task.dropped_by, task.drop_reason = timezone.now(), by, reason.strip()[:300]
        _save(task, "dropped_at", "dropped_by", "drop_reason")
    recording.record(task.plan.customer, DROPPED, by=by, why=reason, plan=task.plan_id, task=task.pk)
    return task


@transaction.atomic
def reopen(task: PlanTask, *, by: User) -> PlanTask:
    """Take up again what was done or dropped. Errors: TaskOpenError and as `finish`."""
    action = _action_of(task, by)
    if task.is_open:
        raise TaskOpenError
    if action is not None:
        next_actions.reopen(action, by=by)
        task.refresh_from_db()
    else:
        task.done_at = task.done_by = task.dropped_at = task.dropped_by = None
        task.done_note = task.drop_reason = ""
        _save(task, "done_at", "done_by", "done_note", "dropped_at", "dropped_by", "drop_reason")
    recording.record(task.plan.customer, REOPENED, by=by, plan=task.plan_id, task=task.pk)
    return task


def may_tick(task: PlanTask, by: User) -> bool:
    """Whoever may log for the customer notes what either side has done; a colleague also what is their own."""
    return task.owner_id == by.pk or loggable_by(by).filter(pk=task.plan.customer_id).exists()


def _action_of(task: PlanTask, by: User) -> NextAction | None:
    """Lock what the verb writes, the action before its task, and read the task into the caller's row."""
    plan = SuccessPlan.objects.select_for_update(of=("self",)).select_related("customer").get(pk=task.plan_id)
    action = NextAction.objects.select_for_update().filter(plan_task=task).first()
    PlanTask.objects.select_for_update().get(pk=task.pk)
    task.refresh_from_db()
    task.plan = plan
    if plan.customer.is_archived:
        raise ArchivedError
    if not may_tick(task, by):
        raise NotYoursError
    if not plan.is_live:
        raise PlanClosedError
    return action


def _save(task: PlanTask, *fields: str) -> None:
    task.version += 1
    task.save(update_fields=[*fields, "version"])
    plan_progress.recompute(task.plan_id)


def _check_contact(customer: Customer, contact: Contact) -> None:
    if contact.customer_id != customer.pk:
        raise FieldRefusedError(_("No such person at this customer."), field="contact")


def _check_objective(plan: SuccessPlan, objective: PlanObjective | None) -> None:
    if objective is not None and objective.plan_id != plan.pk:
        raise FieldRefusedError(_("No such objective in this plan."), field="objective")
