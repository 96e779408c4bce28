"""Taking back what somebody noted about a customer, and letting it count again."""

from typing import TypeVar

from django.utils import timezone

from customers.errors import ReasonMissingError
from office.models import User
from relationships.errors import AlreadyVoidedError, NotVoidedError
from relationships.models.entry import Entry

Kind = TypeVar("Kind", bound=Entry)
FIELDS = ["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"]


def withdraw(locked: Kind, *, by: User, reason: str) -> Kind:
    """Stop counting a row that the caller has locked. Errors: AlreadyVoidedError, ReasonMissingError."""
    if not locked.is_standing:
        raise AlreadyVoidedError
    if not reason.strip():
        raise ReasonMissingError(field="reason")
    locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = timezone.now(), by, reason.strip()[:300]
    return _saved(locked)


def restore(locked: Kind) -> Kind:
    """Count a row again as it was. Errors: NotVoidedError."""
    if locked.is_standing:
        raise NotVoidedError
    locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = None, None, ""
    return _saved(locked)


def _saved(locked: Kind) -> Kind:
    locked.version += 1
    locked.save(update_fields=FIELDS)
    return locked
