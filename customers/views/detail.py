"""The page of one customer: header, tabs, one timeline. Other apps render their tabs through `render_tab`."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from customers import extensions, timeline
from customers.models import Customer
from customers.presenters import page
from customers.presenters.people import people_tab
from customers.presenters.profile import profile_tab
from customers.views.requests import visible_customer, visible_people
from office.models import User
from office.requests import StaffRequest, staff_page

HISTORY_SIZE = 50


def render_tab(
    request: HttpRequest, customer: Customer, key: str, template: str, context: Mapping[str, Any]
) -> HttpResponse:
    """The customer's page with the tab `key` open: `template` inside it, with `context` and `customer`.

    htmx gets the tab alone (its target is `tab`). The view has fetched the customer through `visible_to`.
    """
    user: User = request.user  # type: ignore[assignment]
    content = {
        **context,
        "customer": customer,
        "tabs": page.tabs(customer, user, key),
        "tab_template": template,
        "tab": key,
    }
    if request.headers.get("HX-Target") == "tab":
        return render(request, "customers/tab.html", content)
    return render(request, "customers/detail.html", content | page.header(customer, user, timezone.localdate()))


@staff_page
@require_GET
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """The timeline, with what waits beside it. `source` narrows it, `before` goes on further back."""
    customer = visible_customer(request, pk)
    source, before = request.GET.get("source", ""), request.GET.get("before", "")
    stretch = timeline.read(customer, request.user, source=source, before=before)
    today = timezone.localdate()
    context = page.timeline_tab(customer, request.user, stretch, source=source, today=today)
    if request.headers.get("HX-Target") == "older":
        return render(request, "customers/timeline/stretch.html", context | {"customer": customer})
    context |= {"panels": page.panels(customer, request.user, today)}
    return render_tab(request, customer, "timeline", "customers/tabs/timeline.html", context)


@staff_page
@require_GET
def people(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    context = people_tab(customer, request.user, timezone.localdate())
    return render_tab(request, customer, "people", "customers/tabs/people.html", context)


@staff_page
@require_GET
def profile(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_customer(request, pk)
    return render_tab(request, customer, "profile", "customers/tabs/profile.html", profile_tab(customer, request.user))


@staff_page
@require_GET
def history(request: StaffRequest, pk: int) -> HttpResponse:
    """Every change, field by field, longer than the timeline's."""
    customer = visible_customer(request, pk)
    source = next(each for each in extensions.timeline_sources if each.key == "history")
    key = timeline.decode(request.GET.get("before", ""))
    entries = list(source.entries(customer, request.user, key, HISTORY_SIZE + 1))
    shown = entries[:HISTORY_SIZE]
    older = timeline.encode(shown[-1].key) if len(entries) > HISTORY_SIZE else ""
    context = {"entries": shown, "older": older}
    return render_tab(request, customer, "history", "customers/tabs/history.html", context)
