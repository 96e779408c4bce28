"""Tiers and parameters: how many of each, how one comes about, who would move, what was changed when."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.errors import CustomersError
from customers.models import CompanyStanding
from customers.selectors.base import company_today
from customers.selectors.worth import settings_from_number, settings_now
from customers.services import valuing
from customers.valuation.settings import Settings
from customers.views.requests import posted, refuse
from office import access as office_access
from office.access import sees_every_ledger
from office.models import User
from office.requests import StaffRequest
from reports.access import recomputes
from reports.forms.grading import WeighForm
from reports.forms.recalculating import DayForm
from reports.forms.settings import SettingsForm
from reports.indicators.grading import LEAVING, PAYMENT, changes, moves
from reports.indicators.previews import alarm_moves, grade_moves
from reports.models import Recalculation
from reports.portfolio import grading as words
from reports.portfolio.frame import frame_of
from reports.portfolio.live import days_of, live_figure
from reports.selectors import grading as found
from reports.selectors import previews as kept
from reports.selectors.members import seen_by
from reports.services import recalculating
from reports.views.portfolio.page import portfolio_page, portfolio_paper


@require_safe
@portfolio_page
def grading(request: StaffRequest) -> HttpResponse:
    """How many stand in each tier, and one customer weighed step by step (?customer=)."""
    live = live_figure(request.user)
    context: dict[str, Any] = {"frame": frame_of("grading", request.user, live)}
    if live.values is not None:
        form = WeighForm(request.GET or None, user=request.user)
        customer = form.cleaned_data["customer"] if form.is_bound and form.is_valid() else None
        settings = settings_from_number(live.settings_number)
        if customer is not None:
            graded = found.one(request.user, customer.pk, days_of(live)[0])
            context["weighed"] = graded and words.weighed(*graded, days_of(live)[0], settings)
        context |= {
            "form": form,
            "asked": customer,
            "measures": words.tier_measures(found.tier_counts(request.user)),
            "history": words.history(found.versions()),
            "may_decide": office_access.decides(request.user),
            "may_recalculate": recomputes(request.user),
            "number": live.settings_number,
        }
    return portfolio_paper(request, "reports/portfolio/grading.html", context)


@require_http_methods(["GET", "POST"])
@portfolio_page
def change(request: StaffRequest) -> HttpResponse:
    """All parameters; first who would move, then, with a reason, a new version and its computation; or a kept day with
    them, beside what is kept of it."""
    if not office_access.decides(request.user):
        raise Http404
    current, number = settings_now()
    form = SettingsForm(posted(request), current=current, number=number)
    days = DayForm(posted(request) if "recalculate" in request.POST else None) if request.POST else None
    context: dict[str, Any] = {"form": form, "number": number, "days": days}
    if request.method == "POST" and form.is_valid() and form.chosen is not None:
        if "save" in request.POST:
            try:
                valuing.change_settings(
                    form.chosen.as_values(),
                    why=form.cleaned_data["why"],
                    number=form.cleaned_data["number"],
                    by=request.user,
                )
            except CustomersError as error:
                refuse(form, error)
            else:
                messages.success(request, _("Saved. Everybody is being computed with the new settings."))
                return redirect("portfolio:grading")
        asked = _tried(days, form.chosen, request.user) if days is not None and days.is_bound else None
        if asked is not None:
            return redirect("portfolio:recalculation", asked.pk)
        company = company_today()
        if company is not None:
            context["preview"] = _preview(request.user, company, current, form.chosen)
    return render(request, "reports/portfolio/grading_change.html", context)


def _preview(user: User, company: CompanyStanding, current: Settings, chosen: Settings) -> dict[str, Any]:
    rows = list(found.graded(seen_by(user), company.as_of))
    tiers, classes = moves(rows, words.margin_of(company.basis), company.as_of, current, chosen)
    moved = {"tier": tiers, "class": classes}
    if changes(current, chosen, PAYMENT):
        moved["grade"] = grade_moves(kept.paying(seen_by(user)), current, chosen)
    if changes(current, chosen, LEAVING) and sees_every_ledger(user):
        moved["alarm"] = alarm_moves(kept.watched(seen_by(user)), current, chosen)
    return words.preview(moved, current, chosen, user, len(rows))


def _tried(days: DayForm, chosen: Settings, by: User) -> Recalculation | None:
    """A kept day with settings that nobody saved; None where the day is refused, then `days` says why."""
    if not days.is_valid():
        return None
    kind, day = days.kept_day
    try:
        return recalculating.ask(kind, date.fromisoformat(day), by=by, tried=chosen)
    except CustomersError as error:
        refuse(days, error)
        return None
