"""What winning customers costs and brings."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from office.requests import StaffRequest
from reports.portfolio.acquisition import acquisition_page, rows_of
from reports.views.portfolio.page import file_of, portfolio_page, render_figure


@require_safe
@portfolio_page
def acquisition(request: StaffRequest) -> HttpResponse:
    return render_figure(request, "acquisition", acquisition_page)


@require_safe
@portfolio_page
def acquisition_file(request: StaffRequest, part: str) -> HttpResponse:
    return file_of(request, "acquisition", part, rows_of)
