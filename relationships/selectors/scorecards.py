"""The scorecard 记分卡 of those who look after customers: do their customers reach what was agreed? (O1)"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count

from customers.access import SEES_ALL
from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE, CustomerQuerySet
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
    running: int
    stale: int
    """Goals that run, and those among them whose last reading is old."""
    key_customers: int
    key_covered: int
    """Customers of tier S and A, with goals or without, and those among them with at least three goals that run.

    An owner's and a team's are those they look after; a product's those that have goals of it, and its goals alone.
    """
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


@dataclass
class _Group:
    """What one card is made of: goals due, goals that count now, and S and A customers with their running goals."""

    due: list[Standing] = field(default_factory=list)
    now: list[Standing] = field(default_factory=list)
    live: dict[int, int] = field(default_factory=dict)


def scorecard(user: User, start: date, end: date, as_of: date) -> Scorecard:
    """Goals due from `start` to `end`, and how all that count stand on `as_of`; of the customers in the user's sight.

    Who neither leads nor sees everything gets the own goals and customers alone. Constant queries.
    """
    seen, customers = Goal.objects.visible_to(user), Customer.objects.visible_to(user)
    if not user.roles & (SEES_ALL | {Role.LEAD}):
        seen, customers = seen.filter(current__owner=user), customers.owned_by(user)
    due = standings(seen.standing().filter(current__due__range=(start, end)), as_of)
    now = standings(counting(as_of) & seen, as_of)
    keys = _key_customers(customers)
    live = _live(keys, as_of)
    renewals = renewals_by_customer({one.goal.customer_id for one in [*due, *now]}, as_of)

    def cards(key: Callable[[Standing], Hashable], living: Iterable[tuple[Hashable, int, int]]) -> list[Card]:
        groups: defaultdict[Hashable, _Group] = defaultdict(_Group)
        for one in due:
            groups[key(one)].due.append(one)
        for one in now:
            groups[key(one)].now.append(one)
        for name, customer, count in living:
            groups[name].live[customer] = count
        made = [_card(name, group, renewals) for name, group in groups.items() if name is not None]
        return sorted(made, key=lambda card: str(card.key))

    def product(one: Standing) -> Hashable:
        return one.goal.kpi.product

    known = {one.pk for one in keys}
    goals = {(product(one), one.goal.customer_id) for one in [*due, *now] if one.goal.customer_id in known}
    running = Counter((product(one), one.goal.customer_id) for one in now if one.runs)
    return Scorecard(
        start,
        end,
        company=_card(None, _Group(due, now, {one.pk: live[one.pk] for one in keys}), renewals),
        owners=cards(lambda one: one.goal.terms.owner, ((one.owner, one.pk, live[one.pk]) for one in keys)),
        products=cards(product, ((name, customer, running[name, customer]) for name, customer in goals)),
        teams=cards(lambda one: one.goal.customer.team, ((one.team, one.pk, live[one.pk]) for one in keys)),
    )


def _key_customers(customers: CustomerQuerySet) -> list[Customer]:
    """Those of tier S and A that buy from us."""
    buying = customers.current().filter(status=Customer.Status.CURRENT)
    return list(buying.annotate(tier_now=TIER_IN_FORCE).filter(tier_now__in=KEY_TIERS).select_related("owner", "team"))


def _live(customers: Sequence[Customer], as_of: date) -> Counter[int]:
    """Goals that run, whoever owns them, by customer."""
    goals = Goal.objects.live(as_of).filter(current__start__lte=as_of, customer__in=customers)
    return Counter(dict(goals.order_by().values_list("customer_id").annotate(Count("pk"))))


def _card(key: Any, group: _Group, renewals: dict[int, Renewals]) -> Card:
    readings = [one.latest for one in group.now if one.latest]
    ended = [renewals[pk] for pk in {one.goal.customer_id for one in [*group.due, *group.now]} if pk in renewals]
    return Card(
        key=key,
        rate=csm_rate([_due(one) for one in group.due], date.min, date.max),
        mean=rollup(attained(group.now)),
        readings=len(readings),
        confirmed=sum(one.word is not None and one.word.agreed for one in group.now),
        running=sum(one.runs for one in group.now),
        stale=sum(one.stale for one in group.now),
        key_customers=len(group.live),
        key_covered=sum(count >= LIVE_WANTED for count in group.live.values()),
        renewals=Renewals(
            sum(one.due for one in ended), sum(one.renewed for one in ended), sum(one.ended for one in ended)
        ),
    )


def _due(one: Standing) -> DueGoal:
    # Newest period first; what was corrected is left out already.
    readings = [pure_reading(each) for each in one.readings]
    return DueGoal(one.goal.terms.due, confirmed_achievement(pure_goal(one.goal), readings))
