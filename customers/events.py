"""News that other apps may act on. A service sends it once its transaction is committed; `receivers.py` listens."""

from django.dispatch import Signal

# Sent with customer_id: rows that temperature, rollups or a standing are computed from have changed.
facts_changed = Signal()
# Sent with customer_id, by_id: the customer went to the archive or came back.
customer_archived = Signal()
customer_restored = Signal()
# Sent with customer_id, user_id, by_id: somebody else is responsible now.
owner_changed = Signal()
# Sent with contact_id, by_id: the person no longer works there.
contact_left = Signal()
