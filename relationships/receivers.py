"""News from below: a fact of a customer has changed, so the standing of today is computed anew."""

from collections.abc import Collection
from typing import Any

from customers.models import Customer
from relationships.models import Interaction
from relationships.services import standings


def recompute_standing(sender: Any, customer_id: int, **_signal: Any) -> None:
    """Our own facts are left out: the service that wrote them has computed the standing already."""
    if sender is Interaction:
        return
    customer = Customer.objects.current().filter(pk=customer_id).first()
    if customer is not None:
        standings.recompute(customer)


def recompute_standings(sender: Any, customer_ids: Collection[int], **_signal: Any) -> None:
    """Invoices came in: who is down to invoices and payments alone shows at once, not only tomorrow."""
    standings.recompute_all(customer_ids)
