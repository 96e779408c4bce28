"""A success plan as its page shows it: progress in words, objectives with their goals, tasks of both sides, reviews."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from customers.models import Customer
from office.formatting.amounts import percent
from office.models import User
from relationships.attaining.rows import GoalRow, row
from relationships.models import Goal, PlanObjective, PlanReview, PlanTask, SuccessPlan
from relationships.outcomes.plans import Progress
from relationships.selectors.outcomes import standings
from relationships.selectors.plans import PlanState, WholePlan, closed_plans, live_plan, whole


@dataclass(frozen=True)
class ProgressLine:
    """How far a plan is: a share with its count, or why there is none."""

    share: int | None
    text: str
    note: str
    overdue: str
    state: str


@dataclass(frozen=True)
class ObjectiveRow:
    objective: PlanObjective
    goals: Sequence[GoalRow]


@dataclass(frozen=True)
class Sides:
    """Tasks of one side: open ones by their day, then what was done, then what was dropped."""

    title: Any
    side: str
    open: Sequence[PlanTask]
    done: Sequence[PlanTask]
    dropped: Sequence[PlanTask]

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.done or self.dropped)


@dataclass(frozen=True)
class PlanRow:
    """A plan in a list."""

    state: PlanState
    progress: ProgressLine

    @property
    def plan(self) -> SuccessPlan:
        return self.state.plan

    @property
    def customer(self) -> Customer:
        return self.state.plan.customer


def progress_line(found: Progress) -> ProgressLine:
    if found.share is None:
        return ProgressLine(None, "", _unknown(found), "", "")
    note = ngettext("%(done)s of %(due)s task due so far", "%(done)s of %(due)s tasks due so far", found.due) % {
        "done": found.done,
        "due": found.due,
    }
    overdue = ""
    if found.overdue:
        overdue = ngettext("%(n)s overdue", "%(n)s overdue", found.overdue) % {"n": found.overdue}
    return ProgressLine(round(100 * found.share), percent(found.share, 0), note, overdue, "bad" if overdue else "")


def _unknown(found: Progress) -> str:
    if found.next_due is None:
        return pgettext("plan", "no task yet")
    return _("no task due yet, the first on %(day)s") % {"day": date_format(found.next_due, "Y-m-d")}


def plan_row(state: PlanState) -> PlanRow:
    return PlanRow(state, progress_line(state.progress))


def objective_rows(objectives: Sequence[PlanObjective], user: User, as_of: date) -> list[ObjectiveRow]:
    """Objectives with their goals as they stand; two queries however many they are."""
    wanted = {goal.pk for objective in objectives for goal in objective.goals.all()}
    goals = Goal.objects.visible_to(user).filter(pk__in=wanted, voided_at=None).order_by("current__due", "id")
    found = {one.goal.pk: row(one, as_of) for one in standings(goals, as_of)} if wanted else {}
    return [ObjectiveRow(one, [found[goal.pk] for goal in one.goals.all() if goal.pk in found]) for one in objectives]


def sides(tasks: Sequence[PlanTask], customer: Customer) -> list[Sides]:
    ours = [task for task in tasks if task.is_ours]
    theirs = [task for task in tasks if not task.is_ours]
    return [
        _side(pgettext("tasks of a plan", "What we do"), PlanTask.Side.OURS, ours),
        _side(
            pgettext("tasks of a plan", "What %(customer)s does") % {"customer": customer}, PlanTask.Side.THEIRS, theirs
        ),
    ]


def _side(title: str, side: str, tasks: Sequence[PlanTask]) -> Sides:
    return Sides(
        title,
        str(side),
        [task for task in tasks if task.is_open],
        _by_moment(task for task in tasks if task.done_at),
        [task for task in tasks if task.is_dropped],
    )


def _by_moment(tasks: Iterable[PlanTask]) -> list[PlanTask]:
    dated = [(task.done_at, task.pk, task) for task in tasks if task.done_at is not None]
    return [task for _moment, _pk, task in sorted(dated, key=lambda one: one[:2], reverse=True)]


def plan_page(customer: Customer, user: User, as_of: date, chosen: SuccessPlan | None = None) -> dict[str, Any]:
    """Context of the tab: the live plan, or a closed one that was asked for, and which others there are."""
    plan = chosen or live_plan(customer, user)
    past = [plan_row(one) for one in closed_plans(customer, user, as_of)]
    context: dict[str, Any] = {"plan": plan, "past": [one for one in past if plan is None or one.plan.pk != plan.pk]}
    if plan is None:
        return context
    found: WholePlan = whole(plan, as_of)
    standing = [one for one in found.objectives if not one.is_dropped]
    return context | {
        "progress": progress_line(found.state.progress),
        "counts": found.state.progress,
        "objectives": objective_rows(standing, user, as_of),
        "dropped_objectives": [one for one in found.objectives if one.is_dropped],
        "sides": sides(found.tasks, customer),
        "next_review": found.state.next_review,
        "planned": [one for one in found.reviews if one.held_on is None and not one.is_dropped],
        "held": _held(found.reviews),
        "dropped_reviews": [one for one in found.reviews if one.is_dropped],
    }


def _held(reviews: Sequence[PlanReview]) -> list[PlanReview]:
    return sorted(
        (one for one in reviews if one.held_on is not None), key=lambda one: one.held_on or date.min, reverse=True
    )
