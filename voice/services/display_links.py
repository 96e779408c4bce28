"""Addresses of corridor screens: issued once, kept as a hash, revocable at any time (T16)."""

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from voice.access import keeps_screens
from voice.errors import NotYoursError, RevokedError
from voice.models import DisplayLink

if TYPE_CHECKING:
    from office.models import User


def issue(*, name: str, by: "User", language: str = "") -> tuple[DisplayLink, str]:
    """A new link and its token, which nobody can read again afterwards. Errors: NotYoursError."""
    if not keeps_screens(by):
        raise NotYoursError
    token = secrets.token_urlsafe(24)
    link = DisplayLink.objects.create(
        name=name.strip(), language=language, token_hash=hash_of(token), created_by=by, created_at=timezone.now()
    )
    return link, token


@transaction.atomic
def revoke(link: DisplayLink, *, by: "User") -> DisplayLink:
    """The screen goes dark at its next turn. Errors: NotYoursError, RevokedError."""
    if not keeps_screens(by):
        raise NotYoursError
    held = DisplayLink.objects.select_for_update().get(pk=link.pk)
    if held.revoked_at is not None:
        raise RevokedError
    held.revoked_at, held.revoked_by = timezone.now(), by
    held.save(update_fields=["revoked_at", "revoked_by"])
    return held


def find(token: str) -> DisplayLink | None:
    """The live link of a token; None for an unknown or a revoked one alike."""
    return DisplayLink.objects.live().filter(token_hash=hash_of(token)).first()


def hash_of(token: str) -> str:
    # 192 random bits need no salt and no stretching.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
