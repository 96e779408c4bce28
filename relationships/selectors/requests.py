"""Requests of customers, as far as they count in the last ninety days and the ninety before."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from office.calendar import Overrides
from office.models import Company
from office.selectors import calendar_overrides
from relationships.models import ServiceRequest
from relationships.models.request import ServiceRequestQuerySet
from relationships.outcomes.requests import Answering, Request, answering

SPAN = timedelta(days=90)
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Compared:
    """The last ninety days, and the ninety before as they stood at their own end."""

    now: Answering
    before: Answering


@dataclass(frozen=True)
class Counted:
    customer_id: int
    team_id: int | None
    request: Request


def counted(requests: ServiceRequestQuerySet, now: datetime) -> list[Counted]:
    """What was raised in both spans and was not taken back: one query."""
    rows = requests.standing().filter(raised_at__gte=_start(now) - SPAN, raised_at__lt=now).order_by()
    told = rows.values_list("customer_id", "customer__team_id", "raised_at", "answered_at", "solved_at", "solved_by")
    alone = ServiceRequest.SolvedBy.SELF_SERVICE
    return [
        Counted(customer, team, Request(raised, answered, solved, by == alone))
        for customer, team, raised, answered, solved, by in told
    ]


def compare(rows: Iterable[Counted], now: datetime) -> Compared:
    return _Spans(now, calendar_overrides(), Company.get().zone).compared([row.request for row in rows])


def by_key(rows: Iterable[Counted], now: datetime, key: Callable[[Counted], Key]) -> dict[Key, Compared]:
    """By whatever the rows are told apart by."""
    found: defaultdict[Key, list[Request]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row.request)
    spans = _Spans(now, calendar_overrides(), Company.get().zone)
    return {name: spans.compared(requests) for name, requests in found.items()}


@dataclass(frozen=True)
class _Spans:
    now: datetime
    overrides: Overrides
    zone: ZoneInfo

    def compared(self, requests: list[Request]) -> Compared:
        start = _start(self.now)
        return Compared(
            answering(requests, start, self.now, self.overrides, zone=str(self.zone)),
            answering(requests, start - SPAN, start, self.overrides, zone=str(self.zone)),
        )


def _start(now: datetime) -> datetime:
    """The midnight with which the last ninety days begin, today included."""
    zone = Company.get().zone
    first = now.astimezone(zone).date() - SPAN + timedelta(days=1)
    return datetime.combine(first, time(), zone)
