from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from office.calendar import Week, week_add, week_range, weeks_between
from office.services import auditing
from voice.access import keeps_roster, notes_absence_of
from voice.errors import NotYoursError, TooLongAwayError, WeekOverError, WordsMissingError
from voice.models import DutyAbsence, DutyMember, DutyRoster
from voice.selectors import business_calendar
from voice.services import swaps

if TYPE_CHECKING:
    from office.models import User

LONGEST = 26
"""Weeks of one absence; who is away longer leaves the roster."""


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
    swaps.settle()
    return roster


@transaction.atomic
def be_away(user: "User", *, week: str, by: "User", until: str = "", reason: str = "") -> list[DutyAbsence]:
    """Note that an executive is away in a week, or up to the week `until`; the next in order takes each of them,
    and for a turn of theirs they are offered the next free week.

    The same weeks again change the reason only. Errors: NotYoursError, WeekOverError, TooLongAwayError, ValueError for
    no week or for an end before the beginning.
    """
    if not notes_absence_of(by, user):
        raise NotYoursError
    last = weeks_between(Week(week), Week(until or week))
    if last < 0:
        raise ValueError(until)
    if last >= LONGEST:
        raise TooLongAwayError
    _require_not_over(week)
    weeks = [str(week_add(Week(week), n)) for n in range(last + 1)]
    for each in weeks:
        DutyAbsence.objects.update_or_create(
            week=each, user=user, defaults={"reason": reason.strip(), "by": by, "at": timezone.now()}
        )
    swaps.settle()
    auditing.record(auditing.ABSENCE_NOTED, by=by, user=user.pk, weeks=[weeks[0], weeks[-1]])
    return list(DutyAbsence.objects.filter(user=user, week__in=weeks).order_by("week"))


@transaction.atomic
def be_back(absence: DutyAbsence, *, by: "User") -> None:
    """The absence does not happen: the turn goes back by the roster, and nothing is owed for it.

    The audit keeps that it was noted and taken back. Errors: NotYoursError, WeekOverError.
    """
    if not notes_absence_of(by, absence.user):
        raise NotYoursError
    _require_not_over(absence.week)
    auditing.record(auditing.ABSENCE_ENDED, by=by, user=absence.user_id, weeks=[absence.week])
    absence.delete()
    swaps.settle()


def _require_not_over(week: str) -> None:
    _monday, sunday = week_range(Week(week))
    calendar = business_calendar()
    if timezone.now() >= calendar.start_of(sunday + timedelta(days=1)):
        raise WeekOverError
