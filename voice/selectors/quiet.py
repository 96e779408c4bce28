"""Active customers who have fallen silent, with the revenue that falls silent with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Max, Min, QuerySet, Sum

from customers import extensions
from customers.models import Customer, MonthlyTotal, RevenueLine
from customers.valuation.activity import ACTIVE_DAYS, is_active
from office.calendar import add_months
from voice.listening.walls import Listener, quiet_list
from voice.models import VoiceItem
from voice.selectors.company import BusinessCalendar

REVENUE_KINDS = ("sales", "refunds", "subscription_sales", "subscription_refunds")


@dataclass(frozen=True)
class QuietCustomer:
    id: int
    name: str
    tier: str
    weeks: int
    never: bool
    """No voice of theirs was ever recorded; `weeks` counts from their start."""
    revenue: Decimal
    """Net sales of the last twelve complete months and the running one, in base currency."""


def quiet_customers(as_of: date, calendar: BusinessCalendar) -> list[QuietCustomer]:
    """Every quiet customer of the house by revenue, largest first; scope is the reader's business (decision 51)."""
    current = Customer.objects.current().exclude(status=Customer.Status.LOST)
    starts = {
        row["pk"]: row for row in current.values("pk", "name", "short_name", "tier", "first_deal_on", "created_at")
    }
    active = _active(current, as_of) & starts.keys()
    heard = dict(
        VoiceItem.objects.filter(verbatim__said_at__lt=calendar.start_of(as_of + timedelta(days=1)))
        .order_by()
        .values_list("customer_id")
        .annotate(Max("verbatim__said_at"))
    )
    first_lines = dict(RevenueLine.objects.order_by().values_list("customer_id").annotate(Min("booked_on")))
    revenue = revenue_by_customer(as_of)

    def listener(pk: int) -> Listener:
        row = starts[pk]
        known = [day for day in (row["first_deal_on"], first_lines.get(pk)) if day is not None]
        return Listener(
            id=f"{pk:012d}",
            tier=row["tier"] or None,
            last_voice=calendar.day(heard[pk]) if pk in heard else None,
            since=min(known) if known else calendar.day(row["created_at"]),
            revenue=revenue.get(pk, Decimal(0)),
        )

    found = quiet_list([listener(pk) for pk in active], as_of)
    return [
        QuietCustomer(
            id=int(quiet.id),
            name=starts[int(quiet.id)]["short_name"] or starts[int(quiet.id)]["name"],
            tier=starts[int(quiet.id)]["tier"],
            weeks=quiet.weeks,
            never=int(quiet.id) not in heard,
            revenue=revenue.get(int(quiet.id), Decimal(0)),
        )
        for quiet in found
    ]


def revenue_by_customer(as_of: date) -> dict[int, Decimal]:
    """Net sales of the twelve months up to the month of `as_of`, from the rollup (T12)."""
    first = add_months(as_of.replace(day=1), -11)
    rows = (
        MonthlyTotal.objects.filter(month__gte=first, month__lte=as_of, kind__in=REVENUE_KINDS)
        .order_by()
        .values_list("customer_id")
        .annotate(Sum("amount"))
    )
    return {customer: amount or Decimal(0) for customer, amount in rows}


def _active(customers: QuerySet[Customer], as_of: date) -> set[int]:
    """Who ordered, or talked with us in both directions, in the last 90 days (decision 11)."""
    since = as_of - timedelta(days=ACTIVE_DAYS)
    last_orders = (
        RevenueLine.objects.filter(booked_on__range=(since, as_of))
        .order_by()
        .values_list("customer_id", "booked_on")
        .annotate(total=Sum("net"))
        .filter(total__gt=0)
    )
    days: dict[int, list[date]] = {}
    for customer, day, _total in last_orders:
        days.setdefault(customer, []).append(day)
    talked: dict[int, list[date]] = {}
    for answer in extensions.feed("contact_days", customers, as_of):
        for customer, contact_days in answer.items():
            talked.setdefault(customer, []).extend(_days(contact_days))
    return {pk for pk in days.keys() | talked.keys() if is_active(days.get(pk, ()), talked.get(pk, ()), as_of)}


def _days(contact_days: Iterable[date] | date) -> list[date]:
    return [contact_days] if isinstance(contact_days, date) else list(contact_days)
