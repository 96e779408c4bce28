"""What our company is called and counts in."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from office.models import Company, User
from office.models.company import request_memory
from office.services import auditing


class BaseCurrencyLockedError(Exception):
    """The ledger has lines: their sums are in this currency."""


def lock_base_currency() -> None:
    """Called with the first ledger line; afterwards the base currency cannot change. Cheap when locked already."""
    Company.objects.filter(pk=Company.ONLY, base_currency_locked_at__isnull=True).update(
        base_currency_locked_at=timezone.now()
    )


@transaction.atomic
def save(company: Company, *, by: User, fields: Sequence[str]) -> Company:
    """Write changed fields of the company."""
    stored = Company.objects.select_for_update().get(pk=Company.ONLY)
    if stored.base_currency_locked_at and company.base_currency != stored.base_currency:
        raise BaseCurrencyLockedError
    company.version = stored.version + 1
    company.save()
    auditing.record(auditing.COMPANY_CHANGED, by=by, fields=sorted(fields))
    if (memory := request_memory.get()) is not None:
        memory.clear()
    return company
