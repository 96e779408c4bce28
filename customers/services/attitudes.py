"""How a contact stands towards us, judged on a day by one of ours; earlier judgements stay."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from customers import access, events
from customers.models import AttitudeRecord, Contact
from customers.services import recording
from office.models import User


@transaction.atomic
def judge(contact: Contact, *, attitude: int, by: User, on: date | None = None, reason: str = "") -> AttitudeRecord:
    """Add a judgement; the contact repeats the newest. Raises PermissionDenied, ValueError for an unknown attitude."""
    access.require(access.may_edit_people(by, contact.customer))
    record = AttitudeRecord.objects.create(
        contact=contact,
        attitude=AttitudeRecord.Attitude(attitude),
        on=on or timezone.localdate(),
        reason=reason.strip()[:300],
        by=by,
    )
    newest = contact.attitudes.order_by("-on", "-id").values_list("attitude", flat=True).first()
    Contact.objects.filter(pk=contact.pk).update(attitude=newest)
    contact.attitude = newest
    recording.record(contact.customer, recording.ATTITUDE_JUDGED, by=by, contact=contact.pk, attitude=attitude)
    events.announce(events.facts_changed, customer_id=contact.customer_id)
    return record
