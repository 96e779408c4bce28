"""Customers that cost a multiple of what others cost to serve."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from customers.models import CompanyStanding, Customer, CustomerStanding

COSTLY_TIMES = 2
"""How many times the company's cost to serve per net revenue a customer's must reach to be called costly.

Two, because there the tier's dimension "service cost" has come down to zero (`valuation.worth.judged`): from then on
the scores can tell no difference any more, and somebody has to look.
"""


def costly_to_serve(customers: QuerySet[Customer]) -> Iterator[tuple[int, date]]:
    """Id and month of customers whose cost to serve, twelve months, per net revenue reaches `COSTLY_TIMES` the company's.

    As the standings of today have both; none where the company's ratio or a customer's costs are unknown, nor without
    revenue.
    """
    company = CompanyStanding.objects.filter(kind="today").first()
    told = company.basis.get("cost_to_serve_ratio") if company else None
    line = Decimal(str(told)) * COSTLY_TIMES if told else None
    if not line:
        return
    rows = CustomerStanding.objects.today().filter(
        customer__in=customers, current_for=F("customer"), net_t12__gt=0, cost_to_serve__gte=F("net_t12") * line
    )
    yield from rows.order_by().values_list("customer_id", "month")
