"""News that other apps may act on. A service sends it once its transaction is committed; `receivers.py` listens."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

# Sent with customer_ids: an import has written facts, contacts or the customers themselves; each is told once, at its end.
ledger_imported = Signal()
# Sent with customer_id: rows that temperature, rollups or a standing are computed from have changed.
facts_changed = Signal()
# Sent with customer_id, by_id: the customer went to the archive or came back.
customer_archived = Signal()
customer_restored = Signal()
# Sent with customer_id, user_id, before_id, by_id: somebody else is responsible now; either may be nobody (None).
owner_changed = Signal()
# Sent with contact_id, by_id: the person no longer works there.
contact_left = Signal()


def announce(event: Signal, **facts: Any) -> None:
    """Send `event` once the running transaction is committed; nobody hears of what was rolled back.

    A receiver that fails is logged by Django and keeps neither the others nor the page from going on.
    """
    transaction.on_commit(partial(event.send_robust, sender=None, **facts))
