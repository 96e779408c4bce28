"""What the pure packages need to know of our own house."""

from datetime import date, timedelta

from office.models import CalendarDay

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
