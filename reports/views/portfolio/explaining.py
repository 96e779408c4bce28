"""What stands behind a tile of the portfolio."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from office.printing import layout_of, page_or_paper
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
    return page_or_paper(
        request,
        "reports/portfolio/explained.html",
        context | {"layout": layout_of(request)},
        name=context["one"].label,
        listing=f"portfolio.figure.{name}",
    )
