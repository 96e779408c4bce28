"""Whether first orders come and are followed by others: three rates, each with a full follow-up for everyone."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from customers.valuation.money import ZERO, ratio
from office.calendar.months import add_months, first_day, last_complete_month, month_add, month_end

FEWEST = 20


def _rate(part: int, whole: int) -> Decimal | None:
    return ratio(Decimal(part) / whole) if whole else None


@dataclass(frozen=True, slots=True)
class Order:
    """A net order amount on a day; a refund is negative."""

    date: date
    net: Decimal


@dataclass(frozen=True, slots=True)
class Repurchase:
    """Customers with an order in the base year, those that ordered again within twelve months, and the rate."""

    base: int
    repeat: int
    rate: Decimal | None
    status: str
    """ok or small_sample (fewer than 20)."""


def order_days(orders: Sequence[Order], as_of: date) -> list[date]:
    """Days with a net order amount above zero, up to `as_of`, in order. Source: metrics-economics 0.7."""
    net: dict[date, Decimal] = {}
    for order in orders:
        net[order.date] = net.get(order.date, ZERO) + order.net
    return sorted(day for day, amount in net.items() if amount > 0 and day <= as_of)


def repurchase_1y(orders_by_customer: Mapping[str, Sequence[Order]], as_of: date) -> Repurchase:
    """One-year repurchase rate 一年复购率: who ordered in P12 and again within twelve months of the first order there.

    Source: metrics-economics 3.3.
    """
    return repurchase_by_days((order_days(orders, as_of) for orders in orders_by_customer.values()), as_of)


def repurchase_by_days(days_by_customer: Iterable[Sequence[date]], as_of: date) -> Repurchase:
    """The same of order days that are known already, up to `as_of` and in order."""
    m0 = last_complete_month(as_of)
    begins, ends = first_day(month_add(m0, -23)), month_end(month_add(m0, -12))
    base = repeat = 0
    for days in days_by_customer:
        place = bisect_left(days, begins)
        if place == len(days) or days[place] > ends:
            continue
        base += 1
        repeat += place + 1 < len(days) and days[place + 1] <= add_months(days[place], 12)
    return Repurchase(base, repeat, _rate(repeat, base), "ok" if base >= FEWEST else "small_sample")


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead, and the day of its first order, if any."""

    created: date
    first_order: date | None


@dataclass(frozen=True, slots=True)
class Conversion:
    """Leads old enough to judge, those that ordered in time, and the rate."""

    eligible: int
    converted: int
    rate: Decimal | None


def first_order_conversion(leads: Sequence[Lead], as_of: date, window_days: int = 90) -> Conversion:
    """First-order conversion 新客首单转化率: leads that order within the window; only leads whose window is over and
    that had not ordered before they were leads. Source: metrics-economics 3.4.
    """
    window = timedelta(days=window_days)
    judged = [
        lead
        for lead in leads
        if lead.created + window <= as_of and (lead.first_order is None or lead.first_order >= lead.created)
    ]
    converted = sum(lead.first_order is not None and lead.first_order <= lead.created + window for lead in judged)
    return Conversion(len(judged), converted, _rate(converted, len(judged)))


@dataclass(frozen=True, slots=True)
class Activation:
    """New customers old enough to judge, those that ordered again in time, and the rate."""

    eligible: int
    active: int
    rate: Decimal | None


def new_to_active(customers: Mapping[str, Sequence[date]], as_of: date, months: int = 6) -> Activation:
    """New to active 新客转活跃率: a second order day within `months` of the first, that day included; only customers
    whose months are over. Shapes: customer id → order days. Source: metrics-economics 3.5.
    """
    eligible = active = 0
    for days in customers.values():
        known = {day for day in days if day <= as_of}
        end = add_months(min(known), months) if known else None
        if end is not None and end <= as_of:
            eligible += 1
            active += sum(day <= end for day in known) >= 2
    return Activation(eligible, active, _rate(active, eligible))
