"""Keys for programs: issued once in clear, kept as a fingerprint, always with an end."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from office.models import ApiKey, User
from office.scopes import Scope
from office.services import auditing

MARK = "zk_"  # so that scanners for leaked secrets recognise ours
PREFIX = 10  # characters shown; the other 36 carry over 200 bits
LONGEST_LIFE = timedelta(days=366)
USE_IS_NOTED_EVERY = timedelta(minutes=1)


class KeyRefusedError(ValueError):
    """A key needs at least one known scope and an end within a year."""


class AlreadyRevokedError(Exception):
    """The key was revoked before."""


@transaction.atomic
def issue(*, owner: User, label: str, scopes: Collection[str], expires_at: datetime, by: User) -> tuple[ApiKey, str]:
    """A new key and its plain text, which is shown this once and kept nowhere."""
    now = timezone.now()
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(Scope.values) or not now < expires_at <= now + LONGEST_LIFE:
        raise KeyRefusedError
    plain = MARK + secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        owner=owner,
        label=label,
        prefix=plain[:PREFIX],
        digest=fingerprint(plain),
        scopes=wanted,
        created_at=now,
        expires_at=expires_at,
    )
    auditing.record(auditing.KEY_ISSUED, by=by, key=key.pk, owner=owner.pk, scopes=wanted)
    return key, plain


@transaction.atomic
def revoke(key: ApiKey, *, by: User) -> ApiKey:
    if not ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        raise AlreadyRevokedError
    auditing.record(auditing.KEY_REVOKED, by=by, key=key.pk, owner=key.owner_id)
    key.refresh_from_db()
    return key


def find(plain: str, *, now: datetime | None = None) -> ApiKey | None:
    """The usable key with this plain text, with its owner; notes its use once a minute.

    The lookup compares fingerprints of 256 random bits, so its timing tells nothing about a key.
    """
    now = now or timezone.now()
    key = ApiKey.objects.usable(now).select_related("owner").filter(digest=fingerprint(plain)).first()
    if key and (key.last_used_at is None or key.last_used_at < now - USE_IS_NOTED_EVERY):
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key


def fingerprint(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
