"""Goals as they stand on a day, with their readings: two queries for however many goals."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.db.models import Max

from customers.models import Customer
from office.models import Company, User
from relationships.access import loggable_by
from relationships.models import Confirmation, Goal, GoalVersion, OutcomeReading
from relationships.models.outcome import GoalQuerySet
from relationships.outcomes import goals as pure
from relationships.outcomes.rollups import Attained
from relationships.selectors.moments import day_range

KEPT = timedelta(days=365)
RECENT = timedelta(days=31)


@dataclass(frozen=True)
class Standing:
    """A goal on a day. `readings` are those that count, newest period first; corrected ones are left out."""

    goal: Goal
    state: pure.GoalState
    readings: Sequence[OutcomeReading]
    next_due: date
    """The day by which the next reading is expected."""
    runs: bool
    """Whether its due day has not passed."""

    @property
    def latest(self) -> OutcomeReading | None:
        return self.readings[0] if self.readings else None

    @property
    def stale(self) -> bool:
        """Whether its last reading is old while it runs: of what is over nobody expects another."""
        return self.runs and self.state.stale

    @property
    def word(self) -> Confirmation | None:
        """What the customer says of the latest reading."""
        return word_on(self.latest) if self.latest else None


def standings(goals: GoalQuerySet, as_of: date, *, as_known: bool = False) -> list[Standing]:
    """How the goals stand at the end of a day; `as_known` leaves out what was recorded later."""
    return standings_of(list(goals.with_terms()), as_of, as_known=as_known)


def standings_of(goals: Sequence[Goal], as_of: date, *, as_known: bool = False) -> list[Standing]:
    """The same of goals that are read already, with their KPI and terms. One query."""
    readings = _readings([goal.pk for goal in goals], as_of, as_known=as_known)
    return [_standing(goal, readings.get(goal.pk, []), as_of) for goal in goals]


def standings_by_customer(
    customer_ids: Collection[int], as_of: date, *, as_known: bool = False
) -> dict[int, list[Standing]]:
    """The same by customer. Customers without goals are absent."""
    found: defaultdict[int, list[Standing]] = defaultdict(list)
    goals = counting(as_of).filter(customer__in=customer_ids)
    if as_known:
        goals = goals.filter(day_range(None, as_of, Company.get().zone, "created_at"))
    for each in standings(goals, as_of, as_known=as_known):
        found[each.goal.customer_id].append(each)
    return found


def attained(found: Iterable[Standing]) -> list[Attained]:
    """For roll-ups: how far each goal is, its weight, and what the customer brought in twelve months (unknown counts 0)."""
    return [
        Attained(str(one.goal.customer_id), one.state.capped, one.goal.terms.weight, _revenue(one.goal.customer))
        for one in found
    ]


def _revenue(customer: Customer) -> float:
    standing = getattr(customer, "standing", None)
    return float(standing.net_t12) if standing is not None and standing.net_t12 is not None else 0.0


def counting(as_of: date) -> GoalQuerySet:
    """Goals begun by the day and not past it by more than a year: what a customer's attainment is made of."""
    return Goal.objects.standing().filter(current__start__lte=as_of, current__due__gte=as_of - KEPT)


def _standing(goal: Goal, readings: list[OutcomeReading], as_of: date) -> Standing:
    newest = newest_of_each(readings)
    state = pure.goal_state(pure_goal(goal), [pure_reading(one) for one in readings], as_of)
    last = newest[0].period_end if newest else None
    expected = pure.next_due(goal.kpi.cadence, goal.terms.start, last)
    return Standing(goal, state, newest, expected, runs=goal.terms.due >= as_of)


def _readings(goal_ids: Collection[int], as_of: date, *, as_known: bool) -> dict[int, list[OutcomeReading]]:
    """By goal, in the order of their recording."""
    rows = OutcomeReading.objects.standing().filter(goal__in=goal_ids, period_end__lte=as_of)
    if as_known:
        rows = rows.filter(day_range(None, as_of, Company.get().zone, "recorded_at"))
    found: defaultdict[int, list[OutcomeReading]] = defaultdict(list)
    for row in rows.select_related("confirmation__contact__person", "recorded_by").order_by("recorded_at", "id"):
        found[row.goal_id].append(row)
    return found


def newest_of_each(readings: Iterable[OutcomeReading]) -> list[OutcomeReading]:
    """Of readings in the order of their recording, the last one of each period; newest period first."""
    by_period = {reading.period_end: reading for reading in readings}
    return [by_period[day] for day in sorted(by_period, reverse=True)]


def word_on(reading: OutcomeReading) -> Confirmation | None:
    """What the customer says of a reading; None while it says nothing."""
    return getattr(reading, "confirmation", None)


def pure_goal(goal: Goal) -> pure.Goal:
    terms, kpi = goal.terms, goal.kpi
    return pure_terms(terms, kpi.direction, kpi.cadence)


def pure_terms(terms: GoalVersion, direction: str, cadence: str) -> pure.Goal:
    return pure.Goal(
        direction=cast("pure.Direction", direction),
        baseline=None if terms.baseline is None else float(terms.baseline),
        target=None if terms.target is None else float(terms.target),
        lo=None if terms.lo is None else float(terms.lo),
        hi=None if terms.hi is None else float(terms.hi),
        start=terms.start,
        due=terms.due,
        cadence=cadence,
    )


def pure_reading(reading: OutcomeReading) -> pure.Reading:
    word = word_on(reading)
    return pure.Reading(
        reading.period_end,
        float(reading.value),
        confirmed_by=str(word.contact_id) if word is not None and word.agreed else None,
        recorded=reading.recorded_at.date(),
    )


def awaiting(user: User, as_of: date, *, customer: Customer | None = None) -> list[Standing]:
    """Live goals for which the user may record a reading, the longest waited for first: what quick entry offers."""
    goals = Goal.objects.live(as_of).filter(current__start__lte=as_of)
    goals = goals.filter(current__owner=user) if customer is None else goals.filter(customer=customer)
    rows = standings(goals.filter(customer__in=loggable_by(user)), as_of)
    return sorted(rows, key=lambda one: (one.next_due, one.goal.customer_id, one.goal.pk))


def unconfirmed(customer: Customer, user: User, as_of: date) -> list[OutcomeReading]:
    """The latest reading of each goal of the customer that runs, as long as the customer has said nothing of it."""
    found = standings(counting(as_of).visible_to(user).filter(customer=customer, current__due__gte=as_of), as_of)
    waiting = []
    for one in found:
        if one.latest is not None and one.word is None:
            one.latest.goal = one.goal
            waiting.append(one.latest)
    return waiting


def last_period_ends(goal_ids: Collection[int]) -> dict[int, date]:
    """The end of the last period read of each goal; goals without a reading are absent."""
    rows = (
        OutcomeReading.objects.standing()
        .filter(goal__in=goal_ids)
        .order_by()
        .values("goal")
        .annotate(last=Max("period_end"))
    )
    return {row["goal"]: row["last"] for row in rows}


def needing_owner(user: User, as_of: date) -> list[Standing]:
    """The user's goals that run and are off track or stale, and those missed in the last month; the gravest first."""
    goals = (
        Goal.objects.standing()
        .visible_to(user)
        .filter(current__owner=user, current__start__lte=as_of, current__due__gte=as_of - RECENT)
    )
    grave = [one for one in standings(goals, as_of) if one.stale or one.state.status in {"off_track", "missed"}]
    return sorted(grave, key=lambda one: (one.state.pace if one.state.pace is not None else 0.0, one.goal.terms.due))
