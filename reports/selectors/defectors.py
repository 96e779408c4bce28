"""Silent defectors as the reader may see them: today's findings, the alerts and what became of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from customers.access import costs_q
from customers.models import CustomerStanding, DefectorAlert
from customers.selectors.base import company_today, net_by_customer_and_month
from office.calendar.months import Month
from reports.indicators.alarms import Tally
from reports.selectors.members import seen_by

if TYPE_CHECKING:
    from office.models import User

ALARMS = CustomerStanding.Alarm
GONE = (CustomerStanding.Stage.PROSPECT, CustomerStanding.Stage.LOST)
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Tested:
    """How many satisfied customers could be tested, and what was found."""

    tested: int
    confirmed: int
    suspect: int
    unsaid: int


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Falls, and nobody knows what it thinks of us."""

    customer: int
    name: str
    rel_annual: float | None
    level: float | None
    p_overdue: float | None
    money: Decimal
    owner: str


def counts(user: "User") -> Tested:
    """Of today's standings that the reader sees. One query."""
    can_be_tested = Q(satisfied=True) & (Q(p_trend__isnull=False) | Q(p_overdue__isnull=False)) & ~Q(stage__in=GONE)
    found = seen_by(user).aggregate(
        tested=Count("pk", filter=can_be_tested),
        confirmed=Count("pk", filter=Q(alarm=ALARMS.CONFIRMED)),
        suspect=Count("pk", filter=Q(alarm=ALARMS.SUSPECT)),
        unsaid=Count("pk", filter=Q(alarm=ALARMS.UNSAID)),
    )
    return Tested(**found)


def alerts_seen_by(user: "User") -> QuerySet[DefectorAlert]:
    """Alerts of the customers whose costs the reader sees."""
    condition = costs_q(user, "customer")
    rows = DefectorAlert.objects.filter(customer__archived_at=None).select_related("customer", "owner")
    return rows if condition is None else rows.filter(condition)


def alerts_of(user: "User", month: date) -> list[DefectorAlert]:
    """The alerts of a month that stand, the most money first."""
    standing = alerts_seen_by(user).filter(month=month).exclude(outcome=DefectorAlert.Outcome.WITHDRAWN)
    return list(standing.order_by("-money_at_risk", "customer")[:MOST_SHOWN])


def own_open_alerts(user: "User") -> QuerySet[DefectorAlert]:
    """What the reader has to look into: open alerts of customers they own, the newest month first."""
    rows = DefectorAlert.objects.visible_to(user).filter(
        customer__owner=user, customer__archived_at=None, outcome=DefectorAlert.Outcome.OPEN
    )
    return rows.select_related("customer", "owner").order_by("-month", "-money_at_risk", "customer")


def tallies(user: "User") -> list[Tally]:
    """How many alerts of each month have which status and outcome. One query."""
    rows = alerts_seen_by(user).order_by().values_list("month", "status", "outcome")
    return [Tally(*row) for row in rows.annotate(Count("pk"))]


def unsaid(user: "User") -> list[Unsaid]:
    """Falling customers without an opinion, the most money first. One query."""
    rows = seen_by(user).filter(alarm=ALARMS.UNSAID).order_by("-leaked_annual", "customer")
    fields = (
        "customer_id",
        "customer__name",
        "rel_annual",
        "level",
        "p_overdue",
        "leaked_annual",
        "at_stake_annual",
        "customer__owner__name",
    )
    return [
        Unsaid(pk, name, rel, level, overdue, (leaked or Decimal(0)) + (stake or Decimal(0)), owner or "")
        for pk, name, rel, level, overdue, leaked, stake, owner in rows.values_list(*fields)[:MOST_SHOWN]
    ]


def months_of(customer_id: int) -> dict[Month, Decimal]:
    """Net revenue by month of one customer."""
    return net_by_customer_and_month([customer_id]).get(customer_id, {})


def seasons() -> dict[str, float] | None:
    """The company's season that the last computation used; None where it used none."""
    company = company_today()
    return None if company is None else company.basis.get("seasons")
