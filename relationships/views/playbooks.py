"""Playbooks: all of them in figures, one with what it would begin and began, and why one began at a customer."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from customers.access import require
from customers.paging import Order, page
from office.access import edits_settings, sees_people_and_voices
from office.clock import today
from office.exporting import list_file, wants_file
from office.models import User
from office.presenters.workdays import missing_years
from office.requests import StaffRequest, staff_page
from office.selectors import calendar_overrides
from relationships.access import switches_playbooks
from relationships.errors import RefusedError
from relationships.forms.playbooks import SwitchOnForm
from relationships.list_files import RUNS
from relationships.models import Playbook
from relationships.selectors import playbooks as figures
from relationships.services import playbooks
from relationships.triggering import rows
from relationships.triggering.seeing import preview

SIZE, SHOWN = 25, 20
NEWEST = Order("began", "fired_at", kind=datetime, descending=True, always=True)


@require_safe
@staff_page
def playbook_list(request: StaffRequest) -> HttpResponse:
    require(sees_people_and_voices(request.user))
    every = list(Playbook.objects.visible_to(request.user).select_related("switched_on_by"))
    found = figures.measures(request.user, every, today())
    shown = [rows.playbook_row(one, found[one.pk]) for one in every]
    return render(
        request,
        "relationships/playbooks/list.html",
        {
            "on": [one for one in shown if one.playbook.switched_on_at],
            "off": [one for one in shown if not one.playbook.switched_on_at],
            "may_switch": switches_playbooks(request.user),
            "calendar": missing_years(request.user, today()),
        },
    )


@require_safe
@staff_page
def playbook(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    may_switch = switches_playbooks(request.user)
    chosen = request.GET.get("state", "")
    runs = _chosen(figures.runs_of(request.user, found), chosen)
    if wants_file(request):
        return _file(request, found, runs, chosen)
    listed = page(
        runs,
        NEWEST,
        cursor=request.GET.get("cursor", ""),
        size=SIZE,
        shown=figures.with_steps(figures.runs_of(request.user, found), today()),
    )
    context = {
        "row": rows.playbook_row(found, figures.measures(request.user, [found], today())[found.pk]),
        "steps": list(found.steps.all()),
        "runs": [rows.run_row(one, request.user) for one in listed.rows],
        "previous_url": _address(chosen, listed.previous),
        "next_url": _address(chosen, listed.next),
        "states": _states(chosen),
        "may_switch": may_switch,
        "may_edit": edits_settings(request.user),
    }
    if may_switch and (found.switched_on_at is None or "preview" in request.GET):
        context |= _preview(found, request.user)
    return render(request, "relationships/playbooks/playbook.html", context)


def _file(request: StaffRequest, found: Playbook, runs: Any, chosen: str) -> HttpResponse:
    """Where it began, as a file."""
    newest = figures.with_steps(runs, today()).order_by("-fired_at", "-id")
    return list_file(
        request,
        RUNS,
        (rows.run_row(one, request.user) for one in newest.iterator()),
        name=str(found),
        count=runs.count(),
        listing=f"relationships.playbook.{found.trigger}",
        asked={"state": chosen},
    )


def _address(state: str, cursor: str | None) -> str:
    return f"?{urlencode({'state': state, 'cursor': cursor})}#runs" if cursor else ""


def _preview(found: Playbook, user: User) -> dict[str, Any]:
    """Only who switches sees all customers, so only they are shown where it would begin."""
    coming = preview(found, today(), calendar_overrides())
    return {
        "preview": coming,
        "now": rows.candidates(found, coming.now[:SHOWN], user),
        "later": rows.candidates(found, coming.later[:SHOWN], user),
        "more_now": len(coming.now) - SHOWN,
        "more_later": len(coming.later) - SHOWN,
        "form": SwitchOnForm(initial={"daily_cap": found.daily_cap}),
    }


def _chosen(runs: Any, state: str) -> Any:
    if state == "open":
        return runs.open()
    return runs.exclude(closed_at=None) if state == "closed" else runs


def _states(chosen: str) -> list[dict[str, Any]]:
    labels = {
        "": pgettext("runs of a playbook", "All"),
        "open": pgettext("runs of a playbook", "Under way"),
        "closed": pgettext("runs of a playbook", "Closed"),
    }
    known = chosen if chosen in labels else ""
    return [{"label": label, "url": f"?state={key}#runs", "current": key == known} for key, label in labels.items()]


@require_POST
@staff_page
def switch_on(request: StaffRequest, pk: int) -> HttpResponse:
    form = SwitchOnForm(request.POST)
    if not form.is_valid():
        messages.warning(request, " ".join(str(error) for told in form.errors.values() for error in told))
        return redirect(_found(request, pk))
    return _switched(request, pk, on=True, daily_cap=form.cleaned_data["daily_cap"])


@require_POST
@staff_page
def switch_off(request: StaffRequest, pk: int) -> HttpResponse:
    return _switched(request, pk, on=False)


def _switched(request: StaffRequest, pk: int, *, on: bool, daily_cap: int | None = None) -> HttpResponse:
    found = _found(request, pk)
    require(switches_playbooks(request.user))
    try:
        playbooks.switch(found, on=on, by=request.user, daily_cap=daily_cap)
    except RefusedError as refused:
        messages.warning(request, str(refused.message))
    else:
        told = (
            _("Switched on: it begins with the next turn, in working hours.")
            if on
            else _("Switched off. What began goes on.")
        )
        messages.success(request, told)
    return redirect(found)


@require_safe
@staff_page
def run(request: StaffRequest, pk: int) -> HttpResponse:
    """Why it began, and how its steps stand."""
    found = get_object_or_404(figures.with_steps(figures.runs_of(request.user), today()), pk=pk)
    steps = found.steps.select_related("owner", "done_by", "cancelled_by", "escalated_to").order_by(
        "planned_on", "due_on", "id"
    )
    context = {
        "row": rows.run_row(found, request.user),
        "why": rows.why(found, request.user),
        "steps": [rows.step_row(one, today()) for one in steps],
        "weighed": rows.weighed(found, list(steps)),
    }
    return render(request, "relationships/playbooks/run.html", context)


def _found(request: StaffRequest, pk: int) -> Playbook:
    found: Playbook = get_object_or_404(
        Playbook.objects.visible_to(request.user).select_related("switched_on_by"), pk=pk
    )
    return found
