"""What a customer costs: booked costs and our work, and the dialogs that change them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from customers import access
from customers.access import sees_costs_of
from customers.forms.costs import CostForm, EffortForm, InvestmentForm
from customers.models import CostLine, Customer, EffortEntry, StrategicInvestment
from customers.presenters.corrections import corrections_of, versions_of
from customers.presenters.costs import costs_tab
from customers.services import effort, ledger, strategic
from customers.views.detail import render_tab
from customers.views.dialogs import Dialog
from customers.views.removed import removal
from customers.views.requests import posted, visible_customer
from office.access import edits_ledger
from office.clock import today
from office.requests import StaffRequest, staff_page

LONGEST = 800


@staff_page
@require_GET
def tab(request: StaffRequest, pk: int) -> HttpResponse:
    """For whoever sees this customer's costs; for others the page does not exist."""
    customer = _customer(request, pk)
    asked = request.GET
    context = costs_tab(
        customer,
        request.user,
        today(),
        kind=asked.get("kind", ""),
        costs=asked.get("costs", "")[:LONGEST],
        effort=asked.get("effort", "")[:LONGEST],
        invested=asked.get("invested", "")[:LONGEST],
    )
    return render_tab(request, customer, "costs", "customers/tabs/costs.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def new_cost(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    access.require(edits_ledger(request.user))
    form = CostForm(posted(request), customer=customer)
    dialog = _dialog(_("New cost"), customer)
    return dialog.answer(request, form, lambda: ledger.enter_cost(customer, by=request.user, **form.values))


@staff_page
@require_http_methods(["GET", "POST"])
def edit_cost(request: StaffRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(CostLine.objects.visible_to(request.user).select_related("customer"), pk=pk)
    access.require(edits_ledger(request.user))
    form = CostForm(posted(request), customer=line.customer, record=line)
    dialog = _dialog(_("Cost"), line.customer, corrections=corrections_of(line, request.user), **removal("cost", line))
    return dialog.answer(request, form, lambda: ledger.change_cost(line, by=request.user, **form.values))


@staff_page
@require_http_methods(["GET", "POST"])
def new_effort(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    access.require(edits_ledger(request.user))
    form = EffortForm(posted(request), customer=customer)
    dialog = _dialog(_("New effort"), customer)
    return dialog.answer(request, form, lambda: effort.enter(customer, by=request.user, **form.values))


@staff_page
@require_http_methods(["GET", "POST"])
def edit_effort(request: StaffRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(EffortEntry.objects.visible_to(request.user).select_related("customer"), pk=pk)
    access.require(edits_ledger(request.user))
    form = EffortForm(posted(request), customer=entry.customer, record=entry)
    return _dialog(_("Effort"), entry.customer, **removal("effort", entry)).answer(
        request, form,
        lambda: effort.change(entry, by=request.user, version=form.cleaned_data["version"], **form.values),
    )  # fmt: skip


@staff_page
@require_http_methods(["GET", "POST"])
def new_investment(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    access.require(access.may_book_investment(request.user, customer))
    form = InvestmentForm(posted(request), customer=customer, initial={"decided_by": request.user})
    dialog = _dialog(_("New strategic investment"), customer)
    return dialog.answer(request, form, lambda: strategic.book(customer, by=request.user, **form.values))


@staff_page
@require_http_methods(["GET", "POST"])
def edit_investment(request: StaffRequest, pk: int) -> HttpResponse:
    rows = StrategicInvestment.objects.visible_to(request.user).select_related("customer", "decided_by")
    record = get_object_or_404(rows, pk=pk)
    access.require(access.may_book_investment(request.user, record.customer))
    form = InvestmentForm(posted(request), customer=record.customer, record=record)
    changed, taken_back = versions_of(record), removal("investment", record)
    dialog = _dialog(_("Strategic investment"), record.customer, corrections=changed, **taken_back)

    def save() -> StrategicInvestment:
        return strategic.change(record, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    return dialog.answer(request, form, save)


def _dialog(heading: str, customer: Customer, **options: Any) -> Dialog:
    return Dialog(heading, reverse("customers:costs", args=[customer.pk]), customer, **options)


def _customer(request: StaffRequest, pk: int) -> Customer:
    customer = visible_customer(request, pk)
    if not sees_costs_of(request.user, customer):
        raise Http404
    return customer
