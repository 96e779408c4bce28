"""Who stays and who leaves."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from office.requests import StaffRequest
from reports.portfolio.retention import retention_page, rows_of
from reports.views.portfolio.page import file_of, portfolio_page, render_figure


@require_safe
@portfolio_page
def retention(request: StaffRequest) -> HttpResponse:
    return render_figure(request, "retention", retention_page)


@require_safe
@portfolio_page
def retention_file(request: StaffRequest, part: str) -> HttpResponse:
    return file_of(request, "retention", part, rows_of)
