"""What serving a customer cost 专属服务: booked amounts, else minutes at the rate of the day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from customers.valuation.money import ZERO, exact, money


class ServiceEntry(NamedTuple):
    """Time somebody in a cost role gave a customer; a booked amount wins over the minutes."""

    date: date
    role: str
    minutes: int
    booked: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HourlyRate:
    """What an hour of a role costs, fully loaded, from a day on."""

    from_: date
    hourly: Decimal


@dataclass(frozen=True, slots=True)
class ServiceCost:
    """Cost to 0.01, and the minutes no rate was known for, also by role: with any of them the cost is partial."""

    cost: Decimal
    missing_minutes: int
    missing: Mapping[str, int] = field(default_factory=dict)


@exact
def service_cost(entries: Iterable[ServiceEntry], rates: Mapping[str, Sequence[HourlyRate]]) -> ServiceCost:
    """The cost of service: booked amounts plus minutes / 60 × the role's latest rate on or before the day.

    Source: metrics-economics 1.2.
    """
    cost = ZERO
    missing: dict[str, int] = {}
    for day, role, minutes, booked in entries:
        if booked is not None:
            cost += booked
        elif (rate := _rate(rates.get(role, ()), day)) is None:
            if minutes:
                missing[role] = missing.get(role, 0) + minutes
        else:
            cost += minutes * rate / 60
    return ServiceCost(money(cost), sum(missing.values()), missing)


def _rate(rates: Sequence[HourlyRate], on: date) -> Decimal | None:
    if not rates:
        return None
    past = [rate for rate in rates if rate.from_ <= on]
    return max(past, key=lambda rate: rate.from_).hourly if past else None
