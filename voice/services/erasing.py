from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from voice.access import erases
from voice.errors import ErasedError, NotYoursError, ReasonMissingError
from voice.models import TOMBSTONE, Erasure, Verbatim, VoiceItem
from voice.services import steps

if TYPE_CHECKING:
    from office.models import User


@transaction.atomic
def erase(item: VoiceItem, *, reason: str, by: "User") -> Erasure:
    """Fulfil a person's request: words and speaker go, fingerprint and date stay (V2, decision 26).

    Words of our own about them (summary, translation) go with them. Errors: NotYoursError, ReasonMissingError,
    ErasedError.
    """
    if not erases(by):
        raise NotYoursError
    if not reason.strip():
        raise ReasonMissingError
    held = VoiceItem.objects.select_for_update().get(pk=item.pk)
    verbatim = Verbatim.objects.select_for_update().get(pk=held.verbatim_id)
    if verbatim.is_erased:
        raise ErasedError
    erasure = Erasure.objects.create(
        verbatim_id=verbatim.pk, fingerprint=verbatim.fingerprint, reason=reason.strip(), by=by, at=timezone.now()
    )
    Verbatim.objects.filter(pk=verbatim.pk).update(text=TOMBSTONE)
    held.speaker = held.confirmed_by = None
    held.summary = held.translation = ""
    held.confirmed_how = TOMBSTONE if held.confirmed_how else ""
    held.version += 1
    held.save()
    steps.announce(held.customer_id)
    return erasure
