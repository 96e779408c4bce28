"""Days on which customers bought."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import BigIntegerField, Case, ExpressionWrapper, F, Q, QuerySet, Sum, When

from customers.models import RevenueLine
from customers.money import Cents, MoneyField, from_cents
from customers.selectors.narrowing import STEP, of, read
from customers.selectors.rates import Table
from office.calendar.months import Month, month_of
from office.models import Company

CENTS = ExpressionWrapper(F("net"), output_field=BigIntegerField())
SUM = Cents(Sum(CENTS, output_field=BigIntegerField()))


def order_days_by_customer(
    customer_ids: Collection[int] | None, as_of: date, *, rates: Table | None = None
) -> dict[int, list[date]]:
    """Days with a net amount above zero (economics 0.7), of orders and subscriptions alike, sorted; without a rate the
    sign of the amount decides. One query, and one for the rates where none are given."""
    lines = RevenueLine.objects.filter(booked_on__lte=as_of)
    return {customer: _bought(days) for customer, days in _sums(lines, customer_ids, rates).items()}


def buying_by_customer(
    customer_ids: Collection[int], as_of: date, *, rates: Table | None = None
) -> dict[int, tuple[list[date], date]]:
    """The order days up to `as_of`, as above, and the day of the first line, whenever that is, from one reading."""
    return {
        customer: (_bought({day: cents for day, cents in days.items() if day <= as_of}), min(days))
        for customer, days in _sums(RevenueLine.objects.all(), customer_ids, rates).items()
    }


def _sums(
    lines: QuerySet[RevenueLine], customer_ids: Collection[int] | None, rates: Table | None
) -> dict[int, dict[date, int]]:
    """Hundredths in base currency by customer and day."""
    table = rates or Table(Company.get().base_currency)
    sums: defaultdict[int, dict[date, int]] = defaultdict(dict)
    grouped = of(lines, customer_ids).order_by().values_list("customer_id", "booked_on", "currency")
    for customer, day, currency, cents in read(grouped.annotate(total=SUM), customer_ids):
        days = sums[customer]
        if currency != table.base:
            converted = table.to_base(from_cents(cents), currency, day)
            cents = cents if converted is None else int(converted * 100)
        days[day] = days.get(day, 0) + cents
    return sums


def _bought(days: Mapping[date, int]) -> list[date]:
    return sorted([day for day, cents in days.items() if cents > 0])


@dataclass(slots=True)
class Purchases:
    """What one customer bought: its days, its subscriptions by month, the discount of its first day.

    `first_discount` is the discount over the list price of the lines that name one; None where none does.
    """

    days: list[date] = field(default_factory=list)
    subscribed: dict[Month, Decimal] = field(default_factory=dict)
    first_discount: Decimal | None = None


def purchases_by_customer(
    customer_ids: Collection[int] | None, as_of: date, *, days: Mapping[int, list[date]] | None = None
) -> dict[int, Purchases]:
    """One query, and one for the rates where there is a foreign line. Amounts in base currency; days as above. Where
    the `days` are known already, only lines of subscriptions and with a discount are read."""
    rates = Table(Company.get().base_currency)
    lines = of(RevenueLine.objects.filter(booked_on__lte=as_of), customer_ids).order_by()
    if days is not None:
        lines = lines.filter(Q(kind=RevenueLine.Kind.SUBSCRIPTION) | Q(discount__isnull=False))
    grouped = lines.values_list("customer_id", "booked_on", "currency", "kind").annotate(
        total=Sum(CENTS, output_field=BigIntegerField()),
        off=Sum("discount"),
        listed=Sum(Case(When(discount__isnull=False, then=F("net") + F("discount")), output_field=MoneyField())),
    )
    found: defaultdict[int, Purchases] = defaultdict(Purchases)
    sums: defaultdict[int, dict[date, int]] = defaultdict(dict)
    discounts: defaultdict[int, dict[date, tuple[Decimal, Decimal]]] = defaultdict(dict)
    for customer, day, currency, kind, cents, off, listed in grouped.iterator(STEP):
        converted = rates.to_base(from_cents(int(cents)), currency, day)
        by_day = sums[customer]
        by_day[day] = by_day.get(day, 0) + int(cents if converted is None else converted * 100)
        if kind == RevenueLine.Kind.SUBSCRIPTION and converted is not None:
            month, months = month_of(day), found[customer].subscribed
            months[month] = months.get(month, Decimal(0)) + converted
        if off is not None:
            given, whole = discounts[customer].get(day, (Decimal(0), Decimal(0)))
            discounts[customer][day] = given + Decimal(off), whole + Decimal(listed)
    ordered = days or {pk: sorted(day for day, cents in by_day.items() if cents > 0) for pk, by_day in sums.items()}
    for customer, bought_on in ordered.items():
        bought = found[customer]
        bought.days = bought_on
        first = discounts[customer].get(bought_on[0]) if bought_on else None
        bought.first_discount = first[0] / first[1] if first is not None and first[1] > 0 else None
    return dict(found)
