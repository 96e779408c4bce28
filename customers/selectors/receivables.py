"""Invoices and what was paid on them, by customer, in the shapes that `customers.valuation` computes with.

For everybody or for some, the book in four queries, what is open in three; with `rates` read once and handed in, in two
and one. Amounts are in base currency by the rate of the invoice's own day; an invoice without a rate is left out and counted
by `Book.without_rate`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import F, Q, Sum

from customers.models import Allocation, Invoice
from customers.money import Cents, MoneyField, from_cents
from customers.selectors.narrowing import of, read
from customers.selectors.rates import Table
from customers.valuation import payments, receivables
from office.calendar.months import add_months
from office.models import Company

FIELDS = ("customer_id", "issued_on", "delivered_on", "due_on", "amount", "currency", "disputed", "written_off_on")
"""Of an invoice, in the order of `_Bill`."""
Row = TypeVar("Row")


@dataclass(slots=True)
class _Part:
    received: date
    there: date
    amount: Decimal


@dataclass(slots=True)
class _Bill:
    """An invoice in base currency with the parts of it that were paid, oldest first."""

    customer: int
    issued: date
    delivered: date | None
    due: date
    amount: Decimal
    currency: str
    disputed: bool
    written_off: date | None
    parts: list[_Part] = field(default_factory=list)

    @property
    def tied_from(self) -> date:
        return self.issued if self.delivered is None else min(self.issued, self.delivered)

    @property
    def rest(self) -> Decimal:
        rest = self.amount
        for part in self.parts:
            rest -= part.amount
        return rest

    def rest_on(self, day: date) -> Decimal:
        rest = self.amount
        for part in self.parts:
            if part.received <= day:
                rest -= part.amount
        return rest

    def is_open_since(self, day: date) -> bool:
        last = max([self.issued, self.due, *(part.there for part in self.parts)])
        return last >= day or (self.rest > 0 and (self.written_off is None or self.written_off >= day))

    def has_begun(self, day: date) -> bool:
        return (
            self.issued <= day
            or (self.delivered is not None and self.delivered <= day)
            or self.due <= day
            or any(part.received <= day or part.there <= day for part in self.parts)
        )


@dataclass(frozen=True, slots=True)
class Book:
    """Invoices read once, which answer for any day up to the one they were read for."""

    bills: Sequence[_Bill]
    unrated: Sequence[_Bill] = ()
    """In their own currency, and in no other answer than how many they are."""

    def graded(self, as_of: date) -> dict[int, list[payments.Invoice]]:
        """Invoices that fell due in the twelve months up to `as_of`, with what had come in by then, for the grade.

        A bank acceptance bill counts on the day it was received. Source: metrics-economics 6.6.
        """
        since = add_months(as_of, -12)
        return _listed(
            (
                bill.customer,
                payments.Invoice(
                    bill.amount,
                    bill.due,
                    [payments.Payment(part.received, part.amount) for part in bill.parts if part.received <= as_of],
                    disputed=bill.disputed,
                    written_off=bill.written_off is not None and bill.written_off <= as_of,
                ),
            )
            for bill in self.bills
            if since < bill.due <= as_of
        )

    def slices(self) -> dict[int, list[receivables.Slice]]:
        """The parts of invoices that tie capital up, or were paid in advance.

        Capital is tied from delivery, where that is earlier and known, else from issue; a bill frees it when it matures,
        a write-off ends it. Source: metrics-economics 1.3.
        """
        return _listed((bill.customer, piece) for bill in self.bills for piece in _slices(bill))

    def without_rate(self, since: date) -> dict[int, int]:
        """How many invoices that were open on that day or later these answers leave out, because no exchange rate is
        known for their day."""
        return dict(Counter(bill.customer for bill in self.unrated if bill.is_open_since(since)))

    def open_items(self, as_of: date) -> dict[int, list[receivables.Receivable]]:
        """What is still open on `as_of` of invoices issued by then, written off ones left out. Source: economics 1.4."""
        return _listed(
            (bill.customer, receivables.Receivable(rest, bill.due))
            for bill in self.bills
            if bill.issued <= as_of
            and (bill.written_off is None or bill.written_off > as_of)
            and (rest := bill.rest_on(as_of)) > 0
        )


def book_of(customer_ids: Collection[int] | None, as_of: date, *, rates: Table | None = None) -> Book:
    """Every invoice that was issued, delivered, due or prepaid by `as_of`, with all that was ever paid on it.

    All are read and the few that lie ahead left out here: asked for it, a server looks through every payment.
    """
    table = rates or Table(Company.get().base_currency)
    bills: list[_Bill] = []
    unrated: list[_Bill] = []
    for bill in _bills(customer_ids):
        if bill.has_begun(as_of):
            (bills if _convert(bill, table) else unrated).append(bill)
    return Book(bills, unrated)


def open_items_by_customer(
    customer_ids: Collection[int] | None, as_of: date, *, rates: Table | None = None
) -> dict[int, list[receivables.Receivable]]:
    """As `Book.open_items`, reading only what is open: one query, which adds the parts up.

    It is read whole, since a server plans a cursor for its first rows and adds up one invoice after the other.
    """
    table = rates or Table(Company.get().base_currency)
    paid = Sum(
        "allocations__amount", filter=Q(allocations__payment__paid_on__lte=as_of), output_field=MoneyField(), default=0
    )
    waiting = (
        of(Invoice.objects.all(), customer_ids)
        .filter(issued_on__lte=as_of)
        .annotate(paid=paid)
        .filter(paid__lt=F("amount"))
    )
    standing = waiting.exclude(written_off_on__lte=as_of).order_by("pk")
    bills = []
    for *row, received in standing.values_list(*FIELDS, "paid"):
        bill = _Bill(*row)
        if received:
            bill.parts.append(_Part(as_of, as_of, Decimal(received)))
        if _convert(bill, table):
            bills.append(bill)
    return Book(bills).open_items(as_of)


def _slices(bill: _Bill) -> Iterator[receivables.Slice]:
    for part in bill.parts:
        yield receivables.Slice(part.amount, bill.tied_from, part.there)
    if rest := bill.rest:
        yield receivables.Slice(rest, bill.tied_from, bill.written_off)


def _bills(customer_ids: Collection[int] | None) -> Iterable[_Bill]:
    """Invoices with their parts, each in its own currency: two queries, one where there are none."""
    rows = (
        of(Invoice.objects.all(), customer_ids).order_by().values_list("pk", *FIELDS[:4], Cents("amount"), *FIELDS[5:])
    )
    bills = {
        pk: _Bill(customer, issued, delivered, due, from_cents(cents), *rest)
        for pk, customer, issued, delivered, due, cents, *rest in read(rows, customer_ids)
    }
    if not bills:
        return []
    allocations = of(Allocation.objects.all(), customer_ids, "invoice__customer")
    parts = allocations.order_by("payment__paid_on", "pk").values_list(
        "invoice_id", "payment__paid_on", "payment__matures_on", Cents("amount")
    )
    for invoice, received, matures, cents in read(parts, customer_ids):
        if bill := bills.get(invoice):
            bill.parts.append(_Part(received, matures or received, from_cents(cents)))
    return bills.values()


def _convert(bill: _Bill, rates: Table) -> bool:
    """To base currency by running totals, so that an invoice paid in full leaves no cent open by rounding."""
    if bill.currency == rates.base:
        return True
    whole = rates.to_base(bill.amount, bill.currency, bill.issued)
    if whole is None:
        return False
    paid = converted = Decimal(0)
    for part in bill.parts:
        paid += part.amount
        total = rates.to_base(paid, bill.currency, bill.issued) or Decimal(0)
        part.amount, converted = total - converted, total
    bill.amount = whole
    return True


def _listed(found: Iterator[tuple[int, Row]]) -> dict[int, list[Row]]:
    lists: dict[int, list[Row]] = defaultdict(list)
    for customer, row in found:
        lists[customer].append(row)
    return dict(lists)
