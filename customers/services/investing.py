"""Customers as investments: why one is treated as a lighthouse, and what one was planned to bring year by year."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers import access, events
from customers.errors import ArchivedError, CustomersError, FieldRefusedError, PastDayError
from customers.models import Customer, LighthouseRecord, ValuePlan
from customers.services import recording, writing
from customers.valuation.lighthouses import FEWEST_MET
from office.clock import today
from office.models import User

Investment = TypeVar("Investment", LighthouseRecord, ValuePlan)

LONGEST_PLAN = 15
NO_TWIN = CustomersError()


class UnlimitedLighthouseError(CustomersError):
    message = _("This lighthouse has cost more than it brought: give the most we invest and a day of review.")
    field = "cap"


@transaction.atomic
def declare_lighthouse(
    customer: Customer,
    *,
    criteria: Mapping[str, bool],
    evidence: str,
    by: User,
    cap: Decimal | None = None,
    review_on: date | None = None,
    net_profit_cum: Decimal | None = None,
    version: int | None = None,
) -> LighthouseRecord:
    """Keep which of the four criteria hold and why; two make a lighthouse (economics 6.5).

    `net_profit_cum` is the customer's net profit since its first order as the standing knows it, None when unknown.
    A review that is past may stay, no new one is set there. Raises UnlimitedLighthouseError, EditConflictError,
    PastDayError, FieldRefusedError, ArchivedError, PermissionDenied; KeyError for a criterion that does not exist.
    """
    locked = _lock(customer, by)
    if unknown := set(criteria) - set(LighthouseRecord.CRITERIA):
        raise KeyError(", ".join(sorted(unknown)))
    met = {name: bool(criteria.get(name)) for name in LighthouseRecord.CRITERIA}
    shines = sum(met.values()) >= FEWEST_MET
    if any(met.values()) and not evidence.strip():
        raise FieldRefusedError(_("Say what shows that the criteria hold."), field="evidence")
    if cap is not None and cap <= 0:
        raise FieldRefusedError(_("The most we invest is an amount above zero."), field="cap")
    if shines and net_profit_cum is not None and net_profit_cum < 0 and (cap is None or review_on is None):
        raise UnlimitedLighthouseError(field="cap" if cap is None else "review_on")
    record = LighthouseRecord.objects.filter(customer=locked).first() or LighthouseRecord(customer=locked)
    if review_on is not None and review_on != record.review_on and review_on < today():
        raise PastDayError(field="review_on")
    values = {**met, "evidence": evidence.strip(), "cap": cap, "review_on": review_on}
    if _keep(record, values, by=by, version=version):
        recording.record(locked, recording.LIGHTHOUSE_DECLARED, by=by, met=sorted(name for name in met if met[name]))
        events.announce(events.facts_changed, customer_id=locked.pk)
    return record


@transaction.atomic
def plan_value(
    customer: Customer,
    *,
    starts_on: date,
    years: Sequence[tuple[str, Decimal]],
    by: User,
    note: str = "",
    version: int | None = None,
) -> ValuePlan:
    """Keep what the customer is planned to bring in each year of the relationship, with the planner's label for each.

    Raises EditConflictError, FieldRefusedError, ArchivedError, PermissionDenied.
    """
    locked = _lock(customer, by)
    if not 1 <= len(years) <= LONGEST_PLAN:
        raise FieldRefusedError(_("A plan has one to fifteen years."), field="years")
    if not all(amount.is_finite() for _label, amount in years):
        raise FieldRefusedError(_("Each year has an amount."), field="years")
    plan = ValuePlan.objects.filter(customer=locked).first() or ValuePlan(customer=locked)
    rows = [[label.strip()[:40], f"{amount:.2f}"] for label, amount in years]
    values = {"starts_on": starts_on, "years": rows, "note": note.strip()}
    if _keep(plan, values, by=by, version=version):
        recording.record(locked, recording.VALUE_PLANNED, by=by, years=len(rows))
        events.announce(events.facts_changed, customer_id=locked.pk)
    return plan


def _lock(customer: Customer, by: User) -> Customer:
    locked = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    access.require(access.may_invest(by, locked))
    if locked.is_archived:
        raise ArchivedError
    return locked


def _keep(record: Investment, values: Mapping[str, object], *, by: User, version: int | None) -> bool:
    """Write the record of a locked customer; the one of whom the last judgement is becomes its author."""
    if record.pk is None:
        for field, value in values.items():
            setattr(record, field, value)
        record.by = by
        writing.create(record, taken=NO_TWIN)
        return True
    return bool(writing.change(record, values, version=version, taken=NO_TWIN, along={"by": by}))
