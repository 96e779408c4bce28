"""The invoices behind a payment grade: when each fell due, when it was paid, how late, and what is still open."""

from datetime import date
from typing import Any

from customers.models import Customer, Invoice
from customers.selectors.open_invoices import graded
from office.models import User

SHOWN = 12


def graded_invoices(customer: Customer, user: User, as_of: date) -> dict[str, Any]:
    """The newest twelve of those due in the twelve months up to `as_of`, and how many there are. Two queries."""
    bills = graded(Invoice.objects.visible_to(user).filter(customer=customer), as_of)
    rows = list(bills[: SHOWN + 1])
    return {
        "rows": [_row(each, as_of) for each in rows[:SHOWN]],
        "count": bills.count() if len(rows) > SHOWN else len(rows),
        "as_of": as_of,
    }


def _row(bill: Any, as_of: date) -> dict[str, Any]:
    rest = bill.amount - bill.paid
    written_off = bill.written_off_on is not None and bill.written_off_on <= as_of
    is_open = rest > 0 and not written_off
    until = as_of if is_open else bill.last_paid_on
    return {
        "invoice": bill,
        "paid_on": bill.last_paid_on,
        "partly": rest > 0 and bill.last_paid_on is not None,
        "late": None if until is None else max(0, (until - bill.due_on).days),
        "rest": rest if is_open else None,
        "written_off": written_off,
    }
