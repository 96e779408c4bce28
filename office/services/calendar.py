"""Days off and make-up working days of our company, a year at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from office.calendar.notices import Day
from office.models import CalendarDay, User
from office.services import auditing


@dataclass(frozen=True)
class Brought:
    """What became of the days."""

    created: int
    changed: int
    same: int


@transaction.atomic
def bring_in(days: Iterable[Day], *, by: User) -> Brought:
    """Write the days, all of them or none; a day that is known says from now on what the notice says."""
    wanted = {day.date: day for day in days}
    known = {row.date: row for row in CalendarDay.objects.select_for_update().filter(date__in=wanted)}
    new = [day for on, day in wanted.items() if on not in known]
    changed = [
        day
        for on, day in wanted.items()
        if on in known and (known[on].working, known[on].note) != (day.working, day.note or known[on].note)
    ]
    CalendarDay.objects.bulk_create(CalendarDay(date=day.date, working=day.working, note=day.note) for day in new)
    for day in changed:
        note = day.note or known[day.date].note
        CalendarDay.objects.filter(date=day.date).update(working=day.working, note=note, version=F("version") + 1)
    years = sorted({day.date.year for day in (*new, *changed)})
    if years:
        auditing.record(auditing.CALENDAR_CHANGED, by=by, years=years, created=len(new), changed=len(changed))
    return Brought(len(new), len(changed), len(wanted) - len(new) - len(changed))
