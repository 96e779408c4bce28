"""The customers behind a figure of the portfolio."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.exporting import csv_file
from office.requests import StaffRequest
from reports.portfolio.members import COLUMNS, heading, members_table
from reports.selectors import members
from reports.views.portfolio.page import portfolio_page

SHOWN = 200


@require_safe
@portfolio_page
def customers(request: StaffRequest) -> HttpResponse:
    """The largest 200 of them; the file has all."""
    rows, used = members.narrowed(members.by_revenue(request.user), request.GET.dict())
    found = members.largest(rows, COLUMNS, SHOWN + 1)
    context = {
        "heading": heading(used),
        "table": members_table(found[:SHOWN]),
        "count": rows.count() if len(found) > SHOWN else len(found),
        "shown": min(len(found), SHOWN),
        "query": request.GET.urlencode(),
    }
    return render(request, "reports/portfolio/customers.html", context)


@require_safe
@portfolio_page
def customers_file(request: StaffRequest) -> HttpResponse:
    rows, used = members.narrowed(members.by_revenue(request.user), request.GET.dict())
    heads = [
        _("Customer"),
        _("Revenue"),
        _("Revenue, the 12 months before"),
        _("Net profit"),
        _("Net margin"),
        _("Stage"),
        _("Class"),
    ]
    return csv_file(
        request,
        name=_("Customers"),
        heads=heads,
        rows=rows.values_list(*COLUMNS[1:]).iterator(members.STEP),
        count=rows.count(),
        listing="portfolio.customers",
        **used,
    )
