from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from office.calendar import Week, week_range
from voice.access import keeps_roster
from voice.errors import NotYoursError, WordsMissingError
from voice.models import DutyAbsence, DutyMember, DutyRoster
from voice.selectors import duty_of

if TYPE_CHECKING:
    from office.models import User


@transaction.atomic
def set_roster(executives: Sequence["User"], *, from_week: str, by: "User") -> DutyRoster:
    """Who picks the wall, in this order, from a week on; earlier weeks keep their roster.

    Errors: NotYoursError, WordsMissingError for an empty roster, ValueError for no week.
    """
    if not keeps_roster(by):
        raise NotYoursError
    week_range(Week(from_week))
    if not executives:
        raise WordsMissingError
    roster, _created = DutyRoster.objects.update_or_create(
        anchor_week=from_week, defaults={"created_by": by, "created_at": timezone.now()}
    )
    roster.members.all().delete()
    DutyMember.objects.bulk_create(
        DutyMember(roster=roster, user=user, order=order) for order, user in enumerate(executives, start=1)
    )
    return roster


@transaction.atomic
def be_away(user: "User", *, week: str, by: "User", reason: str = "") -> DutyAbsence:
    """Note that an executive is away in a week; the next in order takes it, and the swap is logged."""
    if not keeps_roster(by):
        raise NotYoursError
    week_range(Week(week))
    absence, _created = DutyAbsence.objects.update_or_create(
        week=week, user=user, defaults={"reason": reason.strip(), "by": by, "at": timezone.now()}
    )
    absence.taken_by = duty_of(week)
    absence.save(update_fields=["taken_by"])
    return absence
