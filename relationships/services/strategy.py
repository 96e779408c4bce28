"""Writing down why a customer stays: answers, requests to decide, control points. Nothing is overwritten."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import events
from customers.access import may_judge, require
from customers.errors import ArchivedError, CustomersError, FieldRefusedError, ReasonMissingError
from customers.models import Customer
from customers.services import recording
from office.clock import today
from office.models import User
from relationships.binding import topics
from relationships.errors import NotVoidedError
from relationships.models import ControlPoint, DecisionRequest, StrategyAnswer, StrategyMove
from relationships.services import strategy_standings

ANSWERED, ASKED, DECIDED, HELD, WITHDRAWN, RESTORED = (
    "strategy_answered",
    "decision_requested",
    "decision_taken",
    "control_point_registered",
    "strategy_row_withdrawn",
    "strategy_row_restored",
)
JUDGED = frozenset(
    topic.value
    for topic in (
        StrategyAnswer.Topic.VISIT,
        StrategyAnswer.Topic.COMPENSATION,
        StrategyAnswer.Topic.DECISION_SPEED,
        StrategyAnswer.Topic.OPENNESS,
        StrategyAnswer.Topic.VALUES,
    )
)
"""Topics that the customer's tier and scorecard are judged by as well."""
TAKEN_BACK = ["withdrawn_at", "withdrawn_by", "withdrawn_reason"]
Row = StrategyAnswer | DecisionRequest | ControlPoint | StrategyMove


class UnknownTopicError(CustomersError):
    field = "topic"
    message = _("There is no such question.")


class DecidedAlreadyError(CustomersError):
    message = _("They decided this already.")


class WithdrawnAlreadyError(CustomersError):
    message = _("This entry was withdrawn already.")


@transaction.atomic
def answer(
    customer: Customer, *, topic: str, value: str, evidence: str, by: User, on: date | None = None
) -> StrategyAnswer:
    """A further answer to one of the questions (`topics.ALL`); it counts for 365 days, earlier ones stay as they were.

    Errors: UnknownTopicError, FieldRefusedError, ArchivedError, PermissionDenied.
    """
    may_write(customer, by)
    asked = topics.ALL.get(topic)
    if asked is None:
        raise UnknownTopicError
    code, number = asked.told(value)
    row = StrategyAnswer(
        customer=customer, topic=topic, code=code, number=number, evidence=evidence.strip(), on=on or today(), by=by
    )
    not_ahead(row.on, "on")
    _keep(row)
    recording.record(customer, ANSWERED, by=by, topic=topic)
    _tell(customer, judged=topic in JUDGED)
    return row


@transaction.atomic
def request(customer: Customer, *, what: str, raised_on: date, by: User, decided_on: date | None = None,
            outcome: str = "") -> DecisionRequest:  # fmt: skip
    """Note what the customer was asked to decide, and when it decided if it did.

    Errors: FieldRefusedError, ArchivedError, PermissionDenied.
    """
    may_write(customer, by)
    row = DecisionRequest(
        customer=customer, what=what.strip(), raised_on=raised_on, decided_on=decided_on, outcome=outcome.strip(), by=by
    )
    _check_days(row)
    _keep(row)
    recording.record(customer, ASKED, by=by, request=row.pk)
    _tell(customer)
    return row


@transaction.atomic
def decide(found: DecisionRequest, *, decided_on: date, by: User, outcome: str = "") -> DecisionRequest:
    """The customer has decided. Errors: DecidedAlreadyError, WithdrawnAlreadyError and as `request`."""
    locked: DecisionRequest = (
        DecisionRequest.objects.select_for_update(of=("self",)).select_related("customer").get(pk=found.pk)
    )
    may_write(locked.customer, by)
    if locked.withdrawn_at is not None:
        raise WithdrawnAlreadyError
    if locked.decided_on is not None:
        raise DecidedAlreadyError
    locked.decided_on, locked.outcome = decided_on, outcome.strip()[:200]
    _check_days(locked)
    locked.save(update_fields=["decided_on", "outcome"])
    recording.record(locked.customer, DECIDED, by=by, request=locked.pk)
    _tell(locked.customer)
    return locked


@transaction.atomic
def hold(customer: Customer, *, kind: str, index: int, evidence: str, since: date, by: User,
         erodes_by: date | None = None) -> ControlPoint:  # fmt: skip
    """Register a strategic control point. Errors: FieldRefusedError, ArchivedError, PermissionDenied."""
    may_write(customer, by)
    row = ControlPoint(
        customer=customer,
        kind=kind,
        index=index,
        evidence=evidence.strip(),
        since=since,
        erodes_by=erodes_by,
        by=by,
    )
    not_ahead(row.since, "since")
    if erodes_by is not None and erodes_by < since:
        raise FieldRefusedError(_("It erodes before it begins."), field="erodes_by")
    _keep(row)
    recording.record(customer, HELD, by=by, point=row.pk, kind=kind, index=index)
    _tell(customer)
    return row


@transaction.atomic
def withdraw(found: Row, *, reason: str, by: User) -> Row:
    """Take a row back: it counts no longer and stays readable with the reason.

    Errors: ReasonMissingError, WithdrawnAlreadyError, ArchivedError, PermissionDenied.
    """
    locked = _locked(found, by)
    if locked.withdrawn_at is not None:
        raise WithdrawnAlreadyError
    if not reason.strip():
        raise ReasonMissingError
    locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = timezone.now(), by, reason.strip()[:300]
    locked.save(update_fields=TAKEN_BACK)
    recording.record(locked.customer, WITHDRAWN, by=by, why=reason, kind=locked._meta.model_name, row=locked.pk)
    _tell(locked.customer, judged=_is_judged(locked))
    return locked


@transaction.atomic
def restore(found: Row, *, by: User) -> Row:
    """A row that was withdrawn counts again as it was. Errors: NotVoidedError, ArchivedError, PermissionDenied."""
    locked = _locked(found, by)
    if locked.withdrawn_at is None:
        raise NotVoidedError
    locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = None, None, ""
    locked.save(update_fields=TAKEN_BACK)
    recording.record(locked.customer, RESTORED, by=by, kind=locked._meta.model_name, row=locked.pk)
    _tell(locked.customer, judged=_is_judged(locked))
    return locked


def _locked(found: Row, by: User) -> Row:
    rows: Any = type(found).objects
    locked: Row = rows.select_for_update(of=("self",)).select_related("customer").get(pk=found.pk)
    may_write(locked.customer, by)
    return locked


def _is_judged(row: Row) -> bool:
    return isinstance(row, StrategyAnswer) and row.topic in JUDGED


def may_write(customer: Customer, by: User) -> None:
    """Our people on the account and the founder; nobody writes on what is in the archive."""
    require(may_judge(by, customer))
    if customer.is_archived:
        raise ArchivedError


def not_ahead(day: date, field: str) -> None:
    if day > today():
        raise FieldRefusedError(_("This day lies ahead."), field=field)


def _check_days(row: DecisionRequest) -> None:
    not_ahead(row.raised_on, "raised_on")
    if row.decided_on is not None:
        not_ahead(row.decided_on, "decided_on")
        if row.decided_on < row.raised_on:
            raise FieldRefusedError(_("They decided before they were asked."), field="decided_on")


def _keep(row: Row) -> None:
    try:
        row.clean_fields(exclude=["customer", "by"])
    except ValidationError as error:
        field, problems = next(iter(error.message_dict.items()))
        raise FieldRefusedError(problems[0], field=field) from error
    row.save(force_insert=True)


def _tell(customer: Customer, *, judged: bool = False) -> None:
    strategy_standings.recompute(customer)
    if judged:
        events.announce(events.facts_changed, customer_id=customer.pk)
