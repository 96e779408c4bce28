"""Our time with customers and what it costs, by month and line of the profit and loss."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from django.db.models import Min

from customers import extensions
from customers.models import Customer, EffortEntry, HourlyRate, RevenueLine
from customers.selectors.narrowing import of, read
from customers.valuation import service

ACQUISITION = EffortEntry.Kind.ACQUISITION.value
SERVICE = EffortEntry.Kind.SERVICE.value
RELATIONSHIP = EffortEntry.Kind.RELATIONSHIP.value


@dataclass(frozen=True, slots=True)
class Effort:
    """One customer's effort of one month in one line of the profit and loss; cost in base currency."""

    month: date
    kind: str
    """service_cost, custom_rd, retention_cost or acquisition."""
    minutes: Mapping[str, int]
    """By cost role, booked entries' minutes among them."""
    cost: Decimal
    missing: Mapping[str, int]
    """Minutes whose role has no rate on their day, by role: with any of them the cost is partial."""
    untimed: int
    """How many times somebody was there and nobody noted how long."""

    @property
    def missing_minutes(self) -> int:
        return sum(self.missing.values())


@dataclass(slots=True)
class _Pile:
    entries: list[service.ServiceEntry] = field(default_factory=list)
    minutes: dict[str, int] = field(default_factory=dict)
    untimed: int = 0


def effort_by_customer(
    customer_ids: Collection[int] | None,
    start: date,
    end: date,
    *,
    first_lines: Mapping[int, date] | None = None,
) -> dict[int, list[Effort]]:
    """Entered effort and logged contacts between two days, both included, oldest month first.

    Contacts before the first order win the customer; after it training, technical exchange and support on site
    serve it, every other contact keeps up the relationship (decision 18). Sources: metrics-economics 1.1, 1.2.
    Eight queries at most, one less where the `first_lines` of the ledger are known already.
    """
    piles: dict[int, dict[tuple[date, str], _Pile]] = defaultdict(lambda: defaultdict(_Pile))
    month_of = cache(_month_of)
    entries = of(EffortEntry.objects.filter(on__range=(start, end)), customer_ids).order_by()
    rows = entries.values_list("customer_id", "on", "kind", "role", "minutes", "booked")
    for customer, on, kind, role, minutes, booked in read(rows, customer_ids):
        _add(piles[customer][month_of(on), kind], service.ServiceEntry(on, role, minutes, booked))
    customers = of(Customer.objects.all(), customer_ids, "pk")
    first = first_orders(customer_ids, first_lines)
    for feed in extensions.service_minutes:
        for customer, logged in feed.read(customers, start, end).items():
            months, first_order = piles[customer], first.get(customer)
            for on, role, minutes, serves in logged:
                pile = months[month_of(on), _kind(on, first_order, serves=serves)]
                if minutes is None:
                    pile.untimed += 1
                else:
                    _add(pile, service.ServiceEntry(on, role, minutes))
    rates = hourly_rates()
    return {
        customer: [_effort(month, kind, pile, rates) for (month, kind), pile in sorted(months.items())]
        for customer, months in piles.items()
    }


def first_orders(
    customer_ids: Collection[int] | None, first_lines: Mapping[int, date] | None = None
) -> dict[int, date]:
    """The earlier of the recorded first deal and the first line of the ledger (decision 19); absent without either."""
    first = dict(first_lines or {})
    if first_lines is None:
        lines = of(RevenueLine.objects.all(), customer_ids).order_by().values("customer_id")
        first.update(lines.annotate(first=Min("booked_on")).values_list("customer_id", "first"))
    chosen = of(Customer.objects.exclude(first_deal_on=None).order_by(), customer_ids, "pk")
    for customer, day in chosen.values_list("pk", "first_deal_on"):
        if day is not None:
            first[customer] = min(day, first.get(customer, day))
    return first


def hourly_rates() -> dict[str, list[service.HourlyRate]]:
    """What an hour of each cost role costs, by day."""
    rates: dict[str, list[service.HourlyRate]] = defaultdict(list)
    for role, since, hourly in HourlyRate.objects.order_by("role", "since").values_list("role", "since", "hourly"):
        rates[role].append(service.HourlyRate(since, hourly))
    return dict(rates)


def _month_of(day: date) -> date:
    return day.replace(day=1)


def _kind(on: date, first_order: date | None, *, serves: bool) -> str:
    if first_order is None or on < first_order:
        return ACQUISITION
    return SERVICE if serves else RELATIONSHIP


def _add(pile: _Pile, entry: service.ServiceEntry) -> None:
    pile.entries.append(entry)
    pile.minutes[entry.role] = pile.minutes.get(entry.role, 0) + entry.minutes


def _effort(month: date, kind: str, pile: _Pile, rates: Mapping[str, list[service.HourlyRate]]) -> Effort:
    cost = service.service_cost(pile.entries, rates)
    minutes = {role: count for role, count in sorted(pile.minutes.items()) if count}
    return Effort(month, kind, minutes, cost.cost, dict(sorted(cost.missing.items())), pile.untimed)
