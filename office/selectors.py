"""What the pure packages need to know of our own house."""

from datetime import date, timedelta

from office.models import AuditEntry, CalendarDay, Company, User

AHEAD = timedelta(days=30)
"""From so long before a year on, working days are counted into it."""


def calendar_overrides(start: date | None = None, end: date | None = None) -> dict[date, bool]:
    """Days that differ from Monday to Friday, {date: working?}, for `office.calendar`; both ends included."""
    days = CalendarDay.objects.all()
    if start is not None:
        days = days.filter(date__gte=start)
    if end is not None:
        days = days.filter(date__lte=end)
    return dict(days.values_list("date", "working"))


def calendar_missing(today: date) -> list[int]:
    """Years that working days are counted in by now and of which no holiday is known: Monday to Friday holds for them.

    Source: metrics-relationship-voice O2, business calendar.
    """
    years = sorted({today.year, (today + AHEAD).year})
    known = CalendarDay.objects.filter(date__year__in=years).order_by().values_list("date__year", flat=True).distinct()
    return sorted(set(years) - set(known))


def switched_off() -> dict[int, date | None]:
    """Colleagues who cannot sign in any more, by id, with the day they were switched off; None where nobody noted it.

    The day is that of the newest entry of the audit that says so, on the company's calendar. Two queries.
    """
    gone: dict[int, date | None] = dict.fromkeys(
        User.objects.people().filter(is_active=False).order_by().values_list("pk", flat=True)
    )
    if not gone:
        return gone
    zone = Company.get().zone
    changes = AuditEntry.objects.filter(verb=AuditEntry.USER_CHANGED, details__user__in=list(gone)).order_by("at", "pk")
    for at, details in changes.values_list("at", "details"):
        if "is_active" in details.get("fields", ()):
            gone[details["user"]] = at.astimezone(zone).date()
    return gone
