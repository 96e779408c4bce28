"""The register of gifts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.errors import CustomersError
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_contact
from office import access as office_access
from office import clock
from office.exporting import csv_file
from office.models import User
from office.requests import StaffRequest, staff_page
from relationships.agenda.gifts import export_heads, export_row, gift_row, year_rows
from relationships.forms import VoidForm
from relationships.forms.courtesy import DecisionForm, GiftForm, LimitsForm, year_of
from relationships.models import Gift
from relationships.selectors.courtesies import register, totals
from relationships.services import gifts
from relationships.views.scoped import loggable_customer

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE = 50
LISTING = "gifts"


@require_safe
@staff_page
def gift_list(request: StaffRequest) -> HttpResponse:
    """The gifts of a year (`?year=`), those that wait for a decision first of all, and the sums by contact."""
    _readers_only(request.user)
    day = clock.today()
    year = year_of(request.GET.get("year", ""), day)
    rows, limits = register(request.user).filter(on__year=year), gifts.limits_now()
    waiting = [gift_row(one, request.user) for one in register(request.user).awaiting()]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "year": year,
        "years": [day.year + 1 - back for back in range(4)],
        "waiting": waiting,
        "page": page,
        "rows": [gift_row(one, request.user) for one in page.object_list],
        "sums": year_rows(totals(Gift.objects.visible_to(request.user), year), limits),
        "limits": limits,
        "may_set": office_access.decides(request.user),
    }
    return render(request, "relationships/gifts/list.html", context)


@require_safe
@staff_page
def export(request: StaffRequest) -> HttpResponse:
    _readers_only(request.user)
    year = year_of(request.GET.get("year", ""), clock.today())
    rows = register(request.user).filter(on__year=year)
    return csv_file(
        request,
        name=f"gifts-{year}",
        heads=export_heads(),
        rows=(export_row(one) for one in rows.iterator()),
        count=rows.count(),
        listing=LISTING,
        year=year,
    )


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest, contact_pk: int) -> HttpResponse:
    contact = visible_contact(request, contact_pk)
    loggable_customer(request.user, contact.customer_id)
    form = GiftForm(posted(request), limits=gifts.limits_now())
    dialog = Dialog(_("Record a gift"), contact.get_absolute_url(), contact.customer, about=str(contact))
    return dialog.answer(request, form, lambda: gifts.record(contact=contact, by=request.user, **form.cleaned_data))


@require_safe
@staff_page
def gift(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    return render(request, "relationships/gifts/gift.html", {"row": gift_row(found, request.user), "gift": found})


@require_http_methods(FORM_METHODS)
@staff_page
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    if not gifts.may_decide(found, request.user):
        raise PermissionDenied
    form = DecisionForm(posted(request))
    dialog = Dialog(_("Decide on a gift"), reverse("relationships:gifts"), found.customer, about=found.what)
    return dialog.answer(request, form, lambda: gifts.decide(found, by=request.user, **form.cleaned_data))


@require_http_methods(FORM_METHODS)
@staff_page
def void(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    if not gifts.may_void(found, request.user):
        raise PermissionDenied
    form = VoidForm(posted(request))
    dialog = Dialog(_("Take the entry back"), found.get_absolute_url(), found.customer, about=found.what)
    return dialog.answer(request, form, lambda: gifts.void(found, by=request.user, **form.cleaned_data))


@require_POST
@staff_page
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    if not gifts.may_void(found, request.user):
        raise PermissionDenied
    try:
        gifts.restore(found, by=request.user)
        messages.success(request, _("It counts again."))
    except CustomersError as refused:
        messages.warning(request, str(refused.message))
    return redirect(found)


@require_http_methods(FORM_METHODS)
@staff_page
def limits(request: StaffRequest) -> HttpResponse:
    """A new version of the limits."""
    if not office_access.decides(request.user):
        raise PermissionDenied
    now = gifts.limits_now()
    initial = {"number": now.number, "per_gift": now.per_gift, "per_year": now.per_year} if now else {"number": 0}
    form = LimitsForm(posted(request), initial=initial)
    dialog = Dialog(_("Limits of gifts"), reverse("relationships:gifts"), of_customers=False)
    return dialog.answer(request, form, lambda: gifts.change_limits(by=request.user, **form.cleaned_data))


def _readers_only(user: User) -> None:
    if not user.roles:
        raise PermissionDenied


def _found(request: StaffRequest, pk: int) -> Gift:
    return get_object_or_404(register(request.user), pk=pk)
