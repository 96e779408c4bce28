"""Where triggers hold on a day, and what would begin there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.utils import timezone

from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE, CustomerQuerySet
from office.calendar import Overrides
from relationships.models import Playbook, PlaybookRun
from relationships.triggering import registry
from relationships.triggering.registry import Hit

REST = timedelta(days=30)
"""How long after it closed the same playbook stays away from a customer, or from the object that it was about."""


def hits(code: str, day: date, overrides: Overrides, *, among: CustomerQuerySet | None = None) -> list[Hit]:
    """Living customers at which the trigger holds. Lost ones only start what is made for lost ones."""
    trigger = registry.find(code)
    if trigger is None:
        return []
    customers = Customer.objects.current() if among is None else among.filter(archived_at=None)
    if not trigger.of_lost:
        customers = customers.exclude(status=Customer.Status.LOST)
    return list(trigger.find(customers, day, overrides))


def holds(code: str, customer_id: int, about: str, day: date, overrides: Overrides) -> bool:
    """Whether the trigger holds at one customer, of the same object."""
    one = Customer.objects.filter(pk=customer_id)
    return any(hit.about == about for hit in hits(code, day, overrides, among=one))


def due(playbook: Playbook, day: date, overrides: Overrides) -> list[Hit]:
    """What would begin today without a cap, the highest tier first: one per customer.

    None while one is open there; none about the same object until it rested, and never where that happens once.
    """
    trigger, found = registry.find(playbook.trigger), hits(playbook.trigger, day, overrides)
    runs = PlaybookRun.objects.filter(playbook=playbook)
    is_open = set(runs.open().values_list("customer_id", flat=True))
    told = runs if trigger and trigger.once else runs.filter(closed_at__gt=timezone.now() - REST)
    rests = set(told.values_list("customer_id", "about"))
    fresh: dict[int, Hit] = {}
    for hit in found:
        if hit.customer_id not in is_open and (hit.customer_id, hit.about) not in rests:
            fresh.setdefault(hit.customer_id, hit)
    tiers = _tiers(list(fresh))
    return sorted(fresh.values(), key=lambda one: (tiers[one.customer_id], one.customer_id))


def room(playbook: Playbook, day: date) -> int:
    """How many customers the cap still lets through on a day."""
    return max(0, playbook.daily_cap - PlaybookRun.objects.filter(playbook=playbook, fired_on=day).count())


def _tiers(ids: Sequence[int]) -> dict[int, int]:
    rows = Customer.objects.filter(pk__in=ids).order_by().values_list("pk", TIER_IN_FORCE)
    return {pk: "SABC".find(tier) if tier else len("SABC") for pk, tier in rows}


@dataclass(frozen=True)
class Preview:
    """What a playbook would begin: `now` with the next turn of the clock, `later` in how many working days more."""

    found: Sequence[Hit]
    let_through: int
    cap: int

    @property
    def now(self) -> Sequence[Hit]:
        return self.found[: self.let_through]

    @property
    def later(self) -> Sequence[Hit]:
        return self.found[self.let_through :]

    @property
    def days(self) -> int:
        """Working days that the later ones take, as many a day as the cap lets through."""
        return ceil(len(self.later) / self.cap)


def preview(playbook: Playbook, day: date, overrides: Overrides) -> Preview:
    """Exactly what `due` gives to the clock, so that what is shown is what begins."""
    return Preview(due(playbook, day, overrides), room(playbook, day), max(1, playbook.daily_cap))
