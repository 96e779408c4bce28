"""Invoices and payments of one customer as people look through them: what is open, how late, what money is still free."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, Prefetch, Q, QuerySet, Sum

from customers.models import Allocation, Invoice, Payment
from customers.money import MoneyField
from customers.valuation.receivables import LOSS_RATES
from office.calendar.months import add_months

# Days past due up to which a bucket holds; the last one has no end.
AGES = (*(days for days, _rate in LOSS_RATES), None)
PAID = Sum("allocations__amount", output_field=MoneyField(), default=0)


@dataclass
class Ageing:
    """What is open in one currency, by days past due, and the money that waits for an invoice."""

    currency: str
    amounts: list[Decimal] = field(default_factory=lambda: [Decimal(0)] * len(AGES))
    counts: list[int] = field(default_factory=lambda: [0] * len(AGES))
    free: Decimal = Decimal(0)

    @property
    def open(self) -> Decimal:
        return sum(self.amounts, Decimal(0))

    @property
    def overdue(self) -> Decimal:
        return sum(self.amounts[1:], Decimal(0))

    @property
    def count(self) -> int:
        return sum(self.counts)


def with_paid(invoices: QuerySet[Invoice]) -> QuerySet[Any]:
    """Each with `paid`, the sum of what settles it."""
    return invoices.annotate(paid=PAID)


def still_open(invoices: QuerySet[Any]) -> QuerySet[Any]:
    """Of `with_paid`: those with a remainder that nobody has written off."""
    return invoices.filter(written_off_on=None).filter(paid__lt=F("amount"))


def graded(invoices: QuerySet[Invoice], as_of: date) -> QuerySet[Any]:
    """Those due in the twelve months up to `as_of` (economics 6.6), the newest first, each with what had come in by then:
    `paid` and `last_paid_on`."""
    by_then = Q(allocations__payment__paid_on__lte=as_of)
    due = invoices.filter(due_on__gt=add_months(as_of, -12), due_on__lte=as_of, amount__gt=0)
    return due.annotate(
        paid=Sum("allocations__amount", filter=by_then, output_field=MoneyField(), default=0),
        last_paid_on=Max("allocations__payment__paid_on", filter=by_then),
    ).order_by("-due_on", "-pk")


def with_free(payments: QuerySet[Payment]) -> QuerySet[Any]:
    """Each with `spent`, the sum allocated, and its allocations with their invoices."""
    parts = Allocation.objects.select_related("invoice").order_by("invoice__due_on", "pk")
    return payments.annotate(spent=PAID).prefetch_related(Prefetch("allocations", queryset=parts))


def ageing_of(customer_id: int, today: date) -> list[Ageing]:
    """By currency, the largest open sum first. Two queries."""
    found: dict[str, Ageing] = {}
    waiting = still_open(with_paid(Invoice.objects.filter(customer=customer_id))).order_by()
    for currency, due, amount, paid in waiting.values_list("currency", "due_on", "amount", "paid"):
        ageing = found.setdefault(currency, Ageing(currency))
        place = bucket((today - due).days)
        ageing.amounts[place] += amount - paid
        ageing.counts[place] += 1
    came = Payment.objects.filter(customer=customer_id).annotate(spent=PAID).filter(spent__lt=F("amount")).order_by()
    free: dict[str, Decimal] = defaultdict(Decimal)
    for currency, amount, spent in came.values_list("currency", "amount", "spent"):
        free[currency] += amount - spent
    for currency, amount in free.items():
        found.setdefault(currency, Ageing(currency)).free = amount
    return sorted(found.values(), key=lambda each: (-each.open, each.currency))


def bucket(days: int) -> int:
    """The place of so many days past due among `AGES`."""
    return next(place for place, up_to in enumerate(AGES) if up_to is None or days <= up_to)


def open_for(payment: Payment) -> QuerySet[Invoice]:
    """Invoices that a payment may settle, the oldest due first: of its customer and currency, not full by hand."""
    said = Sum("allocations__amount", filter=Q(allocations__by_hand=True), output_field=MoneyField(), default=0)
    invoices = Invoice.objects.filter(customer=payment.customer_id, currency=payment.currency)
    rows: QuerySet[Invoice] = invoices.annotate(said=said).filter(said__lt=F("amount")).order_by("due_on", "pk")
    return rows
