"""Readings of use that count, by customer and measure: one query for however many."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import cast

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Abs, Coalesce

from customers.models import Customer
from customers.selectors.narrowing import STEP, few_or_query
from office.models import User
from relationships.models import UsageMeasure, UsageReading, UsageTrend
from relationships.models.usage import UsageTrendQuerySet
from relationships.outcomes.usage import Period, Reading, adopted_on


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


def core_use(customers: QuerySet[Customer], as_of: date) -> dict[int, date | None]:
    """Customer → the day on which a use of a core product was adopted, None where it is read and was not; who is absent has
    no reading of a core product. Measures of which less is better tell no use. Two queries, read customer by customer."""
    rows = UsageReading.objects.filter(
        measure__product__core=True,
        measure__more_is_better=True,
        customer__in=few_or_query(customers),
        period_end__lte=as_of,
    ).order_by("customer", "measure", "period_end", "recorded_at", "id")
    columns = ("customer_id", "measure_id", "measure__period", "period_end", "value")
    found: dict[int, date | None] = {}
    for (customer, _measure, period), told in groupby(
        rows.values_list(*columns).iterator(STEP), key=itemgetter(0, 1, 2)
    ):
        last = {end: Reading(end, float(value)) for *_of, end, value in told}
        day, known = adopted_on(list(last.values()), period), found.get(customer)
        found[customer] = min(day, known) if day and known else day or known
    return found


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
