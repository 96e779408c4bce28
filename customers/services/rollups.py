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
from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Sum, Value, When

from customers.models import CostLine, Customer, MonthlyTotal, RevenueLine
from customers.selectors.rates import Table
from customers.services import standings
from office.models import Company

CHUNK = 500
ZERO = Decimal(0)
SALES = {RevenueLine.Kind.ORDER.value: "sales", RevenueLine.Kind.SUBSCRIPTION.value: "subscription_sales"}
REFUNDS = {RevenueLine.Kind.ORDER.value: "refunds", RevenueLine.Kind.SUBSCRIPTION.value: "subscription_refunds"}


@dataclass(slots=True)
class Total:
    """One cell of the rollup while it is added up."""

    amount: Decimal = ZERO
    lines: int = 0
    without_rate: int = 0

    def add(self, amount: Decimal | None, lines: int) -> None:
        self.lines += lines
        if amount is None:
            self.without_rate += lines
        else:
            self.amount += amount


@dataclass(slots=True)
class Books:
    """What the lines of some customers come to."""

    totals: dict[tuple[int, date, str], Total] = field(default_factory=lambda: defaultdict(Total))
    orders: dict[tuple[int, date], Total] = field(default_factory=lambda: defaultdict(Total))
    """Net orders by customer and day, for the qualifying order days (economics 0.7)."""


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
    columns = ("customer_id", "month", "kind", "amount", "lines", "lines_without_rate", "order_days")
    rows = MonthlyTotal.objects.order_by("customer_id", "month", "kind").values_list(*columns)
    print_ = hashlib.sha256()
    for row in rows.iterator(5000):
        print_.update("\t".join(map(str, row)).encode() + b"\n")
    return print_.hexdigest()


@transaction.atomic
def _refresh(customer_ids: Collection[int]) -> None:
    """Customers are locked in order, so that two refreshes of one customer follow one another."""
    locked = Customer.objects.select_for_update(of=("self",)).filter(pk__in=customer_ids).order_by("pk")
    ids = list(locked.values_list("pk", flat=True))
    wanted = {(row.customer_id, row.month, row.kind): row for row in _rows(_books(ids))}
    known = {(row.customer_id, row.month, row.kind): row for row in MonthlyTotal.objects.filter(customer__in=ids)}
    stale = [row.pk for key, row in known.items() if key not in wanted or _facts(row) != _facts(wanted[key])]
    fresh = [row for key, row in wanted.items() if key not in known or _facts(known[key]) != _facts(row)]
    for start in range(0, len(stale), CHUNK):
        MonthlyTotal.objects.filter(pk__in=stale[start : start + CHUNK]).delete()
    MonthlyTotal.objects.bulk_create(fresh, batch_size=1000)
    standings.refresh(ids)


def _facts(row: MonthlyTotal) -> tuple[Any, ...]:
    return row.amount, row.lines, row.lines_without_rate, row.order_days


def _books(customer_ids: Collection[int]) -> Books:
    base = Company.get().base_currency
    books, rates = Books(), Table(base)
    for customer, day, kind, refund, amount, count, converted in _revenue(customer_ids, base, rates):
        line = (REFUNDS if refund else SALES)[kind]
        books.totals[customer, day.replace(day=1), line].add(
            converted if converted is None or not refund else -converted, count
        )
        if kind == RevenueLine.Kind.ORDER:
            _add_order(books.orders[customer, day], amount, converted)
    for customer, day, kind, _refund, _amount, count, converted in _costs(customer_ids, base, rates):
        books.totals[customer, day.replace(day=1), kind].add(converted, count)
    return books


def _add_order(order: Total, amount: Decimal, converted: Decimal | None) -> None:
    """A day's orders count in base currency; without any rate the sign of their amounts must do."""
    if converted is not None:
        order.lines += 1
        order.amount += converted
    elif not order.lines:
        order.without_rate += 1 if amount > 0 else -1 if amount < 0 else 0


def _rows(books: Books) -> Iterator[MonthlyTotal]:
    days: dict[tuple[int, date], int] = defaultdict(int)
    for (customer, day), order in books.orders.items():
        if order.amount > 0 or (not order.lines and order.without_rate > 0):
            days[customer, day.replace(day=1)] += 1
    for (customer, month, kind), total in books.totals.items():
        yield MonthlyTotal(  # type: ignore[misc]
            customer_id=customer,
            month=month,
            kind=kind,
            amount=total.amount,
            lines=total.lines,
            lines_without_rate=total.without_rate,
            order_days=days[customer, month] if kind == "sales" else 0,
        )


Group = tuple[int, date, str, bool, Decimal, int, Decimal | None]


def _revenue(customer_ids: Collection[int], base: str, rates: Table) -> Iterator[Group]:
    refund = Case(When(net__lt=0, then=Value(True)), default=Value(False), output_field=BooleanField())
    lines = RevenueLine.objects.filter(customer__in=customer_ids).annotate(refund=refund, amount=F("net"))
    return _grouped(lines, base, rates)


def _costs(customer_ids: Collection[int], base: str, rates: Table) -> Iterator[Group]:
    lines = CostLine.objects.filter(customer__in=customer_ids)
    return _grouped(lines.annotate(refund=Value(False, output_field=BooleanField())), base, rates)


def _grouped(lines: QuerySet[Any], base: str, rates: Table) -> Iterator[Group]:
    """Sums by customer, day and kind. Lines in a foreign currency are converted one by one, each rounded to cents."""
    own = lines.filter(currency=base).order_by().values_list("customer_id", "booked_on", "kind", "refund")
    for customer, day, kind, refund, total, count in own.annotate(total=Sum("amount"), count=Count("pk")).iterator():
        yield customer, day, kind, refund, total, count, total
    foreign = lines.filter(~Q(currency=base)).order_by()
    groups = foreign.values_list("customer_id", "booked_on", "kind", "refund", "currency", "amount")
    for customer, day, kind, refund, currency, amount, count in groups.annotate(count=Count("pk")).iterator():
        converted = rates.to_base(amount, currency, day)
        yield customer, day, kind, refund, amount, count, None if converted is None else converted * count
