"""Days, months, ISO weeks and working time: plain values in, plain values out; nothing here knows what time it is."""

from office.calendar.months import (
    Month,
    add_months,
    full_months,
    last_complete_month,
    month_add,
    month_index,
    month_of,
    months_until,
)
from office.calendar.weeks import Week, week_add, week_key, week_range, weeks_between
from office.calendar.workdays import (
    Overrides,
    WorkClock,
    add_workdays,
    business_hours,
    is_workday,
    last_workday_of_week,
    renewal_checkpoint,
)
from office.calendar.zones import DEFAULT_ZONE, local_day, local_time

__all__ = [
    "DEFAULT_ZONE",
    "Month",
    "Overrides",
    "Week",
    "WorkClock",
    "add_months",
    "add_workdays",
    "business_hours",
    "full_months",
    "is_workday",
    "last_complete_month",
    "last_workday_of_week",
    "local_day",
    "local_time",
    "month_add",
    "month_index",
    "month_of",
    "months_until",
    "renewal_checkpoint",
    "week_add",
    "week_key",
    "week_range",
    "weeks_between",
]
