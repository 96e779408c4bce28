from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from voice.access import masks
from voice.errors import ErasedError, NotYoursError, OutsideTextError, ReasonMissingError
from voice.models import Redaction, Verbatim, VoiceItem

if TYPE_CHECKING:
    from office.models import User


@transaction.atomic
def mask(item: VoiceItem, *, start: int, end: int, reason: str, by: "User") -> Redaction:
    """Cover code points [start, end) wherever the words are shown; the words below stay as they are.

    Errors: NotYoursError, ErasedError, OutsideTextError, ReasonMissingError.
    """
    _check(item, by, reason)
    verbatim = Verbatim.objects.get(pk=item.verbatim_id)
    if verbatim.is_erased:
        raise ErasedError
    if not 0 <= start < end <= len(verbatim.text):
        raise OutsideTextError
    return Redaction.objects.create(
        verbatim=verbatim, start=start, end=end, reason=reason.strip(), by=by, at=timezone.now()
    )


@transaction.atomic
def lift(redaction: Redaction, *, reason: str, by: "User") -> Redaction:
    """Take a mask away again; the row stays as its history. Lifting twice changes nothing."""
    _check(redaction.verbatim.item, by, reason)
    locked = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if locked.lifted_at is None:
        locked.lifted_at, locked.lifted_by, locked.lifted_reason = timezone.now(), by, reason.strip()
        locked.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    return locked


def _check(item: VoiceItem, by: "User", reason: str) -> None:
    if not masks(by, item):
        raise NotYoursError
    if not reason.strip():
        raise ReasonMissingError
