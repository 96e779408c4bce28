"""Who may see which customer. Every page, list, count, export and answer starts from `visible_to(user)`."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from office.roles import Role

if TYPE_CHECKING:
    from office.models import User

SEES_ALL = frozenset({Role.FOUNDER, Role.EXECUTIVE, Role.SALES_OPS, Role.ADMIN})


def customers_q(user: "User | AnonymousUser", prefix: str = "", *, without: frozenset[str] = frozenset()) -> Q | None:
    """The condition under which a customer exists for the user; None stands for every customer.

    A CSM sees customers they own or work on and reads their team's; a lead also those of the teams they lead;
    Finance sees who the customers are and their money, not their people and words (`people_q`).
    """
    from customers.models import AccountMember

    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    roles = user.roles - without
    if roles & SEES_ALL or Role.FINANCE in roles:
        return None
    if not roles:
        return Q(pk__in=[])
    teams = set(user.led_team_ids)
    if user.team_id is not None:
        teams.add(user.team_id)
    mine = AccountMember.objects.filter(user=user, until=None).values("customer_id")
    key = f"{prefix}__" if prefix else ""
    conditions: dict[str, Any] = {f"{key}owner": user}
    condition = Q(**conditions) | Q(**{f"{key}pk__in": mine})
    return condition | Q(**{f"{key}team__in": teams}) if teams else condition


def people_q(user: "User | AnonymousUser", prefix: str = "customer") -> Q | None:
    """As `customers_q`, for contacts, interactions and voices: not for somebody who only keeps the books."""
    return customers_q(user, prefix, without=frozenset({Role.FINANCE}))


def costs_q(user: "User | AnonymousUser", prefix: str = "customer") -> Q | None:
    """Rows that give margins away: for founders, executives, Finance and sales operations all, for a lead the team's."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    if user.roles & (SEES_ALL | {Role.FINANCE}):
        return None
    teams = user.led_team_ids
    return Q(**{f"{prefix}__team__in": teams}) if teams else Q(pk__in=[])
