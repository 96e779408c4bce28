"""What stands in a plan: objectives in the customer's words, and reviews that both sides hold."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError, FieldRefusedError, ReasonMissingError
from customers.models import Contact, Customer
from customers.services import recording, writing
from office.clock import today
from office.models import User
from relationships.models import Goal, PlanObjective, PlanReview, SuccessPlan
from relationships.services import plans

OBJECTIVE_ADDED, OBJECTIVE_CHANGED = "plan_objective_added", "plan_objective_changed"
OBJECTIVE_DROPPED, OBJECTIVE_RESTORED = "plan_objective_dropped", "plan_objective_restored"
REVIEW_PLANNED, REVIEW_CHANGED, REVIEW_HELD = "plan_review_planned", "plan_review_changed", "plan_review_held"
REVIEW_DROPPED, REVIEW_RESTORED = "plan_review_dropped", "plan_review_restored"
DROPPED = {PlanObjective: OBJECTIVE_DROPPED, PlanReview: REVIEW_DROPPED}
RESTORED = {PlanObjective: OBJECTIVE_RESTORED, PlanReview: REVIEW_RESTORED}
Part = TypeVar("Part", PlanObjective, PlanReview)


class PartDroppedError(CustomersError):
    message = _("This was dropped from the plan: take it up again first.")


class PartStandsError(CustomersError):
    message = _("This stands in the plan already.")


class ReviewHeldError(CustomersError):
    message = _("This review was held: what was said there stays.")


class PartChangedMeanwhileError(CustomersError):
    message = _("Somebody changed this meanwhile. Look at what stands now and try again.")


@transaction.atomic
def add_objective(
    plan: SuccessPlan, *, text: str, goals: Iterable[Goal] = (), order: int | None = None, by: User
) -> PlanObjective:
    """Errors: FieldRefusedError for a goal of another customer, PlanClosedError, ArchivedError, PermissionDenied."""
    locked = plans.lock(plan, by)
    chosen = _goals_of(locked.customer, goals)
    place = order or PlanObjective.objects.filter(plan=locked).count() + 1
    objective = writing.create(PlanObjective(plan=locked, text=text.strip(), order=place), taken=PartStandsError())
    objective.goals.set(chosen)
    recording.record(locked.customer, OBJECTIVE_ADDED, by=by, plan=locked.pk, objective=objective.pk)
    return objective


@transaction.atomic
def change_objective(
    objective: PlanObjective, *, changes: Mapping[str, Any], version: int | None, by: User
) -> PlanObjective:
    """Text, order and goals. Errors: as `add_objective`; EditConflictError, PartChangedMeanwhileError."""
    locked, fields = _locked(objective, by), dict(changes)
    goals = fields.pop("goals", None)
    stale = version is not None and version != locked.version
    moved = goals is not None and {one.pk for one in goals} != set(locked.goals.values_list("pk", flat=True))
    if moved and stale:
        raise PartChangedMeanwhileError
    changed = writing.change(locked, fields, version=version, taken=PartStandsError())
    if moved:
        locked.goals.set(_goals_of(locked.plan.customer, goals or ()))
        if not changed:
            locked.version += 1
            locked.save(update_fields=["version"])
    if changed or moved:
        recording.record(locked.plan.customer, OBJECTIVE_CHANGED, by=by, plan=locked.plan_id, objective=locked.pk)
    return locked


@transaction.atomic
def plan_review(
    plan: SuccessPlan, *, planned_on: date, ours: Iterable[User] = (), theirs: Iterable[Contact] = (), by: User
) -> PlanReview:
    """Put the next review into the plan. Errors: FieldRefusedError for a contact of another customer, and as above."""
    locked = plans.lock(plan, by)
    there = people_of(locked.customer, theirs)
    review = writing.create(PlanReview(plan=locked, planned_on=planned_on, created_by=by), taken=PartStandsError())
    review.ours.set(ours)
    review.theirs.set(there)
    recording.record(
        locked.customer, REVIEW_PLANNED, by=by, plan=locked.pk, review=review.pk, on=planned_on.isoformat()
    )
    return review


@transaction.atomic
def change_review(review: PlanReview, *, changes: Mapping[str, Any], version: int | None, by: User) -> PlanReview:
    """Day and people before it is held, notes and decisions after. Errors: as `plan_review`; ReviewHeldError."""
    locked, fields = _locked(review, by), dict(changes)
    sides: dict[str, list[Any]] = {name: list(fields.pop(name)) for name in ("ours", "theirs") if name in fields}
    if locked.held_on is not None and fields.get("planned_on", locked.planned_on) != locked.planned_on:
        raise ReviewHeldError(field="planned_on")
    people_of(locked.plan.customer, sides.get("theirs", ()))
    moved = _set_people(locked, sides, stale=version is not None and version != locked.version)
    changed = writing.change(locked, fields, version=version, taken=PartStandsError())
    if moved and not changed:
        locked.version += 1
        locked.save(update_fields=["version"])
    if changed or moved:
        recording.record(locked.plan.customer, REVIEW_CHANGED, by=by, plan=locked.plan_id, review=locked.pk)
    return locked


@transaction.atomic
def hold_review(
    review: PlanReview,
    *,
    held_on: date,
    notes: str,
    decisions: str,
    ours: Iterable[User],
    theirs: Iterable[Contact],
    version: int | None,
    by: User,
) -> PlanReview:
    """Note a review that took place: who took part, what was said and decided. Errors: as `change_review`."""
    locked = _locked(review, by)
    if locked.held_on is not None:
        raise ReviewHeldError
    if version is not None and version != locked.version:
        raise PartChangedMeanwhileError
    if held_on > today():
        raise FieldRefusedError(_("A review that lies ahead is planned, not held."), field="held_on")
    there = people_of(locked.plan.customer, theirs)
    if not notes.strip() and not decisions.strip():
        raise FieldRefusedError(_("Write down what was said or decided."), field="notes")
    writing.change(
        locked,
        {"held_on": held_on, "notes": notes.strip(), "decisions": decisions.strip()},
        version=None,
        taken=PartStandsError(),
    )
    locked.ours.set(ours)
    locked.theirs.set(there)
    recording.record(
        locked.plan.customer, REVIEW_HELD, by=by, plan=locked.plan_id, review=locked.pk, on=held_on.isoformat()
    )
    return locked


@transaction.atomic
def drop(part: Part, *, reason: str, by: User) -> Part:
    """Take an objective or a planned review out of the plan; it stays readable with the reason."""
    locked, reason = _locked(part, by), reason.strip()[:300]
    if not reason:
        raise ReasonMissingError(field="reason")
    if isinstance(locked, PlanReview) and locked.held_on is not None:
        raise ReviewHeldError
    locked.dropped_at, locked.dropped_by, locked.drop_reason = timezone.now(), by, reason
    _save_drop(locked)
    recording.record(
        locked.plan.customer, DROPPED[type(locked)], by=by, why=reason, plan=locked.plan_id, part=locked.pk
    )
    return locked


@transaction.atomic
def restore(part: Part, *, by: User) -> Part:
    locked = _locked(part, by, dropped=True)
    locked.dropped_at, locked.dropped_by, locked.drop_reason = None, None, ""
    _save_drop(locked)
    recording.record(locked.plan.customer, RESTORED[type(locked)], by=by, plan=locked.plan_id, part=locked.pk)
    return locked


def people_of(customer: Customer, theirs: Iterable[Contact]) -> list[Contact]:
    there = list(theirs)
    if any(one.customer_id != customer.pk for one in there):
        raise FieldRefusedError(_("No such person at this customer."), field="theirs")
    return there


def _goals_of(customer: Customer, goals: Iterable[Goal]) -> list[Goal]:
    chosen = list(goals)
    if any(one.customer_id != customer.pk for one in chosen):
        raise FieldRefusedError(_("No such goal of this customer."), field="goals")
    return chosen


def _set_people(review: PlanReview, sides: Mapping[str, list[Any]], *, stale: bool) -> bool:
    moved = False
    for name, people in sides.items():
        rows = getattr(review, name)
        if {one.pk for one in people} != set(rows.values_list("pk", flat=True)):
            if stale:
                raise PartChangedMeanwhileError
            rows.set(people)
            moved = True
    return moved


def _locked(part: Part, by: User, *, dropped: bool = False) -> Part:
    """The row for writing; the plan is locked before it, so that two who write in one plan follow each other."""
    plan = plans.lock(SuccessPlan(pk=part.plan_id), by)
    locked: Part = type(part)._default_manager.select_for_update().get(pk=part.pk)
    locked.plan = plan
    if locked.is_dropped and not dropped:
        raise PartDroppedError
    if dropped and not locked.is_dropped:
        raise PartStandsError
    return locked


def _save_drop(part: PlanObjective | PlanReview) -> None:
    part.version += 1
    part.save(update_fields=["dropped_at", "dropped_by", "drop_reason", "version"])
