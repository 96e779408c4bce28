"""Whom the log form offers: customers to log for, their people, our colleagues."""

from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet

from customers.models import Contact, Customer
from office.clock import today
from office.models import User
from relationships.access import loggable_by

if TYPE_CHECKING:
    from customers.models.people import ContactQuerySet

OFFERED = 60
"""Customers listed before anything is typed: those contacted last come first."""


def customers_to_offer(user: User, chosen: Customer | None) -> list[Customer]:
    """Customers the user may log for, the last contacted first; the chosen one always among them. One query."""
    recent = (
        loggable_by(user)
        .order_by(F("relationship_now__last_two_way_on").desc(nulls_last=True), "sort_key", "id")
        .only("id", "name", "short_name")
    )
    offered = list(recent[:OFFERED])
    if chosen is not None and all(one.pk != chosen.pk for one in offered):
        offered.insert(0, chosen)
    return offered


def of_customer(customer: Customer, user: User) -> "ContactQuerySet":
    """Who works there now."""
    return Contact.objects.visible_to(user).filter(customer=customer).active(today())


def to_choose_from(customer: Customer, user: User) -> "ContactQuerySet":
    """Who works there now; those met most often come first."""
    return (
        of_customer(customer, user)
        .with_person()
        .annotate(met=Count("interaction_links", filter=Q(interaction_links__interaction__voided_at=None)))
        .order_by("-met", "-seniority", "person__sort_key", "id")
    )


def colleagues(user: User) -> "QuerySet[User]":
    everyone: QuerySet[User] = User.objects.visible_to(user).people().active().order_by("name", "username")
    return everyone


def short_label(contact: Contact) -> str:
    """Name, how they are spoken to where that is kept, and where they work, as on a chip: 秦望舒 秦总 采购部."""
    where = contact.department.name if contact.department else contact.title
    return " ".join(filter(None, [contact.person.name, contact.person.form_of_address, where]))
