"""Judging every customer against all of them, in the memory of a small server.

What belongs to single customers is read and counted some hundred at a time, of every other batch by a second process
where there is one; what is kept of each until all are known is folded small; finished rows wait in a file. Only then are
they written, so that nobody waits for the database meanwhile.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from customers.models import Customer, CustomerStanding, StandingKind
from customers.selectors import base, worth
from customers.services import copying, measuring
from customers.services.shelves import Shelf, folded
from customers.valuation.defectors import Defector, Watched, falls, silent_defectors
from customers.valuation.settings import Settings
from customers.valuation.worth import Basis, Judged, Measured, Own, judge, own_of
from office.calendar.months import Month
from office.second_process import SecondProcess

B = TypeVar("B")
R = TypeVar("R")
BATCH = 300
ROWS = 250
Report = Callable[[int, int], None]
Alarms = dict[str, Defector | str]


@dataclass(frozen=True, slots=True)
class Computation:
    """What every row of one computation shares."""

    day: date
    kind: str
    settings: Settings
    settings_number: int
    now: datetime

    @property
    def is_copied(self) -> bool:
        """Whether its rows wait as the database will take them, or by attribute."""
        return self.kind == StandingKind.TODAY and copying.takes_copies()


@dataclass(slots=True)
class Outcome:
    """What is known once all are judged, the rows themselves apart."""

    measured: list[Measured] = field(default_factory=list)
    watched: list[Watched] = field(default_factory=list)
    alarms: Alarms = field(default_factory=dict)

    def defectors(self) -> list[Defector]:
        return [each for each in self.alarms.values() if isinstance(each, Defector)]

    def stages(self) -> dict[int, str]:
        """Customer → stage, of those of whom there is something to remember."""
        return {row.id: row.stage for row in self.measured if row.first_order_on is not None or row.net}


@dataclass(slots=True)
class Batch:
    """Some customers, judged: their rows as the shelf keeps them, and what is asked of them beside all others."""

    rows: bytes
    watched: list[Watched]
    measured: list[Measured]


def owns_of_all(day: date, settings: Settings, report: Report | None, second: SecondProcess | None) -> list[Own]:
    """What each living customer's own facts come to, by id, folded small."""
    ids = list(Customer.objects.current().order_by("pk").values_list("pk", flat=True))
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    owns: list[Own] = []
    count = partial(owns_of, day=day, settings=settings, begins=worth.ledger_begins())
    for batch in _each(count, batches, second):
        owns.extend(batch)
        if report:
            report(len(owns), len(ids))
    return owns


def owns_of(customer_ids: Sequence[int], *, day: date, settings: Settings, begins: Month | None) -> list[Own]:
    owns = []
    for facts in worth.facts_of(customer_ids, day, begins):
        own = own_of(facts, day, settings)
        own.let_go()
        owns.append(own)
    return owns


def judge_all(owns: list[Own], basis: Basis, of: Computation, shelf: Shelf, second: SecondProcess | None) -> Outcome:
    """Judge each of `owns`, which is emptied on the way; their rows go to the shelf, still without alarms."""
    found = Outcome()
    identities = base.identities_of(Customer.objects.current())
    waiting = deque(owns)
    owns.clear()
    for batch in _each(partial(judged, basis=basis, of=of, identities=identities), _taken_from(waiting), second):
        shelf.put(batch.rows)
        found.watched.extend(batch.watched)
        found.measured.extend(batch.measured)
    found.alarms = _alarms(found.watched, of.settings)
    for one in found.measured:
        alarm = found.alarms.get(str(one.id))
        if isinstance(alarm, Defector):
            one.alarm, one.money_at_risk = alarm.status, alarm.money_at_risk
        elif alarm:
            one.alarm = alarm
    return found


def judged(owns: Sequence[Own], *, basis: Basis, of: Computation, identities: Mapping[int, base.Identity]) -> Batch:
    """`identities`: who is not among them was set aside a moment ago."""
    rows: list[Any] = []
    found = Batch(b"", [], [])
    copier = copying.Copier(CustomerStanding) if of.is_copied else None
    for own in owns:
        net = own.net
        own.take_up()
        beside = judge(own, basis, of.day, of.settings)
        row = measuring.values_of(
            own, beside, as_of=of.day, kind=of.kind, settings_number=of.settings_number, now=of.now
        )
        rows.append(copier.row(row) if copier else row)
        if own.stage not in {"prospect", "lost"}:
            found.watched.append(_watched(own, beside, basis))
        if own.id in identities:
            found.measured.append(_measured(identities[own.id], row, own, net))
    found.rows = folded(rows)
    return found


def _each(count: Callable[[B], R], batches: Iterable[B], second: SecondProcess | None) -> Iterator[R]:
    return map(count, batches) if second is None else second.each(count, batches)


def _taken_from(waiting: deque[Own]) -> Iterator[list[Own]]:
    while waiting:
        yield [waiting.popleft() for _place in range(min(ROWS, len(waiting)))]


def rows_with_alarms(shelf: Shelf, alarms: Alarms) -> Iterator[list[CustomerStanding]]:
    """The finished rows, some hundred at a time."""
    for batch in shelf.batches():
        for values in batch:
            values.update(measuring.alarm_of(alarms.get(str(values["customer_id"]))))
        yield [CustomerStanding(**values) for values in batch]


def copies_with_alarms(shelf: Shelf, alarms: Alarms) -> Iterator[list[list[Any]]]:
    """The same as the database takes them."""
    copier = copying.Copier(CustomerStanding)
    customer = copier.places["customer_id"]
    for batch in shelf.batches():
        for row in batch:
            alarm = alarms.get(str(row[customer]))
            if alarm is not None:
                copier.change(row, measuring.alarm_of(alarm))
        yield batch


def digest_of(owns: Sequence[Own]) -> str:
    """A fingerprint of what everybody came to: the same facts give the same one."""
    text = hashlib.sha256()
    for own in owns:
        text.update(f"{own.id} {own.net_t12} {own.net_p12} {own.pnl and own.pnl.net_profit}\n".encode())
    return text.hexdigest()


def _measured(identity: base.Identity, row: Mapping[str, Any], own: Own, net: Mapping[Month, Decimal]) -> Measured:
    found = base.row_of(identity, [row[name] for name in base.COLUMNS], net)
    found.order_days, found.relationship_cost, found.lateness = own.order_days, own.t12.retention_cost, own.lateness
    return found


def _watched(own: Own, judged: Judged, basis: Basis) -> Watched:
    return Watched(
        id=str(own.id),
        satisfied=own.satisfied,
        p_trend=judged.trend.p_trend,
        rel_annual=judged.trend.rel_annual,
        level=judged.trend.level,
        p_overdue=judged.overdue.p,
        leaked_annual=judged.trend.leaked_annual,
        at_stake_annual=judged.trend.at_stake_annual,
        margin=measuring.margin(own.pnl, basis.contribution_margin),
    )


def _alarms(watched: Sequence[Watched], settings: Settings) -> Alarms:
    """Silent defectors by customer id, and who falls without having said anything (economics 7.1, 7.7)."""
    found: Alarms = {
        each.id: CustomerStanding.Alarm.UNSAID.value
        for each in watched
        if each.satisfied is None and falls(each, settings.suspect_p, -settings.trend_gate)
    }
    flagged = silent_defectors(
        watched, float(settings.discovery_rate), suspect=settings.suspect_p, gate=-settings.trend_gate
    ).flagged
    return found | {each.id: each for each in flagged}
