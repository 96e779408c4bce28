"""The agenda: a week of mine or of the team, by days."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office import clock
from office.access import sees_people_and_voices
from office.calendar import Week, week_add, week_key, week_range
from office.presenters.workdays import missing_years
from office.requests import StaffRequest, staff_page
from relationships.access import logs_anywhere
from relationships.agenda.greetings import greeting_row
from relationships.agenda.rows import plan_row
from relationships.selectors import courtesies, planned

SHOWN = 20


@require_safe
@staff_page
def agenda(request: StaffRequest) -> HttpResponse:
    """`?week=2026-W48` names the week, `?of=team` whose."""
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    today, now = clock.today(), timezone.now()
    week, team = _week(request.GET.get("week", ""), today), request.GET.get("of") == "team"
    monday = week_range(week)[0]
    days = planned.week(request.user, monday, team=team)
    greetings = courtesies.due(request.user, today)
    context = {
        "week": week,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "today": today,
        "team": team,
        "days": [
            {
                "on": one.on,
                "rows": [plan_row(plan, request.user, now=now) for plan in one.plans],
                "actions": one.actions,
            }
            for one in days
        ],
        "anything": any(one.plans or one.actions for one in days),
        "before": _address(week_add(week, -1), team),
        "after": _address(week_add(week, 1), team),
        "now": "" if week == week_key(today) else _address(week_key(today), team),
        "chips": _chips(request, week, team),
        "may_plan": logs_anywhere(request.user),
        "calendar": missing_years(request.user, today),
        "greetings": [greeting_row(one) for one in greetings[:SHOWN]],
        "greetings_more": max(0, len(greetings) - SHOWN),
    }
    return render(request, "relationships/agenda/agenda.html", context)


def _chips(request: StaffRequest, week: Week, team: bool) -> list[dict[str, object]]:
    if not planned.has_team(request.user):
        return []
    return [
        {"label": _("Mine"), "url": _address(week, False), "current": not team},
        {"label": _("The team's"), "url": _address(week, True), "current": team},
    ]


def _week(typed: str, today: date) -> Week:
    """The week that was asked for; this one when nobody can read it."""
    try:
        week_range(Week(typed))
    except ValueError:
        return week_key(today)
    return Week(typed)


def _address(week: Week, team: bool) -> str:
    return "?" + urlencode({"week": week} | ({"of": "team"} if team else {}))
