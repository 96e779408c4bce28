"""What a class and a tier were before: where hysteresis starts from."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from customers.models import CustomerStanding, StandingKind
from customers.selectors.narrowing import of
from office.calendar.months import add_months

MONTHS = 13
"""A customer without a month end kept for longer starts anew."""


@dataclass(frozen=True, slots=True)
class Earlier:
    classes: dict[int, str] = field(default_factory=dict)
    """Of the last month end kept before the day."""
    tiers: dict[int, str] = field(default_factory=dict)
    """As computed at the last such month end that had a score: what was set by hand, or stood in the archive for want of
    a score, leaves no trace (economics 13, property 9)."""


def earlier(customers: Collection[int] | QuerySet[CustomerStanding, Any], as_of: date) -> Earlier:
    """One query, for customers given by ids or as a query of ids."""
    chosen: Any = customers
    rows = of(
        CustomerStanding.objects.filter(
            kind=StandingKind.MONTH, as_of__lt=as_of, as_of__gte=add_months(as_of, -MONTHS)
        ),
        chosen,
    )
    found = Earlier()
    columns = ("customer_id", "profit_class", "tier_computed", "tier_score")
    for customer, klass, tier, score in rows.order_by("as_of").values_list(*columns).iterator():
        found.classes[customer] = klass
        if score is not None and tier:
            found.tiers[customer] = tier
    return found
