"""The economics tab of a customer's page."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from customers.access import sees_costs_of, sees_revenue_of
from customers.presenters.economics import economics_tab, standing_of
from customers.presenters.economics_charts import pnl_lines
from customers.views.detail import render_tab
from customers.views.requests import visible_customer
from office.clock import today
from office.exporting import csv_file
from office.printing import paper, paper_url, wants_paper
from office.requests import StaffRequest, staff_page

TEMPLATE = "customers/tabs/economics.html"


@staff_page
@require_GET
def economics(request: StaffRequest, pk: int) -> HttpResponse:
    """For who sees this customer's revenue; costs and what follows from them only for who sees those."""
    customer = visible_customer(request, pk)
    if not sees_revenue_of(request.user, customer):
        raise Http404
    standing = standing_of(customer)
    if request.GET.get("csv") == "pnl":
        if not sees_costs_of(request.user, customer) or standing is None or standing.net_profit is None:
            raise Http404
        lines = pnl_lines(standing)
        return csv_file(
            request,
            name=_("Profit and loss of the customer"),
            heads=[_("Line"), _("12 months"), _("the year before")],
            rows=[(name, now, before) for _key, name, now, before in lines],
            count=len(lines),
            listing="customers.pnl",
            customer=customer.pk,
            month=f"{standing.month:%Y-%m}",
        )
    context = economics_tab(customer, request.user, today())
    if wants_paper(request):
        context |= {"customer": customer, "tab_label": _("Economics"), "tab_template": TEMPLATE}
        name = f"{customer.name} {_('Economics')}"
        listing = "customers.economics"
        return paper(request, "customers/tab_paper.html", context, name=name, listing=listing, customer=customer.pk)
    return render_tab(request, customer, "economics", TEMPLATE, context | {"paper_url": paper_url(request)})
