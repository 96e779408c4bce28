"""What relationships lay into the bin: entries taken back with a reason, each restored by its own verb."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.access import judgeable_q, people_editable_q, sellable_q
from customers.binning import VOIDED, Columns, source
from customers.extensions import BinSource
from customers.models import Customer, Need
from office import access as office_access
from office.access import sees_people_and_voices
from office.models import User
from relationships.access import loggable_by
from relationships.models import (
    ControlPoint,
    DecisionRequest,
    Goal,
    Interaction,
    JointReview,
    OrganisationalItem,
    PlanObjective,
    PlanReview,
    Promise,
    RiskClause,
    ServiceRequest,
    SolvencyWarning,
    StrategyAnswer,
    StrategyMove,
    VolumeAgreement,
    WinBackAttempt,
)
from relationships.models.courtesy import Gift
from relationships.services import voiding

DROPPED = Columns("dropped_at", "dropped_by", "drop_reason", "plan__customer")
Rows = Callable[[User], QuerySet[Any]]


def sources() -> list[BinSource]:
    return [
        source(
            "interaction",
            _("Interactions"),
            sees_people_and_voices,
            lambda user: Interaction.objects.visible_to(user).filter(voiding.voidable_q(user)),
            _at("interaction-restore"),
            columns=VOIDED,
            name=lambda row: str(row.line),
        ),
        source(
            "goal",
            pgettext_lazy("outcome", "goals"),
            sees_people_and_voices,
            lambda user: _of(Goal, _kept)(user).select_related("kpi"),
            _at("goal-restore"),
            columns=VOIDED,
            name=lambda row: str(row.kpi),
        ),
        source("promise", _("Promises"), sees_people_and_voices, _promises, _at("promise-reopen")),
        source(
            "request",
            _("Service requests"),
            sees_people_and_voices,
            _of(ServiceRequest, loggable_by),
            _at("request-restore"),
            columns=VOIDED,
        ),
        source("gift", _("Gifts"), sees_people_and_voices, _gifts, _at("gift-restore"), columns=VOIDED),
        source(
            "joint_review",
            _("Two-sided reviews"),
            sees_people_and_voices,
            _of(JointReview, _judged),
            _at("joint-review-restore"),
            name=lambda row: row.held_on.isoformat(),
        ),
        source(
            "need",
            pgettext_lazy("customer", "needs"),
            sees_people_and_voices,
            _of(Need, _judged),
            _at("need-restore"),
            columns=Columns(why=""),
        ),
        *(_between(*each) for each in BETWEEN),
        *(_of_strategy(*each) for each in STRATEGY),
        *(
            source(
                key,
                label,
                sees_people_and_voices,
                _of_live_plans(model),
                _at(f"success-plan-{key.removeprefix('plan_')}-restore"),
                columns=DROPPED,
            )
            for key, label, model in (
                ("plan_objective", _("Objectives of plans"), PlanObjective),
                ("plan_review", _("Reviews of plans"), PlanReview),
            )
        ),
    ]


def _judged(user: User) -> QuerySet[Customer]:
    return Customer.objects.visible_to(user).current().filter(judgeable_q(user))


def _kept(user: User) -> QuerySet[Customer]:
    return Customer.objects.visible_to(user).current().filter(people_editable_q(user))


def _sold(user: User) -> QuerySet[Customer]:
    return Customer.objects.visible_to(user).current().filter(sellable_q(user))


def _warned(user: User) -> QuerySet[Customer]:
    judged, sold = judgeable_q(user), sellable_q(user)
    # An empty condition holds of every customer, and vanishes in an OR.
    return Customer.objects.visible_to(user).current().filter(judged | sold if judged and sold else Q())


Writable = Callable[[User], QuerySet[Customer]]
BETWEEN: tuple[tuple[str, Any, type[Any], Writable], ...] = (
    ("item", _("Organisational items"), OrganisationalItem, _judged),
    ("clause", _("Clauses on shared risk"), RiskClause, _judged),
    ("volume", _("Agreements on volume"), VolumeAgreement, _sold),
    ("solvency", _("Solvency warnings"), SolvencyWarning, _warned),
    ("win-back", _("Attempts to win back"), WinBackAttempt, loggable_by),
)


def _between(noun: str, label: Any, model: type[Any], writable: Writable) -> BinSource:
    return source(
        noun,
        label,
        _reads_some,
        _of(model, writable),
        lambda row: reverse("relationships:between-restore", args=[noun, row.pk]),
    )


def _of_strategy(kind: str, key: str, label: Any, model: type[Any], name: Callable[[Any], str]) -> BinSource:
    return source(
        key,
        label,
        sees_people_and_voices,
        _of(model, _judged),
        lambda row: reverse("relationships:strategy-restore", args=[kind, row.pk]),
        name=name,
    )


# An answer by its question alone: a sum among them is shown to those who see the revenue.
STRATEGY: tuple[tuple[str, str, Any, type[Any], Callable[[Any], str]], ...] = (
    ("answer", "strategy_answer", _("Answers on strategy"), StrategyAnswer, lambda row: str(row.get_topic_display())),
    ("request", "decision_request", _("Requests to decide"), DecisionRequest, str),
    ("point", "control_point", _("Strategic control points"), ControlPoint, str),
    ("move", "strategy_move", _("Strategic moves"), StrategyMove, str),
)


def _reads_some(user: User) -> bool:
    """Agreements on volume and warnings about solvency are also for who keeps the ledger."""
    return sees_people_and_voices(user) or office_access.edits_ledger(user)


def _of(model: type[Any], writable: Writable, path: str = "customer") -> Rows:
    return lambda user: model.objects.visible_to(user).filter(**{f"{path}__in": writable(user).order_by().values("pk")})


def _of_live_plans(model: type[Any]) -> Rows:
    of = _of(model, _kept, "plan__customer")
    return lambda user: of(user).filter(plan__closed_at=None)


def _promises(user: User) -> QuerySet[Any]:
    """As `promises.may_change`."""
    return Promise.objects.visible_to(user).filter(
        Q(owner=user) | Q(customer__in=loggable_by(user).order_by().values("pk"))
    )


def _gifts(user: User) -> QuerySet[Any]:
    """As `gifts.may_void`."""
    rows = Gift.objects.visible_to(user)
    if office_access.decides(user) or office_access.edits_settings(user):
        return rows
    return rows.filter(Q(by=user) | Q(customer__team__in=user.led_team_ids))


def _at(url_name: str) -> Callable[[Any], str]:
    return lambda row: reverse(f"relationships:{url_name}", args=[row.pk])
