"""Facts go to the bin and come back from it: lines of the ledger, invoices, payments, effort, deals, contracts, leads, scores."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.errors import CustomersError
from customers.models import Customer, RemovedFact
from customers.services import removing
from office.requests import StaffRequest, staff_page

TAB_OF = {
    "revenue": "ledger",
    "cost": "costs",
    "effort": "costs",
    "investment": "costs",
    "invoice": "receivables",
    "payment": "receivables",
    "deal": "contracts",
    "contract": "contracts",
    "score": "judgement",
}


def removal(key: str, record: Any) -> dict[str, Any]:
    """What the dialog of a fact needs to offer its removal."""
    return {"remove_url": reverse("customers:fact_remove", args=[key, record.pk]), "remove_text": _("Remove")}


@staff_page
@require_POST
def remove(request: StaffRequest, key: str, pk: int) -> HttpResponse:
    if key not in removing.KINDS:
        raise Http404
    rows = removing.KINDS[key].model._default_manager.visible_to(request.user)
    record = get_object_or_404(rows.select_related("customer"), pk=pk)
    back = _place(key, record.customer)
    try:
        removed = removing.remove(record, by=request.user)
    except CustomersError as error:
        messages.warning(request, error.message)
    else:
        undo = reverse("customers:fact_restore", args=[removed.pk])
        messages.success(request, _("Taken back. It lies in the bin."), extra_tags=f"undo:{undo}")
    return redirect(back)


@staff_page
@require_POST
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    removed = get_object_or_404(RemovedFact.objects.visible_to(request.user).select_related("customer"), pk=pk)
    customer = removed.customer
    if customer is not None and not Customer.objects.visible_to(request.user).filter(pk=customer.pk).exists():
        raise Http404
    try:
        removing.restore(removed, by=request.user)
    except CustomersError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("It counts again."))
    return redirect(_place(removing.KEY_OF[removed.model], removed.customer))


def _place(key: str, customer: Customer | None) -> str:
    if customer is None or key not in TAB_OF:
        return reverse("customers:leads")
    return reverse(f"customers:{TAB_OF[key]}", args=[customer.pk])
