"""Scores of the standing that other apps ask for."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from customers.models import Customer
from office.clock import today
from relationships.models import RelationshipStanding


def penetration_by_customer(customers: QuerySet[Customer], as_of: date) -> dict[int, float | None]:
    """Penetration 0 to 100, None where nobody of theirs is recorded: today's, or as frozen last by an earlier day."""
    rows = RelationshipStanding.objects.filter(customer__in=customers.order_by().values("pk"))
    if as_of >= today():
        return dict(rows.today().order_by().values_list("customer_id", "penetration"))
    newest = RelationshipStanding.objects.frozen().filter(customer=OuterRef("customer"), as_of__lte=as_of)
    last = Subquery(newest.order_by("-as_of", "-pk").values("pk")[:1])
    return dict(rows.filter(pk=last).order_by().values_list("customer_id", "penetration"))
