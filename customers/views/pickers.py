"""What pickers and the search field ask for while somebody types: only what this person may see."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from customers.models import Contact, Customer
from customers.presenters.identity import contact_option, customer_option, position_line, second_line
from customers.searching import BY_NAME, PERSONS_BY_NAME, contacts_matching, customers_matching
from customers.views.requests import visible_customer
from office.models import User
from office.requests import StaffRequest, staff_page

OFFERED = 20
SUGGESTED = 6


@staff_page
@require_GET
def customer_options(request: StaffRequest) -> HttpResponse:
    """Customers for a picker: those that match, living ones only."""
    visible = Customer.objects.visible_to(request.user).current()
    matching = customers_matching(visible, request.GET.get("q", "")).order_by(BY_NAME, "id")
    shown = matching.select_related("industry", "region").prefetch_related("external_ids")[:OFFERED]
    return render(request, "components/options.html", {"options": [customer_option(each) for each in shown]})


@staff_page
@require_GET
def contact_options(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """The people of one customer, who still work there. The customer stands in the address or in ?customer=."""
    asked = pk if pk is not None else _number(request.GET.get("customer", ""))
    if asked is None:
        return render(request, "components/options.html", {"options": []})
    customer = visible_customer(request, asked)
    people = Contact.objects.visible_to(request.user).filter(customer=customer).active(timezone.localdate())
    matching = contacts_matching(people.with_person(), request.GET.get("q", ""))
    return render(
        request, "components/options.html", {"options": [contact_option(each) for each in matching[:OFFERED]]}
    )


@staff_page
@require_GET
def suggestions(request: StaffRequest) -> HttpResponse:
    """What the search field offers."""
    typed = request.GET.get("q", "").strip()
    groups = []
    if typed:
        groups = [
            {"label": _("Customers"), "items": _suggested_customers(request.user, typed)},
            {"label": _("Contacts"), "items": _suggested_contacts(request.user, typed)},
        ]
    return render(request, "components/suggestions.html", {"groups": [group for group in groups if group["items"]]})


def _suggested_customers(user: User, typed: str) -> list[dict[str, Any]]:
    found = customers_matching(Customer.objects.visible_to(user).current(), typed).order_by(BY_NAME, "id")
    shown = found.select_related("industry", "region").prefetch_related("external_ids")[:SUGGESTED]
    return [
        {"label": each.name, "second": second_line(each), "url": each.get_absolute_url(), "icon": "customers"}
        for each in shown
    ]


def _suggested_contacts(user: User, typed: str) -> list[dict[str, Any]]:
    working = Contact.objects.visible_to(user).active(timezone.localdate()).with_person()
    found = contacts_matching(working, typed).order_by(PERSONS_BY_NAME, "id").select_related("customer")
    return [
        {
            "label": each.person.name,
            "second": " · ".join(filter(None, [position_line(each), str(each.customer)])),
            "url": each.get_absolute_url(),
            "icon": "person",
        }
        for each in found[:SUGGESTED]
    ]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
