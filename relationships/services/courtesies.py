"""How somebody is spoken to, when they were born, and the greeting that was sent."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.access import may_edit_people, require
from customers.errors import FieldRefusedError
from customers.models import Contact
from customers.services import people
from office.models import User
from relationships.courtesy.greetings import BIRTHDAY
from relationships.models import Birthday, Interaction
from relationships.services import logging

LEAP = 2000
"""A year that has every day."""
LUNAR_DAYS = 30


@transaction.atomic
def note(
    contact: Contact,
    *,
    by: User,
    version: int,
    form_of_address: str,
    month: int | None = None,
    day: int | None = None,
    year: int | None = None,
    lunar: bool = False,
) -> None:
    """Keep the form of address and the birthday; without month and day the birthday is forgotten.

    Nothing of the birthday goes into a history: it is the person's own. Errors: FieldRefusedError, EditConflictError,
    PermissionDenied.
    """
    require(may_edit_people(by, contact.customer))
    people.edit_contact(contact, changes={"form_of_address": form_of_address.strip()}, version=version, by=by)
    if month is None and day is None:
        Birthday.objects.filter(person=contact.person_id).delete()
        return
    if month is None or day is None:
        raise FieldRefusedError(_("A birthday needs month and day."), field="day")
    if not _is_a_day(month, day, year, lunar=lunar):
        raise FieldRefusedError(_("There is no such day."), field="day")
    told = {"month": month, "day": day, "year": year, "lunar": lunar}
    kept, fresh = Birthday.objects.select_for_update().get_or_create(
        person=contact.person, defaults={**told, "noted_by": by}
    )
    if not fresh and any(getattr(kept, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(kept, name, value)
        kept.noted_by, kept.noted_at = by, timezone.now()
        kept.version += 1
        kept.save()


def _is_a_day(month: int, day: int, year: int | None, *, lunar: bool) -> bool:
    """Every month of the farmland calendar may have thirty days."""
    if lunar:
        return 1 <= month <= 12 and 1 <= day <= LUNAR_DAYS
    try:
        date(year or LEAP, month, day)
    except ValueError:
        return False
    return True


def greet(contact: Contact, *, occasion: str, label: str, on: date, by: User) -> logging.Logged:
    """Log that a greeting was sent, once for an occasion; whether it was answered is logged when it is."""
    line = _("Birthday greeting") if occasion == BIRTHDAY else _("Greeting for %(festival)s") % {"festival": label}
    return logging.log(
        customer=contact.customer,
        contacts=[contact.pk],
        by=by,
        kind=Interaction.Kind.GREETING,
        line=line,
        at=timezone.now(),
        direction=Interaction.Direction.UNANSWERED,
        idempotency_key=f"greeting-{contact.pk}-{occasion}-{on.year}",
    )
