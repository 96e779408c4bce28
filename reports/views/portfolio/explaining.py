"""What stands behind a tile of the portfolio."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.requests import StaffRequest
from reports.portfolio.explaining import explanation_of
from reports.views.portfolio.page import portfolio_page


@require_safe
@portfolio_page
def figure(request: StaffRequest, name: str) -> HttpResponse:
    """A dialog where a link opens it, a page otherwise."""
    try:
        context = explanation_of(name, request.user)
    except KeyError:
        raise Http404 from None
    return render(request, "reports/portfolio/explained.html", context)
