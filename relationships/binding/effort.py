"""Resources on the blade: whether our work goes where the customer's needs are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.access import sees_costs_of
from customers.figures.declared import Definition, Gap, Input, Reading, Unit
from customers.figures.reasons import FINANCE, FOUNDER, OWNER, gap
from customers.models import Customer, Need
from office import clock
from office.access import sees_people_and_voices
from office.formatting.amounts import percent
from office.models import User
from relationships.selectors.needs import UNTAGGED, Spent, spent_on
from relationships.strategy.effort import Blade, blade


@dataclass(frozen=True)
class NeedRow:
    """One need; what it took of our work is empty for who does not see costs."""

    need: Need
    share: str
    overdue: bool


@dataclass(frozen=True)
class Work:
    """The needs of a customer and what was spent on them."""

    needs: Sequence[Need]
    spent: Spent
    blade: Blade


def work_of(customer: Customer, day: date) -> Work:
    """Read once for each customer fetched."""
    kept: dict[date, Work] = customer.__dict__.setdefault("_strategy_work", {})
    if day not in kept:
        needs = _noted(customer)
        spent = spent_on(customer, day, {need.pk for need in needs})
        costs = {need: float(cost) for need, cost in spent.costs.items()}
        kept[day] = Work(needs, spent, blade(costs, {str(need.pk): float(need.importance) for need in needs}))
    return kept[day]


def read_blade(customer: Customer, user: User, as_of: date) -> Reading:
    if as_of != clock.today():
        return Reading(None, gaps=[gap("nothing_kept")])
    work = work_of(customer, as_of)
    gaps = []
    if not work.needs:
        gaps.append(Gap("no_need", _("No need of theirs is noted."), OWNER))
    if not work.spent.total:
        gaps.append(Gap("no_cost", _("No work of ours is booked or logged in the last 365 days."), FINANCE))
    if work.spent.unknown:
        told = _("%(count)s entries have no known cost: no rate, or no length.") % {"count": work.spent.unknown}
        gaps.append(Gap("unknown_cost", told, FOUNDER))
    untagged = work.spent.costs.get(UNTAGGED, Decimal(0))
    return Reading(
        work.blade.blade if work.needs else None,
        as_of=as_of,
        last=as_of,
        inputs=(
            Input(_("Cost of our work"), work.spent.total, Unit.MONEY),
            Input(_("Of no need"), untagged / work.spent.total if work.spent.total else None, Unit.SHARE),
            Input(_("Mismatch with importance"), work.blade.mismatch, Unit.SHARE),
            Input(_("Needs"), len(work.needs), Unit.COUNT),
        ),
        count=Input(_("Entries"), work.spent.entries, Unit.COUNT),
        gaps=gaps,
        formula_version="S1.1",
    )


BLADE = Definition(
    name="blade",
    label=gettext_lazy("Resources on the blade"),
    unit=Unit.SHARE,
    formula=gettext_lazy(
        "Cost of our work on their three most important needs ÷ all cost of our work in 365 days: service, custom R&D, "
        "relationship, with logged minutes at the rate of the role. Healthy from 60%."
    ),
    source="S1",
    may_see=lambda user, customer: sees_people_and_voices(user) and sees_costs_of(user, customer),
    rows="relationships:strategy-tab",
    read=read_blade,
)


def need_rows(customer: Customer, user: User, day: date) -> list[NeedRow]:
    """The most important first, with their share of our work for who sees this customer's costs."""
    if not sees_costs_of(user, customer):
        return [_row(need, None, day) for need in _noted(customer)]
    work = work_of(customer, day)
    return [_row(need, work.spent, day) for need in work.needs]


def _noted(customer: Customer) -> list[Need]:
    return list(Need.objects.standing().filter(customer=customer))


def _row(need: Need, spent: Spent | None, day: date) -> NeedRow:
    share = ""
    if spent is not None and spent.total:
        share = percent(spent.costs.get(str(need.pk), Decimal(0)) / spent.total, 0)
    return NeedRow(need, share, need.needed_by is not None and need.needed_by < day and need.met < Need.Met.FULLY)
