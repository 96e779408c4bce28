"""The pack of a quarterly review: what a CSM hands over to the customer, section by section.

It is made of facts that the customer knows or may know. Money of ours, judged ties, attitudes, dangers, playbooks and
notes that were written for ourselves are never read here, so they cannot slip in.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from customers import extensions
from customers.extensions import SpokenWords
from customers.models import Customer
from office.calendar.quarters import Quarter
from office.charts.shapes import Picture
from office.formatting.amounts import percent
from office.models import Company, User
from relationships.attaining.charts import goal_figure
from relationships.attaining.rows import GoalRow, WordLine, goal_text, measured, plain, row, word_line
from relationships.models import Goal, Interaction, OutcomeReading, PlanTask
from relationships.outcomes.rollups import Attained, rollup
from relationships.planning.pack_drawing import working_ring
from relationships.selectors import packs
from relationships.selectors.outcomes import Standing, standings, word_on
from relationships.selectors.plans import live_plan

SECTIONS: Mapping[str, Any] = {
    "summary": gettext_lazy("Summary"),
    "value": gettext_lazy("What came of it"),
    "goals": gettext_lazy("Goals"),
    "readings": gettext_lazy("Readings of the quarter"),
    "people": gettext_lazy("Who worked together"),
    "voices": gettext_lazy("In their own words"),
    "done": gettext_lazy("What both sides promised and did"),
    "promises": gettext_lazy("What else we promised"),
    "next": gettext_lazy("Next steps"),
}


@dataclass(frozen=True)
class GoalSheet:
    row: GoalRow
    baseline: str
    aim: str
    moved: str
    """From the baseline to now, with its sign."""
    picture: Picture | None
    label: str


@dataclass(frozen=True)
class ReadingLine:
    kpi: Any
    reading: OutcomeReading
    value: str
    word: WordLine | None


@dataclass(frozen=True)
class Figure:
    label: Any
    value: str
    note: str


@dataclass(frozen=True)
class TaskLine:
    """A task as the customer reads it: without what we noted when it was done."""

    task: PlanTask
    who: str
    late: bool


def pack_page(
    customer: Customer,
    user: User,
    quarter: Quarter,
    today: date,
    *,
    summary: str,
    left_out: Collection[str],
    voices: Sequence[SpokenWords],
) -> dict[str, Any]:
    """Everything the template `relationships/plans/pack_body.html` shows; sections that are left out are not read.

    It speaks the language that is active, and so must who renders it.
    """
    start, end = quarter.start, min(quarter.end, today)
    wanted = [key for key in SECTIONS if key not in left_out]
    goals = _goals(customer, user, start, end)
    found: dict[str, Any] = {
        "customer": customer,
        "company": Company.get(),
        "quarter": quarter,
        "start": start,
        "end": end,
        "running": quarter.end > today,
        "html_lang": {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(get_language() or "", "en"),
        "summary": summary if "summary" in wanted else "",
        "wanted": wanted,
        "titles": SECTIONS,
        "team": packs.team(customer, user, _their_people(customer, user, goals, start, end), end),
    }
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "value": lambda: _value(customer, user, goals, start, end),
        "goals": lambda: {"objectives": _objectives(customer, user), "goals": [_sheet(one, end) for one in goals]},
        "readings": lambda: {"readings": _readings(goals, start, end)},
        "people": lambda: _people(customer, user, start, end),
        "voices": lambda: {"voices": voices},
        "done": lambda: _done(customer, user, start, end),
        "promises": lambda: {"promises": packs.promises_of_period(customer, user, start, end)},
        "next": lambda: _next(customer, user, today),
    }
    for key in wanted:
        if key in makers:
            found |= makers[key]()
    return found


def words_of(customer: Customer, user: User, quarter: Quarter, today: date) -> list[SpokenWords]:
    """What of their own words of the quarter may be shown outside: to choose from."""
    end = min(quarter.end, today)
    return [one for read in extensions.spoken for one in read(customer, user, quarter.start, end)]


def _goals(customer: Customer, user: User, start: date, end: date) -> list[Standing]:
    """Goals that ran in the period, as they stood at its end."""
    rows = Goal.objects.visible_to(user).standing().filter(customer=customer)
    rows = rows.filter(current__start__lte=end, current__due__gte=start)
    return standings(rows.order_by("current__due", "id"), end)


def _their_people(customer: Customer, user: User, goals: Sequence[Standing], start: date, end: date) -> set[int]:
    ids = {one.goal.terms.their_owner_id for one in goals}
    ids |= {task.contact_id for task in packs.tasks_of_period(customer, user, start, end)}
    ids |= {task.contact_id for task in packs.open_tasks(customer, user)}
    for review in packs.reviews_of_period(customer, user, start, end):
        ids |= {contact.pk for contact in review.theirs.all()}
    return {one for one in ids if one is not None}


def _value(customer: Customer, user: User, goals: Sequence[Standing], start: date, end: date) -> dict[str, Any]:
    rolled = rollup([Attained(str(customer.pk), one.state.capped, one.goal.terms.weight) for one in goals])
    read = [reading for one in goals for reading in one.readings if start <= reading.period_end <= end]
    agreed = sum((word := word_on(one)) is not None and word.agreed for one in read)
    tasks = [one for one in packs.tasks_of_period(customer, user, start, end) if one.done_at is not None]
    ours = sum(one.is_ours for one in tasks)
    times = packs.worked_together(customer, user, start, end)
    by_kind = [
        (str(Interaction.Kind(kind).label), count) for kind, count in sorted(times.items(), key=lambda one: -one[1])
    ]
    measured_of = _("%(n)s of %(all)s goals measured") % {"n": rolled.n, "all": rolled.goals}
    mean = percent(rolled.mean, 0) if rolled.mean is not None else _("not yet known")
    return {
        "figures": [
            Figure(_("Mean attainment"), mean, measured_of if goals else _("no goal yet")),
            Figure(
                _("Readings you confirmed"),
                f"{agreed} / {len(read)}",
                _("recorded for the quarter") if read else _("none recorded"),
            ),
            Figure(
                _("Tasks done"),
                str(len(tasks)),
                _("%(ours)s by us, %(theirs)s by you") % {"ours": ours, "theirs": len(tasks) - ours},
            ),
            Figure(
                _("Worked together"),
                str(sum(times.values())),
                " · ".join(f"{kind} {count}" for kind, count in by_kind[:3]),
            ),
        ],
        "moves": [_sheet(one, end, drawn=False) for one in goals if one.latest and one.goal.terms.baseline is not None],
    }


def _sheet(one: Standing, end: date, *, drawn: bool = True) -> GoalSheet:
    terms, kpi = one.goal.terms, one.goal.kpi
    moved = ""
    if one.latest is not None and terms.baseline is not None:
        by: Decimal = one.latest.value - terms.baseline
        moved = _moved(by, kpi.unit)
    figure = goal_figure(one, level=3) if drawn else None
    return GoalSheet(
        row(one, end),
        "" if terms.baseline is None else measured(terms.baseline, kpi),
        goal_text(terms, kpi),
        moved,
        figure.picture if figure else None,
        figure.label if figure else "",
    )


def _moved(by: Decimal, unit: str) -> str:
    """With its sign; a change of a percentage is told in points."""
    text = ("+" if by > 0 else "") + plain(by)
    return _("%(points)s pts") % {"points": text} if unit in {"%", "％"} else f"{text} {unit}".rstrip()


def _objectives(customer: Customer, user: User) -> list[str]:
    plan = live_plan(customer, user)
    return [] if plan is None else [one.text for one in plan.objectives.filter(dropped_at=None)]


def _readings(goals: Sequence[Standing], start: date, end: date) -> list[ReadingLine]:
    lines = [
        ReadingLine(one.goal.kpi, reading, measured(reading.value, one.goal.kpi), word_line(word_on(reading)))
        for one in goals
        for reading in one.readings
        if start <= reading.period_end <= end
    ]
    return sorted(lines, key=lambda one: (str(one.kpi), one.reading.period_end))


def _people(customer: Customer, user: User, start: date, end: date) -> dict[str, Any]:
    picture = working_ring(customer, user, start, end)
    label = ""
    if picture is not None:
        pairs = len(picture.ties)
        label = ngettext("%(n)s pair of people worked together.", "%(n)s pairs of people worked together.", pairs)
        label %= {"n": pairs}
    return {"ring": picture, "ring_label": label, "moved": packs.moved(customer, user, start, end)}


def _done(customer: Customer, user: User, start: date, end: date) -> dict[str, Any]:
    tasks = packs.tasks_of_period(customer, user, start, end)
    return {
        "done_sides": _both(customer, tasks, end),
        "reviews": packs.reviews_of_period(customer, user, start, end),
    }


def _next(customer: Customer, user: User, today: date) -> dict[str, Any]:
    return {
        "next_sides": _both(customer, packs.open_tasks(customer, user), today),
        "next_review": packs.next_review(customer, user),
    }


def _both(customer: Customer, tasks: Sequence[PlanTask], day: date) -> list[tuple[str, list[TaskLine]]]:
    return [
        (str(Company.get()), [_line(one, day) for one in tasks if one.is_ours]),
        (str(customer), [_line(one, day) for one in tasks if not one.is_ours]),
    ]


def _line(task: PlanTask, day: date) -> TaskLine:
    who = str(task.owner) if task.is_ours else task.contact.person.name if task.contact else ""
    return TaskLine(task, who, late=task.done_at is None and task.due_on < day)
