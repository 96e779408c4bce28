"""What a new, corrected or missing exchange rate changes: totals and standings that lean on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from customers.models import CostLine, Invoice, RevenueLine, StrategicInvestment
from customers.selectors.rates import MAX_AGE
from customers.services import rollups

Life = tuple[str, date]
"""The currency of a rate, and the day from which it counts."""

DAY_OF = ((RevenueLine, "booked_on"), (CostLine, "booked_on"), (Invoice, "issued_on"), (StrategicInvestment, "on"))


def refresh(lives: Iterable[Life]) -> None:
    """Compute anew who has amounts of these currencies in the days for which such a rate may stand."""
    rollups.refresh(customers_of(lives))


def customers_of(lives: Iterable[Life]) -> set[int]:
    """Customers with lines, invoices or strategic investments in the currency on the day of a rate or in the 31 days after it."""
    spans = [(currency, *span) for currency, days in _by_currency(lives).items() for span in _spans(days)]
    found: set[int] = set()
    for model, day in DAY_OF:
        for start in range(0, len(spans), 50):
            among = Q()
            for currency, first, last in spans[start : start + 50]:
                among |= Q(currency=currency, **{f"{day}__range": (first, last)})
            rows: Any = model._default_manager.filter(among).order_by()
            found.update(rows.values_list("customer_id", flat=True).distinct())
    return found


def _by_currency(lives: Iterable[Life]) -> dict[str, list[date]]:
    days: dict[str, list[date]] = defaultdict(list)
    for currency, on in sorted(set(lives)):
        days[currency].append(on)
    return days


def _spans(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """The lives of one currency's rates, put together where one ends after the next has begun."""
    first = last = None
    for on in days:
        if first is None or last is None:
            first = on
        elif on > last + timedelta(days=1):
            yield first, last
            first = on
        last = on + timedelta(days=MAX_AGE)
    if first is not None and last is not None:
        yield first, last
