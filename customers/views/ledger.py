"""The ledger tab of a customer's page."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from customers.presenters.ledger import ledger_tab
from customers.registry import sees_revenue
from customers.views.detail import render_tab
from customers.views.requests import visible_customer
from office.requests import StaffRequest, staff_page


@staff_page
@require_GET
def ledger(request: StaffRequest, pk: int) -> HttpResponse:
    """Months and lines, for whoever may see this customer's revenue; for others the page does not exist."""
    customer = visible_customer(request, pk)
    if not sees_revenue(request.user, customer):
        raise Http404
    context = ledger_tab(customer, request.user, timezone.localdate(), before=request.GET.get("before", "")[:40])
    return render_tab(request, customer, "ledger", "customers/tabs/ledger.html", context)
