"""Whose contract ends soon, and how thin the ties are there."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Min

from customers import extensions
from customers.models import Contract, Customer

SOON_DAYS = 90
PENETRATION = "penetration"
"""The fact feed of upper apps: customer id → penetration score 0–100, None while unknown."""


def renewals_soon(customer_ids: Collection[int], as_of: date) -> dict[int, date]:
    """The next end of an undecided contract within ninety days, of those customers that have one. One query."""
    ending = Contract.objects.filter(
        customer__in=customer_ids,
        ended_on=None,
        renewal=Contract.Renewal.OPEN,
        ends_on__range=(as_of, as_of + timedelta(days=SOON_DAYS)),
    )
    return dict(ending.order_by().values_list("customer_id").annotate(Min("ends_on")))


def penetration(customer_ids: Collection[int], as_of: date) -> dict[int, float | None] | None:
    """How deep our ties go at these customers; None while no app tells it at all."""
    if not extensions.fact_feeds.get(PENETRATION):
        return None
    found: dict[int, float | None] = {}
    for answer in extensions.feed(PENETRATION, Customer.objects.filter(pk__in=customer_ids), as_of):
        found.update(answer)
    return found
