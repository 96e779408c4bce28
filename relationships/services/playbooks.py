"""Playbooks begin, close and escalate. Nothing begins until somebody switched the playbook on."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from customers import extensions
from customers.models import Customer, HistoryEntry
from office.calendar import add_workdays, is_workday
from office.calendar.workdays import WINDOWS
from office.clock import today
from office.models import Company, User
from office.models.user import RoleGrant
from office.roles import Role
from office.selectors import calendar_overrides
from relationships.access import switches_playbooks
from relationships.errors import NotYoursError
from relationships.models import NextAction, Playbook, PlaybookRun, PlaybookStep
from relationships.triggering import registry
from relationships.triggering.registry import After, Hit
from relationships.triggering.seeing import due, holds, room

BEGAN = "playbook_began"
COMPARE = PlaybookStep.Kind.COMPARE


@dataclass
class Fired:
    """What one turn of the clock did; `quiet` when it was no time to work."""

    began: int = 0
    escalated: int = 0
    quiet: bool = False


@dataclass
class Deputies:
    """Who takes a step when the one it is meant for is not there: read once for all customers of one evaluation."""

    leads: dict[int, User] = field(default_factory=dict)
    above: list[User] = field(default_factory=list)
    duty: User | None = None

    @classmethod
    def read(cls, day: date) -> "Deputies":
        grants = RoleGrant.objects.filter(user__is_active=True).select_related("user").order_by("pk")
        rows = list(grants.filter(role__in=[Role.LEAD, Role.FOUNDER, Role.SALES_OPS, Role.ADMIN]))
        rank = [Role.FOUNDER, Role.SALES_OPS, Role.ADMIN]
        above = sorted((one for one in rows if one.role in rank), key=lambda one: rank.index(Role(one.role)))
        leads: dict[int, User] = {}
        for one in rows:
            if one.team_id is not None:
                leads.setdefault(one.team_id, one.user)
        duty = next((found for source in extensions.on_duty if (found := source(day))), None)
        return cls(leads, [one.user for one in above], duty)

    def line(self, customer: Customer, role: str) -> list[User]:
        """Those who may take it, the first first: the role asked for, then upwards."""
        owner, lead = customer.owner, self.leads.get(customer.team_id or 0)
        if role == PlaybookStep.Role.DUTY:
            return [one for one in [self.duty, *self.above] if one is not None]
        line: list[User | None] = []
        if role == PlaybookStep.Role.OWNER:
            line.append(owner if owner and owner.is_active and owner.roles else None)
        if role != PlaybookStep.Role.FOUNDER:
            line.append(lead)
        return [one for one in [*line, *self.above] if one is not None]

    def above_of(self, owner_id: int, customer: Customer) -> list[User]:
        """Whom a late step is told: the lead, or who stands above; of somebody above never the lead below."""
        is_above = any(one.pk == owner_id for one in self.above)
        line = self.above if is_above else self.line(customer, PlaybookStep.Role.LEAD)
        return [one for one in line if one.pk != owner_id]


def fire_due(now: datetime) -> Fired:
    """Begin what is due of every playbook that is switched on, and escalate steps past due.

    Outside working hours and on days off nothing happens; what holds then still holds on the next working day.
    """
    fired = _fire_all(now, Playbook.objects.all())
    if not fired.quiet:
        fired.escalated = _escalate(_local(now).date())
    return fired


def fire_urgent(now: datetime) -> Fired:
    """Begin what is due and may not wait for the next day; as quiet as `fire_due`."""
    return _fire_all(now, _urgent())


def urgent_waits(now: datetime) -> bool:
    """Whether `fire_urgent` has anything to begin."""
    overrides, local = calendar_overrides(), _local(now)
    if not _is_working_time(local, overrides):
        return False
    day = local.date()
    waiting = ((one, due(one, day, overrides)) for one in _urgent().exclude(switched_on_at=None))
    return any(found and room(one, day, found) for one, found in waiting)


def _urgent() -> QuerySet[Playbook]:
    return Playbook.objects.filter(trigger__in=[one.code for one in registry.declared() if one.urgent])


def _fire_all(now: datetime, playbooks: QuerySet[Playbook]) -> Fired:
    overrides, local = calendar_overrides(), _local(now)
    if not _is_working_time(local, overrides):
        return Fired(quiet=True)
    fired = Fired()
    for playbook in playbooks.exclude(switched_on_at=None).order_by("order", "pk"):
        fired.began += _fire(playbook.pk, local.date(), overrides)
    return fired


def _local(now: datetime) -> datetime:
    return now.astimezone(Company.get().zone)


def _is_working_time(local: datetime, overrides: dict[date, bool]) -> bool:
    return is_workday(local.date(), overrides) and WINDOWS[0][0] <= local.time() < WINDOWS[-1][1]


@transaction.atomic
def _fire(playbook_id: int, day: date, overrides: dict[date, bool]) -> int:
    # Writing first makes a second scheduler wait here on either engine; it then finds these runs and begins none.
    if not Playbook.objects.filter(pk=playbook_id).exclude(switched_on_at=None).update(order=F("order")):
        return 0
    playbook = Playbook.objects.prefetch_related("steps").get(pk=playbook_id)
    if not playbook.steps.all():
        return 0
    found = due(playbook, day, overrides)
    chosen = found[: room(playbook, day, found)]
    customers = Customer.objects.select_related("owner").in_bulk([one.customer_id for one in chosen])
    deputies, system = Deputies.read(day), User.objects.system()
    began = 0
    for hit in chosen:
        began += _begin(playbook, customers[hit.customer_id], hit, day, overrides, deputies, system)
    return began


def _begin(
    playbook: Playbook,
    customer: Customer,
    hit: Hit,
    day: date,
    overrides: dict[date, bool],
    deputies: Deputies,
    system: User,
) -> bool:
    """False where nobody is there who could take the steps: then it is tried again the next day."""
    steps = [(step, deputies.line(customer, step.role)) for step in playbook.steps.all() if step.kind != COMPARE]
    if not all(line for _step, line in steps):
        return False
    run = PlaybookRun.objects.create(
        customer=customer, playbook=playbook, about=hit.about, evidence=weighed(playbook, hit, day), fired_on=day
    )
    HistoryEntry.objects.create(
        customer=customer, verb=BEGAN, at=timezone.now(), by=system, detail={"playbook": playbook.trigger}
    )
    NextAction.objects.bulk_create(
        step_for(run, step, line[0], add_workdays(day, step.workdays, overrides), system) for step, line in steps
    )
    return True


def weighed(playbook: Playbook, hit: Hit, day: date) -> dict[str, Any]:
    """What is kept of a hit: what the trigger saw, and the signals of the day where it weighs any."""
    trigger = registry.find(playbook.trigger)
    weigh = trigger.weigh if trigger else None
    return {**hit.evidence, **(weigh(hit.customer_id, day) if weigh else {})}


def step_for(run: PlaybookRun, step: PlaybookStep, owner: User, due_on: date, by: User) -> NextAction:
    """A step of the template as somebody's next action, in their language; not yet written."""
    language = (owner.language or Company.get().default_language).lower()
    return NextAction(
        customer=run.customer,
        text=step.texts.get(language) or step.text_zh_hans,
        owner=owner,
        due_on=due_on,
        planned_on=due_on,
        created_by=by,
        run=run,
        call=NextAction.Call.ASKED if step.kind == PlaybookStep.Kind.CALL else NextAction.Call.NOT_ASKED,
    )


def _escalate(day: date) -> int:
    """Tell the lead, or who stands above, once of each step that is past its day."""
    late = NextAction.objects.overdue(day).filter(escalated_on=None).exclude(run=None)
    deputies = Deputies.read(day)
    escalated = 0
    for step in late.select_related("customer", "customer__owner"):
        line = deputies.above_of(step.owner_id, step.customer)
        if line:
            escalated += NextAction.objects.filter(pk=step.pk, escalated_on=None).update(
                escalated_on=day, escalated_to=line[0]
            )
    return escalated


@transaction.atomic
def switch(playbook: Playbook, *, on: bool, by: User, daily_cap: int | None = None) -> Playbook:
    """Let a playbook begin by itself from now on, or no more; what began goes on."""
    if not switches_playbooks(by):
        raise NotYoursError
    locked: Playbook = Playbook.objects.select_for_update().get(pk=playbook.pk)
    if on == (locked.switched_on_at is None):
        locked.switched_on_at, locked.switched_on_by = (timezone.now(), by) if on else (None, None)
    locked.daily_cap = daily_cap or locked.daily_cap
    locked.version += 1
    locked.save()
    return locked


def settle(run_id: int) -> None:
    """Close a run whose steps are all closed; open it again when one is open and no other run took its place."""
    run = PlaybookRun.objects.select_for_update(of=("self",)).select_related("playbook").get(pk=run_id)
    is_open = NextAction.objects.filter(run=run, done_at=None, cancelled_at=None).exists()
    if is_open == (run.closed_at is None):
        return
    if is_open and PlaybookRun.objects.open().filter(playbook=run.playbook_id, customer=run.customer_id).exists():
        return
    run.closed_at = None if is_open else timezone.now()
    run.held_at_close = None if is_open else _still_holds(run)
    run.save(update_fields=["closed_at", "held_at_close"])


def _still_holds(run: PlaybookRun) -> bool | None:
    """Whether what made it begin is still so, as known now; None where its trigger is judged by something else."""
    trigger = registry.find(run.playbook.trigger)
    if trigger is None or trigger.after is not After.HOLDS:
        return None
    return holds(trigger.code, run.customer_id, run.about, today(), calendar_overrides())
