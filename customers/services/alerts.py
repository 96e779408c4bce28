"""Alarms of silent defectors: raised once a month and customer, followed up by a person, counted when it is known what
became of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from customers import access
from customers.errors import ReasonMissingError
from customers.models import Customer, DefectorAlert
from customers.services import recording
from customers.valuation.defectors import Defector
from office.clock import today
from office.models import User

SETTLED = "alert_settled"


def raise_alerts(found: Sequence[Defector], month: date) -> int:
    """One alert per customer and month; figures of an alert nobody has settled follow late facts. How many are new."""
    owners = dict(Customer.objects.filter(pk__in=[int(each.id) for each in found]).values_list("pk", "owner_id"))
    stored = {alert.customer_id: alert for alert in DefectorAlert.objects.filter(month=month)}
    fresh, changed = [], []
    for each in found:
        values: dict[str, Any] = {
            "status": each.status,
            "severity": each.severity,
            "p": each.p,
            "adjusted_p": each.adjusted_p,
            "money_at_risk": each.money_at_risk,
            "profit_at_risk": each.profit_at_risk,
        }
        alert = stored.get(int(each.id))
        if alert is None:
            customer = int(each.id)
            fresh.append(DefectorAlert(customer_id=customer, month=month, owner_id=owners.get(customer), **values))
        elif alert.outcome == DefectorAlert.Outcome.OPEN:
            for name, value in values.items():
                setattr(alert, name, value)
            changed.append(alert)
    DefectorAlert.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    DefectorAlert.objects.bulk_update(
        changed, ["status", "severity", "p", "adjusted_p", "money_at_risk", "profit_at_risk"], batch_size=500
    )
    return len(fresh)


@transaction.atomic
def settle(alert: DefectorAlert, *, outcome: str, note: str, by: User) -> DefectorAlert:
    """Say what became of an alarm; a word on what was found is needed. Raises ReasonMissingError, PermissionDenied."""
    locked: DefectorAlert = (
        DefectorAlert.objects.select_for_update(of=("self",)).select_related("customer").get(pk=alert.pk)
    )
    access.require(access.may_edit_people(by, locked.customer))
    if not note.strip():
        raise ReasonMissingError
    is_open = outcome == DefectorAlert.Outcome.OPEN
    locked.outcome, locked.outcome_note = outcome, note.strip()
    locked.outcome_on = None if is_open else today()
    locked.outcome_by = None if is_open else by
    locked.version += 1
    locked.save(update_fields=["outcome", "outcome_note", "outcome_on", "outcome_by", "version"])
    recording.record(locked.customer, SETTLED, by=by, alert=locked.pk, outcome=outcome)
    return locked
