"""Receivables and effort for tests, written straight into the tables: what the selectors read."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from customers.models import Allocation, Customer, Invoice, Payment

_numbers = count(1)


def make_invoice(customer: Customer, issued: date, due: date, amount: str, **fields: Any) -> Invoice:
    return Invoice.objects.create(
        customer=customer,
        number=fields.pop("number", f"INV-{next(_numbers)}"),
        issued_on=issued,
        due_on=due,
        amount=Decimal(amount),
        currency=fields.pop("currency", "CNY"),
        **fields,
    )


def make_payment(customer: Customer, paid: date, amount: str, *settles: tuple[Invoice, str], **fields: Any) -> Payment:
    """A payment, and the parts of invoices that it settles."""
    payment = Payment.objects.create(
        customer=customer,
        reference=fields.pop("reference", f"PAY-{next(_numbers)}"),
        paid_on=paid,
        amount=Decimal(amount),
        currency=fields.pop("currency", "CNY"),
        **fields,
    )
    for invoice, part in settles:
        Allocation.objects.create(payment=payment, invoice=invoice, amount=Decimal(part))
    return payment
