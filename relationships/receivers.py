"""News from below: a fact of a customer has changed, so the standing of today is computed anew."""

from collections.abc import Collection
from typing import Any

from customers.models import Customer
from office.models import User
from relationships.models import Interaction
from relationships.services import handing_over, promises, standings


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


def hand_promises_over(
    sender: Any, customer_id: int, user_id: int | None, by_id: int, before_id: int | None = None, **_signal: Any
) -> None:
    """What the owner before had promised, the one now has promised; where nobody follows it stays."""
    if user_id is None or before_id is None:
        return
    people = User.objects.in_bulk([user_id, before_id, by_id])
    customer = Customer.objects.get(pk=customer_id)
    promises.hand_over(customer, before=people[before_id], after=people[user_id], by=people.get(by_id))


def hand_over(
    sender: Any, customer_id: int, before_id: int | None, user_id: int | None, by_id: int, **_signal: Any
) -> None:
    """Whoever looks after the customer now gets the goals and next actions of who did before."""
    if before_id is None or user_id is None:
        return
    people = User.objects.in_bulk([before_id, user_id, by_id])
    customer = Customer.objects.get(pk=customer_id)
    handing_over.follow(customer, before=people[before_id], after=people[user_id], by=people[by_id])
