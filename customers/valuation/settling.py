"""Which money settles which invoice, where nobody said so: the oldest due first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.money import ZERO


@dataclass(slots=True)
class Owed:
    """What is still open of an invoice."""

    id: int
    due: date
    amount: Decimal
    disputed: bool = False
    written_off: date | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """What is still free of a payment."""

    id: int
    date: date
    amount: Decimal
    refused: frozenset[int] = frozenset()
    """Invoices that this payment may not settle further: somebody said how much of it they get."""


@dataclass(frozen=True, slots=True)
class Settled:
    payment: int
    invoice: int
    amount: Decimal


def oldest_due_first(invoices: Iterable[Owed], payments: Iterable[Money]) -> Iterator[Settled]:
    """Payments in the order they came fill invoices in the order they fell due, of one customer and currency.

    Disputed invoices come last, since customers hold their money back; money that came after an invoice was written
    off leaves it alone. What is left of a payment stays free for the next invoice.
    """
    waiting = [Owed(each.id, each.due, each.amount, each.disputed, each.written_off) for each in invoices]
    waiting.sort(key=lambda each: (each.disputed, each.due, each.id))
    for payment in sorted(payments, key=lambda each: (each.date, each.id)):
        free = payment.amount
        for invoice in waiting:
            if free <= ZERO:
                break
            gone = invoice.written_off is not None and invoice.written_off <= payment.date
            if gone or invoice.amount <= ZERO or invoice.id in payment.refused:
                continue
            part = min(free, invoice.amount)
            invoice.amount -= part
            free -= part
            yield Settled(payment.id, invoice.id, part)
        waiting = [each for each in waiting if each.amount > ZERO]
