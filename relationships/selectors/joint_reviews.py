"""Whose last two-sided review is too long ago: a year, for a strategic customer a quarter."""

from datetime import date, timedelta

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE, CustomerQuerySet
from office.models import User
from relationships.models import JointReview
from relationships.selectors.attention import scope

YEAR, QUARTER = timedelta(days=365), timedelta(days=91)
TOP = "S"


def missing_reviews(user: User, as_of: date, *, mine: bool) -> CustomerQuerySet:
    """Customers with `last_review` (None where there was none) and `tier_now`; strategic ones first, the longest ago first.

    Where there was no review the time runs from the first order. `mine`: those that are the person's business; else all that exist for the person.
    """
    customers = scope(user) if mine else Customer.objects.visible_to(user).current()
    standing = JointReview.objects.filter(customer=OuterRef("pk"), withdrawn_at=None).order_by("-held_on")
    rows = customers.filter(status=Customer.Status.CURRENT).annotate(
        last_review=Subquery(standing.values("held_on")[:1]), tier_now=TIER_IN_FORCE
    )
    since = Coalesce("last_review", "first_deal_on", "standing__first_order_on")
    late = Q(since=None) | Q(since__lt=as_of - YEAR) | Q(tier_now=TOP, since__lt=as_of - QUARTER)
    places = [When(tier_now=tier, then=place) for place, tier in enumerate("SABC")]
    place = Case(*places, default=len("SABC"), output_field=IntegerField())
    return (
        rows.annotate(since=since)
        .filter(late)
        .order_by(place, F("last_review").asc(nulls_first=True), "sort_key", "pk")
    )
