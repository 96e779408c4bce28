"""The tiles in the header of a customer's page that come from the archive and the ledger."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from customers import access
from customers.models import Customer
from customers.presenters.economics import Sheet, standing_of
from customers.presenters.figures import address
from customers.selectors.revenue import net_by_month, twelve_months
from office.calendar.months import add_months
from office.models import User

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
    return {
        "net": sum(now, ZERO) if now else None,
        "change": change,
        "first": first,
        "last": last,
        "url": address(customer, "net_t12"),
    }


def renewal(customer: Customer, today: date, *, linked: bool) -> dict[str, Any]:
    """Days to the renewal; `linked`: the reader may open the contracts that it comes from."""
    on = customer.renewal_on
    days = (on - today).days if on else None
    state = "" if days is None or days > SOON else "bad" if days <= NEAR else "warn"
    url = reverse("customers:contracts" if linked else "customers:profile", args=[customer.pk])
    return {"on": on, "days": days, "overdue": days is not None and days < 0, "state": state, "url": url}


def profit(customer: Customer, user: User) -> dict[str, Any] | None:
    """Net customer profit with its margin, for who sees this customer's costs."""
    if not access.sees_costs_of(user, customer):
        return None
    sheet = Sheet(customer, standing_of(customer), user)
    found, margin = sheet["net_profit"], sheet["net_margin"]
    note = _("net margin %(margin)s") % {"margin": margin.text} if margin.text else ""
    return _tile(found, note)


def class_and_stage(customer: Customer, user: User) -> dict[str, Any] | None:
    """The profitability class, with tier and stage below, for who sees this customer's revenue."""
    if not access.sees_revenue_of(user, customer):
        return None
    sheet = Sheet(customer, standing_of(customer), user)
    found, tier, stage = sheet["profit_class"], sheet["tier_effective"], sheet["stage"]
    notes = [tier.text, stage.text]
    letter = found.value if found.value and found.value != "unclassified" else ""
    return _tile(found, " · ".join(filter(None, notes)), text=letter or found.text)


def _tile(found: Any, note: str, *, text: str = "") -> dict[str, Any]:
    return {
        "label": found.label,
        "text": text or found.text,
        "reason": found.reason,
        "note": note,
        "url": found.url,
        "state": "bad" if isinstance(found.value, Decimal) and found.value < 0 else "",
    }
