"""What the pure packages need to know of our own house."""

from datetime import date

from office.models import CalendarDay


def calendar_overrides(start: date | None = None, end: date | None = None) -> dict[date, bool]:
    """Days that differ from Monday to Friday, {date: working?}, for `office.calendar`; both ends included."""
    days = CalendarDay.objects.all()
    if start is not None:
        days = days.filter(date__gte=start)
    if end is not None:
        days = days.filter(date__lte=end)
    return dict(days.values_list("date", "working"))
