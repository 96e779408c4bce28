"""What people judged and decided, for many customers at once: one query each, however many customers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from customers import extensions
from customers.models import Customer, LighthouseRecord, Rating, TierOverride, ValuePlan
from customers.selectors.narrowing import of
from customers.valuation.tiers import Override
from office.calendar.months import add_months

VALID_MONTHS = 12
CULTURE_FIT = "culture_fit"
"""The fact feed of upper apps: customer id → mean of its ratings of culture, 1 to 5 (decision 24)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Planned net value of each year of the relationship, in base currency, with the planner's label."""

    starts_on: date
    labels: tuple[str, ...]
    amounts: tuple[Decimal, ...]


def valid_until(rated_on: date) -> date:
    """From this day on a rating counts no longer."""
    return add_months(rated_on, VALID_MONTHS)


def ratings_by_customer(customer_ids: Collection[int] | None, as_of: date) -> dict[int, dict[str, tuple[int, date]]]:
    """The newest rating of each dimension with its day, of those younger than twelve months (economics 6.4)."""
    rows = of(Rating.objects.filter(rated_on__gt=add_months(as_of, -VALID_MONTHS), rated_on__lte=as_of), customer_ids)
    found: dict[int, dict[str, tuple[int, date]]] = {}
    newest_last = rows.order_by("rated_on", "id").values_list("customer_id", "dimension", "value", "rated_on")
    for customer, dimension, value, on in newest_last:
        found.setdefault(customer, {})[dimension] = (value, on)
    return found


def culture_by_customer(customers: QuerySet[Customer], as_of: date) -> dict[int, Decimal]:
    """How well each customer's culture fits, 1 to 5, as upper apps tell; absent where nobody does."""
    return {
        customer: Decimal(str(mean))
        for answer in extensions.feed(CULTURE_FIT, customers, as_of)
        for customer, mean in answer.items()
    }


def overrides_by_customer(customer_ids: Collection[int] | None, as_of: date) -> dict[int, Override]:
    """The tier set by hand that holds on the day: begun, not expired, not taken back; the newest of several."""
    holding = TierOverride.objects.filter(starts_on__lte=as_of, expires_on__gte=as_of).filter(
        Q(ended_on=None) | Q(ended_on__gt=as_of)
    )
    newest_last = of(holding, customer_ids).order_by("starts_on", "id")
    return {
        customer: Override(tier, reason, expires_on)
        for customer, tier, reason, expires_on in newest_last.values_list("customer_id", "tier", "reason", "expires_on")
    }


def lighthouses(customer_ids: Collection[int] | None) -> dict[int, LighthouseRecord]:
    """The record of each customer that has one, whatever it says."""
    return {record.customer_id: record for record in of(LighthouseRecord.objects.order_by(), customer_ids)}


def plans(customer_ids: Collection[int] | None) -> dict[int, Plan]:
    """The value plan of each customer that has one."""
    return {plan.customer_id: as_plan(plan) for plan in of(ValuePlan.objects.order_by(), customer_ids)}


def as_plan(plan: ValuePlan) -> Plan:
    return Plan(
        plan.starts_on,
        tuple(label for label, _amount in plan.years),
        tuple(Decimal(amount) for _label, amount in plan.years),
    )
