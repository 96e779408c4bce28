"""The weekly wall as everybody in the house reads it. A published edition is text without links (decision 51)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from office.access import publishes_wall, reads_founder_reports
from office.requests import StaffRequest, staff_page
from voice.access import keeps_screens, sees_roster
from voice.errors import NotYoursError, VoiceError
from voice.forms import ErratumForm
from voice.models import Edition
from voice.presenters.editions import STATES, EditionPage, edition_page
from voice.selectors import business_calendar, duty_of, record_of
from voice.services import errata


@require_GET
@staff_page
def wall(request: StaffRequest) -> HttpResponse:
    """The newest edition, and the editions before it."""
    latest = Edition.objects.published().order_by("-week").first()
    return _page(request, latest)


@require_GET
@staff_page
def edition(request: StaffRequest, week: str) -> HttpResponse:
    """One edition; a draft leads those who may pick to the picking page, while it can still be published."""
    found = get_object_or_404(Edition.objects.visible_to(request.user), week=week)
    if not found.is_published:
        return redirect("voice:pick", week)
    return _page(request, found)


@require_GET
@staff_page
def poster(request: StaffRequest, week: str) -> HttpResponse:
    """The edition for paper, A4 or A3."""
    found = get_object_or_404(Edition.objects.published(), week=week)
    return render(request, "voice/poster.html", {"page": _shown(request, found)})


@require_POST
@staff_page
def erratum(request: StaffRequest, week: str) -> HttpResponse:
    """A correction below a published edition."""
    found = get_object_or_404(Edition.objects.visible_to(request.user), week=week)
    form = ErratumForm(request.POST)
    try:
        if form.is_valid():
            errata.add(found, text=form.cleaned_data["text"], by=request.user)
            messages.success(request, _("The correction stands below the edition."))
    except NotYoursError as refusal:
        raise PermissionDenied from refusal
    except VoiceError as refusal:
        messages.error(request, str(refusal))
    return redirect("voice:edition", week)


def _page(request: StaffRequest, shown: Edition | None) -> HttpResponse:
    now, calendar = timezone.now(), business_calendar()
    this_week = str(calendar.week(now))
    record = record_of(this_week, now, calendar)
    published = set(Edition.objects.published().values_list("week", flat=True))
    context = {
        "page": _shown(request, shown) if shown else None,
        "edition": shown,
        "this_week": this_week,
        "this_week_published": this_week in published,
        "duty": duty_of(this_week),
        "publishes": publishes_wall(request.user),
        "keeps_screens": keeps_screens(request.user),
        "sees_roster": sees_roster(request.user),
        "archive": [(week, STATES[state](), state, week in published) for week, state in record.states],
        "record": record,
        "erratum_form": ErratumForm(),
    }
    return render(request, "voice/wall.html", context)


def _shown(request: StaffRequest, edition: Edition) -> EditionPage:
    return edition_page(edition, by_revenue=reads_founder_reports(request.user))
