"""What stands beside a person's own page: form of address, birthday, gifts of the year."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language

from customers.access import may_edit_people
from office.formatting.days import lunar_day, plain_day
from relationships.access import logs_with
from relationships.courtesy.addressing import called
from relationships.courtesy.greetings import falls_on
from relationships.models import Birthday, Gift
from relationships.selectors.courtesies import birthday_of, totals
from relationships.services import gifts

if TYPE_CHECKING:
    from customers.models import Contact
    from office.models import User


def panel(contact: "Contact", user: "User", day: date) -> Mapping[str, Any]:
    """The sums are of the gifts that the user may see."""
    person = contact.person
    sums = totals(Gift.objects.visible_to(user).filter(contact=contact), day.year).get(contact.pk)
    limits = gifts.limits_now()
    may_log = logs_with(user, contact.customer)
    may_edit = may_edit_people(user, contact.customer)
    return {
        "form": person.form_of_address or called(person.family_name, contact.title),
        "proposed": not person.form_of_address and bool(called(person.family_name, contact.title)),
        "birthday": _told(birthday_of(contact)),
        "edit_url": reverse("relationships:contact-courtesy", args=[contact.pk]) if may_edit else "",
        "year": day.year,
        "given": sums.given if sums else Decimal(0),
        "received": sums.received if sums else Decimal(0),
        "limit": limits.per_year if limits else None,
        "gift_url": reverse("relationships:gift-add", args=[contact.pk]) if may_log else "",
    }


def _told(birthday: Birthday | None) -> str:
    if birthday is None:
        return ""
    if birthday.lunar:
        told = lunar_day(birthday.month, birthday.day, get_language() or "en")
        return f"{birthday.year} · {told}" if birthday.year else told
    day = plain_day(falls_on(birthday.month, birthday.day, birthday.year or 2000), get_language() or "en")
    return f"{birthday.year} · {day}" if birthday.year else day
