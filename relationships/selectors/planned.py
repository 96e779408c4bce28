"""Contacts ahead: of a week, of a customer, of a day, and those of which one must ask whether they took place."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from customers.access import SEES_ALL
from office.models import Company, User
from relationships.models import NextAction, PlannedContact

if TYPE_CHECKING:
    from customers.models import Customer
    from relationships.models.planned import PlannedContactQuerySet

ASK_FOR = timedelta(days=60)
"""How far back the question is asked."""


@dataclass
class AgendaDay:
    """A day of the agenda: contacts planned, and what was promised for it."""

    on: date
    plans: list[PlannedContact] = field(default_factory=list)
    actions: list[NextAction] = field(default_factory=list)


def week(user: User, monday: date, *, team: bool) -> list[AgendaDay]:
    """The seven days of a week: the user's own, or those of everybody whose week the user follows. Five queries."""
    days = [AgendaDay(monday + timedelta(days=place)) for place in range(7)]
    by_day = {one.on: one for one in days}
    plans = PlannedContact.objects.visible_to(user).living().between(monday, days[-1].on)
    actions = NextAction.objects.visible_to(user).open().filter(due_on__range=(monday, days[-1].on))
    if team:
        plans = plans.filter(pk__in=PlannedContact.objects.filter(_followed(user, "colleagues")).values("pk"))
        actions = actions.filter(_followed(user, "owner"))
    else:
        plans, actions = plans.of(user), actions.owned_by(user)
    for plan in plans.with_people().in_order():
        by_day[plan.on].plans.append(plan)
    for action in actions.select_related("customer", "owner").by_urgency():
        by_day[action.due_on].actions.append(action)
    return days


def has_team(user: User) -> bool:
    return bool(user.roles & SEES_ALL or user.led_team_ids or user.team_id)


def awaiting_word(user: User, now: datetime) -> list[PlannedContact]:
    """The user's contacts whose moment has passed and of which nobody said what came of them; oldest first."""
    zone = Company.get().zone
    day = now.astimezone(zone).date()
    rows = PlannedContact.objects.visible_to(user).open().of(user).between(day - ASK_FOR, day)
    return [one for one in rows.with_people().in_order() if one.is_past(now, zone)]


def ahead(user: User, now: datetime, *, last: date) -> list[PlannedContact]:
    """The user's contacts from now on, up to a day."""
    zone = Company.get().zone
    rows = PlannedContact.objects.visible_to(user).open().of(user).between(now.astimezone(zone).date(), last)
    return [one for one in rows.with_people().in_order() if not one.is_past(now, zone)]


def open_of(customer: "Customer", user: User) -> list[PlannedContact]:
    """What is planned with a customer. One query."""
    rows = PlannedContact.objects.visible_to(user).open().filter(customer=customer)
    return list(rows.select_related("owner").in_order())


def with_all(user: User) -> "PlannedContactQuerySet":
    return PlannedContact.objects.visible_to(user).with_people()


def of_trip(plan: PlannedContact, user: User) -> list[PlannedContact]:
    """The other customers of the same trip, as far as they exist for the user."""
    if plan.visit_id is None:
        return []
    rows = PlannedContact.objects.visible_to(user).living().filter(visit_id=plan.visit_id).exclude(pk=plan.pk)
    return list(rows.select_related("customer", "interaction").in_order())


def _followed(user: User, path: str) -> Q:
    """Colleagues whose week the user follows: everybody's, or the teams' that they lead and belong to."""
    if user.roles & SEES_ALL:
        return Q()
    teams = {*user.led_team_ids, *([user.team_id] if user.team_id else [])}
    return Q(**{f"{path}__team__in": teams}) | Q(**{path: user})
