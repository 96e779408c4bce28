"""Next actions: mine, the ones past due, those of a customer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from relationships.models import NextAction
from relationships.models.next_action import NextActionQuerySet

if TYPE_CHECKING:
    from customers.models import Customer
    from office.models import User

OF_PLAYBOOK = ("run__playbook", "escalated_to")
"""What tells why an action exists and who was told that it is late."""


@dataclass(frozen=True)
class Agenda:
    """Open next actions by nearness; `later` is only counted."""

    overdue: list[NextAction]
    today: list[NextAction]
    this_week: list[NextAction]
    later: int

    @property
    def total(self) -> int:
        return len(self.overdue) + len(self.today) + len(self.this_week) + self.later


def agenda(user: "User", day: date) -> Agenda:
    """What the user has promised, up to the end of the ISO week. Two queries."""
    mine = open_actions(user)
    sunday = day + timedelta(days=7 - day.isoweekday())
    near = list(mine.filter(due_on__lte=sunday))
    return Agenda(
        overdue=[one for one in near if one.due_on < day],
        today=[one for one in near if one.due_on == day],
        this_week=[one for one in near if one.due_on > day],
        later=mine.filter(due_on__gt=sunday).count(),
    )


def open_actions(user: "User") -> NextActionQuerySet:
    """All that the user has promised and not closed, the nearest first."""
    rows = NextAction.objects.visible_to(user).open().owned_by(user)
    return rows.select_related("customer", *OF_PLAYBOOK).by_urgency()


def due_count(user: "User", day: date) -> int:
    """How many of the user's own next actions are due today or past due. One query."""
    return NextAction.objects.visible_to(user).open().owned_by(user).filter(due_on__lte=day).count()


def later_actions(user: "User", day: date) -> QuerySet[NextAction]:
    """What is due after this ISO week."""
    sunday = day + timedelta(days=7 - day.isoweekday())
    return open_actions(user).filter(due_on__gt=sunday)


def overdue_actions(as_of: date, *, user: "User | None" = None) -> QuerySet[NextAction]:
    """Open next actions whose day has passed: those of customers the user sees, or all. Longest overdue first."""
    rows = NextAction.objects.all() if user is None else NextAction.objects.visible_to(user)
    return rows.overdue(as_of).select_related("customer", "owner", *OF_PLAYBOOK).by_urgency()


def overdue_of_others(user: "User", customers: "QuerySet[Customer]", day: date) -> QuerySet[NextAction]:
    """What colleagues owe the customers that are the user's business: for leads and founders.

    Steps that were told to the user stand apart (`escalated_to`).
    """
    rows = overdue_actions(day, user=user).filter(customer__in=customers).exclude(owner=user)
    return rows.exclude(escalated_to=user)


def open_of(customer: "Customer", user: "User") -> NextActionQuerySet:
    rows = NextAction.objects.visible_to(user).open().filter(customer=customer)
    return rows.select_related("owner", *OF_PLAYBOOK).by_urgency()


def open_count(customer: "Customer", colleague: "User", user: "User") -> int:
    """How many open next actions at the customer the colleague owns."""
    return open_of(customer, user).owned_by(colleague).count()
