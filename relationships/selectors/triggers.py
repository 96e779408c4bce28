"""At which customers something holds on a day that makes a playbook begin (metrics O2), with what was seen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet

from customers import extensions
from customers.models import Contact, Customer, CustomerStanding
from customers.models.customer import TIER_IN_FORCE, CustomerQuerySet
from customers.selectors.flags import DETRACTOR, of_contacts
from office.calendar import Overrides, renewal_checkpoint
from relationships.models import RelationshipStanding
from relationships.models.playbook import Trigger

FAST_FALL = -15
"""delta28 at which the playbook fires; the label "cooling" begins at −10 (decision 10)."""
LOOK_BACK = timedelta(days=30)
"""How long something that happened once may be past when it is first seen."""
TOP, UPPER = ("S", "A"), ("S", "A", "B")
SILENT = "silent"
"""The warning of the voices that a customer is on the quiet list."""


@dataclass(frozen=True)
class Hit:
    """`evidence` holds numbers, days as text and codes; `about` as `PlaybookRun.about`."""

    customer_id: int
    evidence: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""


def hits(trigger: str, day: date, overrides: Overrides) -> list[Hit]:
    """Living customers at which the trigger holds. Lost ones only start what is made for lost ones."""
    customers = Customer.objects.current()
    if trigger != Trigger.LOST:
        customers = customers.exclude(status=Customer.Status.LOST)
    return list(_FINDERS[trigger](customers, day, overrides))


def _relations(customers: CustomerQuerySet) -> QuerySet[RelationshipStanding]:
    return RelationshipStanding.objects.today().filter(customer__in=customers).order_by()


def _cooling(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    """The fall of 28 days, or below the tier's target in the last two frozen weeks, both within a fortnight."""
    fallen = set()
    for pk, delta in _relations(customers).filter(delta28__lte=FAST_FALL).values_list("customer_id", "delta28"):
        fallen.add(pk)
        yield Hit(pk, {"delta28": round(delta or 0, 1)})
    weeks = RelationshipStanding.objects.filter(
        kind=RelationshipStanding.Kind.WEEK, as_of__gte=day - timedelta(days=14), as_of__lt=day, customer__in=customers
    )
    below: dict[int, list[date]] = {}
    for pk, as_of in weeks.filter(below_target=True).order_by("as_of").values_list("customer_id", "as_of"):
        below.setdefault(pk, []).append(as_of)
    for pk, days in below.items():
        if len(days) >= 2 and pk not in fallen:
            yield Hit(pk, {"below_since": days[0].isoformat()})


def _transaction_only(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    for pk, quiet in _relations(customers).filter(transaction_only=True).values_list("customer_id", "quiet_days"):
        yield Hit(pk, {"quiet_days": quiet})


def _narrow_access(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    narrow = (RelationshipStanding.Access.DANGER, RelationshipStanding.Access.WARNING)
    rows = _relations(customers).filter(access__in=narrow, tier__in=UPPER)
    for pk, access, tier in rows.values_list("customer_id", "access", "tier"):
        yield Hit(pk, {"access": access, "tier": tier})


def _single_point(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    rows = _relations(customers).at_single_points().filter(tier__in=TOP)  # type: ignore[attr-defined]
    for pk, ours, tier in rows.values_list("customer_id", "spof_ours", "tier"):
        yield Hit(pk, {"side": "ours" if ours else "theirs", "tier": tier})


def _contact_quiet(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    for pk, quiet in _relations(customers).filter(overdue=True).values_list("customer_id", "quiet_days"):
        yield Hit(pk, {"quiet_days": quiet})


def _silent_account(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    top = customers.alias(in_force=TIER_IN_FORCE).filter(in_force__in=TOP)
    for source in extensions.flag_sources:
        if SILENT in source.labels:
            yield from (Hit(pk) for pk, told in source.read(top, day).items() if told.get(SILENT))


def _silent_defector(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    flagged = (CustomerStanding.Alarm.CONFIRMED, CustomerStanding.Alarm.SUSPECT)
    rows = _worth(customers).filter(alarm__in=flagged)
    for pk, alarm, month in rows.values_list("customer_id", "alarm", "month"):
        yield Hit(pk, {"alarm": alarm, "month": f"{month:%Y-%m}"})


def _detractor(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    yield from (Hit(pk) for pk, told in of_contacts(customers, day).items() if told.get(DETRACTOR))


def _contact_left(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    left = Contact.objects.filter(
        customer__in=customers, key_person=True, left_on__gt=day - LOOK_BACK, left_on__lte=day
    ).order_by("left_on", "pk")
    for pk, contact, on in left.values_list("customer_id", "pk", "left_on"):
        yield Hit(pk, {"left_on": str(on)}, str(contact))


def _owner_left(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    gone = customers.filter(owner__is_active=False).order_by()
    yield from (Hit(pk, {}, str(owner)) for pk, owner in gone.values_list("pk", "owner_id"))


def _renewal(days: int, then: int) -> "Finder":
    """From `days` before the renewal, moved back to a working day, until the next checkpoint takes over."""

    def find(customers: CustomerQuerySet, day: date, overrides: Overrides) -> Iterator[Hit]:
        near = customers.filter(renewal_on__gte=day, renewal_on__lte=day + timedelta(days=days + 21)).order_by()
        for pk, renewal in near.values_list("pk", "renewal_on"):
            if renewal is None:
                continue
            begins = renewal_checkpoint(renewal, days, overrides)
            ends = renewal_checkpoint(renewal, then, overrides) if then else renewal + timedelta(days=1)
            if begins <= day < ends:
                yield Hit(pk, {"renewal_on": renewal.isoformat()}, renewal.isoformat())

    return find


def _stage(stage: str) -> "Finder":
    def find(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
        rows = _worth(customers).filter(stage=stage)
        for pk, last in rows.values_list("customer_id", "last_order_on"):
            yield Hit(pk, {"last_order_on": last.isoformat() if last else None})

    return find


def _pays_badly(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    rows = _worth(customers).filter(payment_grade=CustomerStanding.Grade.D)
    for pk, late in rows.values_list("customer_id", "days_late"):
        yield Hit(pk, {"days_late": None if late is None else round(late)})


def _worth(customers: CustomerQuerySet) -> QuerySet[CustomerStanding]:
    return CustomerStanding.objects.today().filter(customer__in=customers, current_for=F("customer")).order_by()


Finder = Callable[[CustomerQuerySet, date, Overrides], Iterator[Hit]]
_FINDERS: dict[str, Finder] = {
    Trigger.COOLING: _cooling,
    Trigger.TRANSACTION_ONLY: _transaction_only,
    Trigger.NARROW_ACCESS: _narrow_access,
    Trigger.SINGLE_POINT: _single_point,
    Trigger.CONTACT_QUIET: _contact_quiet,
    Trigger.SILENT_ACCOUNT: _silent_account,
    Trigger.SILENT_DEFECTOR: _silent_defector,
    Trigger.DETRACTOR: _detractor,
    Trigger.CONTACT_LEFT: _contact_left,
    Trigger.OWNER_LEFT: _owner_left,
    Trigger.RENEWAL_180: _renewal(180, 90),
    Trigger.RENEWAL_90: _renewal(90, 30),
    Trigger.RENEWAL_30: _renewal(30, 0),
    Trigger.DORMANT: _stage(CustomerStanding.Stage.DORMANT),
    Trigger.LOST: _stage(CustomerStanding.Stage.LOST),
    Trigger.PAYS_BADLY: _pays_badly,
}
