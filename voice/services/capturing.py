from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.models import Contact, Customer
from voice.access import captures
from voice.errors import SaidInFutureError, StrangerError, UnstorableError, WordsMissingError
from voice.listening.verbatims import fingerprint
from voice.models import TOMBSTONE, Channel, SampleWords, Status, Verbatim, VoiceItem, VoiceTransition
from voice.selectors import business_calendar
from voice.services import steps

if TYPE_CHECKING:
    from office.models import User

# Clocks of two machines never agree to the second.
CLOCK_SKEW = timedelta(minutes=5)


class Judgement(NamedTuple):
    """What the person who recorded the words thinks of them; all of it may wait for triage."""

    kind: str = ""
    category: str = ""
    severity: int | None = None
    sentiment: int | None = None
    secondary_categories: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return bool(self.kind and self.category and self.severity)


class Origin(NamedTuple):
    """The record of another app from which the words came (decision 47)."""

    kind: str
    id: int


UNJUDGED = Judgement()


def capture(
    customer: Customer,
    *,
    text: str,
    by: "User",
    channel: str = Channel.OTHER,
    said_at: datetime | None = None,
    speaker: Contact | None = None,
    anonymous: bool = False,
    judgement: Judgement = UNJUDGED,
    summary: str = "",
    translation: str = "",
    origin: Origin | None = None,
    received_at: datetime | None = None,
    idempotency_key: str | None = None,
    sample: bool = False,
) -> VoiceItem:
    """Keep a customer's words for ever, byte for byte as given; sorted at once when kind, category and severity are known.

    The same `idempotency_key` of the same person gives the first voice again. Errors: WordsMissingError,
    UnstorableError, StrangerError (the speaker is not of this customer), SaidInFutureError, PermissionDenied.
    """
    now = timezone.now()
    _check_text(text)
    _check_who(customer, speaker, by)
    if (said_at or now) > now + CLOCK_SKEW:
        raise SaidInFutureError
    try:
        with transaction.atomic():
            if idempotency_key and (found := _captured_before(by, idempotency_key)):
                return found
            return _store(
                VoiceItem(
                    customer=customer,
                    speaker=speaker,
                    anonymous=anonymous,
                    received_at=received_at or now,
                    summary=summary,
                    translation=translation,
                    origin_kind=origin.kind if origin else "",
                    origin_id=origin.id if origin else None,
                    sample=sample,
                    created_by=by,
                    idempotency_key=idempotency_key or None,
                ),
                Verbatim(
                    text=text,
                    fingerprint=fingerprint(text),
                    said_at=said_at or now,
                    captured_by=by,
                    channel=Channel(channel),
                ),
                judgement,
            )
    except IntegrityError:
        # Two identical requests at once: the second finds what the first has kept.
        if idempotency_key and (found := _captured_before(by, idempotency_key)):
            return found
        raise


def _store(item: VoiceItem, verbatim: Verbatim, judgement: Judgement) -> VoiceItem:
    verbatim.save(force_insert=True)
    if item.sample:
        SampleWords.objects.create(verbatim_id=verbatim.pk)
    item.verbatim = verbatim
    item.kind, item.category = judgement.kind, judgement.category
    item.severity, item.sentiment = judgement.severity, judgement.sentiment
    item.secondary_categories = list(judgement.secondary_categories)
    statuses = [Status.NEW, Status.TRIAGED] if judgement.is_complete else [Status.NEW]
    item.status = statuses[-1]
    calendar = business_calendar()
    log = [(str(status), item.received_at) for status in statuses]
    item.clock, item.clock_due_at = steps.next_clock(
        log, item.severity or steps.UNSORTED_SEVERITY, calendar, at=item.received_at
    )
    item.save(force_insert=True)
    VoiceTransition.objects.bulk_create(_log_rows(item, statuses))
    steps.announce(item.customer_id)
    return item


def _log_rows(item: VoiceItem, statuses: Iterable[Status]) -> list[VoiceTransition]:
    return [VoiceTransition(item=item, status=status, at=item.received_at, by=item.created_by) for status in statuses]


def _check_text(text: str) -> None:
    if not text.strip() or text == TOMBSTONE:
        raise WordsMissingError
    # PostgreSQL keeps no NUL and no half of a surrogate pair: better refused than changed.
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UnstorableError


def _check_who(customer: Customer, speaker: Contact | None, by: "User") -> None:
    if not captures(by) or not Customer.objects.visible_to(by).filter(pk=customer.pk).exists():
        raise PermissionDenied
    if speaker is not None and (
        speaker.customer_id != customer.pk or not Contact.objects.visible_to(by).filter(pk=speaker.pk).exists()
    ):
        raise StrangerError


def _captured_before(by: "User", key: str) -> VoiceItem | None:
    return VoiceItem.objects.filter(created_by=by, idempotency_key=key).first()
