"""What a person allowed us: given on a day, withdrawn on another, never deleted."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from customers import access, events
from customers.models import ConsentRecord, Contact
from customers.services import recording
from office.models import User


@transaction.atomic
def give(contact: Contact, *, purpose: str, by: User, on: date | None = None, source: str = "") -> ConsentRecord:
    """Note a consent; one that stands already is returned as it is. Raises PermissionDenied, ValueError."""
    access.require(access.may_edit_people(by, contact.customer))
    standing = contact.person.consents.filter(purpose=purpose, withdrawn_on=None).first()
    if standing is not None:
        return standing
    consent = ConsentRecord.objects.create(
        person=contact.person,
        purpose=ConsentRecord.Purpose(purpose),
        given_on=on or timezone.localdate(),
        source=source.strip()[:200],
        by=by,
    )
    _tell(contact, recording.CONSENT_GIVEN, by=by, purpose=purpose)
    return consent


@transaction.atomic
def withdraw(contact: Contact, *, purpose: str, by: User, on: date | None = None) -> bool:
    """End every standing consent for the purpose; says whether there was one. Raises PermissionDenied."""
    access.require(access.may_edit_people(by, contact.customer))
    standing = contact.person.consents.select_for_update().filter(purpose=purpose, withdrawn_on=None)
    day = on or timezone.localdate()
    ended = 0
    for consent in standing:
        consent.withdrawn_on = max(day, consent.given_on)
        consent.save(update_fields=["withdrawn_on"])
        ended += 1
    if ended:
        _tell(contact, recording.CONSENT_WITHDRAWN, by=by, purpose=purpose)
    return bool(ended)


def _tell(contact: Contact, verb: str, *, by: User, purpose: str) -> None:
    recording.record(contact.customer, verb, by=by, contact=contact.pk, purpose=purpose)
    events.announce(events.facts_changed, customer_id=contact.customer_id)
