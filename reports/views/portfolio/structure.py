"""Whether what we put in goes where the money is."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from office.requests import StaffRequest
from reports.portfolio.structure import rows_of, structure_page
from reports.views.portfolio.page import file_of, portfolio_page, render_figure


@require_safe
@portfolio_page
def structure(request: StaffRequest) -> HttpResponse:
    return render_figure(request, "structure", structure_page)


@require_safe
@portfolio_page
def structure_file(request: StaffRequest, part: str) -> HttpResponse:
    return file_of(request, "structure", part, rows_of)
