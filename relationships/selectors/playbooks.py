"""Playbooks in figures: what runs, what was in time, and what happened after. A constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from office.models import Company
from relationships.models import NextAction, Playbook, PlaybookRun, RelationshipStanding
from relationships.triggering import registry
from relationships.triggering.registry import After

if TYPE_CHECKING:
    from office.models import User

RECENT, YEAR = timedelta(days=90), timedelta(days=365)
LATER, SLACK = timedelta(days=60), timedelta(days=14)
"""When the temperature is looked at again, and how long after that day a frozen week may lie."""
FEW = 5


@dataclass(frozen=True)
class Share:
    """`part` of `n`; None while nothing was counted, small below five."""

    part: int = 0
    n: int = 0

    @property
    def rate(self) -> float | None:
        return self.part / self.n if self.n else None

    @property
    def small(self) -> bool:
        return self.n < FEW


@dataclass(frozen=True)
class Measures:
    """One playbook: runs open now and begun in ninety days; of those begun in a year, what was in time and what came.

    `in_time`: steps done by the day first set / steps done, or past that day. Steps dropped before it count nowhere.
    `after`: good outcomes / runs that can be judged, by `Trigger.after`; `gained` the mean change of temperature.
    """

    open: int = 0
    begun: int = 0
    in_time: Share = field(default_factory=Share)
    after: Share = field(default_factory=Share)
    gained: float | None = None


def measures(user: "User", playbooks: Iterable[Playbook], day: date) -> dict[int, Measures]:
    """By playbook, of the runs at customers that the user sees."""
    runs = PlaybookRun.objects.visible_to(user).filter(playbook__in=[one.pk for one in playbooks])
    counted = {
        row["playbook"]: row
        for row in runs.order_by()
        .values("playbook")
        .annotate(running=Count("pk", filter=Q(closed_at=None)), begun=Count("pk", filter=_since(day, RECENT)))
    }
    in_time, after = _in_time(runs, day), _after(runs, playbooks, day)
    return {
        one.pk: Measures(
            open=counted[one.pk]["running"] if one.pk in counted else 0,
            begun=counted[one.pk]["begun"] if one.pk in counted else 0,
            in_time=in_time.get(one.pk, Share()),
            after=after.get(one.pk, (Share(), None))[0],
            gained=after.get(one.pk, (Share(), None))[1],
        )
        for one in playbooks
    }


def _since(day: date, span: timedelta) -> Q:
    return Q(fired_on__gt=day - span, fired_on__lte=day)


def _in_time(runs: QuerySet[PlaybookRun], day: date) -> dict[int, Share]:
    steps = NextAction.objects.filter(run__in=runs.filter(_since(day, YEAR)).order_by().values("pk"))
    zone = Company.get().zone
    past = Q(planned_on__lt=day)
    rows = (
        steps.order_by()
        .annotate(done_on=TruncDate("done_at", tzinfo=zone), dropped_on=TruncDate("cancelled_at", tzinfo=zone))
        .values("run__playbook")
        .annotate(
            kept=Count("pk", filter=Q(done_on__lte=F("planned_on"))),
            judged=Count(
                "pk",
                filter=Q(done_at__isnull=False) | (past & Q(cancelled_at=None)) | Q(dropped_on__gt=F("planned_on")),
            ),
        )
    )
    return {row["run__playbook"]: Share(row["kept"], row["judged"]) for row in rows}


def _after(
    runs: QuerySet[PlaybookRun], playbooks: Iterable[Playbook], day: date
) -> dict[int, tuple[Share, float | None]]:
    by_kind: defaultdict[After, list[int]] = defaultdict(list)
    for one in playbooks:
        trigger = registry.find(one.trigger)
        if trigger is not None:
            by_kind[trigger.after].append(one.pk)
    year = runs.filter(_since(day, YEAR)).order_by()
    found = _over(year.filter(playbook__in=by_kind[After.HOLDS])) if by_kind[After.HOLDS] else {}
    if by_kind[After.RENEWED]:
        found |= _renewed(year.filter(playbook__in=by_kind[After.RENEWED]), day)
    if by_kind[After.AGAIN]:
        found |= _not_again(year.filter(playbook__in=by_kind[After.AGAIN]))
    if by_kind[After.WARMTH]:
        found |= _warmer(year.filter(playbook__in=by_kind[After.WARMTH]), day)
    return found


def _over(runs: QuerySet[PlaybookRun]) -> dict[int, tuple[Share, float | None]]:
    """Runs whose trigger held no more when their last step was closed / runs of which that was asked."""
    rows = runs.exclude(held_at_close=None).values("playbook")
    counted = rows.annotate(over=Count("pk", filter=Q(held_at_close=False)), n=Count("pk"))
    return {row["playbook"]: (Share(row["over"], row["n"]), None) for row in counted}


def _renewed(runs: QuerySet[PlaybookRun], day: date) -> dict[int, tuple[Share, float | None]]:
    """Renewals whose day was moved on / renewals moved on, or past their day. Days as text order as days do."""
    good: defaultdict[int, list[bool]] = defaultdict(list)
    for playbook, about, renewal in runs.values_list("playbook", "about", "customer__renewal_on"):
        moved = renewal is not None and renewal.isoformat() > about
        if moved or about < day.isoformat():
            good[playbook].append(moved)
    return {key: (Share(sum(told), len(told)), None) for key, told in good.items()}


def _not_again(runs: QuerySet[PlaybookRun]) -> dict[int, tuple[Share, float | None]]:
    """Runs after which the same playbook stayed away for ninety days / runs closed that long ago, or not staying so."""
    later: defaultdict[tuple[int, int], list[datetime]] = defaultdict(list)
    rows = list(runs.order_by("fired_at").values_list("playbook", "customer", "fired_at", "closed_at"))
    for playbook, customer, fired_at, _closed in rows:
        later[playbook, customer].append(fired_at)
    quiet: defaultdict[int, list[bool]] = defaultdict(list)
    ripe = timezone.now() - RECENT
    for playbook, customer, _fired, closed_at in rows:
        if closed_at is None:
            continue
        again = any(closed_at < one <= closed_at + RECENT for one in later[playbook, customer])
        if again or closed_at <= ripe:
            quiet[playbook].append(not again)
    return {key: (Share(sum(told), len(told)), None) for key, told in quiet.items()}


def _warmer(runs: QuerySet[PlaybookRun], day: date) -> dict[int, tuple[Share, float | None]]:
    """Runs begun sixty days ago or earlier: warmer in the first frozen week from the sixtieth day on / those known."""
    rows = list(runs.filter(fired_on__lte=day - LATER).values_list("playbook", "customer", "fired_on", "evidence"))
    weeks: defaultdict[int, dict[date, float]] = defaultdict(dict)
    if rows:
        first, last = min(row[2] for row in rows) + LATER, max(row[2] for row in rows) + LATER + SLACK
        frozen = RelationshipStanding.objects.filter(
            customer__in={row[1] for row in rows}, kind=RelationshipStanding.Kind.WEEK, as_of__range=(first, last)
        )
        for customer, as_of, value in frozen.exclude(temperature=None).values_list(
            "customer_id", "as_of", "temperature"
        ):
            weeks[customer][as_of] = value or 0.0
    gains: defaultdict[int, list[float]] = defaultdict(list)
    for playbook, customer, fired_on, evidence in rows:
        then = [one for one in sorted(weeks[customer]) if fired_on + LATER <= one <= fired_on + LATER + SLACK]
        before = evidence.get("temperature")
        if then and before is not None:
            gains[playbook].append(weeks[customer][then[0]] - float(before))
    return {
        key: (Share(sum(gain > 0 for gain in told), len(told)), sum(told) / len(told)) for key, told in gains.items()
    }


def runs_of(user: "User", playbook: Playbook | None = None) -> QuerySet[PlaybookRun]:
    """Runs as a list shows them, with how many steps there are, are closed, are past their day."""
    rows = PlaybookRun.objects.visible_to(user).select_related("customer", "playbook")
    return rows if playbook is None else rows.filter(playbook=playbook)


def with_steps(runs: QuerySet[PlaybookRun], day: date) -> QuerySet[PlaybookRun]:
    waits = Q(steps__done_at=None, steps__cancelled_at=None)
    return runs.annotate(
        all_steps=Count("steps"),
        closed_steps=Count("steps", filter=~waits),
        late_steps=Count("steps", filter=waits & Q(steps__due_on__lt=day)),
        escalated=Max("steps__escalated_on", filter=waits),
    )


def escalated_to(user: "User") -> QuerySet[NextAction]:
    """Open steps of playbooks that colleagues left past their day and that were told to the user."""
    rows = NextAction.objects.visible_to(user).open().filter(escalated_to=user)
    return rows.select_related("customer", "owner", "run__playbook", "escalated_to").by_urgency()
