"""The working calendar as its page shows it: years, and in each the days that differ, run by run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from office.access import edits_settings
from office.calendar.notices import Day, Notice
from office.models import CalendarDay, User
from office.selectors import calendar_missing

WHY = {
    "no_kind": _("It does not say whether these days are off or working: write 休 or 班, off or working."),
    "no_year": _("The year is missing: choose it, or write it with the day."),
    "no_such_day": _("This day does not exist: check day and month."),
    "too_long": _("The last day lies before the first, or more than 60 days after it."),
    "twice": _("The same day is off in one place and working in another."),
}


@dataclass(frozen=True)
class Run:
    """Days in a row that are alike."""

    first: date
    last: date
    working: bool
    note: str

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Year:
    year: int
    runs: Sequence[Run]
    off: int
    working: int


def calendar_page(today: date) -> dict[str, Any]:
    """Last year, this one and whatever is known beyond. Two queries."""
    rows = CalendarDay.objects.filter(date__year__gte=today.year - 1).order_by("date")
    days = [Day(row.date, row.working, row.note) for row in rows]
    return {"years": list(reversed(years_of(days))), "missing": calendar_missing(today), "this_year": today.year}


def missing_years(user: User, today: date) -> dict[str, Any]:
    """For pages that count working days: years without holidays, and whether the reader may bring them in. One query."""
    return {"missing": calendar_missing(today), "may_edit": edits_settings(user)}


def explained(notice: Notice) -> dict[str, Any]:
    """What a notice means, and what of it cannot be taken, with the reason."""
    return {
        "years": years_of(notice.days),
        "count": len(notice.days),
        "unread": [{"text": each.text, "why": WHY[each.why]} for each in notice.unread],
    }


def years_of(days: Iterable[Day]) -> list[Year]:
    by_year: dict[int, list[Day]] = {}
    for day in days:
        by_year.setdefault(day.date.year, []).append(day)
    return [
        Year(year, _runs(found), sum(not day.working for day in found), sum(day.working for day in found))
        for year, found in sorted(by_year.items())
    ]


def _runs(days: Sequence[Day]) -> list[Run]:
    runs: list[Run] = []
    for day in days:
        last = runs[-1] if runs else None
        follows = last is not None and day.date == last.last + timedelta(days=1)
        if last is not None and follows and (last.working, last.note) == (day.working, day.note):
            runs[-1] = Run(last.first, day.date, last.working, last.note)
        else:
            runs.append(Run(day.date, day.date, day.working, day.note))
    return runs
