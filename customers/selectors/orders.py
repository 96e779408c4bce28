"""Days on which customers bought."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import BigIntegerField, ExpressionWrapper, F, Sum

from customers.models import RevenueLine
from customers.money import from_cents
from customers.selectors.narrowing import of
from customers.selectors.rates import Table
from office.models import Company

CENTS = ExpressionWrapper(F("net"), output_field=BigIntegerField())
STEP = 5_000


def order_days_by_customer(
    customer_ids: Collection[int] | None, as_of: date, *, rates: Table | None = None
) -> dict[int, list[date]]:
    """Days with a net amount above zero (economics 0.7), of orders and subscriptions alike, sorted; without a rate the
    sign of the amount decides. One query, and one for the rates where none are given."""
    table = rates or Table(Company.get().base_currency)
    sums: defaultdict[int, dict[date, int]] = defaultdict(dict)
    grouped = of(RevenueLine.objects.filter(booked_on__lte=as_of), customer_ids).order_by()
    lines = grouped.values_list("customer_id", "booked_on", "currency").annotate(
        total=Sum(CENTS, output_field=BigIntegerField())
    )
    for customer, day, currency, cents in lines.iterator(STEP):
        converted = table.to_base(from_cents(int(cents)), currency, day)
        days = sums[customer]
        days[day] = days.get(day, 0) + int(cents if converted is None else converted * 100)
    return {customer: sorted(day for day, cents in days.items() if cents > 0) for customer, days in sums.items()}
