"""Entries in the ledger by hand, and what the first of them settles for good."""

from django.utils import timezone

from office.models import Company


def lock_base_currency() -> None:
    """The base currency cannot change once the ledger has a line (decision 54); called inside the line's transaction."""
    Company.seeded()
    Company.objects.filter(pk=Company.ONLY, base_currency_locked_at=None).update(base_currency_locked_at=timezone.now())
