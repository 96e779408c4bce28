"""The working calendar: which days differ from Monday to Friday, and a year of them brought in at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from office.access import edits_settings
from office.calendar.notices import Notice, read
from office.clock import today
from office.forms import NoticeForm
from office.presenters.workdays import calendar_page, explained
from office.requests import StaffRequest, staff_page
from office.services import calendar


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def workdays(request: StaffRequest) -> HttpResponse:
    """A notice is shown as the days it means before anything is written."""
    may_edit = edits_settings(request.user)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form = NoticeForm(request.POST or None)
    found: Notice | None = None
    if request.method == "POST" and form.is_valid():
        found = read(form.cleaned_data["text"], form.cleaned_data["year"])
        if "bring-in" in request.POST and found.days:
            return _brought_in(request, found)
    context: dict[str, Any] = {**calendar_page(today()), "form": form, "may_edit": may_edit}
    if found is not None:
        context["notice"] = explained(found)
    return render(request, "office/workdays.html", context)


def _brought_in(request: StaffRequest, found: Notice) -> HttpResponse:
    done = calendar.bring_in(found.days, by=request.user)
    counts = {"new": done.created, "changed": done.changed, "same": done.same}
    messages.success(request, _("Days: %(new)s new, %(changed)s changed, %(same)s as they were.") % counts)
    return redirect("office:workdays")
