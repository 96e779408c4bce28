"""The customers behind a figure: today's standings within what the reader sees of costs."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet

from customers.access import costs_q
from customers.models import CustomerStanding
from customers.selectors.base import company_today
from office.calendar.months import add_months

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
FIFTH, BASE_SHARE = 5, Decimal("0.8")
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
}
MOVES = {
    "lost": Q(net_p12__gt=0) & (Q(net_t12__lte=0) | Q(net_t12=None)),
    "shrank": Q(net_p12__gt=0, net_t12__gt=0, net_t12__lt=F("net_p12")),
    "grew": Q(net_p12__gt=0, net_t12__gt=F("net_p12")),
    "came": Q(net_p12__lte=0, net_t12__gt=0),
    "opening": Q(net_p12__gt=0),
    "closing": Q(net_t12__gt=0),
    "kept": Q(net_p12__gt=0, net_t12__gt=0),
}
"""From the twelve months before to these."""


BASE = (
    CustomerStanding.Stage.GROWING,
    CustomerStanding.Stage.MATURE,
    CustomerStanding.Stage.NEW,
    CustomerStanding.Stage.WON_BACK,
    CustomerStanding.Stage.DECLINING,
    CustomerStanding.Stage.DORMANT,
)
BARE = {
    ("loss", "1"): Q(net_profit__lt=0),
    ("profit", "known"): Q(net_profit__isnull=False),
    ("active", "1"): Q(active=True, stage__in=BASE),
    ("contract", "now"): Q(mrr__gt=0),
    ("owes", "1"): Q(receivable__gt=0),
}
"""What narrows without a code."""


def narrowed(
    rows: QuerySet[CustomerStanding], given: Mapping[str, str]
) -> tuple[QuerySet[CustomerStanding], dict[str, str]]:
    """The rows that meet what is `given` and understood, and that part of it; the rest is ignored."""
    used: dict[str, str] = {}
    for name, value in given.items():
        condition = _ranked(rows, name, value) or _condition(name, value)
        if condition is not None:
            rows, used[name] = rows.filter(condition), value
    return rows, used


def _ranked(rows: QuerySet[CustomerStanding], name: str, value: str) -> Q | None:
    """What narrows to a stretch of time or to the first of a ranking; of those whose profit is known, as the figures do.
    One query, or two."""
    if name in ("won", "age"):
        company = company_today()
        return None if company is None else _in_time(company.month, company.as_of).get((name, value))
    known = seen_in_order(rows)
    if (name, value) == ("largest", "fifth"):
        return _down_to(known, -(-known.count() // FIFTH))
    if (name, value) == ("base", "revenue"):
        amounts = [Decimal(amount or 0) for (amount,) in known.values_list("net_t12").iterator(STEP)]
        total, reached, count = sum(amounts, Decimal(0)) * BASE_SHARE, Decimal(0), 0
        while count < len(amounts) and reached < total:
            reached, count = reached + amounts[count], count + 1
        return _down_to(known, count)
    return None


def seen_in_order(rows: QuerySet[CustomerStanding]) -> QuerySet[CustomerStanding]:
    """Those with revenue whose profit is known, the largest first."""
    return rows.filter(net_t12__gt=0, net_profit__isnull=False).order_by("-net_t12", "customer")


def _down_to(ranked: QuerySet[CustomerStanding], count: int) -> Q:
    """The first so many."""
    if not count:
        return Q(pk__in=[])
    amount, customer = ranked.values_list("net_t12", "customer_id")[count - 1]
    return Q(net_profit__isnull=False) & (Q(net_t12__gt=amount) | Q(net_t12=amount, customer__lte=customer))


def _in_time(month: date, as_of: date) -> dict[tuple[str, str], Q]:
    """By the first order, where it is known that it is the first; of who was there before, at least how long."""
    first, before = add_months(month, -11), add_months(month, -23)
    known = Q(tenure_months__isnull=False)
    return {
        ("won", "now"): known & Q(first_order_on__gte=first, first_order_on__lte=as_of),
        ("won", "before"): known & Q(first_order_on__gte=before, first_order_on__lt=first),
        ("age", "young"): Q(net_t12__gt=0, tenure_months__lt=12),
        ("age", "old"): Q(net_t12__gt=0, first_order_on__lte=add_months(as_of, -36)),
    }


def _condition(name: str, value: str) -> Q | None:
    if name in CHOICES:
        return Q(**{f"{CHOICES[name]}__in": ["" if each == NOTHING else each for each in value.split(",")]})
    if (name, value) in BARE:
        return BARE[name, value]
    if name == "size":
        return Q(size_effective="" if value == NOTHING else value)
    if name == "city_tier" and value.isdecimal() and len(value) < MOST_DIGITS:
        return Q(customer__region__city_tier=int(value))
    if name == "city_tier" and value == NOTHING:
        return Q(customer__region__city_tier__isnull=True)
    if name in TERMS:
        return Q(**{f"{TERMS[name]}__isnull": True}) if value == NOTHING else Q(**{TERMS[name]: value})
    if name == "move":
        return MOVES.get(value)
    if name == "group" and value.isdecimal() and len(value) < MOST_DIGITS:
        pk = int(value)
        return Q(customer=pk) | Q(customer__parent=pk) | Q(customer__parent__parent=pk)
    return None
