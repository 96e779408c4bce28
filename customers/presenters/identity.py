"""How a customer or a contact is told from another of the same name."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers.models import Contact, Customer
from office.calendar.months import full_months


def second_line(customer: Customer) -> str:
    """Region, industry, tail of the code, numbers elsewhere; at least our own number. Wants `external_ids` prefetched."""
    parts = [str(term) for term in (customer.region, customer.industry) if term]
    if customer.uscc:
        parts.append(f"…{customer.uscc[-6:]}")
    parts += [row.value for row in customer.external_ids.all()[:2]]
    return " · ".join(parts or [_("No. %(number)s") % {"number": customer.pk}])


def position_line(contact: Contact) -> str:
    """Title and department: 采购部经理 · 采购部."""
    return " · ".join(str(part) for part in (contact.title, contact.department) if part)


def tenure(since: date | None, today: date) -> str:
    """How long we have worked together: 5 years 8 months; empty when unknown or still to begin."""
    if since is None or since > today:
        return ""
    years, months = divmod(full_months(since, today), 12)
    parts = []
    if years:
        parts.append(ngettext("%(count)s year", "%(count)s years", years) % {"count": years})
    if months or not years:
        parts.append(ngettext("%(count)s month", "%(count)s months", months) % {"count": months})
    return " ".join(parts)


def customer_option(customer: Customer) -> dict[str, Any]:
    """A row of a picker: found by pinyin and initials too."""
    keys = " ".join(customer.search_text.split("\n")[1:6])[:200]
    return {"value": customer.pk, "label": customer.name, "second": second_line(customer), "keys": keys}


def contact_option(contact: Contact) -> dict[str, Any]:
    keys = " ".join(contact.person.search_text.split())[:200]
    return {"value": contact.pk, "label": contact.person.name, "second": position_line(contact), "keys": keys}
