"""One voice with all its page shows, for whoever may see it."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from office.access import sees_people_and_voices
from office.models import User
from voice import access
from voice.forms import ACT_FORMS, VoiceForm
from voice.models import VoiceItem
from voice.presenters import clocks
from voice.presenters import inbox as presenter
from voice.presenters.words import said
from voice.selectors import business_calendar


def reading(item: VoiceItem, user: User, forms: dict[str, VoiceForm] | None = None) -> dict[str, Any]:
    """All that the reading pane shows; `forms` are those that came back with errors."""
    now, calendar = timezone.now(), business_calendar()
    acts = presenter.next_acts(item)
    handles = access.handles(user, item)
    may_assign = handles or access.assigns(user, item)
    allowed = [act for act in acts if handles or (act == "assign" and may_assign)]
    shown = {act: (forms or {}).get(act) or ACT_FORMS[act](item=item, user=user) for act in {*allowed, "triage"}}
    return {
        "item": item,
        "words": said(item.verbatim),
        "attribution": presenter.attribution(item.speaker),
        "clock": clocks.countdown(item, now, calendar),
        "bars": clocks.bars(item, now, calendar),
        "acts": [(act, shown[act]) for act in allowed],
        # Sorting anew, for a voice whose next step is another one.
        "resort": shown["triage"]
        if handles and item.kind and "triage" not in acts and not item.superseded_by_id
        else None,
        "handles": handles,
        "may_mask": handles or access.masks(user, item),
        "may_erase": access.erases(user),
        "lacks": presenter.missing_to_close(item),
        "history": presenter.history(item),
        "similar": _similar(item, user),
    }


def fetch(pk: int, user: User) -> VoiceItem:
    """The voice with all its page shows. Errors: Http404 when it does not exist for the user."""
    voices = VoiceItem.objects.visible_to(user).with_words()
    voices = voices.select_related("confirmed_by__person", "duplicate_of", "superseded_by", "supersedes")
    return get_object_or_404(voices.prefetch_related("transitions__by"), pk=pk)


def require_voices(user: User) -> None:
    """Who only keeps the books has no inbox."""
    if not sees_people_and_voices(user):
        raise Http404


def _similar(item: VoiceItem, user: User) -> list[presenter.Row]:
    """Other voices about the same, newest first: of this root cause when it is known, else of this category."""
    others = VoiceItem.objects.visible_to(user).current().exclude(pk=item.pk)
    if item.root_cause:
        others = others.filter(root_cause=item.root_cause)
    elif item.category:
        others = others.filter(category=item.category, kind=item.kind)
    else:
        return []
    now, calendar = timezone.now(), business_calendar()
    return [presenter.row(one, now, calendar) for one in others.with_words().order_by("-received_at", "-id")[:5]]
