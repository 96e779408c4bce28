"""What we do with a voice: sort, acknowledge, assign, answer, close, reopen. Every verb is one step of V2's machine.

`at` is when it happened, for records that are entered afterwards; now when it is not given.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from customers.models import Contact
from voice.access import assigns, require_handling
from voice.errors import (
    ChangedMeanwhileError,
    DuplicateOfItselfError,
    NotYoursError,
    OwnerCannotSeeError,
    ReasonMissingError,
    StrangerError,
    WordsMissingError,
)
from voice.models import Category, Kind, Severity, Status, VoiceItem
from voice.selectors import business_calendar
from voice.services import steps

if TYPE_CHECKING:
    from office.models import User

SORTABLE = frozenset({Status.NEW, Status.ACKNOWLEDGED})


@transaction.atomic
def triage(
    item: VoiceItem,
    *,
    kind: str,
    category: str,
    severity: int,
    by: "User",
    sentiment: int | None = None,
    secondary_categories: Iterable[str] = (),
    version: int | None = None,
    at: datetime | None = None,
) -> VoiceItem:
    """Say what kind of voice this is, about what, and how grave; a voice already sorted is sorted anew in place."""
    require_handling(by, item)
    held = steps.locked(item)
    if version is not None and version != held.version:
        raise ChangedMeanwhileError
    held.kind, held.category, held.severity = Kind(kind), Category(category), Severity(severity)
    held.sentiment = sentiment
    held.secondary_categories = sorted({Category(one).value for one in secondary_categories} - {category})
    now = at or timezone.now()
    if held.status in SORTABLE:
        steps.advance(held, Status.TRIAGED, by=by, at=now)
    else:
        steps.save(held, log=steps.steps_of(held), calendar=business_calendar(), at=now)
    return held


@transaction.atomic
def describe(item: VoiceItem, *, summary: str, translation: str, by: "User", version: int | None = None) -> VoiceItem:
    """Our own words beside theirs: a summary and a translation, which may be rewritten at any time."""
    require_handling(by, item)
    held = steps.locked(item)
    if version is not None and version != held.version:
        raise ChangedMeanwhileError
    held.summary, held.translation, held.version = summary, translation, held.version + 1
    held.save(update_fields=["summary", "translation", "version"])
    return held


@transaction.atomic
def acknowledge(item: VoiceItem, *, by: "User", note: str = "", at: datetime | None = None) -> VoiceItem:
    """Praise or a question that asks for nothing more."""
    require_handling(by, item)
    held = steps.locked(item)
    steps.advance(held, Status.ACKNOWLEDGED, by=by, at=at or timezone.now(), note=note)
    return held


@transaction.atomic
def mark_duplicate(item: VoiceItem, *, of: VoiceItem, by: "User", at: datetime | None = None) -> VoiceItem:
    """The same thing said twice by one customer: final, the words stay and point to the first."""
    require_handling(by, item)
    held = steps.locked(item)
    first = VoiceItem.objects.visible_to(by).filter(pk=of.pk, customer_id=held.customer_id).first()
    if first is None or first.pk == held.pk or first.status == Status.DUPLICATE:
        raise DuplicateOfItselfError
    held.duplicate_of = first
    steps.advance(held, Status.DUPLICATE, by=by, at=at or timezone.now())
    return held


@transaction.atomic
def assign(item: VoiceItem, *, owner: "User", due: date, by: "User", at: datetime | None = None) -> VoiceItem:
    """Give the voice to a colleague until a day; also how an unconvincing answer goes back to work."""
    if not assigns(by, item):
        raise NotYoursError
    held = steps.locked(item)
    if not VoiceItem.objects.visible_to(owner).filter(pk=held.pk).exists():
        raise OwnerCannotSeeError
    held.owner, held.due_at = owner, steps.end_of_day(due, business_calendar())
    steps.advance(held, Status.ASSIGNED, by=by, at=at or timezone.now())
    return held


@transaction.atomic
def answer(item: VoiceItem, *, text: str, by: "User", at: datetime | None = None) -> VoiceItem:
    """Note what the customer was told; the answer clock stops."""
    if not text.strip():
        raise WordsMissingError
    require_handling(by, item)
    held = steps.locked(item)
    steps.advance(held, Status.ANSWERED, by=by, at=at or timezone.now(), note=text)
    return held


@transaction.atomic
def close_confirmed(
    item: VoiceItem,
    *,
    root_cause: str,
    action: str,
    confirmed_by: Contact | None,
    confirmed_on: date | None,
    confirmed_how: str,
    by: "User",
    at: datetime | None = None,
) -> VoiceItem:
    """Solved, and the customer said so: cause, action and who confirmed it when and how are all needed."""
    require_handling(by, item)
    held = steps.locked(item)
    if confirmed_by is not None and confirmed_by.customer_id != held.customer_id:
        raise StrangerError
    held.root_cause, held.action = root_cause.strip(), action.strip()
    held.confirmed_by, held.confirmed_on, held.confirmed_how = confirmed_by, confirmed_on, confirmed_how.strip()
    steps.advance(held, Status.CLOSED_CONFIRMED, by=by, at=at or timezone.now())
    return held


@transaction.atomic
def close_no_reply(item: VoiceItem, *, by: "User", note: str = "", at: datetime | None = None) -> VoiceItem:
    """Ten working days without a reaction: closed, counted apart, not as solved."""
    require_handling(by, item)
    held = steps.locked(item)
    steps.advance(held, Status.CLOSED_NO_REPLY, by=by, at=at or timezone.now(), note=note)
    return held


@transaction.atomic
def reopen(item: VoiceItem, *, reason: str, by: "User", at: datetime | None = None) -> VoiceItem:
    """Not solved after all, within 180 days; the closing clock goes on where it stood."""
    if not reason.strip():
        raise ReasonMissingError
    require_handling(by, item)
    held = steps.locked(item)
    steps.advance(held, Status.REOPENED, by=by, at=at or timezone.now(), note=reason.strip())
    return held
