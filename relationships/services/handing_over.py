"""What goes along when a customer is handed over: the goals that run, and what is still to be done."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from customers.models import Customer
from customers.services import recording
from office.clock import today
from office.models import User
from relationships.models import Goal, GoalVersion, NextAction
from relationships.services.goals import TERMS, keep

if TYPE_CHECKING:
    from relationships.models.next_action import NextActionQuerySet

HANDED_OVER = "goals_handed_over"


@transaction.atomic
def follow(customer: Customer, *, before: User, after: User, by: User) -> tuple[int, int]:
    """Live goals and open next actions of who looked after the customer go to who does now; how many of each.

    A goal gets a further version with the reason, so its history says whose it was. What somebody else owns stays.
    """
    with translation.override(by.language or None):
        reason = _("handed over with the customer, from %(name)s") % {"name": before}
    mine = Goal.objects.live(today()).filter(customer=customer, current__owner=before)
    goals = list(mine.select_for_update(of=("self",)).with_terms().order_by("pk"))
    for goal in goals:
        stands = goal.terms
        terms = {name: getattr(stands, name) for name in TERMS} | {"owner": after}
        keep(goal, GoalVersion(goal=goal, number=stands.number + 1, reason=reason[:300], by=by, **terms))
    owed: NextActionQuerySet = NextAction.objects.open().filter(customer=customer, owner=before)
    actions = owed.update(owner=after, version=F("version") + 1)
    if goals or actions:
        recording.record(customer, HANDED_OVER, by=by, why=reason, goals=len(goals), actions=actions, user=after.pk)
    return len(goals), actions
