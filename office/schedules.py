"""What is due by the clock of our company. Each app names its own in its AppConfig.ready():

    weekly("reports.weekly", weekday=0, at=time(7, 30))      # the job kind must have a runner
    often("voice.urgent", minutes=5, waits=something_waits)  # a row only where there is something to do

`office.tasks.tick` turns a due schedule into one job row per (kind, period); the unique row decides, whoever ticks. After
a standstill only the current period is caught up, never those that have passed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from office.calendar import week_key, week_range

Waits = Callable[[datetime], bool]


@dataclass(frozen=True)
class Schedule:
    kind: str
    at: time
    weekday: int | None  # Monday is 0; None = every day
    payload: Callable[[str], dict[str, Any]]
    waits: Waits | None = None

    def period(self, now: datetime, zone: ZoneInfo) -> str | None:
        """The period whose job is due at the instant `now`, as its day or ISO week; None before its time.

        Where clocks jump over the time of day, it counts as that much later; where it comes twice, the first counts.
        """
        today = now.astimezone(zone).date()
        week = week_key(today)
        day = today if self.weekday is None else week_range(week)[0] + timedelta(days=self.weekday)
        if now < datetime.combine(day, self.at, tzinfo=zone).astimezone(UTC):
            return None
        return day.isoformat() if self.weekday is None else week


@dataclass(frozen=True)
class Often:
    """Every few minutes of the hour. `waits` is asked once a period whether there is anything to do at the instant."""

    kind: str
    minutes: int
    payload: Callable[[str], dict[str, Any]]
    waits: Waits | None

    def period(self, now: datetime, zone: ZoneInfo) -> str:
        local = now.astimezone(zone)
        return f"{local:%Y-%m-%dT%H}:{local.minute - local.minute % self.minutes:02}"


_schedules: dict[str, Schedule | Often] = {}


def _just_the_period(period: str) -> dict[str, Any]:
    return {"period": period}


def weekly(kind: str, *, weekday: int, at: time, payload: Callable[[str], dict[str, Any]] = _just_the_period) -> None:
    """Once an ISO week from that weekday (Monday is 0) and time on; `payload` makes the runner's arguments."""
    _schedules[kind] = Schedule(kind, at, weekday, payload)


def daily(kind: str, *, at: time, payload: Callable[[str], dict[str, Any]] = _just_the_period) -> None:
    """Once a day from that time on."""
    _schedules[kind] = Schedule(kind, at, None, payload)


def often(
    kind: str, *, minutes: int, waits: Waits, payload: Callable[[str], dict[str, Any]] = _just_the_period
) -> None:
    """Every `minutes` (a part of the hour) for what must not wait a day; `waits` must be cheap, for the tick asks it."""
    _schedules[kind] = Often(kind, minutes, payload, waits)


def due(now: datetime, zone: ZoneInfo) -> Iterator[tuple[Schedule | Often, str]]:
    """Each schedule with the period that is due now; those that have to be asked come last."""
    for schedule in sorted(_schedules.values(), key=lambda one: one.waits is not None):
        period = schedule.period(now, zone)
        if period is not None:
            yield schedule, period
