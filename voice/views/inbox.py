"""The inbox: a list under its clocks, with one voice beside it to read and to act on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from office.requests import StaffRequest, staff_page
from voice import access
from voice.filters import VoiceFilter
from voice.models import VoiceItem
from voice.presenters import inbox as presenter
from voice.selectors import business_calendar
from voice.views.reading import fetch, reading, require_voices

PAGE = 60


@require_GET
@staff_page
def inbox(request: StaffRequest) -> HttpResponse:
    """What waits, by the clock that runs out first. `v` names the voice in the reading pane."""
    require_voices(request.user)
    now, calendar = timezone.now(), business_calendar()
    visible = VoiceItem.objects.visible_to(request.user)
    chosen = VoiceFilter(request.GET, queryset=visible, request=request)  # type: ignore[no-untyped-call]
    rows = list(chosen.qs.with_words().nearest_clock_first()[: PAGE + 1])
    selected = _selected(request, rows)
    context = {
        "filter": chosen,
        "groups": presenter.groups(rows[:PAGE], now, calendar),
        "more": len(rows) > PAGE,
        "selected": selected,
        "may_capture": access.captures(request.user),
    }
    if selected:
        context |= reading(selected, request.user)
    return render(request, "voice/inbox.html", context)


@require_GET
@staff_page
def item(request: StaffRequest, pk: int) -> HttpResponse:
    """One voice: as a page of its own, or the reading pane of the inbox."""
    found = fetch(pk, request.user)
    template = "voice/reading.html" if request.headers.get("HX-Target") == "reading" else "voice/item.html"
    return render(request, template, reading(found, request.user))


def _selected(request: StaffRequest, rows: list[VoiceItem]) -> VoiceItem | None:
    wanted = request.GET.get("v", "")
    if wanted.isdigit():
        return fetch(int(wanted), request.user)
    return fetch(rows[0].pk, request.user) if rows else None
