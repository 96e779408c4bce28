"""Addresses of corridor screens, and the roster of who picks the wall."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from office.calendar import Week, week_add
from office.requests import StaffRequest, staff_page
from voice import access
from voice.errors import RevokedError
from voice.forms import DisplayLinkForm, RosterForm
from voice.models import DisplayLink, DutyRoster
from voice.selectors import business_calendar, duty_of
from voice.services import display_links, duty

WEEKS_AHEAD = 8


@never_cache
@require_http_methods(["GET", "POST"])
@staff_page
def displays(request: StaffRequest) -> HttpResponse:
    """The screens. The address of a new one is shown once, in the answer that made it."""
    if not access.keeps_screens(request.user):
        raise PermissionDenied
    form, address = DisplayLinkForm(request.POST or None), ""
    if form.is_valid():
        _link, token = display_links.issue(
            name=form.cleaned_data["name"], language=form.cleaned_data["language"], by=request.user
        )
        address = request.build_absolute_uri(reverse("voice:display", args=[token]))
        form = DisplayLinkForm()
    links = DisplayLink.objects.visible_to(request.user).select_related("created_by", "revoked_by")
    return render(request, "voice/displays.html", {"form": form, "links": links, "address": address})


@require_POST
@staff_page
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an address away; the screen shows nothing more at its next turn."""
    if not access.keeps_screens(request.user):
        raise PermissionDenied
    link = get_object_or_404(DisplayLink.objects.visible_to(request.user), pk=pk)
    try:
        display_links.revoke(link, by=request.user)
        messages.success(request, _("Revoked. The screen goes dark at its next turn."))
    except RevokedError as refusal:
        messages.warning(request, str(refusal))
    return redirect("voice:displays")


@require_http_methods(["GET", "POST"])
@staff_page
def roster(request: StaffRequest) -> HttpResponse:
    """Who picks in which week, and the order from a week on."""
    if not access.keeps_roster(request.user):
        raise PermissionDenied
    this_week = str(business_calendar().week(timezone.now()))
    standing = DutyRoster.objects.in_force(this_week).first()
    members = standing.members.select_related("user") if standing else []
    start = {"from_week": this_week, "executives": "\n".join(member.user.username for member in members)}
    form = RosterForm(request.POST or None, initial=start)
    if form.is_valid():
        duty.set_roster(form.cleaned_data["executives"], from_week=form.cleaned_data["from_week"], by=request.user)
        messages.success(request, _("The roster holds from that week on."))
        return redirect("voice:roster")
    ahead = [str(week_add(Week(this_week), n)) for n in range(WEEKS_AHEAD)]
    context = {"form": form, "ahead": [(week, duty_of(week)) for week in ahead]}
    return render(request, "voice/roster.html", context, status=422 if form.is_bound else 200)
