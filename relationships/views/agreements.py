"""The tab of what lies between two houses, and the dialogs of its entries, one kind like the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.access import require
from customers.errors import CustomersError
from customers.forms.entries import EntryForm
from customers.models import Customer
from customers.views.detail import render_tab
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_customer
from office.access import sees_people_and_voices
from office.clock import today
from office.requests import StaffRequest, staff_page
from relationships.agreeing.tab import agreements_tab, win_back_page
from relationships.forms import VoidForm
from relationships.forms.agreements import (
    ClauseForm,
    ClearForm,
    ItemForm,
    ResultForm,
    SolvencyForm,
    VolumeForm,
    WinBackForm,
)
from relationships.models import (
    OrganisationalItem,
    RiskClause,
    SolvencyWarning,
    VolumeAgreement,
    WinBackAttempt,
)
from relationships.services import noting

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE = 50


@dataclass(frozen=True)
class Noun:
    model: Any
    form: type[EntryForm]
    heading: Any


NOUNS: Mapping[str, Noun] = {
    "item": Noun(OrganisationalItem, ItemForm, gettext_lazy("Organisational item")),
    "clause": Noun(RiskClause, ClauseForm, gettext_lazy("Clause on shared risk")),
    "volume": Noun(VolumeAgreement, VolumeForm, gettext_lazy("Agreement on volume")),
    "solvency": Noun(SolvencyWarning, SolvencyForm, gettext_lazy("Solvency warning")),
    "win-back": Noun(WinBackAttempt, WinBackForm, gettext_lazy("Attempt to win back")),
}


@require_safe
@staff_page
def tab(request: StaffRequest, pk: int) -> HttpResponse:
    """Layers, agreements, clauses, warnings, reviews and win-backs, each for who may see it."""
    customer = visible_customer(request, pk)
    context = agreements_tab(customer, request.user, today())
    return render_tab(request, customer, "agreements", "relationships/agreements/tab.html", context)


@require_safe
@staff_page
def win_backs(request: StaffRequest) -> HttpResponse:
    """Attempts to win customers back, newest first, with what came of them."""
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    found = WinBackAttempt.objects.visible_to(request.user).standing().select_related("customer", "tried_by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, **win_back_page(request.user, today())}
    return render(request, "relationships/agreements/win_backs.html", context)


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest, pk: int, noun: str) -> HttpResponse:
    kind, customer = _noun(noun), visible_customer(request, pk)
    _may_write(request, kind, customer)
    form = kind.form(posted(request), user=request.user)
    dialog = Dialog(kind.heading, _back(customer), customer)
    return dialog.answer(request, form, lambda: noting.add(kind.model, customer, by=request.user, **form.values))


@require_http_methods(FORM_METHODS)
@staff_page
def edit(request: StaffRequest, noun: str, pk: int) -> HttpResponse:
    kind, record = _noun(noun), _record(request, noun, pk)
    _may_write(request, kind, record.customer)
    form = kind.form(posted(request), user=request.user, record=record)
    dialog = Dialog(kind.heading, _back(record.customer), record.customer)

    def save() -> None:
        noting.change(record, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def withdraw(request: StaffRequest, noun: str, pk: int) -> HttpResponse:
    record = _record(request, noun, pk)
    _may_write(request, _noun(noun), record.customer)
    form = VoidForm(posted(request))
    dialog = Dialog(_("Take this entry back"), _back(record.customer), record.customer, about=str(record))
    return dialog.answer(request, form, lambda: noting.withdraw(record, by=request.user, **form.cleaned_data))


@require_POST
@staff_page
def restore(request: StaffRequest, noun: str, pk: int) -> HttpResponse:
    record = _record(request, noun, pk)
    _may_write(request, _noun(noun), record.customer)
    try:
        noting.restore(record, by=request.user)
    except CustomersError as error:
        messages.error(request, str(error.message))
    return redirect(_back(record.customer))


@require_http_methods(FORM_METHODS)
@staff_page
def clear(request: StaffRequest, pk: int) -> HttpResponse:
    """A solvency warning stands no more."""
    record = _record(request, "solvency", pk)
    _may_write(request, NOUNS["solvency"], record.customer)
    form = ClearForm(posted(request))
    dialog = Dialog(_("The warning is cleared"), _back(record.customer), record.customer, about=str(record))
    return dialog.answer(request, form, lambda: noting.clear(record, by=request.user, **form.cleaned_data))


@require_http_methods(FORM_METHODS)
@staff_page
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """What came of an attempt to win back."""
    record = _record(request, "win-back", pk)
    _may_write(request, NOUNS["win-back"], record.customer)
    form = ResultForm(posted(request))
    dialog = Dialog(_("What came of it"), _back(record.customer), record.customer, about=str(record))
    return dialog.answer(request, form, lambda: noting.answer(record, by=request.user, **form.cleaned_data))


def _noun(noun: str) -> Noun:
    try:
        return NOUNS[noun]
    except KeyError:
        raise Http404 from None


def _record(request: StaffRequest, noun: str, pk: int) -> Any:
    rows = _noun(noun).model.objects.visible_to(request.user).select_related("customer__team")
    return get_object_or_404(rows, pk=pk)


def _may_write(request: StaffRequest, kind: Noun, customer: Customer) -> None:
    if not noting.RIGHTS[kind.model].sees(request.user, customer):
        raise Http404
    require(noting.may_write(kind.model, customer, request.user))


def _back(customer: Customer) -> str:
    return reverse("relationships:agreements-tab", args=[customer.pk])
