"""The tiles in the header of a customer's page that come from the archive and the ledger."""

from datetime import date
from decimal import Decimal
from typing import Any

from customers.models import Customer
from customers.selectors.revenue import net_by_month, twelve_months
from office.calendar.months import add_months

NEAR, SOON = 30, 90  # days to a renewal
ZERO = Decimal(0)


def revenue(customer: Customer, today: date) -> dict[str, Any]:
    """Net revenue of the last twelve complete months (None without a line in them), and its change.

    The change stands only when the ledger knows this customer for all of the twelve months before.
    """
    first, last = twelve_months(today)
    months = net_by_month(customer)
    now = [net for month, net in months.items() if first <= month <= last]
    before = sum((net for month, net in months.items() if add_months(first, -12) <= month < first), ZERO)
    known = bool(months) and min(months) <= add_months(first, -12)
    change = sum(now, ZERO) / before - 1 if known and before > 0 and now else None
    return {"net": sum(now, ZERO) if now else None, "change": change, "first": first, "last": last}


def renewal(customer: Customer, today: date) -> dict[str, Any]:
    on = customer.renewal_on
    days = (on - today).days if on else None
    state = "" if days is None or days > SOON else "bad" if days <= NEAR else "warn"
    return {"on": on, "days": days, "overdue": days is not None and days < 0, "state": state}
