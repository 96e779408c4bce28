"""Days of our company's calendar as spans of time, so that an index on the moment can be used."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day in a zone; where the clocks skip midnight, the moment they jump to."""
    return datetime.combine(day, time(), zone)


def day_range(first: date | None, last: date, zone: ZoneInfo, field: str = "at") -> Q:
    """From the beginning of `first` (always, when None) to the end of `last`."""
    condition = Q(**{f"{field}__lt": start_of(last + timedelta(days=1), zone)})
    return condition if first is None else condition & Q(**{f"{field}__gte": start_of(first, zone)})
