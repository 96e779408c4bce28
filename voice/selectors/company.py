from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from office.calendar import Overrides, Week, local_day, week_key
from office.models import CalendarDay, Company


@dataclass(frozen=True)
class BusinessCalendar:
    """Where and when the company works: what every clock of this app needs, read once."""

    zone: str
    overrides: Overrides = field(default_factory=dict)

    def day(self, moment: datetime) -> date:
        return local_day(moment, zone=self.zone)

    def week(self, moment: datetime) -> Week:
        return week_key(moment, zone=self.zone)

    def start_of(self, day: date) -> datetime:
        """Midnight on the company's clock."""
        return datetime.combine(day, time(), ZoneInfo(self.zone))


def business_calendar() -> BusinessCalendar:
    return BusinessCalendar(Company.get().time_zone, dict(CalendarDay.objects.values_list("date", "working")))
