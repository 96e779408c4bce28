"""What if they leave: standard scenarios, any other loss, and scenarios that were kept with a plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.errors import CustomersError
from customers.models import StressScenario
from customers.selectors.base import Figure, figure
from customers.selectors.worth import settings_from_number
from customers.views.requests import posted, refuse
from office import access as office_access
from office.exporting import csv_file
from office.printing import page_or_paper
from office.requests import StaffRequest
from reports.forms.stress import LossForm, ScenarioForm
from reports.indicators.stress import Sums, stressed
from reports.portfolio import stress as words
from reports.portfolio.frame import frame_of
from reports.portfolio.live import days_of, live_figure
from reports.selectors import stress as ground
from reports.selectors.members import seen_by
from reports.services import scenarios
from reports.views.portfolio.page import portfolio_page, portfolio_paper

FEWEST_COMPARED = 2


@require_safe
@portfolio_page
def stress(request: StaffRequest) -> HttpResponse:
    """The standard scenarios, and those that were kept."""
    found = figure("stress", request.user)
    context: dict[str, Any] = {"frame": frame_of("stress", request.user, found)}
    if found.values is not None:
        context |= _overview(request, found)
    return portfolio_paper(request, "reports/portfolio/stress.html", context)


@require_safe
@portfolio_page
def stress_file(request: StaffRequest) -> HttpResponse:
    """The standard scenarios as a file."""
    found = figure("stress", request.user)
    rows = [] if found.values is None else _overview(request, found)["scenarios"]
    return csv_file(
        request,
        name=_("Stress test"),
        heads=[_("Scenario"), _("Who"), *words.heads()],
        rows=[(row.name, row.who, *row.cells) for row in rows],
        count=len(rows),
        listing="portfolio.stress",
    )


@require_safe
@portfolio_page
def what_if(request: StaffRequest) -> HttpResponse:
    """Any customers, groups, industries, regions, channels: before and after."""
    found = _standing_of(request)
    form = LossForm(request.GET, user=request.user)
    context: dict[str, Any] = {"frame": frame_of("stress", request.user, found), "form": form}
    if found.values is None or not form.chosen:
        return render(request, "reports/portfolio/stress_what_if.html", context)
    context |= _answer(request, form, found)
    context["who"] = pgettext("between items", ", ").join(form.names)
    return page_or_paper(
        request,
        "reports/portfolio/stress_what_if.html",
        context,
        name=_("If they leave"),
        listing="portfolio.stress.what_if",
        as_of=str(found.as_of),
    )


@require_http_methods(["GET", "POST"])
@portfolio_page
def keep(request: StaffRequest) -> HttpResponse:
    """Keep a loss with its answer of today, a name and a plan. What is lost stands in the address."""
    _only_who_keeps(request)
    found, loss = _standing_of(request), LossForm(request.GET, user=request.user)
    if found.values is None or not loss.chosen:
        raise Http404
    form = ScenarioForm(posted(request))
    if request.method == "POST" and form.is_valid():
        answer = _answer(request, loss, found)
        kept = {name: form.cleaned_data[name] for name in ("name", "plan", "owner", "review_on")}
        try:
            scenario = scenarios.keep(
                as_of=days_of(found)[0], selection=loss.chosen, result=answer["result"], by=request.user, **kept
            )
        except CustomersError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("portfolio:stress-scenario", scenario.pk)
    back = f"{reverse('portfolio:stress-what-if')}?{loss.query()}"
    return render(
        request, "reports/portfolio/stress_form.html", {"form": form, "back": back, "heading": _("Keep scenario")}
    )


@require_safe
@portfolio_page
def scenario(request: StaffRequest, pk: int) -> HttpResponse:
    """A kept scenario: the answer of its day, and the plan."""
    found = _scenario(request, pk)
    query = "&".join(f"{kind}={value}" for kind, values in found.selection.items() for value in values)
    context = {
        "frame": frame_of("stress", request.user, live_figure(request.user)),
        "scenario": found,
        "lines": words.lines_of(found.result),
        "conclusion": words.conclusion(found.result),
        "red": words.red_words(found.result["red"]),
        "again": f"{reverse('portfolio:stress-what-if')}?{query}",
    }
    return portfolio_paper(request, "reports/portfolio/stress_scenario.html", context)


@require_http_methods(["GET", "POST"])
@portfolio_page
def revise(request: StaffRequest, pk: int) -> HttpResponse:
    """Name and plan of a kept scenario."""
    _only_who_keeps(request)
    found = _scenario(request, pk)
    initial = {name: getattr(found, name) for name in ("version", "name", "plan", "owner", "review_on")}
    form = ScenarioForm(posted(request), initial=initial)
    back = reverse("portfolio:stress-scenario", args=[pk])
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.pop("version") or found.version
        try:
            scenarios.revise(found, version=version, by=request.user, **form.cleaned_data)
        except CustomersError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    return render(request, "reports/portfolio/stress_form.html", {"form": form, "back": back, "heading": found.name})


@require_POST
@portfolio_page
def archive(request: StaffRequest, pk: int) -> HttpResponse:
    _only_who_keeps(request)
    try:
        scenarios.archive(_scenario(request, pk), by=request.user)
    except CustomersError as error:
        messages.error(request, error.message)
    return redirect("portfolio:stress")


@require_safe
@portfolio_page
def compare(request: StaffRequest) -> HttpResponse:
    """Two or more kept scenarios side by side."""
    asked = [int(text) for text in request.GET.getlist("scenario") if text.isdecimal() and len(text) < 10]
    found = list(StressScenario.objects.visible_to(request.user).filter(pk__in=asked))
    if len(found) < FEWEST_COMPARED:
        messages.error(request, _("Tick two scenarios or more to compare them."))
        return redirect("portfolio:stress")
    context = {"frame": frame_of("stress", request.user, live_figure(request.user)), **words.comparison(found)}
    return portfolio_paper(request, "reports/portfolio/stress_compare.html", context)


def _overview(request: StaffRequest, found: Figure) -> dict[str, Any]:
    day, month = days_of(found)
    settings = settings_from_number(found.settings_number)
    values = found.values or {}
    below = ground.ground_of(request.user, day, month, values)
    shown = words.overview(values, below, request.user, day, settings)
    kept = StressScenario.objects.visible_to(request.user).filter(archived_at=None).select_related("owner")
    return shown | {"kept": words.kept_rows(list(kept)), "may_keep": office_access.sees_every_ledger(request.user)}


def _answer(request: StaffRequest, form: LossForm, found: Figure) -> dict[str, Any]:
    """Before and after of what the form takes away, with what it stands on."""
    day, month = days_of(found)
    values = found.values or {}
    below = ground.ground_of(request.user, day, month, values)
    everybody = Sums.from_plain(values["all"]) if values else ground.sums(seen_by(request.user))
    lost, owed = ground.lost_of(request.user, form.chosen)
    settings = settings_from_number(found.settings_number)
    result = stressed(everybody, lost, owed, day, below.means, settings.release_months)
    return {
        "result": result,
        "lines": words.lines_of(result),
        "conclusion": words.conclusion(result),
        "red": words.red_words(result["red"]),
        "missing": words.missing(below, everybody),
        "basis": words.basis(below),
        "keep_url": f"{reverse('portfolio:stress-keep')}?{form.query()}" if below.whole else "",
    }


def _standing_of(request: StaffRequest) -> Figure:
    """The kept sums of all; who sees a part gets it added up by the database instead of all its customers read."""
    whole = office_access.sees_every_ledger(request.user)
    return figure("stress", request.user) if whole else live_figure(request.user)


def _scenario(request: StaffRequest, pk: int) -> StressScenario:
    seen = StressScenario.objects.visible_to(request.user).select_related("owner", "by")
    found: StressScenario = get_object_or_404(seen, pk=pk)
    return found


def _only_who_keeps(request: StaffRequest) -> None:
    if not office_access.sees_every_ledger(request.user):
        raise Http404
