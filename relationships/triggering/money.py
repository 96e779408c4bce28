"""Triggers of buying, paying and renewing."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, F, Min, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from customers.models import Contract, Customer, CustomerStanding
from customers.models.customer import TIER_IN_FORCE, CustomerQuerySet
from customers.selectors import flags
from customers.selectors.costly import COSTLY_TIMES, costly_to_serve
from customers.valuation.expectations import targets_of
from office.calendar import Overrides, renewal_checkpoint
from relationships.models import Goal
from relationships.outcomes.renewals import renewal_signal
from relationships.triggering import links, words
from relationships.triggering.registry import After, Evidence, Finder, Hit, Trigger

NEW_FOR = timedelta(days=90)
GOALS_TO_BEGIN_WITH = 3
CALLED_AT = 90
"""Days before the renewal at which the owner makes a call that is held against the signals."""


def _worth(customers: CustomerQuerySet) -> QuerySet[CustomerStanding]:
    return CustomerStanding.objects.today().filter(customer__in=customers, current_for=F("customer")).order_by()


def _silent_defector(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    flagged = (CustomerStanding.Alarm.CONFIRMED, CustomerStanding.Alarm.SUSPECT)
    rows = _worth(customers).filter(alarm__in=flagged)
    for pk, alarm, month in rows.values_list("customer_id", "alarm", "month"):
        yield Hit(pk, {"alarm": alarm, "month": f"{month:%Y-%m}"})


def _tell_defector(evidence: Evidence) -> str:
    said = {"month": evidence.get("month", "–")}
    if evidence.get("alarm") == CustomerStanding.Alarm.CONFIRMED:
        return _("Says satisfied and buys less: confirmed by the numbers up to %(month)s") % said
    return _("Says satisfied and buys less: suspected from the numbers up to %(month)s") % said


def _stage(stage: str) -> Finder:
    def find(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
        rows = _worth(customers).filter(stage=stage)
        for pk, last in rows.values_list("customer_id", "last_order_on"):
            yield Hit(pk, {"last_order_on": last.isoformat() if last else None})

    return find


def _tell_last_order(evidence: Evidence) -> str:
    if evidence.get("last_order_on") is None:
        return _("No order is on record")
    return _("Last order on %(day)s") % {"day": words.day(evidence["last_order_on"])}


def _pays_badly(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    rows = _worth(customers).filter(payment_grade=CustomerStanding.Grade.D)
    for pk, late in rows.values_list("customer_id", "days_late"):
        yield Hit(pk, {"days_late": None if late is None else round(late)})


def _tell_late(evidence: Evidence) -> str:
    if evidence.get("days_late") is None:
        return _("Payment grade D")
    return _("Payment grade D: pays %(days)s days late, weighted by amount") % {"days": evidence["days_late"]}


def _costly(customers: CustomerQuerySet, _day: date, _overrides: Overrides) -> Iterator[Hit]:
    for pk, month in costly_to_serve(customers):
        yield Hit(pk, {"month": f"{month:%Y-%m}"})


def _tell_costly(evidence: Evidence) -> str:
    """Without its figures: they are read on the economics tab by whoever may."""
    said = {"month": evidence.get("month", "–"), "times": COSTLY_TIMES}
    return _("Serving it takes %(times)s times the company's share of revenue or more, up to %(month)s") % said


def _new_customer(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    """First order or first contract in ninety days, whichever came first, and fewer than three live goals yet."""
    first = dict(_worth(customers).exclude(first_order_on=None).values_list("customer_id", "first_order_on"))
    agreed = Contract.objects.filter(customer__in=customers).order_by().values("customer")
    for row in agreed.annotate(start=Min("starts_on")):
        first[row["customer"]] = min(row["start"], first.get(row["customer"]) or row["start"])
    fresh = {pk: on for pk, on in first.items() if on and day - NEW_FOR <= on <= day}
    goals = Goal.objects.live(day).filter(customer__in=list(fresh), current__baseline__isnull=False).order_by()
    counted = dict(goals.values_list("customer").annotate(n=Count("pk")))
    for pk, on in sorted(fresh.items()):
        if counted.get(pk, 0) < GOALS_TO_BEGIN_WITH:
            yield Hit(pk, {"first_on": on.isoformat(), "goals": counted.get(pk, 0)}, "first")


def _tell_new(evidence: Evidence) -> str:
    said = {"day": words.day(evidence.get("first_on")), "goals": evidence.get("goals", 0)}
    return _("A customer since %(day)s, with %(goals)s goals that have a baseline") % said


def _renewal(days: int, then: int) -> Finder:
    """From `days` before the renewal, moved back to a working day, until the next checkpoint takes over.

    Only where the tier in force has this checkpoint; without a tier those of B hold.
    """

    def find(customers: CustomerQuerySet, day: date, overrides: Overrides) -> Iterator[Hit]:
        near = customers.filter(renewal_on__gte=day, renewal_on__lte=day + timedelta(days=days + 21)).order_by()
        for pk, renewal, tier in near.values_list("pk", "renewal_on", TIER_IN_FORCE):
            if renewal is None or days not in targets_of(tier).checkpoints:
                continue
            begins = renewal_checkpoint(renewal, days, overrides)
            ends = renewal_checkpoint(renewal, then, overrides) if then else renewal + timedelta(days=1)
            if begins <= day < ends:
                yield Hit(pk, {"renewal_on": renewal.isoformat()}, renewal.isoformat())

    return find


def _signals(customer_id: int, day: date) -> Evidence:
    """What the records say on the day, kept before anybody is asked: codes of warnings, as all apps know them."""
    warnings = flags.flags_on(Customer.objects.filter(pk=customer_id), day).get(customer_id, {})
    signal = renewal_signal(warnings)
    return {"signal": signal.verdict, "against": list(signal.against), "areas": signal.known}


def _tell_renewal(evidence: Evidence) -> str:
    return _("Up for renewal on %(day)s") % {"day": words.day(evidence.get("renewal_on"))}


TRIGGERS = (
    Trigger(
        "silent_defector",
        pgettext_lazy("trigger", "silent defector"),
        _silent_defector,
        _tell_defector,
        links.tab("economics"),
    ),
    *(
        Trigger(
            f"renewal_{days}",
            label,
            _renewal(days, then),
            _tell_renewal,
            links.tab("contracts"),
            After.RENEWED,
            weigh=_signals if days == CALLED_AT else None,
            once=True,
        )
        for days, then, label in (
            (180, 90, pgettext_lazy("trigger", "renewal in 180 days")),
            (90, 30, pgettext_lazy("trigger", "renewal in 90 days")),
            (30, 0, pgettext_lazy("trigger", "renewal in 30 days")),
        )
    ),
    Trigger(
        "dormant",
        pgettext_lazy("trigger", "dormant"),
        _stage(CustomerStanding.Stage.DORMANT),
        _tell_last_order,
        links.tab("ledger"),
    ),
    Trigger(
        "lost",
        pgettext_lazy("trigger", "lost"),
        _stage(CustomerStanding.Stage.LOST),
        _tell_last_order,
        links.tab("ledger"),
        of_lost=True,
    ),
    Trigger(
        "new_customer",
        pgettext_lazy("trigger", "a new customer"),
        _new_customer,
        _tell_new,
        links.tab("outcomes"),
        once=True,
    ),
    Trigger(
        "costly_to_serve",
        pgettext_lazy("trigger", "costly to serve"),
        _costly,
        _tell_costly,
        links.tab("economics"),
    ),
    Trigger(
        "pays_badly",
        pgettext_lazy("trigger", "payment grade D"),
        _pays_badly,
        _tell_late,
        links.tab("receivables"),
    ),
)
