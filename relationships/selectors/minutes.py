"""How long we were with customers: what customers' profit needs to know of the contact log."""

from collections import defaultdict
from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone

from customers.extensions import LoggedMinutes
from customers.models import Customer
from office.models import Company
from relationships.models import Interaction, Participation
from relationships.selectors.moments import day_range

STEP = 5_000
SERVES = frozenset({Interaction.Kind.TRAINING.value, Interaction.Kind.TECH_EXCHANGE.value})


def logged_minutes(customers: QuerySet[Customer], start: date, end: date) -> dict[int, list[LoggedMinutes]]:
    """Every colleague's own minutes in contacts that were not voided, by customer (decision 18). Two queries.

    `date.min` stands for the beginning: no zone has moments before it, so nothing is compared with it.
    """
    zone = Company.get().zone
    rows = Participation.objects.filter(
        day_range(None if start == date.min else start, end, zone, "interaction__at"),
        interaction__voided_at=None,
        interaction__customer__in=customers.order_by().values("pk"),
    )
    columns = ("customer_id", "at", "kind", "on_site_support")
    told = rows.order_by().values_list(*(f"interaction__{name}" for name in columns), "cost_role", "minutes")
    found: dict[int, list[LoggedMinutes]] = defaultdict(list)
    day_of = partial(timezone.localdate, timezone=zone)
    for customer, at, kind, on_site, role, minutes in told.iterator(STEP):
        found[customer].append(LoggedMinutes(day_of(at), role, minutes, on_site or kind in SERVES))
    return dict(found)
