"""Requests of customers: all in sight with their figures, and the dialogs that write down, correct and take back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.errors import CustomersError
from customers.models import Customer
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.access import sees_people_and_voices
from office.exporting import list_file, wants_file
from office.models import Team
from office.requests import StaffRequest, staff_page
from relationships.access import loggable_by
from relationships.forms.actions import VoidForm
from relationships.forms.requests import RequestForm
from relationships.list_files import REQUESTS
from relationships.models import ServiceRequest
from relationships.selectors.requests import counted
from relationships.services import requests
from relationships.using.requests import narrowed, overall, team_lines
from relationships.views.scoped import as_key, loggable_customer

PAGE = 50
FORM_METHODS = ["GET", "HEAD", "POST"]
STATES = {
    "waiting": pgettext_lazy("service request", "not answered"),
    "open": pgettext_lazy("service request", "not solved"),
    "alone": pgettext_lazy("service request", "solved without staff"),
}


@require_safe
@staff_page
def request_list(request: StaffRequest) -> HttpResponse:
    """Figures of the last ninety days by team, and the rows behind them."""
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    asked = {name: request.GET.get(name, "") for name in ("customer", "team", "kind", "state")}
    keys: dict[str, Any] = {name: as_key(asked[name]) if asked[name] else None for name in ("customer", "team")}
    seen = ServiceRequest.objects.visible_to(request.user)
    rows = narrowed(seen, kind=asked["kind"], state=asked["state"], **keys)
    listed = rows.select_related("customer", "recorded_by", "voided_by")
    if wants_file(request):
        return list_file(
            request,
            REQUESTS,
            listed.iterator(),
            name=pgettext("service", "Requests"),
            count=rows.count(),
            listing="relationships.requests",
            asked=asked,
        )
    now = timezone.now()
    found = counted(narrowed(seen, kind=asked["kind"], state="", **keys), now)
    pages = Paginator(listed, PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "figures": overall(found),
        "lines": team_lines(found, request.user),
        "teams": Team.objects.visible_to(request.user),
        "kinds": ServiceRequest.Kind.choices,
        "states": STATES,
        "asked": asked,
        "customer": Customer.objects.visible_to(request.user).filter(pk=keys["customer"]).first()
        if asked["customer"]
        else None,
    }
    return render(request, "relationships/usage/requests.html", context)


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest, pk: int) -> HttpResponse:
    visible_people(request, pk)
    customer = loggable_customer(request.user, pk)
    form = RequestForm(posted(request), user=request.user)
    dialog = Dialog(_("Write down a request"), _tab(pk), customer=customer)
    return dialog.answer(request, form, lambda: requests.raise_request(customer, by=request.user, **form.values))


@require_http_methods(FORM_METHODS)
@staff_page
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = _workable(request, pk)
    form = RequestForm(posted(request), user=request.user, record=found)
    dialog = Dialog(
        _("Change a request"),
        _tab(found.customer_id),
        customer=found.customer,
    )
    return dialog.answer(
        request,
        form,
        lambda: requests.change(found, changes=form.values, version=form.cleaned_data["version"], by=request.user),
    )


@require_http_methods(FORM_METHODS)
@staff_page
def void(request: StaffRequest, pk: int) -> HttpResponse:
    found = _workable(request, pk)
    form = VoidForm(posted(request))
    dialog = Dialog(_("Take back a request"), _tab(found.customer_id), customer=found.customer, about=found.line)
    return dialog.answer(
        request, form, lambda: requests.void(found, reason=form.cleaned_data["reason"], by=request.user)
    )


@require_POST
@staff_page
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    found = _workable(request, pk)
    try:
        requests.restore(found, by=request.user)
    except CustomersError as error:
        messages.warning(request, str(error.message))
    else:
        messages.success(request, _("Saved."))
    return redirect(_tab(found.customer_id))


def _workable(request: StaffRequest, pk: int) -> ServiceRequest:
    rows = ServiceRequest.objects.visible_to(request.user).select_related("customer")
    found = get_object_or_404(rows, pk=pk)
    if not loggable_by(request.user).filter(pk=found.customer_id).exists():
        raise PermissionDenied
    return found


def _tab(pk: int) -> str:
    return reverse("relationships:usage-tab", args=[pk])
