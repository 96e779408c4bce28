"""Readings that are due become next actions of the goal's owner, once a period."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from customers.models import Customer
from office.calendar import Overrides, add_workdays
from office.models import Company, User
from office.selectors import calendar_overrides
from relationships.models import Goal, NextAction
from relationships.outcomes.goals import next_missing
from relationships.selectors.outcomes import last_period_ends

WORKDAYS = 5


def remind(as_of: date) -> int:
    """One for each goal that runs and of which a reading is missing; how many are new.

    Not while an earlier one is open, and not again for a period of which the owner was told, whatever became of it. An
    owner who left or no longer sees the customer gets none: the goal shows as old instead.
    """
    goals = Goal.objects.live(as_of).filter(current__start__lte=as_of, current__owner__is_active=True).with_terms()
    found, overrides = list(goals), calendar_overrides()
    told = dict(
        NextAction.objects.filter(goal__in=found).order_by().values_list("goal_id").annotate(Max("expected_on"))
    )
    last = last_period_ends([goal.pk for goal in found])
    waiting = set(NextAction.objects.open().filter(goal__in=found).values_list("goal_id", flat=True))
    fresh = 0
    for goal in found:
        missing = next_missing(goal.kpi.cadence, goal.terms.start, last.get(goal.pk), told.get(goal.pk), as_of)
        if missing is not None and goal.pk not in waiting:
            fresh += _remind(goal, missing, as_of, overrides)
    return fresh


@transaction.atomic
def _remind(goal: Goal, expected: date, as_of: date, overrides: Overrides) -> int:
    owner: User = goal.terms.owner
    if not Customer.objects.visible_to(owner).filter(pk=goal.customer_id).exists():
        return 0
    with override(owner.language or Company.get().default_language):
        text = _("Get the reading of %(kpi)s, expected since %(day)s") % {
            "kpi": goal.kpi,
            "day": date_format(expected, "Y-m-d"),
        }
    NextAction.objects.create(
        customer=goal.customer,
        goal=goal,
        text=text[:300],
        owner=owner,
        due_on=add_workdays(as_of, WORKDAYS, overrides),
        expected_on=expected,
        created_by=User.objects.system(),
    )
    return 1
