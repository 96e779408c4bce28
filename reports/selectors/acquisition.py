"""The facts of winning customers that stand beside the standings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from customers.models import AcquisitionSpend, MonthlyTotal
from customers.selectors.rates import Table
from customers.selectors.worth import CONTRIBUTION
from customers.valuation.money import ZERO
from customers.valuation.worth import Measured, Moment
from office.calendar.months import Month, month_add, month_of
from office.models import Company
from reports.indicators.acquisition import YEAR, AcquisitionFacts, acquisition_of

Spend = dict[str, dict[Month, Decimal]]


def acquisition_figure(rows: Sequence[Measured], moment: Moment) -> Mapping[str, Any]:
    """The figure `acquisition` of these customers."""
    return acquisition_of(rows, moment, facts_of(rows, moment))


def facts_of(rows: Sequence[Measured], moment: Moment) -> AcquisitionFacts:
    """Three queries, and those of the rates. Spending is the company's: who looks at a part of the base does not see it."""
    if moment.scope is not None:
        return AcquisitionFacts()
    channels, regions = _spend(moment.as_of)
    direct, contribution = _of_customers(rows, moment)
    return AcquisitionFacts(channels, regions, direct, contribution, _relationship_cost(rows))


def _spend(as_of: date) -> tuple[Spend, Spend]:
    """By channel and by region, "" where none is named."""
    rates = Table(Company.get().base_currency)
    channels: Spend = defaultdict(dict)
    regions: Spend = defaultdict(dict)
    rows = AcquisitionSpend.objects.filter(month__lte=as_of).order_by()
    columns = ("channel__code", "region__code", "month", "currency")
    for channel, region, day, currency, amount in rows.values_list(*columns).annotate(total=Sum("amount")):
        converted = rates.to_base(amount, currency, day)
        if converted is not None:
            month = month_of(day)
            for spend, code in ((channels, channel), (regions, region)):
                months = spend[code or ""]
                months[month] = months.get(month, ZERO) + converted
    return channels, regions


def _of_customers(
    rows: Sequence[Measured], moment: Moment
) -> tuple[dict[int, dict[Month, Decimal]], dict[int, Decimal]]:
    """Acquisition cost booked to each customer by month, and the contribution of each one's first twelve months."""
    first = {row.id: month_of(row.first_order_on) for row in rows if row.first_order_on is not None}
    recent = {pk: month for pk, month in first.items() if month > month_add(moment.month, -2 * YEAR)}
    direct: defaultdict[int, dict[Month, Decimal]] = defaultdict(dict)
    contribution: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    since = date.fromisoformat(f"{month_add(moment.month, -3 * YEAR)}-01")
    totals = MonthlyTotal.objects.filter(month__range=(since, moment.as_of)).order_by()
    young = Q(kind__in=CONTRIBUTION, customer__in=list(recent))
    rows_of = totals.filter(young | Q(kind="acquisition")).values_list("customer_id", "month", "kind", "amount")
    for customer, day, kind, amount in rows_of.iterator(5_000):
        month = month_of(day)
        if kind == "acquisition":
            direct[customer][month] = direct[customer].get(month, ZERO) + Decimal(amount)
        elif customer in recent and recent[customer] <= month < month_add(recent[customer], YEAR):
            contribution[customer] += CONTRIBUTION[kind] * Decimal(amount)
    return direct, contribution


def _relationship_cost(rows: Sequence[Measured]) -> Decimal | None:
    """Booked and logged relationship cost of T12; None where nobody kept any."""
    return sum((row.relationship_cost for row in rows if row.relationship_cost), ZERO) or None
