"""Triggers of what people say and of people who leave, theirs and ours."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from customers import extensions
from customers.models import Contact
from customers.models.customer import TIER_IN_FORCE, CustomerQuerySet
from customers.selectors.flags import DETRACTOR, of_contacts
from office.calendar import Overrides
from relationships.triggering import links, words
from relationships.triggering.registry import After, Evidence, Hit, Trigger
from relationships.triggering.warmth import TOP

LOOK_BACK = timedelta(days=30)
"""How long something that happened once may be past when it is first seen."""
SILENT = "silent"
"""The warning of the voices that a customer is on the quiet list."""


def _silent_account(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    top = customers.alias(in_force=TIER_IN_FORCE).filter(in_force__in=TOP)
    for source in extensions.flag_sources:
        if SILENT in source.labels:
            yield from (Hit(pk) for pk, told in source.read(top, day).items() if told.get(SILENT))


def _tell_silent(_evidence: Evidence) -> str:
    return _("A tier S or A customer stands on the quiet list")


def _detractor(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    yield from (Hit(pk) for pk, told in of_contacts(customers, day).items() if told.get(DETRACTOR))


def _tell_detractor(_evidence: Evidence) -> str:
    return _("The newest answer to “would you recommend us” is 6 or less")


def _contact_left(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    left = Contact.objects.filter(
        customer__in=customers, key_person=True, left_on__gt=day - LOOK_BACK, left_on__lte=day
    ).order_by("left_on", "pk")
    for pk, contact, on in left.values_list("customer_id", "pk", "left_on"):
        yield Hit(pk, {"left_on": str(on)}, str(contact))


def _tell_left(evidence: Evidence) -> str:
    return _("A key person left on %(day)s") % {"day": words.day(evidence.get("left_on"))}


def _owner_left(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    gone = customers.filter(owner__is_active=False).order_by()
    yield from (Hit(pk, {}, str(owner)) for pk, owner in gone.values_list("pk", "owner_id"))


def _tell_owner_left(_evidence: Evidence) -> str:
    return _("The account of our owner is closed")


TRIGGERS = (
    Trigger(
        "silent_account",
        pgettext_lazy("trigger", "no word of an S or A customer"),
        _silent_account,
        _tell_silent,
        links.tab("voices"),
    ),
    Trigger(
        "detractor",
        pgettext_lazy("trigger", "would not recommend us"),
        _detractor,
        _tell_detractor,
        links.tab("voices"),
    ),
    Trigger(
        "contact_left",
        pgettext_lazy("trigger", "a key person left"),
        _contact_left,
        _tell_left,
        links.of_object("customers:contact"),
        After.AGAIN,
    ),
    Trigger(
        "owner_left",
        pgettext_lazy("trigger", "our owner left"),
        _owner_left,
        _tell_owner_left,
        links.tab("profile"),
    ),
)
