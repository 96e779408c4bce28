"""The inbox: a list under its clocks, with one voice beside it to read and to act on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from office.presenters.workdays import missing_years
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
    chosen = VoiceFilter(request.GET, queryset=visible, request=request)
    rows = list(chosen.qs.with_words().nearest_clock_first()[: PAGE + 1])
    groups = presenter.groups(rows[:PAGE], now, calendar)
    order = [row.id for group in groups for row in group.rows]
    selected = _selected(request, order)
    context = {
        "filter": chosen,
        "groups": groups,
        "more": len(rows) > PAGE,
        "selected": selected,
        "chosen": bool(request.GET.get("v")),
        **_neighbours(order, selected),
        "may_capture": access.captures(request.user),
        "calendar": missing_years(request.user, timezone.localdate(now)),
    }
    if selected:
        context |= reading(selected, request.user) | {"back": _address_of(request, selected)}
    return render(request, "voice/inbox.html", context)


@require_GET
@staff_page
def item(request: StaffRequest, pk: int) -> HttpResponse:
    """One voice as a page of its own."""
    found = fetch(pk, request.user)
    return render(request, "voice/item.html", reading(found, request.user))


def _address_of(request: StaffRequest, selected: VoiceItem) -> str:
    """The inbox as it stands, with this voice open."""
    query = request.GET.copy()
    query["v"] = str(selected.pk)
    return f"{request.path}?{query.urlencode()}"


def _neighbours(order: list[int], selected: VoiceItem | None) -> dict[str, int | None]:
    """The voices above and below the open one, for the keys K and J."""
    here = order.index(selected.pk) if selected and selected.pk in order else None
    if here is None:
        return {}
    return {
        "previous": order[here - 1] if here else None,
        "following": order[here + 1] if here + 1 < len(order) else None,
    }


def _selected(request: StaffRequest, order: list[int]) -> VoiceItem | None:
    wanted = request.GET.get("v", "")
    if wanted.isdigit():
        return fetch(int(wanted), request.user)
    return fetch(order[0], request.user) if order else None
