"""What a customer is to reach: agreed, changed with a reason, taken back with a reason, never rewritten."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.access import may_edit_people, require
from customers.errors import ArchivedError, CustomersError, FieldRefusedError, ReasonMissingError
from customers.models import Contact, Customer
from customers.services import recording
from office.clock import today
from office.models import User
from relationships.errors import NotVoidedError
from relationships.models import Goal, GoalVersion, OutcomeKpi
from relationships.services import standings
from relationships.services.next_actions import check_owner

SET, CHANGED, VOIDED, RESTORED = "goal_set", "goal_changed", "goal_voided", "goal_restored"
TERMS = (
    "baseline",
    "baseline_on",
    "baseline_source",
    "target",
    "lo",
    "hi",
    "start",
    "due",
    "weight",
    "owner",
    "their_owner",
)


class RetiredKpiError(CustomersError):
    field = "kpi"
    message = _("This KPI is retired: choose an active one.")


class GoalStandsError(CustomersError):
    field = "kpi"
    message = _("A goal for this KPI runs in these days already: change it, or let the new one start later.")


class GoalJudgedError(CustomersError):
    field = "due"
    message = _("This goal's day has passed: it stays as it was agreed. Set a new goal for what comes next.")


class NothingChangedError(CustomersError):
    message = _("Nothing is different from what stands.")


class GoalChangedMeanwhileError(CustomersError):
    message = _("Somebody changed this goal meanwhile. Look at what stands now and try again.")


class GoalVoidedError(CustomersError):
    message = _("This goal was taken back already.")


@transaction.atomic
def agree(customer: Customer, kpi: OutcomeKpi, *, by: User, recompute: bool = True, **terms: Any) -> Goal:
    """Set a goal for the customer, with its first terms (`TERMS`).

    Errors: RetiredKpiError, GoalStandsError, FieldRefusedError, OwnerCannotSeeError, ArchivedError, PermissionDenied.
    """
    _may_write(customer, by)
    Customer.objects.select_for_update().get(pk=customer.pk)
    if not kpi.active:
        raise RetiredKpiError
    goal = Goal(customer=customer, kpi=kpi)
    version = GoalVersion(goal=goal, number=1, by=by, **terms)
    _check(version, kpi, customer)
    _check_alone(customer, kpi, version)
    goal.save(force_insert=True)
    keep(goal, version)
    recording.record(customer, SET, by=by, goal=goal.pk)
    if recompute:
        standings.recompute(customer)
    return goal


@transaction.atomic
def change(
    goal: Goal, *, changes: Mapping[str, Any], reason: str, number: int | None, by: User, recompute: bool = True
) -> GoalVersion:
    """A further version with a reason; `number` is the version that was read. What stood stays.

    Once the due day has passed nothing is changed any more, so that nobody moves a line after it was missed.
    Errors: GoalJudgedError, NothingChangedError, ReasonMissingError, GoalChangedMeanwhileError and as `agree`.
    """
    locked = Goal.objects.select_for_update(of=("self",)).with_terms().get(pk=goal.pk)
    _may_write(locked.customer, by)
    if locked.voided_at is not None:
        raise GoalVoidedError
    stands = locked.terms
    if stands.due < today():
        raise GoalJudgedError
    if number is not None and number != stands.number:
        raise GoalChangedMeanwhileError
    wanted = {name: getattr(stands, name) for name in TERMS} | {k: v for k, v in changes.items() if k in TERMS}
    if all(getattr(stands, name) == value for name, value in wanted.items()):
        raise NothingChangedError
    if not reason.strip():
        raise ReasonMissingError(field="reason")
    version = GoalVersion(goal=locked, number=stands.number + 1, reason=reason.strip()[:300], by=by, **wanted)
    _check(version, locked.kpi, locked.customer)
    _check_alone(locked.customer, locked.kpi, version, but=locked)
    keep(locked, version)
    recording.record(locked.customer, CHANGED, by=by, goal=locked.pk, number=version.number)
    if recompute:
        standings.recompute(locked.customer)
    return version


@transaction.atomic
def void(goal: Goal, *, reason: str, by: User) -> Goal:
    """Take a goal back: it counts in no rate any more, its history stays. Errors: ReasonMissingError, GoalVoidedError."""
    locked = Goal.objects.select_for_update(of=("self",)).with_terms().get(pk=goal.pk)
    _may_write(locked.customer, by)
    if locked.voided_at is not None:
        raise GoalVoidedError
    if not reason.strip():
        raise ReasonMissingError(field="reason")
    locked.voided_at, locked.voided_by, locked.void_reason = timezone.now(), by, reason.strip()[:300]
    locked.save(update_fields=["voided_at", "voided_by", "void_reason"])
    recording.record(locked.customer, VOIDED, by=by, goal=locked.pk)
    standings.recompute(locked.customer)
    return locked


@transaction.atomic
def restore(goal: Goal, *, by: User) -> Goal:
    """A goal that was taken back counts again, as it was agreed last. Errors: NotVoidedError, GoalStandsError."""
    locked: Goal = Goal.objects.select_for_update(of=("self",)).with_terms().get(pk=goal.pk)
    _may_write(locked.customer, by)
    if locked.voided_at is None:
        raise NotVoidedError
    _check_alone(locked.customer, locked.kpi, locked.terms, but=locked)
    locked.voided_at, locked.voided_by, locked.void_reason = None, None, ""
    locked.save(update_fields=["voided_at", "voided_by", "void_reason"])
    recording.record(locked.customer, RESTORED, by=by, goal=locked.pk)
    standings.recompute(locked.customer)
    return locked


def keep(goal: Goal, version: GoalVersion) -> None:
    """Let a further version stand; the caller has checked it."""
    version.goal = goal
    version.save(force_insert=True)
    goal.current = version
    goal.save(update_fields=["current"])


def _may_write(customer: Customer, by: User) -> None:
    require(may_edit_people(by, customer))
    if customer.is_archived:
        raise ArchivedError


def _check(version: GoalVersion, kpi: OutcomeKpi, customer: Customer) -> None:
    _check_aim(version, kpi)
    if version.due < version.start:
        raise FieldRefusedError(_("The goal is due before it starts."), field="due")
    if version.baseline_on is not None and version.baseline_on > today():
        raise FieldRefusedError(_("A baseline cannot be measured in the future."), field="baseline_on")
    check_owner(version.owner, customer)
    theirs: Contact | None = version.their_owner
    if theirs is not None and theirs.customer_id != customer.pk:
        raise FieldRefusedError(_("No such person at this customer."), field="their_owner")
    try:
        version.clean_fields(exclude=["goal"])
    except ValidationError as error:
        field, [text, *_rest] = next(iter(error.message_dict.items()))
        raise FieldRefusedError(text, field=field) from error


def _check_aim(version: GoalVersion, kpi: OutcomeKpi) -> None:
    if kpi.direction != OutcomeKpi.Direction.RANGE:
        version.lo = version.hi = None
        if version.target is None:
            raise FieldRefusedError(_("Say which value is to be reached."), field="target")
        return
    version.target = None
    if version.lo is None or version.hi is None:
        raise FieldRefusedError(_("A range needs both of its ends."), field="lo")
    if version.lo > version.hi:
        raise FieldRefusedError(_("The range begins above its end."), field="lo")


def _check_alone(customer: Customer, kpi: OutcomeKpi, version: GoalVersion, but: Goal | None = None) -> None:
    """One goal of a KPI at a time: else a reading would not know which one it is of."""
    others = Goal.objects.filter(
        customer=customer, kpi=kpi, voided_at=None, current__start__lte=version.due, current__due__gte=version.start
    )
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise GoalStandsError


def goal_of(customer_id: int, kpi_id: int, day: date) -> Goal | None:
    """The goal that a value of the day belongs to: the last one begun by then. None without any."""
    rows = Goal.objects.filter(customer=customer_id, kpi=kpi_id, voided_at=None, current__start__lte=day)
    return rows.with_terms().order_by("-current__start").first()


def plain(value: Decimal) -> str:
    """A number as it is compared in keys: 12.5000 and 12.5 are one."""
    return f"{value.normalize():f}"
