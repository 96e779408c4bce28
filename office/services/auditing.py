"""The audit of what was done to the system itself. Entries are added here and nowhere else."""

from ipaddress import ip_address
from typing import Any

from office.models import AuditEntry, User

SIGNED_IN = "signed_in"
SIGN_IN_FAILED = "sign_in_failed"
SIGN_IN_THROTTLED = "sign_in_throttled"
SIGNED_OUT = "signed_out"
PASSWORD_CHANGED = "password_changed"  # noqa: S105
EXPORTED = "exported"
KEY_ISSUED = "key_issued"
KEY_REVOKED = "key_revoked"
ROLE_GRANTED = "role_granted"
ROLE_REVOKED = "role_revoked"
USER_CREATED = "user_created"
USER_CHANGED = AuditEntry.USER_CHANGED
JOB_RETRIED = "job_retried"
JOB_CANCELLED = "job_cancelled"
COMPANY_CHANGED = "company_changed"
CALENDAR_CHANGED = "calendar_changed"
FESTIVAL_CHANGED = "festival_changed"
ABSENCE_NOTED = "absence_noted"
ABSENCE_ENDED = "absence_ended"
SWAP_ANSWERED = "swap_answered"


def record(verb: str, *, by: User | None, address: str | None = None, **details: Any) -> AuditEntry:
    """Add one entry. `details` are ids, counts, names of filters: no personal data of customers' people."""
    return AuditEntry.objects.create(verb=verb, by=by, address=_valid(address), details=details)


def _valid(address: str | None) -> str | None:
    try:
        return str(ip_address(address)) if address else None
    except ValueError:
        return None
