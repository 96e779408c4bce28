"""The weekly wall from opening to publishing. A published edition never changes again (V3)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from office.access import publishes_wall
from office.calendar import Week, week_range
from voice.errors import (
    AlreadyPublishedError,
    FullError,
    NotListedError,
    NotPickableError,
    NotYoursError,
    PublishCheckError,
    WordsMissingError,
    WrongWeekError,
)
from voice.listening.walls import MOST, Quote, WallCheck, wall_check
from voice.models import Edition, EditionQuote, FollowUp, VoiceItem
from voice.selectors import BusinessCalendar, business_calendar, duty_of, follow_up_quotes
from voice.selectors.wall import pickable, received_since
from voice.services.freezing import frozen

if TYPE_CHECKING:
    from office.models import User


def open_week(week: str, *, by: "User", sample: bool = False) -> Edition:
    """The edition of a week, begun when it does not exist yet. Errors: NotYoursError, ValueError for no week."""
    _require_publisher(by)
    return _begun(week, by, sample=sample)


def _begun(week: str, by: "User", *, sample: bool = False) -> Edition:
    week_range(Week(week))
    found = Edition.objects.filter(week=week).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Edition.objects.create(
                week=week, duty=duty_of(week), opened_by=by, opened_at=timezone.now(), sample=sample
            )
    except IntegrityError:
        return Edition.objects.get(week=week)


@transaction.atomic
def pick(edition: Edition, voice: VoiceItem, *, by: "User", at: datetime | None = None) -> EditionQuote:
    """Put a voice on the wall of the week. Picking it twice gives the first pick again.

    Errors: NotYoursError, AlreadyPublishedError, FullError, NotPickableError.
    """
    held = _draft(edition, by)
    already = held.quotes.filter(voice=voice).first()
    if already is not None:
        return already
    if held.quotes.count() >= MOST:
        raise FullError
    found = VoiceItem.objects.visible_to(by).filter(pickable(), pk=voice.pk).select_related("verbatim").first()
    if found is None:
        raise NotPickableError
    since = received_since(held)
    last = held.quotes.order_by("-order").values_list("order", flat=True).first() or 0
    return EditionQuote.objects.create(
        edition=held,
        voice=found,
        order=last + 1,
        fingerprint=found.verbatim.fingerprint,
        old=since is not None and found.received_at <= since,
        picked_by=by,
        picked_at=at or timezone.now(),
    )


@transaction.atomic
def unpick(edition: Edition, voice: VoiceItem, *, by: "User") -> None:
    """Take a voice off the draft again."""
    _draft(edition, by).quotes.filter(voice=voice).delete()


@transaction.atomic
def arrange(edition: Edition, voices: Sequence[int], *, by: "User") -> None:
    """Order the picked voices as their ids are given; those not named keep their order after them.

    On the wall criticism and complaints still stand first, in the order among themselves.
    """
    held = _draft(edition, by)
    place = {voice: number for number, voice in enumerate(voices)}
    quotes = sorted(held.quotes.all(), key=lambda quote: (place.get(quote.voice_id, len(place)), quote.order))
    for number, quote in enumerate(quotes, start=1):
        quote.order = number
    EditionQuote.objects.bulk_update(quotes, ["order"])


@transaction.atomic
def write_follow_up(edition: Edition, quote: EditionQuote, *, line: str, by: "User") -> FollowUp:
    """Say in one line what happened since with a quote of an earlier edition: its owner, or who may publish.

    An edition that only has its week so far is begun. Errors: AlreadyPublishedError, NotListedError, NotYoursError,
    WordsMissingError.
    """
    held = _locked(edition if edition.pk else _begun(edition.week, by))
    if held.is_published:
        raise AlreadyPublishedError
    listed = next((one for one in follow_up_quotes(held) if one.quote.pk == quote.pk), None)
    if listed is None:
        raise NotListedError
    if listed.voice.owner_id != by.pk and not publishes_wall(by):
        raise NotYoursError
    if not line.strip():
        raise WordsMissingError
    written, _created = FollowUp.objects.update_or_create(
        edition=held, quote=listed.quote, defaults={"line": line.strip(), "by": by, "at": timezone.now()}
    )
    return written


def check(edition: Edition) -> WallCheck:
    """The whole publish check on what is picked now."""
    quotes = edition.quotes.select_related("voice__verbatim") if edition.pk else EditionQuote.objects.none()
    return wall_check(
        [
            Quote(
                text=quote.voice.verbatim.text,
                kind=quote.voice.kind,
                account=str(quote.voice.customer_id),
                fp=quote.fingerprint,
            )
            for quote in quotes
        ],
        follow_up_done=all(one.line is not None for one in follow_up_quotes(edition)),
    )


@transaction.atomic
def publish(edition: Edition, *, by: "User", at: datetime | None = None) -> Edition:
    """Check, freeze and publish. Of two who publish at once, one does and the other is told.

    `at` is when it was published, for editions entered afterwards. Errors: NotYoursError, AlreadyPublishedError,
    WrongWeekError, PublishCheckError, NotPickableError.
    """
    held = _draft(edition, by)
    now, calendar = at or timezone.now(), business_calendar()
    if not is_pickable(held.week, now, calendar):
        raise WrongWeekError
    result = check(held)
    if not result.publishable:
        raise PublishCheckError(result.errors)
    picked = held.quotes.values("voice_id")
    if VoiceItem.objects.filter(pickable(), pk__in=picked).count() != held.quotes.count():
        raise NotPickableError
    held.published_at, held.published_by = now, by
    held.duty = duty_of(held.week)
    held.payload = frozen(held, now=now, calendar=calendar)
    held.version += 1
    held.save()
    return held


def _require_publisher(by: "User") -> None:
    if not publishes_wall(by):
        raise NotYoursError


def _draft(edition: Edition, by: "User") -> Edition:
    _require_publisher(by)
    held = _locked(edition)
    if held.is_published:
        raise AlreadyPublishedError
    return held


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


def is_pickable(week: str, now: datetime, calendar: BusinessCalendar) -> bool:
    """From the Monday of its week until seven days after its Sunday; later it is missed for good."""
    monday, _sunday = week_range(Week(week))
    return calendar.start_of(monday) <= now < calendar.start_of(monday + timedelta(days=14))
