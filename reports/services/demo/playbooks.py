"""Playbooks of the sample company: some switched on, with runs in every state, so that their pages tell a story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from customers.models import Customer
from office.calendar import Overrides, add_workdays, is_workday
from office.models import User
from office.selectors import calendar_overrides
from relationships.models import NextAction, Playbook, PlaybookRun, PlaybookStep, RelationshipStanding
from relationships.services import standings
from relationships.services.playbooks import Deputies, weighed
from relationships.triggering import registry
from relationships.triggering.registry import After, Hit
from relationships.triggering.seeing import due
from relationships.triggering.warmth import TOP

LUKEWARM = 62
ON_SINCE, CAP = 190, 2
"""Days since they were switched on; few a day, so that the story stays to be read."""
# How steps stand: done in time, done late, open, past its day, past its day and told upwards.
KEPT, TARDY, OPEN, LATE, TOLD = "kept", "tardy", "open", "late", "told"
# trigger → of each customer where it holds today: days since it began, how each step stands.
RUNNING: dict[str, list[tuple[int, Sequence[str]]]] = {
    "cooling": [(20, (TARDY, TOLD)), (9, (KEPT, OPEN)), (5, (LATE, OPEN))],
    "single_point": [(12, (OPEN,)), (3, (OPEN,))],
    "detractor": [(12, (TOLD, LATE))],
    "contact_left": [(8, (KEPT, LATE, OPEN))],
    "renewal_90": [(12, (KEPT,)), (6, (KEPT, OPEN))],
    "goal_off_track": [(10, (KEPT, OPEN)), (4, (OPEN, OPEN))],
    "goal_stale": [(9, (LATE,))],
    "silent_defector": [(7, (KEPT, TOLD)), (2, (OPEN, OPEN))],
}
# trigger → runs long closed: days since they began, how each step was kept, whether it still held when it closed.
PAST: dict[str, list[tuple[int, Sequence[str], bool | None]]] = {
    "cooling": [
        (ago, steps, None)
        for ago, steps in (
            (94, (KEPT, KEPT)),
            (90, (KEPT, TARDY)),
            (86, (KEPT, KEPT)),
            (81, (TARDY, KEPT)),
            (77, (KEPT, KEPT)),
            (74, (KEPT, KEPT)),
        )
    ],
    "contact_quiet": [
        (160, (KEPT,), False),
        (141, (KEPT,), False),
        (120, (TARDY,), True),
        (92, (KEPT,), False),
        (70, (KEPT,), False),
        (48, (KEPT,), False),
    ],
    "single_point": [(140, (KEPT,), False), (102, (TARDY,), True)],
    "goal_stale": [(88, (KEPT,), False), (66, (KEPT,), False), (45, (TARDY,), True)],
}
CAME_OF_IT = {
    "zh-hans": ("打通了，下周三上门", "约了设备科和工艺科一起看", "对方换了对接人，已记下", "数已拿到，录进系统了"),
    "en": (
        "Got through, visit on Wednesday",
        "Joint look with two departments booked",
        "New contact noted",
        "Reading entered",
    ),
}


@dataclass
class Stage:
    """What every run needs: who stands in for whom, the calendar, the clock of the company."""

    deputies: Deputies
    overrides: Overrides
    language: str
    zone: ZoneInfo
    today: date
    system: User

    def moment(self, day: date) -> datetime:
        return datetime.combine(min(day, self.today), time(9, 20), self.zone)


def play(people: dict[str, User], language: str, zone: ZoneInfo, today: date) -> int:
    """Switch on and begin; how many runs there are. Standings of today and of past weeks must be there."""
    overrides = calendar_overrides()
    stage = Stage(Deputies.read(today), overrides, language, zone, today, User.objects.system())
    begun = 0
    for code in dict.fromkeys([*RUNNING, *PAST]):
        playbook = _switch_on(code, people["ops"], stage)
        taken = set()
        for hit, (ago, steps) in zip(due(playbook, today, overrides), RUNNING.get(code, ()), strict=False):
            begun += _begin(playbook, hit, ago, steps, stage, held=True)
            taken.add(hit.customer_id)
        others = Customer.objects.current().exclude(pk__in=taken).exclude(owner=None).exclude(status="lost")
        past = iter(PAST.get(code, ()))
        course = next(past, None)
        for customer in others.order_by("pk"):
            if course is None:
                break
            ago, steps, held = course
            saw = _past(code, customer, today - timedelta(days=ago))
            if saw is not None:
                begun += _begin(playbook, saw, ago, steps, stage, held=held)
                course = next(past, None)
    return begun


def _switch_on(code: str, by: User, stage: Stage) -> Playbook:
    since = stage.moment(stage.today - timedelta(days=ON_SINCE))
    # Past its history: an invented decision leaves no trace when the sample goes.
    Playbook.objects.filter(trigger=code).update(switched_on_at=since, switched_on_by=by, daily_cap=CAP)
    playbook: Playbook = Playbook.objects.get(trigger=code)
    return playbook


def _past(code: str, customer: Customer, day: date) -> Hit | None:
    """What it saw then; of cooling the temperature of that day, None where it was too warm to have fallen to."""
    if code == "single_point":
        return Hit(customer.pk, {"side": "theirs", "tier": customer.tier}) if customer.tier in TOP else None
    if code != "cooling":
        return Hit(customer.pk, {"quiet_days": 64} if code == "contact_quiet" else {})
    given = standings.inputs_by_customer([customer.pk], day, as_known=True)[customer.pk]
    then = standings.measured(customer.pk, customer.tier, given, day, RelationshipStanding.Kind.WEEK, mode="as_known")
    if then.temperature is None or not 25 <= then.temperature <= LUKEWARM:
        return None
    return Hit(customer.pk, {"delta28": -16.4, "temperature": round(then.temperature, 1)})


def _begin(playbook: Playbook, hit: Hit, ago: int, steps: Sequence[str], stage: Stage, *, held: bool | None) -> int:
    customer = Customer.objects.select_related("owner").get(pk=hit.customer_id)
    began = stage.today - timedelta(days=ago)
    while not is_workday(began, stage.overrides):
        began -= timedelta(days=1)
    run = PlaybookRun.objects.create(
        customer=customer,
        playbook=playbook,
        about=hit.about,
        evidence=weighed(playbook, hit, began),
        fired_on=began,
        fired_at=stage.moment(began),
    )
    template = list(playbook.steps.all())[: len(steps)]
    rows = [_step(run, step, course, stage) for step, course in zip(template, steps, strict=True)]
    _call(run, rows, differs=len(template) > 1)
    NextAction.objects.bulk_create(rows)
    trigger = registry.find(playbook.trigger)
    judged = trigger is not None and trigger.after is After.HOLDS
    closed = [row.done_at for row in rows if row.done_at is not None]
    if len(closed) == len(rows):
        run.closed_at, run.held_at_close = max(closed), held if judged else None
        run.save(update_fields=["closed_at", "held_at_close"])
    return 1


def _call(run: PlaybookRun, rows: Sequence[NextAction], *, differs: bool) -> None:
    """What the owner said of it: as the signals have it, or the other way round where that is to be compared."""
    said = {("yes", False): "yes", ("yes", True): "no", ("no", False): "no", ("no", True): "yes"}
    for row in rows:
        if row.call:
            row.call = said.get((run.evidence.get("signal", ""), differs), "yes") if row.done_at else row.call


def _step(run: PlaybookRun, step: PlaybookStep, course: str, stage: Stage) -> NextAction:
    line = stage.deputies.line(run.customer, step.role)
    day = add_workdays(run.fired_on, step.workdays, stage.overrides)
    if course == OPEN:
        day = max(day, stage.today + timedelta(days=1))
    elif course in (LATE, TOLD):
        day = min(day, stage.today - timedelta(days=2))
    elif day >= stage.today:
        day = stage.today - timedelta(days=1)
    row = NextAction(
        customer=run.customer,
        text=step.texts.get(stage.language) or step.text_zh_hans,
        owner=line[0],
        due_on=day,
        planned_on=day,
        created_by=stage.system,
        created_at=run.fired_at,
        run=run,
        call="asked" if step.kind == PlaybookStep.Kind.CALL else "",
    )
    if course in (KEPT, TARDY):
        done = day - timedelta(days=1) if course == KEPT else day + timedelta(days=3)
        words = CAME_OF_IT.get(stage.language, CAME_OF_IT["zh-hans"])
        row.done_at, row.done_by = stage.moment(max(done, run.fired_on)) + timedelta(hours=5), line[0]
        row.done_note = words[(run.pk + step.pk) % len(words)]
    if course == TOLD:
        upwards = stage.deputies.above_of(line[0].pk, run.customer)
        row.escalated_on, row.escalated_to = day + timedelta(days=1), upwards[0]
    return row
