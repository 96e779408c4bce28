"""The risk heat map: where the revenue sits, how old it is, and whose contract ends soon."""

from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from customers.selectors.base import company_today, figure
from office.exporting import csv_file
from office.printing import wants_paper
from office.requests import StaffRequest
from reports.portfolio import circles
from reports.portfolio import heatmap as words
from reports.portfolio.before import compared, known_before
from reports.portfolio.frame import frame_of
from reports.portfolio.live import days_of
from reports.portfolio.stress import losses
from reports.selectors.members import STEP, seen_by
from reports.views.portfolio.page import portfolio_page, portfolio_paper

COLUMNS = (
    "customer__name",
    "customer__industry__code",
    "customer__region__code",
    "customer__acquisition_channel__code",
    "net_t12",
    "first_order_on",
    "tenure_months",
)


@require_safe
@portfolio_page
def heat_map(request: StaffRequest) -> HttpResponse:
    """As a grid, as a map (?view=map), or as a table (?view=table)."""
    company = company_today()
    found = figure("heatmap", request.user, company=company)
    context: dict[str, Any] = {"frame": frame_of("heat-map", request.user, found)}
    if found.values is not None:
        view = request.GET.get("view", circles.GRID)
        view = view if view in circles.VIEWS else circles.GRID
        day, paper = days_of(found)[0], wants_paper(request)
        shown = words.heatmap_page(found.values, request.user, as_of=day, view=view, paper=paper)
        context |= compared(shown, "heat-map", found.values, known_before("heat-map", request.user, found))
        lost = figure("stress", request.user, company=company) if found.whole else None
        context["losses"] = losses(lost.values) if lost is not None and lost.values is not None else []
    return portfolio_paper(request, "reports/portfolio/heatmap.html", context)


@require_safe
@portfolio_page
def heat_map_file(request: StaffRequest) -> HttpResponse:
    """Every customer with revenue that the reader sees the costs of, the largest first."""
    rows = seen_by(request.user).filter(net_t12__gt=0).order_by(F("net_t12").desc(), "customer")
    heads = [
        _("Customer"),
        _("Industry"),
        _("Region"),
        _("Acquisition channel"),
        _("Revenue"),
        _("First order"),
        _("Months together"),
    ]
    return csv_file(
        request,
        name=_("Risk heat map"),
        heads=heads,
        rows=map(_without_seen, rows.values_list(*COLUMNS).iterator(STEP)),
        count=rows.count(),
        listing="portfolio.heat_map",
    )


def _without_seen(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Of who may be older than the ledger the first line is no first order (decision 19)."""
    *told, first, months = row
    return *told, None if months is None else first, months
