"""All strategies in sight: what they may be narrowed by, and how each stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Customer
from office.models import User
from relationships.models import StrategyStanding

BELOW, ENOUGH, OVERDUE, UNPLANNED, MINE = "below", "enough", "overdue", "none", "mine"


@dataclass(frozen=True)
class Narrowing:
    """One field above the list: its name in the address, what it is called, and what may be chosen."""

    key: str
    label: Any
    choices: list[tuple[str, Any]]
    condition: Callable[[str, User, date], Q]


def _same(field: str) -> Callable[[str, User, date], Q]:
    return lambda value, _user, _day: Q(**{field: value})


def _of_control(value: str, _user: User, _day: date) -> Q:
    return Q(control_meets=value == ENOUGH)


def _of_review(value: str, _user: User, day: date) -> Q:
    return Q(review_on__lt=day) if value == OVERDUE else Q(review_on=None)


def _of_owner(_value: str, user: User, _day: date) -> Q:
    return Q(customer__owner=user)


NARROWINGS = [
    Narrowing("tier", _("Tier"), list(Customer.Tier.choices), _same("tier")),
    Narrowing("dependence", _("Dependence"), list(StrategyStanding.Dependence.choices), _same("dependence")),
    Narrowing("test", _("Two-question test"), list(StrategyStanding.Test.choices), _same("test")),
    Narrowing("leaving", _("Switching cost"), list(StrategyStanding.Switching.choices), _same("switching_band")),
    Narrowing(
        "control",
        _("Strategic control"),
        [(BELOW, _("below the tier's minimum")), (ENOUGH, _("enough for the tier"))],
        _of_control,
    ),
    Narrowing(
        "review",
        pgettext_lazy("plan", "Review"),
        [(OVERDUE, _("review overdue")), (UNPLANNED, _("no plan yet"))],
        _of_review,
    ),
    Narrowing("owner", pgettext_lazy("customer", "Owner"), [(MINE, pgettext_lazy("customers", "mine"))], _of_owner),
]


def strategies(user: User) -> QuerySet[StrategyStanding]:
    """Those whose customers the person sees; overdue reviews first, then by tier and name."""
    rows = StrategyStanding.objects.visible_to(user).filter(customer__archived_at=None)
    ordered: QuerySet[StrategyStanding] = rows.select_related("customer__owner", "customer__standing").order_by(
        F("review_on").asc(nulls_last=True), "customer__name", "customer_id"
    )
    return ordered


def narrowed(
    rows: QuerySet[StrategyStanding], asked: Mapping[str, str], user: User, day: date
) -> QuerySet[StrategyStanding]:
    """By every field that was chosen; what is no choice narrows nothing."""
    for one in NARROWINGS:
        value = asked.get(one.key, "")
        if value in dict(one.choices):
            rows = rows.filter(one.condition(value, user, day))
    return rows


def counted(rows: QuerySet[StrategyStanding], day: date) -> dict[str, int]:
    """How many there are, and how many of them ask for something. One query."""
    return rows.order_by().aggregate(
        all=Count("pk"),
        overdue=Count("pk", filter=Q(review_on__lt=day)),
        below=Count("pk", filter=Q(control_meets=False)),
        name_only=Count("pk", filter=Q(in_name_only=True)),
        untested=Count("pk", filter=Q(test=StrategyStanding.Test.UNTESTED)),
    )


@dataclass(frozen=True)
class StrategyRow:
    """One line of the list."""

    kept: StrategyStanding
    overdue: bool
    test_state: str
    dependence_state: str
    leaving_state: str


TEST_STATES = {"pass": "good", "conditional": "warn", "fail": "bad"}
DEPENDENCE_STATES = {"captive": "bad", "loose": "warn"}
LEAVING_STATES = {"leaves": "bad", "costly": "good"}


def row(kept: StrategyStanding, day: date) -> StrategyRow:
    return StrategyRow(
        kept,
        kept.review_on is not None and kept.review_on < day,
        TEST_STATES.get(kept.test, ""),
        DEPENDENCE_STATES.get(kept.dependence, ""),
        LEAVING_STATES.get(kept.switching_band, ""),
    )
