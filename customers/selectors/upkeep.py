"""What serving a customer and keeping it up has cost so far: the part of its cost of ownership that follows the winning."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from customers.models import MonthlyTotal
from customers.selectors import effort
from customers.valuation.money import ZERO

KINDS = (effort.SERVICE, effort.RELATIONSHIP)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Booked cost and priced work, in base currency. `missing`: minutes of cost roles without an hourly rate on their day;
    `lines_without_rate`: booked lines that no exchange rate brings into base currency. Both are in no cost."""

    service: Decimal = ZERO
    relationship: Decimal = ZERO
    minutes: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)
    lines_without_rate: int = 0

    @property
    def cost(self) -> Decimal:
        return self.service + self.relationship


def upkeep_of(customer_id: int, since: date | None, until: date) -> Upkeep:
    """From the month of the first order, as net profit counts, to `until`; nothing without a first order."""
    if since is None or since > until:
        return Upkeep()
    since = since.replace(day=1)
    cost = dict.fromkeys(KINDS, ZERO)
    without = 0
    booked = MonthlyTotal.objects.filter(customer=customer_id, kind__in=KINDS, month__range=(since, until)).order_by()
    for kind, amount, lines in booked.values_list("kind", "amount", "lines_without_rate"):
        cost[kind] += Decimal(amount)
        without += lines
    minutes, missing = 0, Counter[str]()
    for each in effort.effort_by_customer([customer_id], since, until).get(customer_id, []):
        if each.kind in cost:
            cost[each.kind] += each.cost
            minutes += sum(each.minutes.values())
            missing.update(each.missing)
    return Upkeep(cost[effort.SERVICE], cost[effort.RELATIONSHIP], minutes, dict(missing), without)
