"""Contacts, promises and standings for tests, made through the same services as in life."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from customers.models import Contact, Customer
from office.clock import today
from office.models import User
from relationships.models import Gift, Interaction, NextAction, PlannedContact
from relationships.services import gifts, logging, next_actions, planning


def make_interaction(
    customer: Customer, *contacts: Contact, by: User | None = None, recorded_at: datetime | None = None, **fields: Any
) -> Interaction:
    """A contact logged by the owner, a call of now unless told otherwise; `recorded_at` moves the moment of entry."""
    from tests.factories.customers import make_contact

    there = contacts or (make_contact(customer),)
    values: dict[str, Any] = {"kind": Interaction.Kind.CALL, "line": "Talked about line two.", "at": timezone.now()}
    values |= fields
    author = by or customer.owner
    assert author is not None
    logged = logging.log(customer=customer, contacts=[one.pk for one in there], by=author, **values)
    if recorded_at is not None:
        Interaction.objects.filter(pk=logged.interaction.pk).update(recorded_at=recorded_at)
        logged.interaction.refresh_from_db()
    return logged.interaction


def make_next_action(
    customer: Customer, *, owner: User | None = None, due_on: date | None = None, text: str = "Send the parts list"
) -> NextAction:
    """A promise of the customer's owner, due tomorrow unless told otherwise."""
    responsible = owner or customer.owner
    assert responsible is not None
    return next_actions.add(
        customer=customer,
        text=text,
        owner=responsible,
        due_on=due_on or today() + timedelta(days=1),
        by=responsible,
    )


def make_plan(customer: Customer, *contacts: Contact, by: User | None = None, **terms: Any) -> PlannedContact:
    """A visit planned by the owner for tomorrow at ten, one hour, unless told otherwise."""
    from datetime import time

    from tests.factories.customers import make_contact

    there = contacts or (make_contact(customer),)
    author = by or customer.owner
    assert author is not None
    values: dict[str, Any] = {"kind": Interaction.Kind.VISIT, "on": today() + timedelta(days=1), "time": time(10)}
    values |= {"minutes": 60, "place": "二号车间", "purpose": "看新产线"} | terms
    people = [one.pk for one in there]
    return planning.plan(customer=customer, contacts=people, by=author, **values)[0]


def make_gift(contact: Contact, *, by: User, **fields: Any) -> Gift:
    """Moon cakes given today, worth 120, unless told otherwise."""
    values: dict[str, Any] = {"what": "月饼", "on": today(), "value": Decimal(120)} | fields
    return gifts.record(contact=contact, by=by, **values)
