"""The scorecard 记分卡 of those who look after customers: do their customers reach what was agreed? (O1)"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from customers.access import SEES_ALL
from customers.models import Customer
from customers.selectors.contracts import Renewals, renewals_by_customer
from office.models import User
from office.roles import Role
from relationships.models import Goal
from relationships.outcomes.goals import confirmed_achievement
from relationships.outcomes.rollups import CsmRate, DueGoal, Rollup, csm_rate, rollup
from relationships.selectors.outcomes import Standing, attained, counting, pure_goal, pure_reading, standings

KEY_TIERS = frozenset({Customer.Tier.S, Customer.Tier.A})
LIVE_WANTED = 3
LOW = 5
"""Rates of fewer goals are shown grey and never coloured (section 0)."""


@dataclass(frozen=True)
class Card:
    """One owner, product or team, or all of them. The rate stands alone; what else is known stands beside it."""

    key: Any
    rate: CsmRate
    mean: Rollup
    readings: int
    confirmed: int
    goals: int
    stale: int
    key_customers: int
    key_covered: int
    """Customers of tier S and A, and those among them with at least three goals that run."""
    renewals: Renewals
    """A consequence, of the customers behind these goals; it enters no rate."""

    @property
    def low_n(self) -> bool:
        return self.rate.n < LOW


@dataclass(frozen=True)
class Scorecard:
    start: date
    end: date
    company: Card
    owners: Sequence[Card]
    products: Sequence[Card]
    teams: Sequence[Card]


def scorecard(user: User, start: date, end: date, as_of: date) -> Scorecard:
    """Goals due from `start` to `end`, and how all that count stand on `as_of`; of the customers in the user's sight.

    Who neither leads nor sees everything gets the own goals alone. Constant queries.
    """
    seen = Goal.objects.visible_to(user)
    if not user.roles & (SEES_ALL | {Role.LEAD}):
        seen = seen.filter(current__owner=user)
    due = standings(seen.standing().filter(current__due__range=(start, end)), as_of)
    now = standings(counting(as_of) & seen, as_of)
    customers = {one.goal.customer_id for one in [*due, *now]}
    renewals = renewals_by_customer(customers, as_of)

    def cards(key: Callable[[Standing], Hashable]) -> list[Card]:
        groups: defaultdict[Hashable, tuple[list[Standing], list[Standing]]] = defaultdict(lambda: ([], []))
        for place, found in enumerate((due, now)):
            for one in found:
                groups[key(one)][place].append(one)
        made = [_card(name, *rows, as_of, renewals) for name, rows in groups.items() if name is not None]
        return sorted(made, key=lambda card: str(card.key))

    return Scorecard(
        start,
        end,
        company=_card(None, due, now, as_of, renewals),
        owners=cards(lambda one: one.goal.terms.owner),
        products=cards(lambda one: one.goal.kpi.product),
        teams=cards(lambda one: one.goal.customer.team),
    )


def _card(
    key: Any, due: Sequence[Standing], now: Sequence[Standing], as_of: date, renewals: dict[int, Renewals]
) -> Card:
    customers = {one.goal.customer_id: one.goal.customer for one in [*due, *now]}
    readings = [one.latest for one in now if one.latest]
    of_key = {pk for pk, customer in customers.items() if customer.tier_in_force in KEY_TIERS}
    live: defaultdict[int, int] = defaultdict(int)
    for one in now:
        live[one.goal.customer_id] += one.goal.terms.due >= as_of
    ended = [renewals[pk] for pk in customers if pk in renewals]
    return Card(
        key=key,
        rate=csm_rate([_due(one) for one in due], date.min, date.max),
        mean=rollup(attained(now)),
        readings=len(readings),
        confirmed=sum(one.word is not None and one.word.agreed for one in now),
        goals=len(now),
        stale=sum(one.state.stale for one in now),
        key_customers=len(of_key),
        key_covered=sum(live[pk] >= LIVE_WANTED for pk in of_key),
        renewals=Renewals(
            sum(one.due for one in ended), sum(one.renewed for one in ended), sum(one.ended for one in ended)
        ),
    )


def _due(one: Standing) -> DueGoal:
    # Newest period first; what was corrected is left out already.
    readings = [pure_reading(each) for each in one.readings]
    return DueGoal(one.goal.terms.due, confirmed_achievement(pure_goal(one.goal), readings))
