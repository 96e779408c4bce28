"""Invoices and payments of a customer: the tab, and the dialogs that change them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from customers import access
from customers.errors import CustomersError
from customers.forms.receivables import AllocationForm, InvoiceForm, PaymentForm
from customers.models import Allocation, Customer, Invoice, Payment
from customers.presenters.corrections import corrections_of
from customers.presenters.receivables import receivables_tab
from customers.registry import sees_revenue
from customers.services import receivables
from customers.views.detail import render_tab
from customers.views.dialogs import Dialog
from customers.views.removed import removal
from customers.views.requests import posted, visible_customer
from office.access import edits_ledger
from office.requests import StaffRequest, staff_page

LONGEST = 800


@staff_page
@require_GET
def tab(request: StaffRequest, pk: int) -> HttpResponse:
    """For whoever may see this customer's revenue; for others the page does not exist."""
    customer = _customer(request, pk)
    asked = request.GET
    context = receivables_tab(
        customer,
        request.user,
        timezone.localdate(),
        everything=asked.get("show") == "all",
        invoices=asked.get("invoices", "")[:LONGEST],
        payments=asked.get("payments", "")[:LONGEST],
    )
    return render_tab(request, customer, "receivables", "customers/tabs/receivables.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def new_invoice(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    access.require(edits_ledger(request.user))
    form = InvoiceForm(posted(request))
    return _answer(
        request, customer, form, _("New invoice"),
        lambda: receivables.enter_invoice(customer, by=request.user, **form.values),
    )  # fmt: skip


@staff_page
@require_http_methods(["GET", "POST"])
def edit_invoice(request: StaffRequest, pk: int) -> HttpResponse:
    invoice = get_object_or_404(Invoice.objects.visible_to(request.user).select_related("customer"), pk=pk)
    access.require(edits_ledger(request.user))
    form = InvoiceForm(posted(request), record=invoice)
    return _answer(
        request, invoice.customer, form, _("Invoice"),
        lambda: receivables.change_invoice(
            invoice, by=request.user, version=form.cleaned_data["version"], **form.values
        ),
        corrections=corrections_of(invoice, request.user),
        **removal("invoice", invoice),
    )  # fmt: skip


@staff_page
@require_http_methods(["GET", "POST"])
def new_payment(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    access.require(edits_ledger(request.user))
    form = PaymentForm(posted(request))
    return _answer(
        request, customer, form, _("New payment"),
        lambda: receivables.record_payment(customer, by=request.user, **form.values),
    )  # fmt: skip


@staff_page
@require_http_methods(["GET", "POST"])
def edit_payment(request: StaffRequest, pk: int) -> HttpResponse:
    payment = _payment(request, pk)
    access.require(edits_ledger(request.user))
    form = PaymentForm(posted(request), record=payment)
    return _answer(
        request, payment.customer, form, _("Payment"),
        lambda: receivables.change_payment(
            payment, by=request.user, version=form.cleaned_data["version"], **form.values
        ),
        corrections=corrections_of(payment, request.user),
        **removal("payment", payment),
    )  # fmt: skip


@staff_page
@require_http_methods(["GET", "POST"])
def allocate(request: StaffRequest, pk: int) -> HttpResponse:
    payment = _payment(request, pk)
    access.require(edits_ledger(request.user))
    form = AllocationForm(posted(request), payment=payment)
    return _answer(
        request, payment.customer, form, _("Allocate to an invoice"),
        lambda: receivables.allocate(payment, by=request.user, **form.cleaned_data),
    )  # fmt: skip


@staff_page
@require_POST
def release(request: StaffRequest, pk: int) -> HttpResponse:
    rows = Allocation.objects.visible_to(request.user).select_related("payment")
    allocation = get_object_or_404(rows, pk=pk)
    try:
        receivables.release(allocation, by=request.user)
    except CustomersError as error:
        messages.error(request, error.message)
    return redirect("customers:receivables", allocation.payment.customer_id)


def _answer(
    request: StaffRequest, customer: Customer, form: Any, heading: str, write: Callable[[], object], **options: Any
) -> HttpResponse:
    """The dialog, or after a valid POST that the service took, the tab."""
    back = reverse("customers:receivables", args=[customer.pk])
    return Dialog(heading, back, customer, **options).answer(request, form, write)


def _customer(request: StaffRequest, pk: int) -> Customer:
    customer = visible_customer(request, pk)
    if not sees_revenue(request.user, customer):
        raise Http404
    return customer


def _payment(request: StaffRequest, pk: int) -> Payment:
    found: Payment = get_object_or_404(Payment.objects.visible_to(request.user).select_related("customer"), pk=pk)
    return found
