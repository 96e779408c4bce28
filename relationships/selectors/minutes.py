"""How long we were with customers: what customers' profit needs to know of the contact log."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from customers.extensions import LoggedMinutes
from customers.models import Customer
from customers.selectors.narrowing import few_or_query
from office.models import Company
from relationships.models import Interaction, Participation
from relationships.selectors.moments import day_range

STEP = 5_000
SERVES = frozenset({Interaction.Kind.TRAINING.value, Interaction.Kind.TECH_EXCHANGE.value})


def logged_minutes(customers: QuerySet[Customer], start: date, end: date) -> dict[int, list[LoggedMinutes]]:
    """Every colleague's own minutes in contacts that were not voided, by customer (decision 18). Three queries.

    `date.min` stands for the beginning: no zone has moments before it, so nothing is compared with it.
    """
    zone, chosen = Company.get().zone, few_or_query(customers)
    rows = Participation.objects.filter(
        day_range(None if start == date.min else start, end, zone, "interaction__at"),
        interaction__voided_at=None,
        interaction__customer__in=chosen,
    )
    day = TruncDate("interaction__at", tzinfo=zone)
    told = rows.order_by().values_list(
        "interaction__customer_id", day, "interaction__kind", "interaction__on_site_support", "cost_role", "minutes"
    )
    found: dict[int, list[LoggedMinutes]] = defaultdict(list)
    for customer, on, kind, on_site, role, minutes in told if isinstance(chosen, list) else told.iterator(STEP):
        found[customer].append(LoggedMinutes(on, role, minutes, on_site or kind in SERVES))
    return dict(found)
