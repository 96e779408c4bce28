"""Success plans as they stand on a day: a constant number of queries for however many plans."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE
from office.models import Company, User
from relationships.models import PlanObjective, PlanReview, PlanTask, SuccessPlan
from relationships.models.plan import SuccessPlanQuerySet
from relationships.outcomes import plans as pure

KEY_TIERS = ("S", "A")
"""Customers of these tiers have a live plan (metrics O2)."""


@dataclass(frozen=True)
class PlanState:
    """A plan on a day; a closed one as it stood when it was closed."""

    plan: SuccessPlan
    progress: pure.Progress
    next_review: PlanReview | None
    """The earliest one that is planned and not held, be its day past."""


@dataclass(frozen=True)
class WholePlan:
    """All that stands in one plan."""

    state: PlanState
    objectives: Sequence[PlanObjective]
    tasks: Sequence[PlanTask]
    reviews: Sequence[PlanReview]


def states(plans: SuccessPlanQuerySet, as_of: date) -> list[PlanState]:
    """Three queries."""
    found = list(plans.select_related("customer__standing", "customer__owner", "owner", "closed_by"))
    ids = [plan.pk for plan in found]
    tasks: defaultdict[int, list[PlanTask]] = defaultdict(list)
    for task in PlanTask.objects.filter(plan__in=ids):
        tasks[task.plan_id].append(task)
    reviews = next_reviews(ids)
    return [PlanState(plan, progress(plan, tasks[plan.pk], as_of), reviews.get(plan.pk)) for plan in found]


def progress(plan: SuccessPlan, tasks: Sequence[PlanTask], as_of: date) -> pure.Progress:
    """What its closing dropped still counts as not done."""
    zone = Company.get().zone
    ended = None if plan.closed_at is None else timezone.localdate(plan.closed_at, zone)
    rows = [
        pure.Task(
            task.due_on,
            None if task.done_at is None else timezone.localdate(task.done_at, zone),
            dropped=task.dropped_at is not None and task.dropped_at != plan.closed_at,
        )
        for task in tasks
    ]
    return pure.plan_progress(rows, min(as_of, ended) if ended else as_of)


def next_reviews(plan_ids: Collection[int]) -> dict[int, PlanReview]:
    rows = PlanReview.objects.standing().filter(plan__in=plan_ids, held_on=None).order_by("-planned_on", "-id")
    return {review.plan_id: review for review in rows}


def live_plan(customer: Customer, user: User) -> SuccessPlan | None:
    plans = SuccessPlan.objects.visible_to(user).filter(customer=customer, closed_at=None)
    return plans.select_related("customer", "owner").first()


def closed_plans(customer: Customer, user: User, as_of: date) -> list[PlanState]:
    plans = SuccessPlan.objects.visible_to(user).filter(customer=customer).exclude(closed_at=None)
    return states(plans.order_by("-closed_at"), as_of)


def whole(plan: SuccessPlan, as_of: date) -> WholePlan:
    """Objectives with their goals, tasks with their people, reviews with theirs. Eight queries, dropped ones included."""
    tasks = list(
        plan.tasks.select_related("owner", "contact__person", "done_by", "dropped_by", "objective").order_by(
            "due_on", "id"
        )
    )
    reviews = list(plan.reviews.prefetch_related("ours", "theirs__person").select_related("dropped_by"))
    coming = [one for one in reviews if one.held_on is None and not one.is_dropped]
    state = PlanState(plan, progress(plan, tasks, as_of), coming[0] if coming else None)
    objectives = list(plan.objectives.prefetch_related("goals").select_related("dropped_by"))
    return WholePlan(state, objectives, tasks, reviews)


def without_plan(user: User) -> "QuerySet[Customer]":
    """Customers of tier S and A that buy from us and have no live plan."""
    rows = Customer.objects.visible_to(user).current().filter(status=Customer.Status.CURRENT)
    rows = rows.annotate(tier_now=TIER_IN_FORCE).filter(tier_now__in=KEY_TIERS)
    planned = SuccessPlan.objects.filter(closed_at=None).values("customer_id")
    return rows.exclude(pk__in=planned).select_related("owner", "team", "standing").order_by("sort_key", "id")
