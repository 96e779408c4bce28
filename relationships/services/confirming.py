"""The customer's own word on a reading: through a link that works once, or written down from a mail or minutes."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.access import may_edit_people, require
from customers.errors import CustomersError, FieldRefusedError
from customers.models import Contact
from customers.services import recording
from office.clock import today
from office.models import User
from office.roles import Role
from relationships.access import loggable_by
from relationships.errors import ContactNotFoundError, NotYetError
from relationships.models import Confirmation, ConfirmLink, OutcomeReading
from relationships.services import standings

CONFIRMED, PUSHED_BACK, ASKED, REVOKED = "reading_confirmed", "reading_pushed_back", "reading_asked", "link_revoked"
VALID = timedelta(days=14)
LIVE_MOST = 20
"""Links of one reading that may wait at a time."""
ORIGIN = "confirmation"


class AnsweredError(CustomersError):
    message = _("The customer has answered this reading already.")


class CorrectedError(CustomersError):
    message = _("Another value stands for this period now: ask for that one.")


class TakenBackError(CustomersError):
    message = _("The contact in which this was said has been voided: nobody need confirm it.")


class LinkOverError(CustomersError):
    message = _("This link works no longer.")


@dataclass(frozen=True)
class Answer:
    """What came through a link: agreed, or the voice that the objection became."""

    confirmation: Confirmation
    voice_id: int | None


@transaction.atomic
def write_down(
    reading: OutcomeReading, *, contact: Contact, on: date, manner: str, evidence: str, by: User
) -> Confirmation:
    """Note that a contact confirmed elsewhere, with where that is written.

    Errors: AnsweredError, CorrectedError, ContactNotFoundError, NotYetError, FieldRefusedError, PermissionDenied.
    """
    require(may_edit_people(by, reading.customer))
    locked = askable(reading)
    check_contact(locked, contact)
    if on > today():
        raise NotYetError(field="on")
    if on < locked.period_end:
        raise FieldRefusedError(_("Nobody can confirm a period before it has ended."), field="on")
    if manner == Confirmation.Manner.LINK:
        raise ValueError("a link is answered by the customer alone")
    if not evidence.strip():
        raise FieldRefusedError(_("Say where it is written."), field="evidence")
    word = Confirmation.objects.create(
        reading=locked,
        agreed=True,
        contact=contact,
        on=on,
        manner=Confirmation.Manner(manner),
        evidence=evidence.strip(),
        recorded_by=by,
    )
    recording.record(locked.customer, CONFIRMED, by=by, reading=locked.pk, contact=contact.pk, manner=manner)
    standings.recompute(locked.customer)
    return word


@transaction.atomic
def ask(reading: OutcomeReading, *, contact: Contact, by: User, language: str = "") -> tuple[ConfirmLink, str]:
    """A link for one contact and its token, which nobody can read again afterwards.

    Errors: AnsweredError, CorrectedError, ContactNotFoundError, FieldRefusedError, PermissionDenied.
    """
    require(may_edit_people(by, reading.customer))
    locked = askable(reading)
    check_contact(locked, contact)
    now = timezone.now()
    if waiting().filter(reading=locked).count() >= LIVE_MOST:
        raise FieldRefusedError(_("Too many links wait for this reading; revoke some first."), field="contact")
    token = secrets.token_urlsafe(32)
    link = ConfirmLink.objects.create(
        reading=locked,
        contact=contact,
        language=language,
        token_hash=hash_of(token),
        created_by=by,
        created_at=now,
        expires_at=now + VALID,
    )
    recording.record(locked.customer, ASKED, by=by, reading=locked.pk, contact=contact.pk)
    return link, token


@transaction.atomic
def revoke(link: ConfirmLink, *, by: User) -> ConfirmLink:
    """The address opens nothing from now on. Errors: LinkOverError, PermissionDenied."""
    require(may_edit_people(by, link.reading.customer))
    locked = ConfirmLink.objects.select_for_update().get(pk=link.pk)
    if locked.used_at is not None or locked.revoked_at is not None:
        raise LinkOverError
    locked.revoked_at, locked.revoked_by = timezone.now(), by
    locked.save(update_fields=["revoked_at", "revoked_by"])
    recording.record(link.reading.customer, REVOKED, by=by, reading=link.reading_id)
    return locked


def find(token: str) -> ConfirmLink | None:
    """The link of a token that may still be answered; None for every other one alike: never issued, expired, used,
    revoked, of a value that was corrected, of a contact who left, of a goal or a customer set aside.
    """
    link = waiting().filter(token_hash=hash_of(token)).select_related(*BEHIND).first()
    return link if link is not None and is_open(link, overtaken=corrected(link.reading)) else None


@transaction.atomic
def answer(token: str, *, agreed: bool, comment: str = "") -> Answer:
    """Take the contact's answer, once. An objection becomes a voice in their words. Errors: LinkOverError."""
    held = ConfirmLink.objects.select_for_update(of=("self",)).filter(token_hash=hash_of(token)).first()
    link = find(token)
    if held is None or link is None:
        raise LinkOverError
    reading = OutcomeReading.objects.select_for_update(of=("self",)).get(pk=link.reading_id)
    if Confirmation.objects.filter(reading=reading).exists():
        raise LinkOverError
    now = timezone.now()
    held.used_at = now
    held.save(update_fields=["used_at"])
    word = say(link, agreed=agreed, comment=comment, now=now)
    standings.recompute(reading.customer)
    return Answer(word, word.voice_id)


def say(link: ConfirmLink, *, agreed: bool, comment: str, now: datetime) -> Confirmation:
    """Keep the contact's word on the link's reading, which the caller has locked and brings up to date."""
    reading = link.reading
    word = Confirmation.objects.create(
        reading=reading,
        agreed=agreed,
        contact=link.contact,
        on=today(),
        manner=Confirmation.Manner.LINK,
        recorded_by=None,
        recorded_at=now,
    )
    if comment.strip():
        word.voice_id = _keep_words(word, link, comment)
        word.save(update_fields=["voice_id"])
    verb = CONFIRMED if agreed else PUSHED_BACK
    recording.record(reading.customer, verb, by=None, reading=reading.pk, contact=link.contact_id, manner="link")
    return word


def hash_of(token: str) -> str:
    # 256 random bits need no salt and no stretching.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


BEHIND = (
    "contact__person",
    "reading__customer",
    "reading__goal__kpi__product",
    "reading__goal__current__owner",
    "reading__confirmation",
    "reading__interaction",
    "created_by",
)


def waiting() -> QuerySet[ConfirmLink]:
    return ConfirmLink.objects.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


def is_open(link: ConfirmLink, *, overtaken: bool) -> bool:
    """Whether a link that waits may be answered still; `overtaken` says that another value stands for the period."""
    reading = link.reading
    return not (
        (link.contact.left_on is not None and link.contact.left_on <= today())
        or reading.goal.voided_at is not None
        or reading.customer.is_archived
        or getattr(reading, "confirmation", None) is not None
        or overtaken
        or reading.is_taken_back
    )


def corrected(reading: OutcomeReading) -> bool:
    """Whether a later one stands for the period."""
    later = Q(recorded_at__gt=reading.recorded_at) | Q(recorded_at=reading.recorded_at, pk__gt=reading.pk)
    return OutcomeReading.objects.standing().filter(later, goal=reading.goal_id, period_end=reading.period_end).exists()


def askable(reading: OutcomeReading) -> OutcomeReading:
    locked = (
        OutcomeReading.objects.select_for_update(of=("self",))
        .select_related("customer", "goal", "interaction")
        .get(pk=reading.pk)
    )
    if Confirmation.objects.filter(reading=locked).exists():
        raise AnsweredError
    if corrected(locked):
        raise CorrectedError
    if locked.is_taken_back:
        raise TakenBackError
    return locked


def check_contact(reading: OutcomeReading, contact: Contact) -> None:
    gone = contact.left_on is not None and contact.left_on <= today()
    if contact.customer_id != reading.customer_id or gone:
        raise ContactNotFoundError(field="contact")


def _keep_words(word: Confirmation, link: ConfirmLink, comment: str) -> int | None:
    """Through whoever keeps voices; in the name of the colleague who asked, or who answers for the customer now."""
    reading = link.reading
    asked = [link.created_by, reading.goal.terms.owner, reading.customer.owner]
    keeper = next((one for one in asked if one and loggable_by(one).filter(pk=reading.customer_id).exists()), None)
    keeper = keeper or User.objects.active().holding(Role.FOUNDER).first()
    if keeper is None:
        raise LinkOverError
    for keep in extensions.words_keepers:
        return keep(
            reading.customer,
            text=comment,
            speaker=link.contact,
            by=keeper,
            origin=(ORIGIN, word.pk),
        )
    raise LinkOverError
