"""Keeping how the strategy with each customer stands, so that lists order and narrow by it."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from customers.models import Customer
from office.clock import today
from relationships.models import StrategyPlan, StrategyStanding
from relationships.selectors.strategy import Facts, facts_by_customer, looked_at, plans_by_customer
from relationships.strategy.profile import Profile, profile

BATCH = 2_000
FIELDS = [field.name for field in StrategyStanding._meta.concrete_fields if field.name != "customer"]


@transaction.atomic
def recompute(customer: Customer) -> None:
    """What stands today of one customer, written."""
    _write([customer.pk], today())


def recompute_all(customer_ids: Collection[int] | None = None) -> int:
    """What stands today of all customers that are looked at; who is looked at no longer loses the row."""
    day = today()
    chosen = looked_at()
    if customer_ids is None:
        StrategyStanding.objects.exclude(customer__in=chosen).delete()
    else:
        chosen &= set(customer_ids)
    everybody = sorted(chosen)
    for start in range(0, len(everybody), BATCH):
        _write(everybody[start : start + BATCH], day)
    return len(everybody)


def _write(ids: Collection[int], day: date) -> None:
    facts, plans = facts_by_customer(ids, day), plans_by_customer(ids)
    StrategyStanding.objects.bulk_create(
        [_row(pk, found, profile(found.inputs, day), plans.get(pk), day) for pk, found in facts.items()],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["customer"],
        update_fields=FIELDS,
    )


def _row(pk: int, facts: Facts, found: Profile, plan: StrategyPlan | None, day: date) -> StrategyStanding:
    return StrategyStanding(
        customer_id=pk,
        as_of=day,
        tier=facts.inputs.tier,
        test=found.test,
        in_name_only=found.in_name_only,
        dependence=found.dependence.class_ if found.dependence else StrategyStanding.Dependence.INSUFFICIENT,
        stickiness_level=found.stickiness.level,
        stickiness_index=found.stickiness.index,
        control_value=found.control.value,
        control_minimum=found.control.minimum,
        control_meets=found.control.meets,
        double_lock=found.control.double_lock,
        switching_index=found.switching.index,
        switching_band=found.switching_band,
        cycle_days=found.cycle.median_days,
        review_on=plan.review_on if plan else None,
        computed_at=timezone.now(),
    )
