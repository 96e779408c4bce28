"""What was booked for customers as strategic investment, in base currency by month."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from customers.models import StrategicInvestment
from customers.selectors.narrowing import of
from customers.selectors.rates import Table
from customers.valuation.money import ZERO
from office.calendar.months import Month, month_of
from office.models import Company


@dataclass(slots=True)
class Invested:
    """`without_rate`: entries that no exchange rate of their day brings into base currency, in no month."""

    months: dict[Month, Decimal] = field(default_factory=dict)
    entries: int = 0
    without_rate: int = 0

    @property
    def total(self) -> Decimal:
        return sum(self.months.values(), ZERO)


def invested_in(customer_ids: Collection[int], until: date, *, rates: Table | None = None) -> Mapping[int, Invested]:
    """Up to a day, that included; customers without an entry are absent. One query, and one for the rates."""
    rates = rates or Table(Company.get().base_currency)
    found: dict[int, Invested] = {}
    rows = of(StrategicInvestment.objects.filter(on__lte=until), customer_ids).order_by()
    for customer, on, amount, currency in rows.values_list("customer_id", "on", "amount", "currency"):
        each = found.setdefault(customer, Invested())
        each.entries += 1
        converted = rates.to_base(amount, currency, on)
        if converted is None:
            each.without_rate += 1
        else:
            month = month_of(on)
            each.months[month] = each.months.get(month, ZERO) + converted
    return found
