"""The facts of winning customers that stand beside the standings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.db.models import QuerySet

from customers.models import MonthlyTotal, Region
from customers.selectors.pulling import CONTRIBUTION
from customers.selectors.revenue import REFUNDS, SALES
from customers.valuation.acquisition import Pool
from customers.valuation.money import ZERO
from customers.valuation.worth import Basis, Measured, Moment, Spent, Unpriced, WithoutRate
from office.calendar.months import Month, month_add, month_of
from reports.indicators.acquisition import YEAR, AcquisitionFacts, acquisition_of

PRODUCT_COST = "product_cost"


def acquisition_figure(rows: Sequence[Measured], moment: Moment) -> Mapping[str, Any]:
    """The figure `acquisition` of these customers."""
    return acquisition_of(rows, moment, facts_of(rows, moment))


def facts_of(rows: Sequence[Measured], moment: Moment) -> AcquisitionFacts:
    """Two queries. Spending is the company's, as it was told when the base was computed: who looks at a part of the base
    does not see it."""
    if moment.scope is not None:
        return AcquisitionFacts()
    spent, pools = _spending(moment.basis)
    return AcquisitionFacts(
        spent=spent,
        pools=pools,
        entered=frozenset(moment.basis.spending_months),
        without_rate=[
            WithoutRate(**each | {"amount": Decimal(each["amount"])}) for each in moment.basis.spend_without_rate
        ],
        unpriced=[Unpriced(**each) for each in moment.basis.spend_unpriced],
        first_year_contribution=_contribution(rows, moment),
        city_tiers=city_tiers(),
        kept_cost=_relationship_cost(rows),
    )


def city_tiers() -> dict[str, int]:
    """By code of the region, of those that have one. One query."""
    regions = cast("QuerySet[Region]", Region._default_manager.order_by())
    return {code: tier for code, tier in regions.values_list("code", "city_tier") if tier is not None}


def _spending(basis: Basis) -> tuple[list[Spent], list[Pool]]:
    spent, pools = [], []
    for key, amount in basis.spend.items():
        channel, region, month = key.split("|")
        spent.append(Spent(channel, region, Month(month), amount))
    for key, amount in basis.spend_pools.items():
        channel, month = key.split("|")
        pools.append(Pool(channel, Month(month), amount))
    return spent, pools


def _contribution(rows: Sequence[Measured], moment: Moment) -> dict[int, Decimal | None]:
    """Contribution of the first twelve months of each one won in the last two years; None where a month with revenue has
    no product cost, or a line no exchange rate: missing is not zero (0.9)."""
    first = {row.id: month_of(row.first_order_on) for row in rows if row.first_order_on is not None}
    recent = {pk: month for pk, month in first.items() if month > month_add(moment.month, -2 * YEAR)}
    since = date.fromisoformat(f"{month_add(moment.month, 1 - 2 * YEAR)}-01")
    totals = MonthlyTotal.objects.filter(
        month__range=(since, moment.as_of), kind__in=CONTRIBUTION, customer__in=list(recent)
    )
    sums: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    net: defaultdict[tuple[int, Month], Decimal] = defaultdict(lambda: ZERO)
    costed: set[tuple[int, Month]] = set()
    unknown: set[int] = set()
    rows_of = totals.order_by().values_list("customer_id", "month", "kind", "amount", "lines_without_rate")
    for customer, day, kind, amount, without in rows_of.iterator(5_000):
        month = month_of(day)
        if not recent[customer] <= month < month_add(recent[customer], YEAR):
            continue
        signed = CONTRIBUTION[kind] * Decimal(amount)
        sums[customer] += signed
        if without:
            unknown.add(customer)
        if kind in SALES or kind in REFUNDS:
            net[customer, month] += signed
        elif kind == PRODUCT_COST:
            costed.add((customer, month))
    unknown |= {customer for (customer, month), amount in net.items() if amount > 0 and (customer, month) not in costed}
    return {customer: None if customer in unknown else sums[customer] for customer in recent}


def _relationship_cost(rows: Sequence[Measured]) -> Decimal | None:
    """Booked and logged relationship cost of T12; None where nobody kept any."""
    return sum((row.relationship_cost for row in rows if row.relationship_cost), ZERO) or None
