"""Following an alarm up: what was found, and what is done next, in one breath."""

from datetime import date

from django.db import transaction

from customers.models import DefectorAlert
from customers.services import alerts
from office.models import User
from relationships.models import NextAction
from relationships.services import next_actions


@transaction.atomic
def follow_up(
    alert: DefectorAlert,
    *,
    outcome: str,
    note: str,
    by: User,
    next_step: str = "",
    due_on: date | None = None,
    owner: User | None = None,
) -> tuple[DefectorAlert, NextAction | None]:
    """Say what became of an alarm and, where something is to be done, promise it to the customer's owner or `owner`.

    Raises what `customers.services.alerts.settle` and `relationships.services.next_actions.add` raise.
    """
    settled = alerts.settle(alert, outcome=outcome, note=note, by=by)
    if not next_step.strip() or due_on is None:
        return settled, None
    action = next_actions.add(
        customer=settled.customer,
        text=next_step,
        owner=owner or settled.customer.owner or by,
        due_on=due_on,
        by=by,
    )
    return settled, action
