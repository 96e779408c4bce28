"""Monthly totals: derived from the ledger's lines, kept up with them, and rebuilt from nothing to the same bytes."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from customers.models import CostLine, Customer, MonthlyTotal, RevenueLine
from customers.money import from_cents, to_cents
from customers.selectors.rates import Table
from customers.services import standings
from office.models import Company

CHUNK = 500
STEP = 5_000
SALES = {RevenueLine.Kind.ORDER.value: "sales", RevenueLine.Kind.SUBSCRIPTION.value: "subscription_sales"}
REFUNDS = {RevenueLine.Kind.ORDER.value: "refunds", RevenueLine.Kind.SUBSCRIPTION.value: "subscription_refunds"}


COLUMNS = ("pk", "customer_id", "month", "kind", "amount", "lines", "lines_without_rate", "order_days")
Cell = tuple[int, date, str]
Facts = tuple[Decimal, int, int, int]


@dataclass(slots=True)
class Total:
    """One cell of the rollup while it is added up; amounts are counted in cents."""

    cents: int = 0
    lines: int = 0
    without_rate: int = 0


@dataclass(slots=True)
class Books:
    """What the lines of some customers come to."""

    totals: dict[tuple[int, date, str], Total] = field(default_factory=lambda: defaultdict(Total))
    orders: dict[tuple[int, date], Total] = field(default_factory=lambda: defaultdict(Total))
    """Net orders by customer and day, for the qualifying order days (economics 0.7)."""

    def add(self, customer: int, month: date, kind: str, cents: int | None, count: int) -> None:
        total = self.totals[customer, month, kind]
        total.lines += count
        if cents is None:
            total.without_rate += count
        else:
            total.cents += cents

    def add_order(self, customer: int, day: date, sign: int, cents: int | None) -> None:
        """A day's orders count in base currency; without any rate the sign of their amounts must do."""
        order = self.orders[customer, day]
        if cents is not None:
            order.lines += 1
            order.cents += cents
        elif not order.lines:
            order.without_rate += sign


def refresh(customer_ids: Iterable[int], *, report: Callable[[int], None] | None = None) -> None:
    """Compute the totals of these customers anew, a few hundred at a time, each few in one transaction."""
    waiting = iter(sorted(set(customer_ids)))
    done = 0
    while chunk := list(islice(waiting, CHUNK)):
        _refresh(chunk)
        done += len(chunk)
        if report is not None:
            report(done)


def rebuild() -> str:
    """Throw all totals away and compute them from the lines; returns the digest."""
    refresh(Customer.objects.order_by("pk").values_list("pk", flat=True))
    return digest()


def digest() -> str:
    """A fingerprint of all totals: equal for equal totals, whatever way they came about."""
    rows = MonthlyTotal.objects.order_by("customer_id", "month", "kind").values_list(*COLUMNS[1:])
    print_ = hashlib.sha256()
    for row in rows.iterator(5000):
        print_.update("\t".join(map(str, row)).encode() + b"\n")
    return print_.hexdigest()


@transaction.atomic
def _refresh(customer_ids: Collection[int]) -> None:
    """Customers are locked in order, so that two refreshes of one customer follow one another."""
    locked = Customer.objects.select_for_update(of=("self",)).filter(pk__in=customer_ids).order_by("pk")
    ids = list(locked.values_list("pk", flat=True))
    wanted = _wanted(_books(ids))
    known = {
        (row[1], row[2], row[3]): row for row in MonthlyTotal.objects.filter(customer__in=ids).values_list(*COLUMNS)
    }
    stale = [row[0] for key, row in known.items() if row[4:] != wanted.get(key)]
    fresh = [key for key, facts in wanted.items() if key not in known or known[key][4:] != facts]
    for start in range(0, len(stale), CHUNK):
        MonthlyTotal.objects.filter(pk__in=stale[start : start + CHUNK]).delete()
    MonthlyTotal.objects.bulk_create((_row(key, wanted[key]) for key in fresh), batch_size=1000)
    standings.refresh(ids)


def _row(key: Cell, facts: Facts) -> MonthlyTotal:
    customer, month, kind = key
    amount, lines, without_rate, order_days = facts
    return MonthlyTotal(  # type: ignore[misc]
        customer_id=customer,
        month=month,
        kind=kind,
        amount=amount,
        lines=lines,
        lines_without_rate=without_rate,
        order_days=order_days,
    )


def _books(customer_ids: Collection[int]) -> Books:
    base = Company.get().base_currency
    books, rates = Books(), Table(base)
    months: dict[date, date] = {}
    revenue = RevenueLine.objects.filter(customer__in=customer_ids).annotate(cents=CENTS_OF_NET, refund=REFUND)
    for customer, day, kind, refund, sign, count, cents in _grouped(revenue, base, rates):
        month = months.get(day) or months.setdefault(day, day.replace(day=1))
        amount = -cents if refund and cents is not None else cents
        books.add(customer, month, (REFUNDS if refund else SALES)[kind], amount, count)
        if kind == RevenueLine.Kind.ORDER:
            books.add_order(customer, day, sign, cents)
    costs = CostLine.objects.filter(customer__in=customer_ids).annotate(cents=CENTS_OF_AMOUNT, refund=NEVER)
    for customer, day, kind, _refund, _sign, count, cents in _grouped(costs, base, rates):
        books.add(customer, months.get(day) or months.setdefault(day, day.replace(day=1)), kind, cents, count)
    return books


def _wanted(books: Books) -> dict[Cell, Facts]:
    """The rows that the books make: what a rebuild of these customers leaves."""
    days: dict[tuple[int, date], int] = defaultdict(int)
    for (customer, day), order in books.orders.items():
        if order.cents > 0 or (not order.lines and order.without_rate > 0):
            days[customer, day.replace(day=1)] += 1
    return {
        (customer, month, kind): (
            from_cents(total.cents),
            total.lines,
            total.without_rate,
            days[customer, month] if kind == "sales" else 0,
        )
        for (customer, month, kind), total in books.totals.items()
    }


CENTS_OF_NET = ExpressionWrapper(F("net"), output_field=BigIntegerField())
CENTS_OF_AMOUNT = ExpressionWrapper(F("amount"), output_field=BigIntegerField())
NEVER = Value(False, output_field=BooleanField())
REFUND = Case(When(net__lt=0, then=Value(True)), default=NEVER, output_field=BooleanField())
Group = tuple[int, date, str, bool, int, int, int | None]


def _grouped(lines: QuerySet[Any], base: str, rates: Table) -> Iterator[Group]:
    """(customer, day, kind, refund, sign, lines, cents in base currency), summed by day where the currency is ours.

    Lines in a foreign currency are converted one by one, each rounded to cents, as `to_base` does.
    """
    own = lines.filter(currency=base).order_by().values_list("customer_id", "booked_on", "kind", "refund")
    for customer, day, kind, refund, cents, count in own.annotate(
        total=Sum("cents", output_field=BigIntegerField()), count=Count("pk")
    ).iterator(STEP):
        yield customer, day, kind, refund, 0, count, int(cents)
    foreign = lines.filter(~Q(currency=base)).order_by()
    groups = foreign.values_list("customer_id", "booked_on", "kind", "refund", "currency", "cents")
    for customer, day, kind, refund, currency, cents, count in groups.annotate(count=Count("pk")).iterator(STEP):
        converted = rates.to_base(from_cents(cents), currency, day)
        sign = (cents > 0) - (cents < 0)
        yield (
            customer,
            day,
            kind,
            refund,
            sign * count,
            count,
            None if converted is None else to_cents(converted) * count,
        )
