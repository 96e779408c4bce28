"""The list of customers and the conditions that narrow it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from customers import access
from customers.listing import open_list
from customers.presenters import lists
from customers.presenters.table import Table
from office.requests import StaffRequest, staff_page


@staff_page
@require_GET
def customer_list(request: StaffRequest) -> HttpResponse:
    listing = open_list(request.GET, user=request.user, today=timezone.localdate())
    page = listing.page(request.GET.get("cursor", ""))
    if page.cursor_was_bad:
        messages.info(request, _("That page of the list is not there any more; this is the first one."))
    count = listing.count(page)
    heads, tokens = lists.heads(listing, request.GET), lists.tokens(listing, request.GET)
    counted = lists.count_text(count, listing.counted_to)
    context = {
        "listing": listing,
        "body": Table(listing.columns, heads, money=listing.money).body(lists.rows(listing, page)),
        "heads": heads,
        "tokens": tokens,
        "views": lists.views(listing, request.GET, counted),
        "kept": lists.hidden(request.GET),
        "page": page,
        "range_text": lists.range_text(page, count, listing.counted_to),
        "previous_url": lists.address(request.GET, cursor=page.previous) if page.previous else "",
        "next_url": lists.address(request.GET, cursor=page.next) if page.next else "",
        "searched": request.GET.get("q", ""),
        "may_register": access.may_register(request.user),
        "anything_asked": bool(request.GET.get("q") or tokens),
    }
    if request.headers.get("HX-Target") == "results":
        return render(request, "customers/list.html#results", context | {"partial": True})
    return render(request, "customers/list.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def list_filters(request: StaffRequest) -> HttpResponse:
    """The conditions of the list as a form of their own; it answers with the list's address."""
    if request.method == "POST":
        left_out = {"csrfmiddlewaretoken", "cursor", "columns", "columns_offered"}
        chosen = {key: str(value) for key, value in request.POST.items() if value and key not in left_out}
        if request.POST.get("columns_offered"):
            chosen["columns"] = ",".join(request.POST.getlist("columns"))
        return redirect(f"{reverse('customers:list')}?{urlencode(chosen)}")
    listing = open_list(request.GET, user=request.user, today=timezone.localdate())
    return render(request, "customers/filters.html", {"form": listing.filterset.form, "listing": listing})
