"""What was sold of premium and of basic products, beside the standings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Q, Sum
from django.db.models.functions import TruncMonth

from customers.models import Product, RevenueLine
from customers.money import from_cents
from customers.selectors.narrowing import STEP, of
from customers.selectors.orders import CENTS
from customers.selectors.rates import Table
from customers.valuation.money import ZERO
from customers.valuation.worth import Measured, Moment
from office.calendar.months import month_add, month_end, month_of, months_until
from office.models import Company
from reports.indicators.structure import HALF_YEAR, TREND, ProductFacts, Sold, structure_of

YEAR = 12


def structure_figure(rows: Sequence[Measured], moment: Moment) -> Mapping[str, Any]:
    """The figure `structure` of these customers."""
    return structure_of(rows, moment, facts_of(moment))


def facts_of(moment: Moment) -> ProductFacts:
    """One query, and one for the rates where a line is foreign: the last eighteen months of lines with a product. Foreign
    lines are added up by day, as each day has its rate; lines without a rate are left out."""
    rates = Table(Company.get().base_currency)
    now = set(months_until(moment.month, HALF_YEAR))
    before = set(months_until(month_add(moment.month, -YEAR), HALF_YEAR))
    sold: dict[str, defaultdict[Any, Sold]] = {name: defaultdict(Sold) for name in ("now", "before", "months")}
    for customer, day, tier, currency, cents in _lines(moment, rates.base):
        amount = rates.to_base(from_cents(int(cents)), currency, day)
        if amount is None:
            continue
        month, part = month_of(day), Sold(amount if tier == Product.Tier.PREMIUM else ZERO, amount)
        sold["months"][month] += part
        if month in now:
            sold["now"][customer] += part
        elif month in before:
            sold["before"][customer] += part
    return ProductFacts(**sold)


def _lines(moment: Moment, base: str) -> Any:
    """Customer, day (of base currency: the first of the month), product tier, currency, cents."""
    ids = None if moment.scope is None else sorted(moment.scope)
    first = date.fromisoformat(f"{month_add(moment.month, -TREND + 1)}-01")
    window = Q(product__isnull=False, booked_on__range=(first, month_end(moment.month)))
    lines = of(RevenueLine.objects.filter(window), ids).order_by()
    own = lines.filter(currency=base).values_list("customer_id", TruncMonth("booked_on"), "product__tier", "currency")
    foreign = lines.exclude(currency=base).values_list("customer_id", "booked_on", "product__tier", "currency")
    total = Sum(CENTS, output_field=BigIntegerField())
    return own.annotate(total=total).union(foreign.annotate(total=total), all=True).iterator(STEP)
