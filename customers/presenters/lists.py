"""Display values of the customer list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from customers.books import View
from customers.filters import views_for
from customers.listing import Listing
from customers.models import Customer
from customers.paging import Page
from customers.presenters.identity import second_line

NEAR, SOON = 30, 90  # days to a renewal


@dataclass(frozen=True, slots=True)
class Renewal:
    on: date
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Status:
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One customer as the list shows it: plain words, of which `customers.presenters.table` makes a row."""

    customer: Customer
    url: str
    second: str
    status: Status
    industry: str
    region: str
    owner: str
    renewal: Renewal | None
    revenue: Decimal | None
    cells: list[SafeString]


@dataclass(frozen=True)
class Head:
    label: Any
    url: str
    sorted: str
    num: bool = False


@dataclass(frozen=True)
class Token:
    """A filter in use, as a sentence, and the address of the list without it."""

    label: Any
    value: Any
    without: str


def rows(listing: Listing, page: Page[Customer]) -> list[Row]:
    shown = list(page.rows)
    revenue = listing.revenue(shown)
    seconds = _second_lines(shown)
    address_of_list = reverse("customers:list")
    return [
        Row(
            customer,
            url=f"{address_of_list}{customer.pk}/",
            second=seconds.get(customer.pk, ""),
            status=_status(customer),
            industry=str(customer.industry or ""),
            region=str(customer.region or ""),
            owner=str(customer.owner or ""),
            renewal=_renewal(customer, listing.today),
            revenue=revenue.get(customer.pk),
            cells=[column.cell(getattr(customer, f"column_{column.key}"), customer) for column in listing.columns],
        )
        for customer in shown
    ]


def _status(customer: Customer) -> Status:
    if customer.is_archived:
        return Status(pgettext("customer", "archived"), "")
    status = Customer.Status(customer.status)
    states = {Customer.Status.LOST: "bad", Customer.Status.PROSPECT: "accent"}
    return Status(str(status.label), states.get(status, "plain"))


def _renewal(customer: Customer, today: date) -> Renewal | None:
    """Past or within 30 days is bad, within 90 days near the line."""
    if customer.renewal_on is None:
        return None
    days = (customer.renewal_on - today).days
    text = _("overdue") if days < 0 else ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    return Renewal(customer.renewal_on, text, "bad" if days <= NEAR else "warn" if days <= SOON else "")


def _second_lines(customers: list[Customer]) -> dict[int, str]:
    """What tells customers of one name apart, for those whose name another visible customer bears too."""
    doubtful = [customer for customer in customers if getattr(customer, "has_namesake", False)]
    prefetch_related_objects(doubtful, "external_ids")
    return {customer.pk: second_line(customer) for customer in doubtful}


def heads(listing: Listing, parameters: QueryDict) -> dict[str, Head]:
    """Column heads by key; a column that is not sorted by yet sorts rising first, figures falling."""
    labels = {
        "name": _("Customer"),
        "tier": _("Tier"),
        "status": _("Status"),
        "owner": _("Owner"),
        "renewal": _("Renewal"),
        "revenue": _("Last 12 months"),
    } | {column.key: column.label for column in listing.columns}
    figures = {"renewal", "revenue"} | {column.key for column in listing.columns if column.number}
    return {
        key: Head(label, _sort_url(listing, parameters, key), _sorted(listing, key), key in figures)
        for key, label in labels.items()
        if key in listing.orders or key in {column.key for column in listing.columns}
    }


def _sorted(listing: Listing, key: str) -> str:
    if listing.order.key != key:
        return ""
    return "descending" if listing.order.descending else "ascending"


def _sort_url(listing: Listing, parameters: QueryDict, key: str) -> str:
    order = listing.orders.get(key)
    if order is None:
        return ""
    falling = key == "revenue" or any(column.key == key and column.falling for column in listing.columns)
    if listing.order.key == key:
        falling = not listing.order.descending
    return address(parameters, sort=f"-{key}" if falling else key, cursor=None)


def tokens(listing: Listing, parameters: QueryDict) -> list[Token]:
    """Every filter in use but the search text and the view, which have places of their own."""
    form = listing.filterset.form
    found = []
    for name, value in form.cleaned_data.items():
        if name in {"q", "view"} or value in (None, "", []):
            continue
        field = form.fields[name]
        shown = dict(getattr(field, "choices", [])).get(value, value) if isinstance(value, str) else value
        found.append(Token(field.label or name, shown, address(parameters, **{name: None}, cursor=None)))
    return found


def views(listing: Listing, parameters: QueryDict, count: str) -> list[dict[str, Any]]:
    """The books as tabs; the open one with its count."""
    return [
        {
            "label": View.LABELS[view],
            "url": address(
                parameters, view=view, cursor=None, sort=None if view != listing.view else listing.order.name
            ),
            "current": view == listing.view,
            "count": count if view == listing.view else None,
        }
        for view in views_for(listing.user)
    ]


def count_text(count: int, counted_to: int) -> str:
    return f"{counted_to:,}+" if count > counted_to else f"{count:,}"


def range_text(page: Page[Customer], count: int, counted_to: int) -> str:
    """51–100 of 214 customers."""
    if not page.rows:
        return ""
    total = max(count, page.last)
    words = ngettext("%(first)s–%(last)s of %(count)s customer", "%(first)s–%(last)s of %(count)s customers", total)
    return words % {"first": f"{page.first:,}", "last": f"{page.last:,}", "count": count_text(total, counted_to)}


def address(parameters: QueryDict, **changes: str | None) -> str:
    """The query string with some parameters changed; None takes one away."""
    changed = parameters.copy()
    for key, value in changes.items():
        changed.pop(key, None)
        if value is not None:
            changed[key] = value
    return f"?{changed.urlencode()}"


def hidden(parameters: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Parameters that a search from here keeps."""
    return [(key, value) for key, value in parameters.items() if key not in {"q", "cursor"}]
