"""Buying decisions of a customer: their page, and the dialogs that keep them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.access import may_edit_people, require
from customers.errors import CustomersError
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.clock import today
from office.requests import StaffRequest, staff_page
from relationships.forms.decisions import DecisionForm, PartForm, SettleForm
from relationships.mapping import deciding as shown
from relationships.models import BuyingDecision, DecisionPart
from relationships.selectors.decisions import with_parts
from relationships.selectors.maps import read_map
from relationships.services import deciding

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@staff_page
def decision(request: StaffRequest, pk: int) -> HttpResponse:
    """One decision: who decides, whom of them we reach, who is for us, and who said so."""
    _decision(request, pk)
    day = today()
    [found] = with_parts(BuyingDecision.objects.visible_to(request.user).filter(pk=pk).select_related("customer"), day)
    context = {
        "decision": found,
        "customer": found.customer,
        "card": shown.card(read_map(found.customer, request.user, day), found),
        "past": found.parts.exclude(until=None).select_related("contact__person", "by").order_by("-until", "-id"),
        "may_edit": may_edit_people(request.user, found.customer) and not found.customer.is_archived,
    }
    return render(request, "relationships/decisions/decision.html", context)


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    require(may_edit_people(request.user, customer))
    form = DecisionForm(posted(request), user=request.user)
    dialog = Dialog(_("A decision of the customer"), reverse("relationships:map", args=[pk]), customer)
    return dialog.answer(request, form, lambda: deciding.raise_need(customer, by=request.user, **form.values))


@require_http_methods(FORM_METHODS)
@staff_page
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = DecisionForm(posted(request), user=request.user, record=found)
    dialog = Dialog(_("Change the decision"), found.get_absolute_url(), found.customer)

    def save() -> None:
        deciding.change(found, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = SettleForm(posted(request))
    dialog = Dialog(_("Settle the decision"), found.get_absolute_url(), found.customer, about=found.what)
    return dialog.answer(request, form, lambda: deciding.settle(found, by=request.user, **form.cleaned_data))


@require_POST
@staff_page
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    try:
        deciding.reopen(found, by=request.user)
    except CustomersError as error:
        messages.warning(request, str(error.message))
    return redirect(found)


@require_http_methods(FORM_METHODS)
@staff_page
def take_part(request: StaffRequest, pk: int) -> HttpResponse:
    """Who plays which part; said anew of the same person and part, it replaces the earlier word."""
    found = _kept(request, pk)
    form = PartForm(posted(request), customer=found.customer, user=request.user)
    dialog = Dialog(_("A part in the decision"), found.get_absolute_url(), found.customer, about=found.what)

    def save() -> None:
        said = dict(form.cleaned_data)
        deciding.take_part(found, said.pop("contact"), by=request.user, **said)

    return dialog.answer(request, form, save)


@require_POST
@staff_page
def leave_part(request: StaffRequest, pk: int) -> HttpResponse:
    rows = DecisionPart.objects.visible_to(request.user).select_related("decision__customer")
    part = get_object_or_404(rows, pk=pk)
    deciding.leave_part(part, by=request.user)
    return redirect(part.decision)


def _decision(request: StaffRequest, pk: int) -> BuyingDecision:
    return get_object_or_404(BuyingDecision.objects.visible_to(request.user).select_related("customer"), pk=pk)


def _kept(request: StaffRequest, pk: int) -> BuyingDecision:
    found = _decision(request, pk)
    require(may_edit_people(request.user, found.customer))
    return found
