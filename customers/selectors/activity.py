"""Who is an active customer, decided in one place (decision 11; economics 5.3)."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from customers import extensions
from customers.models import Customer, RevenueLine
from customers.valuation.activity import ACTIVE_DAYS as ACTIVE_DAYS
from customers.valuation.activity import is_active

CONTACT_DAYS = "contact_days"
"""The fact feed of upper apps: customer id → day of the last two-way interaction up to the given day."""


def active_ids(customers: QuerySet[Customer], as_of: date) -> set[int]:
    """Those with an order day or a two-way interaction aged 0 to 90 days.

    An order day is a day whose net order amount is above zero; several orders on a day are one.
    """
    orders = _last_order_days(as_of)
    talks = _last_contact_days(customers, as_of)
    ids = set(customers.values_list("pk", flat=True))
    return {
        pk
        for pk in (orders.keys() | talks.keys()) & ids
        if is_active(_known(orders.get(pk)), _known(talks.get(pk)), as_of)
    }


def _last_order_days(as_of: date) -> Mapping[int, date]:
    days = (
        RevenueLine.objects.filter(
            booked_on__range=(as_of - timedelta(days=ACTIVE_DAYS), as_of), kind=RevenueLine.Kind.ORDER
        )
        .order_by()
        .values_list("customer_id", "booked_on")
        .annotate(total=Sum("net"))
        .filter(total__gt=0)
    )
    last: dict[int, date] = {}
    for customer, day, _total in days:
        last[customer] = max(day, last.get(customer, day))
    return last


def _last_contact_days(customers: QuerySet[Customer], as_of: date) -> Mapping[int, date]:
    last: dict[int, date] = {}
    for answer in extensions.feed(CONTACT_DAYS, customers, as_of):
        for customer, day in answer.items():
            last[customer] = max(day, last.get(customer, day))
    return last


def _known(day: date | None) -> list[date]:
    return [] if day is None else [day]
