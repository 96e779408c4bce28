"""Whom to greet in the days ahead, and what went as gifts to or from each contact in a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q, Sum

from customers.models import Contact, Customer
from office.models import Company, FestivalDay, User
from relationships.courtesy.greetings import DAYS, Born, Due, greetings_due
from relationships.models import Birthday, Gift, Interaction
from relationships.selectors.moments import day_range

if TYPE_CHECKING:
    from relationships.models.courtesy import GiftQuerySet


@dataclass(frozen=True)
class Greeting:
    """A greeting that is due, with the contact (person and customer fetched)."""

    due: Due
    contact: Contact
    festival: str
    """The festival's name, empty for a birthday."""


def due(user: User, day: date) -> list[Greeting]:
    """Birthdays of everybody at the user's own customers, festivals for their key people. Four queries."""
    own = Customer.objects.visible_to(user).current().exclude(status=Customer.Status.LOST).kept_by(user)
    people = Contact.objects.visible_to(user).active(day).filter(customer__in=own, placeholder=False)
    born = {
        row[0]: Born(*row)
        for row in people.filter(_soon(day)).values_list(
            "pk",
            "person__birthday__month",
            "person__birthday__day",
            "person__birthday__year",
            "person__birthday__lunar",
        )
    }
    rows = list(FestivalDay.objects.filter(date__range=(day, day + timedelta(days=DAYS))))
    names = {row.festival: str(row.get_festival_display()) for row in rows}
    weighty = Q(key_person=True) | Q(seniority__gte=Contact.Seniority.DIRECTOR)
    key = list(people.filter(weighty).values_list("pk", flat=True)) if rows else []
    found = greetings_due(
        born.values(), [(row.festival, row.date) for row in rows], key, _greeted({*born, *key}, day), day
    )
    contacts = _by_id({one.contact for one in found})
    return [Greeting(one, contacts[one.contact], names.get(one.occasion, "")) for one in found]


def _soon(day: date) -> Q:
    """Birthdays in the months that the days ahead touch, all of the farmland calendar: the pure part tells the days."""
    months = {day.month, (day + timedelta(days=DAYS)).month}
    return Q(person__birthday__month__in=months) | Q(person__birthday__lunar=True)


def _greeted(contacts: Iterable[int], day: date) -> dict[int, list[tuple[str, date]]]:
    """The greetings of the past weeks, each with the occasion that its key names (services.courtesies)."""
    ids = list(contacts)
    found: dict[int, list[tuple[str, date]]] = {}
    if not ids:
        return found
    zone = Company.get().zone
    past = day_range(day - timedelta(days=2 * DAYS), day, zone)
    rows = Interaction.objects.standing().filter(past, kind=Interaction.Kind.GREETING, contacts__in=ids).order_by()
    for pk, at, key in rows.values_list("contacts", "at", "idempotency_key"):
        occasion = key.split("-")[2] if key.startswith("greeting-") and key.count("-") == 3 else ""
        found.setdefault(pk, []).append((occasion, at.astimezone(zone).date()))
    return found


def _by_id(contacts: Iterable[int]) -> dict[int, Contact]:
    rows = Contact.objects.filter(pk__in=list(contacts)).select_related("person", "customer", "department")
    return {one.pk: one for one in rows}


def birthday_of(contact: Contact) -> Birthday | None:
    return Birthday.objects.filter(person=contact.person_id).first()


@dataclass(frozen=True)
class YearOfContact:
    """What counts as given to, or received from, one contact in a calendar year."""

    contact: int
    given: Decimal
    received: Decimal


def totals(gifts: "GiftQuerySet", year: int) -> dict[int, YearOfContact]:
    """By contact, of the gifts that count. One query."""
    rows = gifts.counting().filter(on__year=year).order_by().values_list("contact", "direction").annotate(Sum("value"))
    sums: dict[int, dict[str, Decimal]] = {}
    for contact, direction, value in rows:
        sums.setdefault(contact, {})[direction] = value
    nothing = Decimal(0)
    return {
        contact: YearOfContact(
            contact, found.get(Gift.Direction.GIVEN, nothing), found.get(Gift.Direction.RECEIVED, nothing)
        )
        for contact, found in sums.items()
    }


def register(user: User) -> "GiftQuerySet":
    """The gifts that the user may see, with everything a line needs."""
    rows = Gift.objects.visible_to(user)
    return rows.select_related("customer", "contact__person", "by", "limits", "decided_by", "voided_by")
