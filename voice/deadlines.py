"""When a clock of business hours runs out: the inverse of `business_hours`."""

from datetime import datetime, timedelta

from office.calendar.workdays import NO_OVERRIDES, ONE_DAY, WINDOWS, Overrides, is_workday
from office.calendar.zones import DEFAULT_ZONE, local_time


def deadline(
    start: datetime, hours: float, overrides: Overrides = NO_OVERRIDES, *, zone: str = DEFAULT_ZONE
) -> datetime:
    """The first moment by which `hours` of business time have passed since `start`; `start` itself for 0 or fewer.

    Friday 17:00 + 2 h is Monday 10:00. Errors: ValueError for a time without an offset.
    Source: metrics-relationship-voice V2, SLA clocks, and O2, Business calendar.
    """
    moment = local_time(start, zone=zone)
    left = timedelta(hours=hours)
    if left <= timedelta():
        return moment
    day = moment.date()
    while True:
        if is_workday(day, overrides):
            for opens, closes in WINDOWS:
                begin = max(moment, datetime.combine(day, opens, moment.tzinfo))
                span = datetime.combine(day, closes, moment.tzinfo) - begin
                if span > timedelta():
                    if left <= span:
                        return begin + left
                    left -= span
        day += ONE_DAY
