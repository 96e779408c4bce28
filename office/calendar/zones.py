"""The wall clock of the company: which day and hour a moment is, where the company lives."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Shanghai"


def local_time(moment: datetime, *, zone: str = DEFAULT_ZONE) -> datetime:
    """The same moment on the wall clock of `zone`.

    Errors: ValueError when `moment` carries no offset, because then nobody knows which moment it is.
    Source: metrics-relationship-voice 0, Clock.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} carries no offset from UTC")
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: date | datetime, *, zone: str = DEFAULT_ZONE) -> date:
    """The day of `moment` in `zone`; a bare date is that day already.

    `2026-03-31T16:30Z` is 1 April in Shanghai. Errors: ValueError for a time without an offset.
    Source: metrics-relationship-voice 0, Clock; metrics-economics 0.4.
    """
    if isinstance(moment, datetime):
        return local_time(moment, zone=zone).date()
    return moment
