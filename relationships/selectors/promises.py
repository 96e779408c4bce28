"""Promises to customers: of one, of a person, of a team; how many were kept."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from customers.models import Customer
from office.models import User
from relationships.models import Promise
from relationships.outcomes.promises import WINDOW, Given, Kept, kept_share

if TYPE_CHECKING:
    from relationships.models.promise import PromiseQuerySet

MINE, TEAM, ALL = "mine", "team", "all"
SOON = timedelta(days=7)


def of_customer(customer: Customer, user: User) -> "PromiseQuerySet":
    """Open ones first by nearness, then what became of the others."""
    return Promise.objects.visible_to(user).filter(customer=customer).with_people()


def in_view(user: User, view: str) -> "PromiseQuerySet":
    """The person's own, the team's (own team and those they lead), or all that exist for the person."""
    rows = Promise.objects.visible_to(user).filter(customer__archived_at=None)
    if view == TEAM:
        teams = {*user.led_team_ids, *([user.team_id] if user.team_id else [])}
        return rows.filter(Q(owner__team__in=teams) | Q(customer__team__in=teams))
    return rows if view == ALL else rows.owned_by(user)


def due_soon(user: User, day: date) -> "PromiseQuerySet":
    """The person's open promises past due or due within a week."""
    rows = Promise.objects.visible_to(user).open().owned_by(user).filter(due_on__lte=day + SOON)
    return rows.with_people().by_urgency()


def kept(promises: "PromiseQuerySet", as_of: date) -> Kept:
    """How many of these were kept, of those whose day came in the trailing year. One query."""
    return kept_share(_given(promises, as_of), as_of)


def _given(promises: "PromiseQuerySet", as_of: date) -> list[Given]:
    since = as_of - WINDOW
    recent = Q(due_on__gte=since) | Q(kept_on__gte=since) | Q(broken_on__gte=since)
    rows = promises.filter(recent, withdrawn_at=None).order_by("id")
    return [Given(*row) for row in rows.values_list("due_on", "kept_on", "broken_on", "slipped")]


def overdue_by_customer(customers: QuerySet[Customer], as_of: date) -> dict[int, list[tuple[int, date]]]:
    """Promises past due at the end of the day, as (id, day), by customer, longest first.

    Kept or broken later, they were overdue then; the day in force is the one known now.
    """
    still = Q(kept_on=None) | Q(kept_on__gt=as_of), Q(broken_on=None) | Q(broken_on__gt=as_of)
    rows = Promise.objects.standing().filter(*still, due_on__lt=as_of, customer__in=customers)
    found: dict[int, list[tuple[int, date]]] = {}
    for customer, pk, due in rows.by_urgency().values_list("customer_id", "pk", "due_on"):
        found.setdefault(customer, []).append((pk, due))
    return found


def open_count(customer: Customer, colleague: User, user: User) -> int:
    """How many open promises to the customer the colleague owes."""
    return Promise.objects.visible_to(user).open().filter(customer=customer).owned_by(colleague).count()
