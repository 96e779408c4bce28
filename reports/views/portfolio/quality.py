"""How good the base is as an asset, and how its money comes in."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from office.requests import StaffRequest
from reports.portfolio.quality import quality_page, rows_of
from reports.views.portfolio.page import file_of, portfolio_page, render_figure


@require_safe
@portfolio_page
def quality(request: StaffRequest) -> HttpResponse:
    return render_figure(request, "quality", quality_page)


@require_safe
@portfolio_page
def quality_file(request: StaffRequest, part: str) -> HttpResponse:
    return file_of(request, "quality", part, rows_of)
