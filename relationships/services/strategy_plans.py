"""The strategy plan of a customer: a position wanted in versions, and the moves towards it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError, FieldRefusedError, ReasonMissingError
from customers.models import Customer
from customers.services import recording
from office.clock import today
from office.models import User
from relationships.models import StrategyMove, StrategyPlan
from relationships.services import strategy_standings
from relationships.services.next_actions import check_owner
from relationships.services.strategy import WithdrawnAlreadyError, may_write

PLANNED, MOVED, CLOSED = "strategy_planned", "strategy_move_added", "strategy_move_closed"
LONGEST = 2000


class PlanChangedMeanwhileError(CustomersError):
    message = _("Somebody changed this plan meanwhile. Look at what stands now and try again.")


class MoveClosedError(CustomersError):
    message = _("This move is closed already.")


@transaction.atomic
def plan(
    customer: Customer, *, position: str, owner: User, review_on: date, number: int, by: User, reason: str = ""
) -> StrategyPlan:
    """A further version of the plan; `number` is the version that was read, 0 where there was none. What stood stays.

    Errors: PlanChangedMeanwhileError, ReasonMissingError (of a change), FieldRefusedError, OwnerCannotSeeError,
    ArchivedError, PermissionDenied.
    """
    may_write(customer, by)
    Customer.objects.select_for_update().get(pk=customer.pk)
    stands = StrategyPlan.objects.filter(customer=customer).order_by("-number").first()
    if number != (stands.number if stands else 0):
        raise PlanChangedMeanwhileError
    if stands is not None and not reason.strip():
        raise ReasonMissingError
    if not position.strip() or len(position) > LONGEST:
        raise FieldRefusedError(_("Say in a few sentences which position we want."), field="position")
    _not_past(review_on)
    check_owner(owner, customer)
    version = StrategyPlan.objects.create(
        customer=customer,
        number=number + 1,
        position=position.strip(),
        owner=owner,
        review_on=review_on,
        reason=reason.strip()[:300],
        by=by,
    )
    recording.record(customer, PLANNED, by=by, number=version.number)
    strategy_standings.recompute(customer)
    return version


@transaction.atomic
def add_move(customer: Customer, *, what: str, owner: User, review_on: date, by: User) -> StrategyMove:
    """One move with its owner and the day it is looked at. Errors: as `plan`."""
    may_write(customer, by)
    if not what.strip():
        raise FieldRefusedError(_("Say what is to be done."), field="what")
    _not_past(review_on)
    check_owner(owner, customer)
    move = StrategyMove.objects.create(
        customer=customer, what=what.strip()[:300], owner=owner, review_on=review_on, by=by
    )
    recording.record(customer, MOVED, by=by, move=move.pk)
    return move


@transaction.atomic
def close_move(found: StrategyMove, *, result: str, by: User) -> StrategyMove:
    """The move is made or given up; `result` says what came of it.

    Errors: MoveClosedError, WithdrawnAlreadyError, FieldRefusedError, ArchivedError, PermissionDenied.
    """
    locked: StrategyMove = (
        StrategyMove.objects.select_for_update(of=("self",)).select_related("customer").get(pk=found.pk)
    )
    may_write(locked.customer, by)
    if locked.withdrawn_at is not None:
        raise WithdrawnAlreadyError
    if locked.closed_on is not None:
        raise MoveClosedError
    if not result.strip():
        raise FieldRefusedError(_("Say what came of it."), field="result")
    locked.closed_on, locked.result = today(), result.strip()[:300]
    locked.save(update_fields=["closed_on", "result"])
    recording.record(locked.customer, CLOSED, by=by, move=locked.pk)
    return locked


def _not_past(day: date) -> None:
    if day < today():
        raise FieldRefusedError(_("A review lies ahead."), field="review_on")
