"""Mail to colleagues, at most once. A row is claimed before the mail leaves and settled after; what a crash leaves in
between is "perhaps sent": it is shown to people and never sent again by itself."""

import hashlib
import logging
import smtplib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from office.models import OutgoingMail, User

TRIES = 5
BACK_OFF = timedelta(minutes=2)
SENDING_TAKES_AT_MOST = timedelta(minutes=10)

logger = logging.getLogger("zhike.mail")


@dataclass(frozen=True)
class Attachment:
    path: str
    """Where it lies in the storage."""
    name: str
    media_type: str


class NotAColleagueError(ValueError):
    """Mail goes to active colleagues with an address, to nobody else."""


def queue(
    *,
    purpose: str,
    period: str,
    person: User,
    subject: str,
    body: str,
    attachments: Sequence[Attachment] = (),
) -> OutgoingMail:
    """The one mail of this purpose, period and person; the row that exists already is returned unchanged."""
    if not (person.is_active and person.email):
        raise NotAColleagueError(person.username)
    mail, _created = OutgoingMail.objects.get_or_create(
        purpose=purpose,
        period=period,
        person=person,
        defaults={
            "subject": " ".join(subject.split()),
            "body": body,
            "attachments": [asdict(attachment) for attachment in attachments],
            "message_id": _message_id(purpose, period, person),
        },
    )
    return mail


def send_due(*, now: datetime | None = None) -> int:
    """Send the mails that wait; returns how many left. One bad mail does not hold up the next."""
    now = now or timezone.now()
    mark_unknown(now=now)
    due = OutgoingMail.objects.filter(state=OutgoingMail.State.PENDING, next_try_at__lte=now)
    return sum(send(mail_id) for mail_id in list(due.order_by("created_at", "pk").values_list("pk", flat=True)))


def send(mail_id: int) -> bool:
    """Claim one mail and send it; False when somebody else has it, or it did not surely leave."""
    mail = _claim(mail_id)
    if mail is None:
        return False
    try:
        message = _build(mail)
    except Exception as error:
        logger.exception("mail %s cannot be put together", mail.pk)
        _settle(mail, OutgoingMail.State.FAILED, error)
        return False
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        _postpone(mail, error)
        return False
    return _deliver(mail, message, connection)


def mark_unknown(*, now: datetime) -> int:
    """Mails claimed long ago whose sender never came back: nobody knows whether they left."""
    return OutgoingMail.objects.filter(
        state=OutgoingMail.State.SENDING, claimed_at__lt=now - SENDING_TAKES_AT_MOST
    ).update(state=OutgoingMail.State.UNKNOWN, error="The sender stopped while sending.")


def release(mail: OutgoingMail) -> bool:
    """A person decided that a failed or perhaps-sent mail shall leave again."""
    stuck = [OutgoingMail.State.FAILED, OutgoingMail.State.UNKNOWN]
    return bool(
        OutgoingMail.objects.filter(pk=mail.pk, state__in=stuck).update(
            state=OutgoingMail.State.PENDING, attempts=0, error="", next_try_at=timezone.now()
        )
    )


def _claim(mail_id: int) -> OutgoingMail | None:
    with transaction.atomic():
        waiting = OutgoingMail.objects.filter(pk=mail_id, state=OutgoingMail.State.PENDING)
        claimed = waiting.update(
            state=OutgoingMail.State.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1
        )
        return OutgoingMail.objects.select_related("person").get(pk=mail_id) if claimed else None


def _deliver(mail: OutgoingMail, message: EmailMessage, connection: BaseEmailBackend) -> bool:
    try:
        connection.send_messages([message])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        _postpone(mail, error)
    except (OSError, smtplib.SMTPException) as error:
        # The line broke, perhaps after the server had taken the mail.
        _settle(mail, OutgoingMail.State.UNKNOWN, error)
    else:
        _settle(mail, OutgoingMail.State.SENT)
        return True
    finally:
        _hang_up(connection)
    return False


def _hang_up(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.info("the mail server ended the conversation first")


def _build(mail: OutgoingMail) -> EmailMessage:
    if not (mail.person.is_active and mail.person.email):
        raise NotAColleagueError(mail.person.username)
    message = EmailMessage(mail.subject, mail.body, to=[mail.person.email], headers={"Message-ID": mail.message_id})
    for attachment in _attachments(mail):
        with default_storage.open(attachment.path) as file:
            message.attach(attachment.name, file.read(), attachment.media_type)
    return message


def _attachments(mail: OutgoingMail) -> Iterable[Attachment]:
    return (Attachment(**fields) for fields in mail.attachments)


def _settle(mail: OutgoingMail, state: OutgoingMail.State, error: Exception | None = None) -> None:
    sent_at = timezone.now() if state == OutgoingMail.State.SENT else None
    OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.SENDING).update(
        state=state, sent_at=sent_at, error=type(error).__name__ if error else ""
    )


def _postpone(mail: OutgoingMail, error: Exception) -> None:
    """The server refused or was not there: nothing left the house, so trying again cannot double it."""
    if mail.attempts >= TRIES:
        _settle(mail, OutgoingMail.State.FAILED, error)
        return
    OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.SENDING).update(
        state=OutgoingMail.State.PENDING,
        error=type(error).__name__,
        next_try_at=timezone.now() + BACK_OFF * 2 ** (mail.attempts - 1),
    )


def _message_id(purpose: str, period: str, person: User) -> str:
    """The same for the same mail, so that a receiving server can drop a second copy."""
    digest = hashlib.sha256(f"{purpose}\n{period}\n{person.pk}".encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"
