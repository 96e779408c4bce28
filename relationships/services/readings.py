"""Measured values of goals: each kept, a correction beside what it corrects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError, FieldRefusedError
from customers.models import Customer
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
    goal: Goal, *, period_end: date, value: Decimal, by: User, evidence: str = "", recompute: bool = True
) -> tuple[OutcomeReading, bool]:
    """Keep a value of the period that ended then; True when it is new.

    The value that stands for the period already is not kept twice, unless it comes with other evidence. Another value
    is a correction: the earlier one stays, and what the customer said of it does not pass over.
    Errors: CustomerNotFoundError, NotYetError, BeforeStartError, GoalVoidedError, FieldRefusedError.
    """
    customer = goal.customer
    if not loggable_by(by).filter(pk=customer.pk).exists():
        raise CustomerNotFoundError
    locked = Goal.objects.select_for_update(of=("self",)).with_terms().get(pk=goal.pk)
    _check(locked, period_end, value)
    before = locked.readings.filter(period_end=period_end).order_by("recorded_at", "id").last()
    if before is not None and before.value == value and before.evidence == evidence.strip():
        return before, False
    reading = OutcomeReading.objects.create(
        customer=customer,
        goal=locked,
        key=uuid4().hex,
        period_end=period_end,
        value=value,
        evidence=evidence.strip(),
        recorded_by=by,
        recorded_at=timezone.now(),
    )
    for reminder in NextAction.objects.open().filter(goal=locked):
        close_kept(reminder, by=by)
    if recompute:
        standings.recompute(customer)
    return reading, True


@transaction.atomic
def record_many(values: Sequence[Value], *, by: User) -> int:
    """Keep several in one go, all or none; how many are new. Errors as `record`."""
    fresh = 0
    touched: dict[int, Customer] = {}
    for one in values:
        _reading, new = record(
            one.goal, period_end=one.period_end, value=one.value, evidence=one.evidence, by=by, recompute=False
        )
        fresh += new
        if new:
            touched[one.goal.customer_id] = one.goal.customer
    for customer in touched.values():
        standings.recompute(customer)
    return fresh


def _check(goal: Goal, period_end: date, value: Decimal) -> None:
    if goal.voided_at is not None:
        raise GoalVoidedError
    if period_end > today():
        raise NotYetError(field="period_end")
    if period_end < goal.terms.start:
        raise BeforeStartError
    if not value.is_finite() or abs(value) >= MOST:
        raise FieldRefusedError(_("This number cannot be kept."), field="value")
