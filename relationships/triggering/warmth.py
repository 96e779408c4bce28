"""Triggers of the relationship itself: how warm it is, whom we know, on whom it hangs."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from customers.models.customer import CustomerQuerySet
from office.calendar import Overrides
from office.statistics.rounding import r1
from relationships.models import RelationshipStanding
from relationships.triggering import links, words
from relationships.triggering.registry import After, Evidence, Hit, Trigger

FAST_FALL = -15
"""delta28 at which the playbook fires; the label "cooling" begins at −10 (decision 10)."""
TENTH = 0.1
"""What is kept is unrounded; thresholds compare what is printed, so candidates are read up to the next tenth."""
TOP, UPPER = ("S", "A"), ("S", "A", "B")


def _today(customers: CustomerQuerySet) -> QuerySet[RelationshipStanding]:
    return RelationshipStanding.objects.today().filter(customer__in=customers).order_by()


def _cooling(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    """The fall of 28 days, or below the tier's target in the last two frozen weeks, both within a fortnight."""
    fallen = set()
    near = _today(customers).filter(delta28__lt=FAST_FALL + TENTH)
    for pk, delta, temperature in near.values_list("customer_id", "delta28", "temperature"):
        if delta is not None and temperature is not None and r1(delta) <= FAST_FALL:
            fallen.add(pk)
            yield Hit(pk, {"delta28": r1(delta), "temperature": r1(temperature)})
    weeks = RelationshipStanding.objects.filter(
        kind=RelationshipStanding.Kind.WEEK, as_of__gte=day - timedelta(days=14), as_of__lt=day, customer__in=customers
    )
    below: dict[int, list[tuple[date, float | None]]] = {}
    found = weeks.filter(below_target=True).order_by("as_of").values_list("customer_id", "as_of", "temperature")
    for pk, as_of, temperature in found:
        below.setdefault(pk, []).append((as_of, temperature))
    for pk, told in below.items():
        if len(told) >= 2 and pk not in fallen:
            yield Hit(pk, {"below_since": told[0][0].isoformat(), "temperature": r1(told[-1][1] or 0)})


def _tell_cooling(evidence: Evidence) -> str:
    after, delta = evidence.get("temperature"), evidence.get("delta28")
    if delta is not None and after is not None:
        said = {"fall": words.points(delta), "before": words.points(after - delta), "after": words.points(after)}
        return _("Temperature fell by %(fall)s points in 28 days (%(before)s → %(after)s)") % said
    if delta is not None:
        return _("Temperature fell by %(fall)s points in 28 days") % {"fall": words.points(delta)}
    since = words.day(evidence.get("below_since"))
    if after is None:
        return _("Below the tier's target since the week to %(day)s") % {"day": since}
    said = {"day": since, "value": words.points(after)}
    return _("Below the tier's target since the week to %(day)s, at %(value)s last") % said


def _transaction_only(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    for pk, quiet in _today(customers).filter(transaction_only=True).values_list("customer_id", "quiet_days"):
        yield Hit(pk, {"quiet_days": quiet})


def _narrow_access(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    narrow = (RelationshipStanding.Access.DANGER, RelationshipStanding.Access.WARNING)
    rows = _today(customers).filter(access__in=narrow, tier__in=UPPER)
    for pk, access, tier in rows.values_list("customer_id", "access", "tier"):
        yield Hit(pk, {"access": access, "tier": tier})


def _tell_access(evidence: Evidence) -> str:
    if evidence.get("access") == RelationshipStanding.Access.DANGER:
        return _("Of a tier %(tier)s customer we only know procurement and finance") % {"tier": evidence.get("tier")}
    return _("Stable ties at a tier %(tier)s customer only with procurement and finance") % {
        "tier": evidence.get("tier")
    }


def _single_point(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    rows = _today(customers).at_single_points().filter(tier__in=TOP)  # type: ignore[attr-defined]
    for pk, ours, tier in rows.values_list("customer_id", "spof_ours", "tier"):
        yield Hit(pk, {"side": "ours" if ours else "theirs", "tier": tier})


def _tell_single_point(evidence: Evidence) -> str:
    if evidence.get("side") == "ours":
        return _("All stable ties go through one of our people")
    return _("All stable ties go through one of their people")


def _contact_quiet(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    for pk, quiet in _today(customers).filter(overdue=True).values_list("customer_id", "quiet_days"):
        yield Hit(pk, {"quiet_days": quiet})


TRIGGERS = (
    Trigger(
        "cooling",
        pgettext_lazy("trigger", "cooling fast, or below target two weeks in a row"),
        _cooling,
        _tell_cooling,
        links.page("relationships:temperature"),
        After.WARMTH,
    ),
    Trigger(
        "transaction_only",
        pgettext_lazy("trigger", "only invoices and payments left"),
        _transaction_only,
        words.quiet,
        links.customer_page,
    ),
    Trigger(
        "narrow_access",
        pgettext_lazy("trigger", "only procurement and finance"),
        _narrow_access,
        _tell_access,
        links.page("relationships:map"),
    ),
    Trigger(
        "single_point",
        pgettext_lazy("trigger", "all stable ties hang on one person"),
        _single_point,
        _tell_single_point,
        links.page("relationships:map"),
    ),
    Trigger(
        "contact_quiet",
        pgettext_lazy("trigger", "silent longer than the tier allows"),
        _contact_quiet,
        words.quiet,
        links.customer_page,
    ),
)
