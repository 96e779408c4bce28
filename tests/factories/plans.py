"""Success plans for tests, made through the same services as in life."""

from datetime import date, timedelta
from typing import Any

from customers.models import Contact, Customer
from office.clock import today
from office.models import User
from relationships.models import Goal, PlanObjective, PlanReview, PlanTask, SuccessPlan
from relationships.services import plan_parts, plan_tasks, plans
from tests.factories.customers import make_contact


def make_plan(customer: Customer, *, by: User | None = None, **fields: Any) -> SuccessPlan:
    """A year of the customer's owner, half of it gone."""
    owner = by or customer.owner
    assert owner is not None
    values: dict[str, Any] = {
        "title": "让二号线跑满",
        "owner": owner,
        "starts_on": today() - timedelta(days=180),
        "ends_on": today() + timedelta(days=180),
    }
    return plans.make(customer, by=owner, **{**values, **fields})


def make_objective(plan: SuccessPlan, *goals: Goal, text: str = "停机少一半") -> PlanObjective:
    return plan_parts.add_objective(plan, text=text, goals=goals, by=plan.owner)


def make_task(plan: SuccessPlan, *, due_on: date | None = None, text: str = "装好传感器", **fields: Any) -> PlanTask:
    """One of ours, due in a week."""
    day = due_on or today() + timedelta(days=7)
    return plan_tasks.add_ours(plan, text=text, owner=plan.owner, due_on=day, by=plan.owner, **fields)


def make_their_task(
    plan: SuccessPlan, *, contact: Contact | None = None, due_on: date | None = None, text: str = "停线半天"
) -> PlanTask:
    there, day = contact or make_contact(plan.customer), due_on or today() + timedelta(days=7)
    return plan_tasks.add_theirs(plan, text=text, contact=there, due_on=day, by=plan.owner)


def make_review(plan: SuccessPlan, *, planned_on: date | None = None, **people: Any) -> PlanReview:
    day = planned_on or today() + timedelta(days=30)
    return plan_parts.plan_review(plan, planned_on=day, by=plan.owner, **people)
