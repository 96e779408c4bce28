"""How much hangs on few."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from office.requests import StaffRequest
from reports.portfolio.concentration import concentration_page, rows_of
from reports.views.portfolio.page import file_of, portfolio_page, render_figure


@require_safe
@portfolio_page
def concentration(request: StaffRequest) -> HttpResponse:
    return render_figure(request, "concentration", concentration_page)


@require_safe
@portfolio_page
def concentration_file(request: StaffRequest, part: str) -> HttpResponse:
    return file_of(request, "concentration", part, rows_of)
