"""What stands in the files of the lists: the same rows as on the page, numbers as numbers."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from customers.models import Customer
from office.exporting import Column, hundredths
from relationships.attaining.rows import GoalRow
from relationships.binding.listing import StrategyRow
from relationships.models import NextAction, ServiceRequest
from relationships.planning.rows import PlanRow
from relationships.promising.rows import PromiseRow
from relationships.triggering.rows import RunRow
from relationships.using.lists import FallingRow

CUSTOMER, TIER, STATE = gettext_lazy("Customer"), gettext_lazy("Tier"), gettext_lazy("State")
DUE, OWNER = gettext_lazy("Due"), pgettext_lazy("customer", "Owner")

GOALS: list[Column[GoalRow]] = [
    Column(CUSTOMER, lambda row: str(row.goal.customer)),
    Column(pgettext_lazy("outcome", "Goal"), lambda row: str(row.goal.kpi)),
    Column(gettext_lazy("Product"), lambda row: str(row.goal.kpi.product)),
    Column(gettext_lazy("Unit"), lambda row: row.goal.kpi.unit),
    Column(gettext_lazy("Baseline"), lambda row: _plain(row.goal.terms.baseline)),
    Column(gettext_lazy("Target"), lambda row: _plain(row.goal.terms.target)),
    Column(gettext_lazy("Range from"), lambda row: _plain(row.goal.terms.lo)),
    Column(gettext_lazy("Range to"), lambda row: _plain(row.goal.terms.hi)),
    Column(gettext_lazy("Start"), lambda row: row.goal.terms.start),
    Column(DUE, lambda row: row.goal.terms.due),
    Column(
        pgettext_lazy("reading", "Latest"),
        lambda row: _plain(row.standing.latest.value) if row.standing.latest else None,
    ),
    Column(
        gettext_lazy("End of the period"), lambda row: row.standing.latest.period_end if row.standing.latest else None
    ),
    Column(gettext_lazy("Attainment, %"), lambda row: hundredths(row.standing.state.raw)),
    Column(gettext_lazy("Pace, %"), lambda row: hundredths(row.standing.state.pace)),
    Column(STATE, lambda row: str(row.status)),
    Column(gettext_lazy("Reading is old"), lambda row: _yes(row.stale)),
    Column(gettext_lazy("The customer says"), lambda row: row.word.text if row.word else ""),
    Column(pgettext_lazy("goal", "Owner"), lambda row: str(row.goal.terms.owner)),
]

PROMISES: list[Column[PromiseRow]] = [
    Column(gettext_lazy("What was promised"), lambda row: row.promise.text),
    Column(CUSTOMER, lambda row: str(row.promise.customer)),
    Column(pgettext_lazy("promise", "To whom"), lambda row: row.promise.contact.person.name),
    Column(gettext_lazy("Said on"), lambda row: row.promise.said_on),
    Column(pgettext_lazy("promise", "By when"), lambda row: row.promise.due_on),
    Column(STATE, lambda row: str(row.word)),
    Column(pgettext_lazy("promise", "Who keeps it"), lambda row: str(row.promise.owner)),
    Column(pgettext_lazy("promise", "Kept on"), lambda row: row.promise.kept_on),
    Column(pgettext_lazy("promise", "Broken on"), lambda row: row.promise.broken_on),
    Column(gettext_lazy("What came of it"), lambda row: row.note),
]

REQUESTS: list[Column[ServiceRequest]] = [
    Column(CUSTOMER, lambda row: str(row.customer)),
    Column(gettext_lazy("Number"), lambda row: row.reference),
    Column(gettext_lazy("Kind"), lambda row: str(row.get_kind_display())),
    Column(gettext_lazy("Channel"), lambda row: str(row.get_channel_display())),
    Column(gettext_lazy("What it is about"), lambda row: row.line),
    Column(pgettext_lazy("service request", "Raised"), lambda row: row.raised_at),
    Column(pgettext_lazy("service request", "Answered"), lambda row: row.answered_at),
    Column(pgettext_lazy("service request", "Solved"), lambda row: row.solved_at),
    Column(gettext_lazy("Solved by"), lambda row: str(row.get_solved_by_display())),
    Column(gettext_lazy("Why taken back"), lambda row: row.void_reason if row.voided_at else ""),
]

PLANS: list[Column[PlanRow]] = [
    Column(CUSTOMER, lambda row: str(row.customer)),
    Column(TIER, lambda row: row.customer.tier_in_force),
    Column(pgettext_lazy("tab", "Plan"), lambda row: row.plan.title),
    Column(gettext_lazy("Progress, %"), lambda row: hundredths(row.state.progress.share)),
    Column(gettext_lazy("Tasks due so far"), lambda row: row.state.progress.due),
    Column(gettext_lazy("Of these done"), lambda row: row.state.progress.done),
    Column(gettext_lazy("Tasks overdue"), lambda row: row.state.progress.overdue),
    Column(
        gettext_lazy("Next review"), lambda row: row.state.next_review.planned_on if row.state.next_review else None
    ),
    Column(pgettext_lazy("success plan", "Until"), lambda row: row.plan.ends_on),
    Column(pgettext_lazy("success plan", "owner"), lambda row: str(row.plan.owner)),
]

WITHOUT_PLAN: list[Column[Any]] = [
    Column(CUSTOMER, lambda row: str(row)),
    Column(TIER, lambda row: row.tier_now),
    Column(OWNER, lambda row: _owner(row)),
]

FALLING: list[Column[FallingRow]] = [
    Column(CUSTOMER, lambda row: str(row.trend.customer)),
    Column(gettext_lazy("Usage measure"), lambda row: str(row.trend.measure)),
    Column(gettext_lazy("Dimension"), lambda row: str(row.trend.measure.get_dimension_display())),
    Column(gettext_lazy("Unit"), lambda row: row.trend.measure.unit),
    Column(pgettext_lazy("reading", "Latest"), lambda row: _whole(row.trend.latest)),
    Column(gettext_lazy("End of the period"), lambda row: row.trend.latest_on),
    Column(gettext_lazy("Change, %"), lambda row: hundredths(row.trend.change)),
    Column(gettext_lazy("Change in a year, %"), lambda row: hundredths(row.trend.year_change)),
    Column(pgettext_lazy("of values", "Course"), lambda row: row.why),
    Column(gettext_lazy("Value is old"), lambda row: _yes(row.stale)),
    Column(gettext_lazy("Says of us"), lambda row: _says(row.satisfied)),
    Column(OWNER, lambda row: _owner(row.trend.customer)),
]

STRATEGIES: list[Column[StrategyRow]] = [
    Column(CUSTOMER, lambda row: str(row.kept.customer)),
    Column(TIER, lambda row: row.kept.tier),
    Column(gettext_lazy("Strategic in name only"), lambda row: _yes(row.kept.in_name_only)),
    Column(gettext_lazy("Dependence"), lambda row: str(row.kept.get_dependence_display())),
    Column(gettext_lazy("Two-question test"), lambda row: str(row.kept.get_test_display())),
    Column(gettext_lazy("Stickiness"), lambda row: row.kept.stickiness_index),
    Column(pgettext_lazy("strategic", "Control"), lambda row: row.kept.control_value),
    Column(gettext_lazy("Least control of the tier"), lambda row: row.kept.control_minimum),
    Column(pgettext_lazy("switching", "Leaving"), lambda row: str(row.kept.get_switching_band_display())),
    Column(pgettext_lazy("plan", "Review"), lambda row: row.kept.review_on),
    Column(gettext_lazy("Review overdue"), lambda row: _yes(row.overdue)),
    Column(OWNER, lambda row: _owner(row.kept.customer)),
]

RUNS: list[Column[RunRow]] = [
    Column(CUSTOMER, lambda row: str(row.run.customer)),
    Column(gettext_lazy("Began"), lambda row: row.run.fired_on),
    Column(gettext_lazy("What was seen"), lambda row: row.told),
    Column(gettext_lazy("Steps"), lambda row: row.run.all_steps),
    Column(gettext_lazy("Steps closed"), lambda row: row.run.closed_steps),
    Column(gettext_lazy("Steps overdue"), lambda row: row.run.late_steps),
    Column(STATE, lambda row: str(row.state)),
]

ACTIONS: list[Column[NextAction]] = [
    Column(gettext_lazy("What"), lambda row: row.text),
    Column(CUSTOMER, lambda row: str(row.customer)),
    Column(DUE, lambda row: row.due_on),
    Column(gettext_lazy("Playbook"), lambda row: str(row.run.playbook) if row.run else ""),
]


def _plain(value: Decimal | None) -> Decimal | None:
    """Without zeros at its end."""
    return None if value is None else value.normalize()


def _whole(value: float) -> float:
    """12 of 12.0."""
    return int(value) if value.is_integer() else value


def _yes(holds: bool) -> str:
    return _("yes") if holds else ""


def _owner(customer: Customer) -> str:
    return str(customer.owner or "")


def _says(satisfied: bool | None) -> str:
    return "" if satisfied is None else _("still satisfied") if satisfied else _("dissatisfied")
