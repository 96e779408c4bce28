"""Where the profit comes from."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.exporting import csv_file
from office.requests import StaffRequest
from reports.portfolio.profit import profit_page
from reports.selectors import members
from reports.views.portfolio.page import portfolio_page, render_figure


@require_safe
@portfolio_page
def profit(request: StaffRequest) -> HttpResponse:
    return render_figure(request, "profit", profit_page)


@require_safe
@portfolio_page
def profit_file(request: StaffRequest) -> HttpResponse:
    """Every customer that the reader sees the costs of, the most profitable first."""
    standings = members.by_profit(request.user)
    heads = [
        _("Customer"),
        _("Revenue"),
        _("Gross profit"),
        _("Cost to serve"),
        _("Capital cost"),
        _("Net profit"),
        _("Net margin"),
        _("Class"),
        _("Costs incomplete"),
    ]
    return csv_file(
        request,
        name=_("Profit by customer"),
        heads=heads,
        rows=standings.values_list(*members.PROFIT_COLUMNS).iterator(members.STEP),
        count=standings.count(),
        listing="portfolio.profit",
    )
