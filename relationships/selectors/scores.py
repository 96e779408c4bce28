"""The standing of today, and scores of it that other apps ask for."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery

from customers.models import Customer
from office.clock import today
from relationships.models import RelationshipStanding

if TYPE_CHECKING:
    from office.models import User


def standing_today(customer: Customer, user: "User") -> RelationshipStanding | None:
    """What stands today, as far as the user may see it. Read once for each customer fetched: several tiles ask."""
    known: dict[int, RelationshipStanding | None] = customer.__dict__.setdefault("_standing_today", {})
    if user.pk not in known:
        known[user.pk] = RelationshipStanding.objects.visible_to(user).today().filter(customer=customer).first()
    return known[user.pk]


def penetration_by_customer(customers: QuerySet[Customer], as_of: date) -> dict[int, float | None]:
    """Penetration 0 to 100, None where nobody of theirs is recorded: today's, or as frozen last by an earlier day."""
    rows = RelationshipStanding.objects.filter(customer__in=customers.order_by().values("pk"))
    if as_of >= today():
        return dict(rows.today().order_by().values_list("customer_id", "penetration"))
    newest = RelationshipStanding.objects.frozen().filter(customer=OuterRef("customer"), as_of__lte=as_of)
    last = Subquery(newest.order_by("-as_of", "-pk").values("pk")[:1])
    return dict(rows.filter(pk=last).order_by().values_list("customer_id", "penetration"))
