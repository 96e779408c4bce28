"""The part a contact plays when the customer decides."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from customers import access, events
from customers.models import Contact, DecisionRole
from customers.services import recording
from office.models import User


@transaction.atomic
def change(
    contact: Contact, *, by: User, take: Collection[str] = (), leave: Collection[str] = (), on: date | None = None
) -> None:
    """The contact takes some roles and leaves others from a day on. Raises PermissionDenied, ValueError."""
    access.require(access.may_edit_people(by, contact.customer))
    on = on or timezone.localdate()
    held = {row.role: row for row in contact.decision_roles.filter(until=None)}
    taken = sorted(DecisionRole.Role(role) for role in set(take) - held.keys())
    left = sorted(set(leave) & held.keys())
    for role in taken:
        DecisionRole.objects.create(contact=contact, role=role, since=on, by=by)
    for given_up in left:
        held[given_up].until = max(on, held[given_up].since)
        held[given_up].save(update_fields=["until"])
    if taken or left:
        recording.record(
            contact.customer, recording.DECISION_ROLES_SET, by=by, contact=contact.pk, taken=taken, left=left
        )
        events.announce(events.facts_changed, customer_id=contact.customer_id)
