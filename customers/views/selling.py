"""The contracts tab of a customer and its dialogs."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from customers import access
from customers.forms.entries import ContractForm, DealForm, EndEarlyForm, RenewalForm
from customers.models import Contract, Customer, Deal
from customers.presenters.contracts import contracts_tab
from customers.registry import sees_revenue
from customers.services import selling
from customers.views.detail import render_tab
from customers.views.dialogs import Dialog
from customers.views.removed import removal
from customers.views.requests import posted, visible_customer
from office.requests import StaffRequest, staff_page


@staff_page
@require_GET
def contracts(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    context = contracts_tab(customer, request.user, timezone.localdate())
    return render_tab(request, customer, "contracts", "customers/tabs/contracts.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def new_deal(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    access.require(access.may_sell(request.user, customer))
    form = DealForm(posted(request), user=request.user)
    dialog = Dialog(_("New deal"), _tab(customer), customer)
    return dialog.answer(request, form, lambda: selling.add_deal(customer, by=request.user, **form.values))


@staff_page
@require_http_methods(["GET", "POST"])
def edit_deal(request: StaffRequest, pk: int) -> HttpResponse:
    deal = get_object_or_404(Deal.objects.visible_to(request.user).select_related("customer"), pk=pk)
    access.require(access.may_sell(request.user, deal.customer))
    form = DealForm(posted(request), user=request.user, record=deal)

    def save() -> None:
        selling.change_deal(deal, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    dialog = Dialog(_("Deal"), _tab(deal.customer), deal.customer, **removal("deal", deal))
    return dialog.answer(request, form, save)


@staff_page
@require_http_methods(["GET", "POST"])
def new_contract(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    access.require(access.may_sell(request.user, customer))
    form = ContractForm(posted(request), user=request.user)
    dialog = Dialog(_("New contract"), _tab(customer), customer)
    return dialog.answer(request, form, lambda: selling.add_contract(customer, by=request.user, **form.values))


@staff_page
@require_http_methods(["GET", "POST"])
def edit_contract(request: StaffRequest, pk: int) -> HttpResponse:
    contract = _contract(request, pk)
    form = ContractForm(posted(request), user=request.user, record=contract)

    def save() -> None:
        selling.change_contract(contract, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    dialog = Dialog(_("Contract"), _tab(contract.customer), contract.customer, **removal("contract", contract))
    return dialog.answer(request, form, save)


@staff_page
@require_http_methods(["GET", "POST"])
def settle_renewal(request: StaffRequest, pk: int) -> HttpResponse:
    contract = _contract(request, pk)
    form = RenewalForm(posted(request), initial={"renewal": contract.renewal})
    dialog = Dialog(
        _("Was it renewed?"), _tab(contract.customer), contract.customer, about=f"{contract.customer} · {contract}"
    )
    return dialog.answer(request, form, lambda: selling.settle_renewal(contract, by=request.user, **form.cleaned_data))


@staff_page
@require_http_methods(["GET", "POST"])
def end_early(request: StaffRequest, pk: int) -> HttpResponse:
    contract = _contract(request, pk)
    form = EndEarlyForm(posted(request))
    dialog = Dialog(
        _("End the contract early"),
        _tab(contract.customer),
        contract.customer,
        about=f"{contract.customer} · {contract}",
    )
    return dialog.answer(request, form, lambda: selling.end_early(contract, by=request.user, **form.cleaned_data))


def _customer(request: StaffRequest, pk: int) -> Customer:
    customer = visible_customer(request, pk)
    if not sees_revenue(request.user, customer):
        raise Http404
    return customer


def _contract(request: StaffRequest, pk: int) -> Contract:
    """A contract that this person sees and may change; 403 for those who only see it."""
    rows = Contract.objects.visible_to(request.user).select_related("customer")
    contract: Contract = get_object_or_404(rows, pk=pk)
    access.require(access.may_sell(request.user, contract.customer))
    return contract


def _tab(customer: Customer) -> str:
    return reverse("customers:contracts", args=[customer.pk])
