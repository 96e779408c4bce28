"""Alarms of silent defectors: raised once a month and customer, followed up by a person, counted when it is known what
became of them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.errors import FieldRefusedError, ReasonMissingError
from customers.models import Customer, DefectorAlert, HistoryEntry
from customers.services import recording
from customers.valuation.defectors import Defector
from office.clock import today
from office.models import User

SETTLED, WITHDRAWN = "alert_settled", "alert_withdrawn"
FIGURES = ("status", "severity", "p", "adjusted_p", "money_at_risk", "profit_at_risk")
Outcome = DefectorAlert.Outcome


def raise_alerts(found: Sequence[Defector], month: date, watched: Collection[int] = ()) -> int:
    """One alert per customer and month; figures of an alert nobody has settled follow late facts. How many are new.

    `watched`: who was looked at, so that an open alert of theirs that is not found any more is withdrawn: late facts
    refuted it. It stays as history, and opens again if it is found again. Whoever left since keeps theirs.
    """
    owners = dict(Customer.objects.filter(pk__in=[int(each.id) for each in found]).values_list("pk", "owner_id"))
    stored = {alert.customer_id: alert for alert in DefectorAlert.objects.filter(month=month)}
    fresh, changed = [], []
    for each in found:
        values: dict[str, Any] = {name: getattr(each, name) for name in FIGURES}
        alert = stored.pop(int(each.id), None)
        if alert is None:
            customer = int(each.id)
            fresh.append(DefectorAlert(customer_id=customer, month=month, owner_id=owners.get(customer), **values))
        elif alert.outcome in (Outcome.OPEN, Outcome.WITHDRAWN):
            for name, value in values.items():
                setattr(alert, name, value)
            alert.outcome, alert.outcome_on = Outcome.OPEN, None
            changed.append(alert)
    refuted = [alert for customer, alert in stored.items() if customer in watched and alert.outcome == Outcome.OPEN]
    _withdraw(refuted)
    DefectorAlert.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    DefectorAlert.objects.bulk_update(changed, [*FIGURES, "outcome", "outcome_on"], batch_size=500)
    return len(fresh)


def _withdraw(refuted: Sequence[DefectorAlert]) -> None:
    now = timezone.now()
    for alert in refuted:
        alert.outcome, alert.outcome_on, alert.outcome_by = Outcome.WITHDRAWN, today(), None
        alert.version += 1
    DefectorAlert.objects.bulk_update(refuted, ["outcome", "outcome_on", "outcome_by", "version"], batch_size=500)
    HistoryEntry.objects.bulk_create(
        [
            HistoryEntry(customer_id=alert.customer_id, verb=WITHDRAWN, at=now, detail={"alert": alert.pk})
            for alert in refuted
        ],
        batch_size=500,
    )


@transaction.atomic
def settle(alert: DefectorAlert, *, outcome: str, note: str, by: User) -> DefectorAlert:
    """Say what became of an alarm; a word on what was found is needed. Only a computation withdraws one.

    Raises ReasonMissingError, FieldRefusedError, PermissionDenied.
    """
    locked: DefectorAlert = (
        DefectorAlert.objects.select_for_update(of=("self",)).select_related("customer").get(pk=alert.pk)
    )
    access.require(access.may_edit_people(by, locked.customer))
    if not note.strip():
        raise ReasonMissingError
    if outcome == Outcome.WITHDRAWN:
        raise FieldRefusedError(_("Say whether it was true or false."), field="outcome")
    is_open = outcome == Outcome.OPEN
    locked.outcome, locked.outcome_note = outcome, note.strip()
    locked.outcome_on = None if is_open else today()
    locked.outcome_by = None if is_open else by
    locked.version += 1
    locked.save(update_fields=["outcome", "outcome_note", "outcome_on", "outcome_by", "version"])
    recording.record(locked.customer, SETTLED, by=by, alert=locked.pk, outcome=outcome)
    return locked
