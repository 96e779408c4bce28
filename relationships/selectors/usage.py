"""Readings of use that count, by customer and measure: one query for however many."""

from collections import defaultdict
from collections.abc import Collection
from typing import cast

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Abs, Coalesce

from customers.models import Customer
from office.models import User
from relationships.models import UsageMeasure, UsageReading, UsageTrend
from relationships.models.usage import UsageTrendQuerySet
from relationships.outcomes.usage import Period, Reading


def counted(
    customer_ids: Collection[int], measure_ids: Collection[int] | None = None
) -> dict[tuple[int, int], list[Reading]]:
    """By (customer, measure), of each period the value recorded last; oldest period first."""
    rows = UsageReading.objects.filter(customer__in=customer_ids)
    if measure_ids is not None:
        rows = rows.filter(measure__in=measure_ids)
    found: defaultdict[tuple[int, int], dict[object, Reading]] = defaultdict(dict)
    told = rows.order_by("recorded_at", "id").values_list("customer_id", "measure_id", "period_end", "value")
    for customer, measure, end, value in told:
        found[customer, measure][end] = Reading(end, float(value))
    return {key: sorted(kept.values(), key=lambda one: one.period_end) for key, kept in found.items()}


def period_of(measure: UsageMeasure) -> Period:
    return cast("Period", measure.period)


def falling(
    user: User, *, owner: int | None = None, team: int | None = None, product: int | None = None
) -> UsageTrendQuerySet:
    """What gets worse at customers that are with us and that the user sees, the steepest first: the measure that speaks for
    each customer, or all of one product. `also` counts what else gets worse there."""
    rows = UsageTrend.objects.visible_to(user).worsening().filter(customer__archived_at=None)
    rows = rows.exclude(customer__status=Customer.Status.LOST)
    if owner is not None:
        rows = rows.filter(customer__owner=owner)
    if team is not None:
        rows = rows.filter(customer__team=team)
    rows = rows.exclude(leads_for=None) if product is None else rows.filter(measure__product=product)
    others = UsageTrend.objects.worsening().filter(customer=OuterRef("customer")).exclude(pk=OuterRef("pk"))
    counted_others = others.order_by().values("customer").annotate(n=Count("pk")).values("n")
    rows = rows.annotate(also=Coalesce(Subquery(counted_others), 0))
    return rows.annotate(size=Abs("fall")).order_by(F("size").desc(nulls_last=True), "customer_id", "measure_id")
