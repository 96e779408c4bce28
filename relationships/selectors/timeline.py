"""What the timeline of a customer shows of us: contacts, and promises kept. Newest first, behind a key."""

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model, Q, QuerySet

from relationships.models import Interaction, NextAction

if TYPE_CHECKING:
    from customers.models import Customer
    from office.models import User

Key = tuple[datetime, str, int]
Row = TypeVar("Row", bound=Model)
INTERACTION, ACTION = "interaction", "next_action"


def interactions_before(customer: "Customer", user: "User", before: Key | None, limit: int) -> list[Interaction]:
    """Contacts that count, with their people. Four queries."""
    rows = Interaction.objects.visible_to(user).standing().filter(customer=customer).with_people()
    return list(_behind(rows, INTERACTION, "at", before).order_by("-at", "-id")[:limit])


def kept_promises_before(customer: "Customer", user: "User", before: Key | None, limit: int) -> list[NextAction]:
    """Next actions that were done, by the moment they were."""
    rows = (
        NextAction.objects.visible_to(user).filter(customer=customer, done_at__isnull=False).select_related("done_by")
    )
    return list(_behind(rows, ACTION, "done_at", before).order_by("-done_at", "-id")[:limit])


def _behind(rows: "QuerySet[Row]", source: str, field: str, before: Key | None) -> "QuerySet[Row]":
    """Rows whose key (moment, source, id) is smaller; at one moment sources follow each other by name."""
    if before is None:
        return rows
    at, other, pk = before
    if source == other:
        return rows.filter(Q(**{f"{field}__lt": at}) | Q(**{field: at}, pk__lt=pk))
    return rows.filter(**{f"{field}__lte" if source < other else f"{field}__lt": at})
