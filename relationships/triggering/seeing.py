"""Where triggers hold on a day, and what would begin there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.utils import timezone

from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE, CustomerQuerySet
from office.calendar import Overrides
from office.models import Company
from relationships.models import Playbook, PlaybookRun
from relationships.triggering import registry
from relationships.triggering.registry import LOOK_BACK, Happened, Hit

REST = timedelta(days=30)
"""How long after it closed the same playbook stays away from a customer, or from the object that it was about."""


def hits(
    code: str, day: date, overrides: Overrides, *, among: CustomerQuerySet | None = None, on: date | None = None
) -> list[Hit]:
    """Living customers at which the trigger holds. Lost ones only start what is made for lost ones.

    `on` is the day the playbook was switched on: what happened since, or in the thirty days before, is still found.
    """
    trigger = registry.find(code)
    if trigger is None:
        return []
    customers = Customer.objects.current() if among is None else among.filter(archived_at=None)
    if not trigger.of_lost:
        customers = customers.exclude(status=Customer.Status.LOST)
    if on is not None and isinstance(trigger.find, Happened):
        return list(trigger.find.between(customers, min(on, day) - LOOK_BACK, day))
    return list(trigger.find(customers, day, overrides))


def holds(code: str, customer_id: int, about: str, day: date, overrides: Overrides) -> bool:
    """Whether the trigger holds at one customer, of the same object."""
    one = Customer.objects.filter(pk=customer_id)
    return any(hit.about == about for hit in hits(code, day, overrides, among=one))


def due(playbook: Playbook, day: date, overrides: Overrides) -> list[Hit]:
    """What would begin today without a cap, what no cap holds back first, then the highest tier: one per customer.

    None while one is open there; none about the same object until it rested, and never where that happens once.
    """
    on = _switched_on(playbook)
    trigger, found = registry.find(playbook.trigger), hits(playbook.trigger, day, overrides, on=on)
    runs = PlaybookRun.objects.filter(playbook=playbook)
    is_open = set(runs.open().values_list("customer_id", flat=True))
    told = runs if trigger and trigger.once else runs.filter(closed_at__gt=timezone.now() - REST)
    rests = set(told.values_list("customer_id", "about"))
    fresh: dict[int, Hit] = {}
    for hit in found:
        if hit.customer_id not in is_open and (hit.customer_id, hit.about) not in rests:
            fresh.setdefault(hit.customer_id, hit)
    tiers = _tiers(list(fresh))
    return sorted(fresh.values(), key=lambda one: (not _passes(one, on), tiers[one.customer_id], one.customer_id))


def room(playbook: Playbook, day: date, found: Sequence[Hit]) -> int:
    """How many of what is due (see `due`) may begin on a day: what no cap holds back, and what the cap still lets through."""
    begun = PlaybookRun.objects.filter(playbook=playbook, fired_on=day).count()
    on = _switched_on(playbook)
    return sum(_passes(hit, on) for hit in found) + max(0, playbook.daily_cap - begun)


def _switched_on(playbook: Playbook) -> date | None:
    return playbook.switched_on_at and timezone.localdate(playbook.switched_on_at, Company.get().zone)


def _passes(hit: Hit, switched_on: date | None) -> bool:
    return hit.since is not None and switched_on is not None and hit.since >= switched_on


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
    found = due(playbook, day, overrides)
    return Preview(found, room(playbook, day, found), max(1, playbook.daily_cap))
