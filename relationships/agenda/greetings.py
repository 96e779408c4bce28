"""How a greeting that is due reads."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relationships.agenda.rows import address
from relationships.courtesy.greetings import BIRTHDAY

if TYPE_CHECKING:
    from customers.models import Contact
    from relationships.selectors.courtesies import Greeting


@dataclass(frozen=True)
class GreetingRow:
    contact: "Contact"
    address: str
    code: str
    occasion: str
    on: date


def greeting_row(greeting: "Greeting") -> GreetingRow:
    due = greeting.due
    return GreetingRow(greeting.contact, address(greeting.contact), due.occasion, _occasion(greeting), due.on)


def _occasion(greeting: "Greeting") -> str:
    if greeting.due.occasion != BIRTHDAY:
        return greeting.festival
    if greeting.due.age is None:
        return _("Birthday")
    return ngettext("Birthday, %(age)s year", "Birthday, %(age)s years", greeting.due.age) % {"age": greeting.due.age}
