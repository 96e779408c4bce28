"""Requests of customers, as far as they count in the last ninety days and the ninety before."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple, TypeVar

from office.calendar import WorkClock
from office.models import Company
from office.selectors import calendar_overrides
from relationships.models import ServiceRequest
from relationships.models.request import ServiceRequestQuerySet
from relationships.outcomes.requests import Answering, Request, Span, Stood, told

SPAN = timedelta(days=90)
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Compared:
    """The last ninety days, and the ninety before as they stood at their own end."""

    now: Answering
    before: Answering


class Counted(NamedTuple):
    """One request as it stood at the end of either span; None where it was not raised in it."""

    customer_id: int
    team_id: int | None
    now: Stood | None
    before: Stood | None


def counted(requests: ServiceRequestQuerySet, now: datetime) -> list[Counted]:
    """What was raised in both spans and was not taken back: one query. Its hours are counted here, once for all figures."""
    start, zone = _start(now), Company.get().zone
    clock = WorkClock(calendar_overrides(), zone=str(zone))
    last, first = Span(start, now, clock), Span(start - SPAN, start, clock)
    rows = requests.standing().filter(raised_at__gte=first.start, raised_at__lt=now).order_by()
    told_of = rows.values_list("customer_id", "customer__team_id", "raised_at", "answered_at", "solved_at", "solved_by")
    alone = ServiceRequest.SolvedBy.SELF_SERVICE
    return [
        Counted(customer, team, last.stood(one), first.stood(one))
        for customer, team, raised, answered, solved, by in told_of
        for one in (Request(raised, answered, solved, by == alone),)
    ]


def compare(rows: Iterable[Counted]) -> Compared:
    some = list(rows)
    return Compared(
        told([row.now for row in some if row.now is not None]),
        told([row.before for row in some if row.before is not None]),
    )


def by_key(rows: Iterable[Counted], key: Callable[[Counted], Key]) -> dict[Key, Compared]:
    """By whatever the rows are told apart by."""
    found: defaultdict[Key, list[Counted]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {name: compare(some) for name, some in found.items()}


def _start(now: datetime) -> datetime:
    """The midnight with which the last ninety days begin, today included."""
    zone = Company.get().zone
    first = now.astimezone(zone).date() - SPAN + timedelta(days=1)
    return datetime.combine(first, time(), zone)
