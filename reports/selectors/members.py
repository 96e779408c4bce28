"""The customers behind a figure: today's standings within what the reader sees of costs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet

from customers.access import costs_q
from customers.models import CustomerStanding

if TYPE_CHECKING:
    from office.models import User

STEP = 2_000
PROFIT_COLUMNS = (
    "customer__name",
    "net_t12",
    "gross_profit",
    "cost_to_serve",
    "capital_cost",
    "net_profit",
    "net_margin",
    "profit_class",
    "partial",
)


def seen_by(user: "User") -> QuerySet[CustomerStanding]:
    """Today's standings of the customers whose costs the reader sees."""
    condition = costs_q(user, "customer")
    rows = CustomerStanding.objects.today()
    return rows if condition is None else rows.filter(condition)


def by_revenue(user: "User") -> QuerySet[CustomerStanding]:
    """The largest of the twelve months first."""
    return seen_by(user).order_by(F("net_t12").desc(nulls_last=True), "customer")


def largest(rows: QuerySet[CustomerStanding], columns: Sequence[str], most: int) -> list[tuple[Any, ...]]:
    """The first of `by_revenue`, which an index finds without sorting everybody: those with revenue, then the others."""
    known = rows.exclude(net_t12=None).exclude(current_for=None).order_by("-net_t12", "customer")
    found = list(known.values_list(*columns)[:most])
    if len(found) < most:
        others = rows.filter(net_t12=None).order_by("customer")
        found += others.values_list(*columns)[: most - len(found)]
    return found


def by_profit(user: "User") -> QuerySet[CustomerStanding]:
    """The most profitable first; without known profit last."""
    return seen_by(user).order_by(F("net_profit").desc(nulls_last=True), F("net_t12").desc(nulls_last=True), "customer")


NOTHING = "none"
MOST_DIGITS = 19
CHOICES = {
    "class": "profit_class",
    "stage": "stage",
    "grade": "payment_grade",
    "alarm": "alarm",
    "tier": "tier_effective",
}
TERMS = {
    "industry": "customer__industry__code",
    "region": "customer__region__code",
    "channel": "customer__acquisition_channel__code",
    "size": "customer__size",
}
MOVES = {
    "lost": Q(net_p12__gt=0) & (Q(net_t12__lte=0) | Q(net_t12=None)),
    "shrank": Q(net_p12__gt=0, net_t12__gt=0, net_t12__lt=F("net_p12")),
    "grew": Q(net_p12__gt=0, net_t12__gt=F("net_p12")),
    "came": (Q(net_p12__lte=0) | Q(net_p12=None)) & Q(net_t12__gt=0),
}
"""From the twelve months before to these."""


def narrowed(
    rows: QuerySet[CustomerStanding], given: Mapping[str, str]
) -> tuple[QuerySet[CustomerStanding], dict[str, str]]:
    """The rows that meet what is `given` and understood, and that part of it; the rest is ignored."""
    used: dict[str, str] = {}
    for name, value in given.items():
        condition = _condition(name, value)
        if condition is not None:
            rows, used[name] = rows.filter(condition), value
    return rows, used


def _condition(name: str, value: str) -> Q | None:
    if name in CHOICES:
        return Q(**{CHOICES[name]: "" if value == NOTHING else value})
    if name == "size":
        return Q(customer__size="" if value == NOTHING else value)
    if name in TERMS:
        return Q(**{f"{TERMS[name]}__isnull": True}) if value == NOTHING else Q(**{TERMS[name]: value})
    if name == "move":
        return MOVES.get(value)
    if name == "loss":
        return Q(net_profit__lt=0)
    if name == "group" and value.isdecimal() and len(value) < MOST_DIGITS:
        pk = int(value)
        return Q(customer=pk) | Q(customer__parent=pk) | Q(customer__parent__parent=pk)
    return None
