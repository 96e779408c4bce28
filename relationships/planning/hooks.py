"""What success plans bring to a customer's page, to the list, to the rail and to history (see customers.extensions)."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_filters import ChoiceFilter

from customers import extensions
from customers.extensions import ListColumn, Tab
from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from office import navigation, permissions
from office.access import sees_people_and_voices
from office.formatting import marks
from office.formatting.amounts import percent
from office.roles import Role
from relationships.models import SuccessPlan
from relationships.services import packs, plan_parts, plan_tasks, plans
from relationships.tabs import COOPERATION

if TYPE_CHECKING:
    from office.models import User

WITH, WITHOUT = "live", "none"
BEHIND, KEPT = "behind", "kept"
READ = ("successplan", "planobjective", "plantask", "planreview", "reviewpack")


def register() -> None:
    extensions.tabs.append(
        Tab(
            "plan",
            gettext_lazy("Success plan"),
            "relationships:success-plan",
            36,
            COOPERATION,
            may_see=sees_people_and_voices,
        )
    )
    extensions.list_columns += [COLUMN, PROGRESS]
    extensions.belongings.append(extensions.Belonging("plans", gettext_lazy("Success plans"), owned, plan_url))
    extensions.verbs |= {
        plans.MADE: gettext_lazy("A success plan was made"),
        plans.CHANGED: gettext_lazy("The success plan was changed"),
        plans.CLOSED: gettext_lazy("The success plan was closed"),
        plans.REOPENED: gettext_lazy("The success plan was opened again"),
        plan_parts.OBJECTIVE_ADDED: gettext_lazy("An objective was added to the plan"),
        plan_parts.OBJECTIVE_CHANGED: gettext_lazy("An objective of the plan was changed"),
        plan_parts.OBJECTIVE_DROPPED: gettext_lazy("An objective of the plan was dropped"),
        plan_parts.OBJECTIVE_RESTORED: gettext_lazy("A dropped objective is back in the plan"),
        plan_parts.REVIEW_PLANNED: gettext_lazy("A review of the plan was set"),
        plan_parts.REVIEW_CHANGED: gettext_lazy("A review of the plan was changed"),
        plan_parts.REVIEW_HELD: gettext_lazy("A review of the plan was held"),
        plan_parts.REVIEW_DROPPED: gettext_lazy("A review of the plan was dropped"),
        plan_parts.REVIEW_RESTORED: gettext_lazy("A dropped review is back in the plan"),
        plan_tasks.ADDED: gettext_lazy("A task was added to the plan"),
        plan_tasks.CHANGED: gettext_lazy("A task of the plan was changed"),
        plan_tasks.DONE: gettext_lazy("The customer has done a task of the plan"),
        plan_tasks.DROPPED: gettext_lazy("A task of the plan was dropped"),
        packs.KEPT: gettext_lazy("The pack of a quarterly review was begun"),
        plan_tasks.REOPENED: gettext_lazy("A task of the plan is open again"),
    }
    for role in (Role.CSM, Role.LEAD):
        permissions.grant(role, "relationships", "view", models=READ)
    navigation.add(
        navigation.Group.RELATIONSHIP,
        gettext_lazy("Success plans"),
        "relationships:success-plans",
        icon="checklist",
        seen_by=sees_people_and_voices,
        key="g s",
        order=22,
    )


def owned(customer: Customer, colleague: "User", user: "User") -> int:
    """How many live plans of the customer the colleague owns."""
    return SuccessPlan.objects.visible_to(user).live().filter(customer=customer, owner=colleague).count()


def plan_url(customer: Customer) -> str:
    return reverse("relationships:success-plan", args=[customer.pk])


def of_plan(customers: CustomerQuerySet, _name: str, value: str) -> CustomerQuerySet:
    planned = SuccessPlan.objects.filter(closed_at=None).values("customer_id")
    return customers.filter(pk__in=planned) if value == WITH else customers.exclude(pk__in=planned)


def cell(value: date | None, _customer: Customer) -> SafeString:
    if value is None:
        return marks.unknown(_("no plan"))
    return format_html('<span class="n">{}</span>', date_format(value, "Y-m-d"))


def of_progress(customers: CustomerQuerySet, _name: str, value: str) -> CustomerQuerySet:
    """Narrow a list of customers to plans that are behind what was due, or that have kept it."""
    plans = SuccessPlan.objects.filter(closed_at=None)
    wanted = plans.filter(progress__lt=1) if value == BEHIND else plans.filter(progress__gte=1)
    return customers.filter(pk__in=wanted.values("customer_id"))


def progress_cell(value: float | None, _customer: Customer) -> SafeString:
    """Both without a plan and before its first task falls due, there is nothing to be measured."""
    if value is None:
        return marks.unknown(_("no task due"))
    text = percent(value, 0)
    return format_html(
        '<span class="row row--end"><span class="n">{}</span>{}</span>',
        text,
        marks.meter(100 * value, label=_("Plan progress"), text=text),
    )


JOIN = {"live_plan": FilteredRelation("success_plans", condition=Q(success_plans__closed_at=None))}
COLUMN = ListColumn(
    "plan_until",
    gettext_lazy("Plan until"),
    "live_plan__ends_on",
    cell,
    kind=date,
    joins=JOIN,
    filter=ChoiceFilter(
        label=gettext_lazy("Success plan"),
        choices=[
            (WITH, pgettext_lazy("success plan", "running")),
            (WITHOUT, pgettext_lazy("success plan", "none")),
        ],
        method=of_plan,
    ),
    may_see=sees_people_and_voices,
    shown=False,
)
PROGRESS = ListColumn(
    "plan_progress",
    gettext_lazy("Plan progress"),
    "live_plan__progress",
    progress_cell,
    kind=float,
    joins=JOIN,
    filter=ChoiceFilter(
        label=gettext_lazy("Plan progress"),
        choices=[
            (BEHIND, pgettext_lazy("success plan", "behind what was due")),
            (KEPT, pgettext_lazy("success plan", "all done that was due")),
        ],
        method=of_progress,
    ),
    may_see=sees_people_and_voices,
    shown=False,
)
