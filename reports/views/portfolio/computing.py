"""Newer figures: the job that computes all customers, and how far it is."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from customers.services import standings
from office.presenters.jobs import job_line
from office.requests import StaffRequest
from reports.access import recomputes
from reports.portfolio import tabs
from reports.views.portfolio.page import portfolio_page


@require_safe
@portfolio_page
def portfolio(request: StaffRequest) -> HttpResponse:
    """The first page of the portfolio."""
    return redirect(tabs.ordered()[0].url_name)


@require_POST
@portfolio_page
def recompute(request: StaffRequest) -> HttpResponse:
    """Ask for all customers; a computation that waits already serves. Back to the page that asked."""
    _only_who_may(request)
    standings.ask_for_all(request.user)
    asked_on = request.POST.get("page", "")
    urls = {tab.key: tab.url_name for tab in tabs.ordered()}
    return redirect(reverse(urls.get(asked_on, tabs.ordered()[0].url_name)))


@require_safe
@portfolio_page
def progress(request: StaffRequest) -> HttpResponse:
    """How far the computation is; the last answer tells htmx to stop asking."""
    _only_who_may(request)
    job = standings.under_way()
    line = None if job is None else job_line(job)
    return render(request, "reports/portfolio/progress.html", {"job": line}, status=200 if line else 286)


def _only_who_may(request: StaffRequest) -> None:
    if not recomputes(request.user):
        raise Http404
