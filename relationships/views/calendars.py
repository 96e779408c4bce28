"""The calendar behind a person's address, and the page where the address and the reminders are chosen."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.errors import CustomersError
from office import clock
from office.access import sees_people_and_voices
from office.addresses import client_address, network_of
from office.requests import StaffRequest, staff_page
from office.services import throttling
from relationships.agenda.feed import feed
from relationships.forms.planned import ReminderForm
from relationships.models import CalendarFeed, ReminderChoice
from relationships.services import calendar_links

A_MINUTE = 60


@require_safe
def ics(request: HttpRequest, token: str) -> HttpResponse:
    """The person's agenda. Whatever is wrong with the address, the answer is one and the same 404."""
    if not throttling.within("calendar", network=network_of(client_address(request)), most=A_MINUTE):
        return _private(HttpResponse(status=429))
    owner = calendar_links.owner_of(token)
    if owner is None:
        return _private(HttpResponse(_("There is no calendar here."), status=404, content_type="text/plain"))
    content = feed(owner, clock.today())
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if tag in [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="zhike.ics"'
    response["ETag"] = tag
    return _private(response)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
@never_cache
def own(request: StaffRequest) -> HttpResponse:
    """Make or renew the address, which the answer to this very form shows once."""
    _require_agenda(request)
    address = ""
    if request.method == "POST":
        _feed, token = calendar_links.renew(by=request.user)
        address = settings.SITE_URL + reverse("relationships:calendar", args=[token])
    choice = ReminderChoice.objects.filter(user=request.user).first()
    chosen = {"evening": choice.evening, "morning": choice.morning} if choice else {}
    context = {
        "address": address,
        "feed": CalendarFeed.objects.filter(user=request.user, revoked_at=None).first(),
        "form": ReminderForm(initial=chosen),
    }
    return render(request, "relationships/agenda/own.html", context, status=201 if address else 200)


@require_POST
@staff_page
def revoke(request: StaffRequest) -> HttpResponse:
    _require_agenda(request)
    try:
        calendar_links.revoke(by=request.user)
        messages.success(request, _("The calendar address opens nothing any more."))
    except CustomersError as refused:
        messages.warning(request, str(refused.message))
    return redirect("relationships:calendar-own")


@require_POST
@staff_page
def reminders(request: StaffRequest) -> HttpResponse:
    _require_agenda(request)
    form = ReminderForm(request.POST)
    if form.is_valid():
        calendar_links.choose_reminders(by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("relationships:calendar-own")


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-cache"
    return response


def _require_agenda(request: StaffRequest) -> None:
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
