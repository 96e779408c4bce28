"""What our work for a customer cost in a year, by the need that it served."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from customers.models import CostLine, Customer, EffortEntry
from customers.selectors.effort import hourly_rates
from customers.selectors.rates import Table
from customers.valuation.service import ServiceEntry, service_cost
from office.models import Company
from relationships.models import Participation
from relationships.models.strategy import VALID_DAYS
from relationships.selectors.moments import day_range

WORK = (CostLine.Kind.SERVICE, CostLine.Kind.CUSTOM_RD, CostLine.Kind.RELATIONSHIP)
"""Lines of the profit and loss that are our work; goods, rebates and money serve no need."""
UNTAGGED = ""


@dataclass(slots=True)
class Spent:
    """Costs in base currency by need id as text; what serves no need stands under the empty one."""

    needs: Collection[int]
    """Those that count; what served another, taken back since, serves none."""
    costs: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    entries: int = 0
    unknown: int = 0
    """Entries whose cost is not known: no hourly rate, no exchange rate, no length."""

    @property
    def total(self) -> Decimal:
        return sum(self.costs.values(), Decimal(0))

    def add(self, need: int | None, cost: Decimal | None) -> None:
        self.entries += 1
        if cost is None:
            self.unknown += 1
        else:
            self.costs[str(need) if need in self.needs else UNTAGGED] += cost


def spent_on(customer: Customer, as_of: date, needs: Collection[int]) -> Spent:
    """Booked costs, entered effort and logged contacts of the 365 days up to the day, by these needs. Five queries at most.

    Who reads it sees the customer's costs: the caller has made sure of that. Source: metrics-relationship-voice S1.
    """
    spent, since, company = Spent(needs), as_of - timedelta(days=VALID_DAYS), Company.get()
    rates, hours = Table(company.base_currency), hourly_rates()
    lines = CostLine.objects.filter(customer=customer, kind__in=WORK, booked_on__range=(since, as_of)).order_by()
    for need, amount, currency, on in lines.values_list("need", "amount", "currency", "booked_on"):
        spent.add(need, rates.to_base(Decimal(amount), currency, on))
    entries = EffortEntry.objects.filter(customer=customer, kind__in=WORK, on__range=(since, as_of)).order_by()
    for need, on, role, minutes, booked in entries.values_list("need", "on", "role", "minutes", "booked"):
        found = service_cost([ServiceEntry(on, role, minutes, booked)], hours)
        spent.add(need, None if found.missing_minutes else found.cost)
    there = Participation.objects.filter(
        day_range(since, as_of, company.zone, "interaction__at"),
        interaction__customer=customer,
        interaction__voided_at=None,
    ).order_by()
    for need, at, role, minutes in there.values_list("interaction__need", "interaction__at", "cost_role", "minutes"):
        day = timezone.localdate(at, company.zone)
        told = None if minutes is None else service_cost([ServiceEntry(day, role, minutes)], hours)
        spent.add(need, None if told is None or told.missing_minutes else told.cost)
    return spent
