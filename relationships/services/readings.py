"""Measured values of goals: each kept, a correction beside what it corrects."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError, FieldRefusedError
from office.clock import today
from office.models import User
from relationships.access import loggable_by
from relationships.errors import CustomerNotFoundError, NotYetError
from relationships.models import Goal, NextAction, OutcomeReading
from relationships.services import standings
from relationships.services.goals import GoalVoidedError
from relationships.services.next_actions import close_kept

MOST = Decimal(10) ** 14


class BeforeStartError(CustomersError):
    field = "period_end"
    message = _("This day lies before the goal's start; what was measured then is its baseline.")


@dataclass(frozen=True)
class Value:
    """One value to record."""

    goal: Goal
    period_end: date
    value: Decimal
    evidence: str = ""


@transaction.atomic
def record(
    goal: Goal, *, period_end: date, value: Decimal, by: User, evidence: str = ""
) -> tuple[OutcomeReading, bool]:
    """Keep a value of the period that ended then; True when it is new.

    The value that stands for the period already is not kept twice, unless it comes with other evidence. Another value
    is a correction: the earlier one stays, and what the customer said of it does not pass over.
    Errors: CustomerNotFoundError, NotYetError, BeforeStartError, GoalVoidedError, FieldRefusedError.
    """
    [kept] = _keep([Value(goal, period_end, value, evidence)], by, None)
    if kept[1]:
        standings.recompute(goal.customer)
    return kept


@transaction.atomic
def record_many(values: Sequence[Value], *, by: User, interaction_id: int | None = None, recompute: bool = True) -> int:
    """Keep several in one go, all or none; how many are new. As many queries for twenty as for one.

    `interaction_id` names the contact in whose log they are kept. Errors as `record`.
    """
    fresh = [reading for reading, new in _keep(values, by, interaction_id) if new]
    if recompute:
        for customer in {one.customer_id: one.customer for one in fresh}.values():
            standings.recompute(customer)
    return len(fresh)


def _keep(values: Sequence[Value], by: User, interaction_id: int | None) -> list[tuple[OutcomeReading, bool]]:
    ids = {one.goal.pk for one in values}
    customers = {one.goal.customer_id for one in values}
    if loggable_by(by).filter(pk__in=customers).count() != len(customers):
        raise CustomerNotFoundError
    locked = Goal.objects.select_for_update(of=("self",)).with_terms().order_by("pk").in_bulk(ids)
    stands = _standing(ids, {one.period_end for one in values})
    kept, now = [], timezone.now()
    for one in values:
        goal, place = locked[one.goal.pk], (one.goal.pk, one.period_end)
        check(goal, one.period_end, one.value)
        before = stands.get(place)
        if before is not None and before.value == one.value and before.evidence == one.evidence.strip():
            kept.append((before, False))
            continue
        stands[place] = OutcomeReading(
            customer=goal.customer,
            goal=goal,
            key=uuid4().hex,
            period_end=one.period_end,
            value=one.value,
            evidence=one.evidence.strip(),
            interaction_id=interaction_id,
            recorded_by=by,
            recorded_at=now,
        )
        kept.append((stands[place], True))
    OutcomeReading.objects.bulk_create(reading for reading, new in kept if new)
    for reminder in NextAction.objects.open().filter(goal__in=ids):
        close_kept(reminder, by=by)
    return kept


def _standing(goal_ids: Collection[int], days: Collection[date]) -> dict[tuple[int, date], OutcomeReading]:
    """What stands for each period of each goal."""
    rows = OutcomeReading.objects.standing().filter(goal__in=goal_ids, period_end__in=days)
    return {(row.goal_id, row.period_end): row for row in rows.order_by("recorded_at", "id")}


def check(goal: Goal, period_end: date, value: Decimal) -> None:
    """Whether such a value may be kept. Errors: GoalVoidedError, NotYetError, BeforeStartError, FieldRefusedError."""
    if goal.voided_at is not None:
        raise GoalVoidedError
    if period_end > today():
        raise NotYetError(field="period_end")
    if period_end < goal.terms.start:
        raise BeforeStartError
    if not value.is_finite() or abs(value) >= MOST:
        raise FieldRefusedError(_("This number cannot be kept."), field="value")
