"""A customer's words on the timeline of the customer's page."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.extensions import TimelineEntry
from customers.models import Customer
from voice.models import VoiceItem
from voice.presenters.inbox import attribution
from voice.presenters.words import said

if TYPE_CHECKING:
    from office.models import User

SOURCE = "voice"
SHOWN = ("verbatim", "speaker__person", "speaker__department")


def entries(
    customer: Customer, user: "User", before: tuple[datetime, str, int] | None, limit: int
) -> Sequence[TimelineEntry]:
    """What the customer said before a key of the timeline, newest first."""
    voices = VoiceItem.objects.visible_to(user).filter(customer=customer).select_related(*SHOWN)
    voices = voices.prefetch_related("verbatim__redactions")
    if before is not None:
        voices = voices.filter(_older(before))
    return [_entry(voice) for voice in voices.order_by("-verbatim__said_at", "-id")[:limit]]


def _older(before: tuple[datetime, str, int]) -> Q:
    at, source, last = before
    older = Q(verbatim__said_at__lt=at)
    if source == SOURCE:
        return older | Q(verbatim__said_at=at, pk__lt=last)
    return older | Q(verbatim__said_at=at) if source > SOURCE else older


def _entry(voice: VoiceItem) -> TimelineEntry:
    speaker = [str(voice.speaker.person), attribution(voice.speaker)] if voice.speaker else [_("speaker not named")]
    source = [*speaker, voice.verbatim.get_channel_display()]
    return TimelineEntry(
        at=voice.verbatim.said_at,
        source=SOURCE,
        id=voice.pk,
        template="voice/timeline_entry.html",
        context={
            "words": said(voice.verbatim),
            "source": pgettext("between parts of a date", ", ").join(filter(None, source)),
            "kind": voice.get_kind_display() or _("unsorted"),
            "state": "bad" if voice.is_critical else "",
            "status": voice.get_status_display(),
            "url": voice.get_absolute_url(),
            "at": voice.verbatim.said_at,
            "replaced": voice.superseded_by_id is not None,
        },
    )
