from typing import TYPE_CHECKING, Any

from django.db import transaction

from voice.access import require_handling
from voice.errors import ReasonMissingError
from voice.models import Clock, VoiceItem
from voice.services import capturing, steps

if TYPE_CHECKING:
    from office.models import User


@transaction.atomic
def supersede(item: VoiceItem, *, text: str, reason: str, by: "User", **corrected: Any) -> VoiceItem:
    """Replace a wrong capture by a new voice with the right words; the old one stays readable and says why.

    `corrected` takes the further arguments of `capture`; what is not given is taken over from the old voice.
    Errors: ReasonMissingError, SupersededError, NotYoursError and those of `capture`.
    """
    if not reason.strip():
        raise ReasonMissingError
    require_handling(by, item)
    old = steps.locked(item)
    taken_over = {
        "speaker": old.speaker,
        "anonymous": old.anonymous,
        "channel": old.verbatim.channel,
        "said_at": old.verbatim.said_at,
        "judgement": capturing.Judgement(
            old.kind, old.category, old.severity, old.sentiment, tuple(old.secondary_categories)
        ),
        "origin": capturing.Origin(old.origin_kind, old.origin_id) if old.origin_id else None,
        "received_at": old.received_at,
        "sample": old.sample,
    }
    new = capturing.capture(old.customer, text=text, by=by, **(taken_over | corrected))
    old.superseded_by, old.superseded_reason = new, reason.strip()
    old.clock, old.clock_due_at, old.version = Clock.NONE, None, old.version + 1
    old.save(update_fields=["superseded_by", "superseded_reason", "clock", "clock_due_at", "version"])
    return new
