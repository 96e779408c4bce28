"""Addresses of people's calendars: issued once, kept as a digest, renewed and revoked at any time."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from office.models import User
from relationships.errors import LinkGoneError
from relationships.models import CalendarFeed, ReminderChoice


@transaction.atomic
def renew(*, by: User) -> tuple[CalendarFeed, str]:
    """A new address and its token, which nobody can read again afterwards; an older one opens nothing from now on."""
    User.objects.select_for_update().get(pk=by.pk)
    CalendarFeed.objects.filter(user=by, revoked_at=None).update(revoked_at=timezone.now())
    token = secrets.token_urlsafe(32)
    return CalendarFeed.objects.create(user=by, token_hash=hash_of(token)), token


@transaction.atomic
def revoke(*, by: User) -> None:
    """The person's address opens nothing from now on. Errors: LinkGoneError when there was none."""
    if not CalendarFeed.objects.filter(user=by, revoked_at=None).update(revoked_at=timezone.now()):
        raise LinkGoneError


def owner_of(token: str) -> User | None:
    """Whose calendar a token opens; None alike for one never issued, revoked, or of somebody who left."""
    feed = CalendarFeed.objects.live().filter(token_hash=hash_of(token)).select_related("user").first()
    return feed.user if feed else None


def choose_reminders(*, by: User, evening: bool, morning: bool) -> ReminderChoice:
    """When the person wants mails about planned contacts."""
    choice, _created = ReminderChoice.objects.update_or_create(
        user=by, defaults={"evening": evening, "morning": morning}
    )
    return choice


def hash_of(token: str) -> str:
    # 256 random bits need no salt and no stretching.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
