"""Outcomes taken together: of a customer, a product, a CSM, the company."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from office.statistics.proportions import wilson_interval


@dataclass(frozen=True, slots=True)
class Attained:
    """One goal's capped attainment (None when it has none), its weight, and the customer's twelve-month revenue."""

    customer: str
    capped: float | None
    weight: float = 1.0
    revenue: float = 0.0


@dataclass(frozen=True, slots=True)
class Rollup:
    """Mean attainment 0 to 1, three ways; None where nothing is measured."""

    mean: float | None
    n: int
    """Goals measured."""
    goals: int
    """All goals: "12 of 17 goals measured"."""
    customer_mean: float | None
    revenue_weighted: float | None


def rollup(rows: Sequence[Attained]) -> Rollup:
    """Mean by goal weight, mean of the customers' means, and that weighted by revenue (below zero counts 0).

    Goals without value are left out and counted beside it. The first row of a customer tells its revenue.
    Source: metrics-relationship-voice O1, Roll-ups.
    """
    measured = [(row.customer, row.capped, row.weight) for row in rows if row.capped is not None]
    by_customer: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for customer, capped, weight in measured:
        by_customer[customer].append((capped, weight))
    means = {customer: mean for customer, some in by_customer.items() if (mean := _mean(some)) is not None}
    revenue = {row.customer: max(row.revenue, 0.0) for row in reversed(rows)}
    return Rollup(
        mean=_mean([(capped, weight) for _, capped, weight in measured]),
        n=len(measured),
        goals=len(rows),
        customer_mean=_mean([(mean, 1.0) for mean in means.values()]),
        revenue_weighted=_mean([(mean, revenue[customer]) for customer, mean in means.items()]),
    )


def _mean(weighed: Sequence[tuple[float, float]]) -> float | None:
    total = sum(weight for _, weight in weighed)
    return sum(value * weight for value, weight in weighed) / total if total > 0 else None


@dataclass(frozen=True, slots=True)
class DueGoal:
    """A goal that falls due, and the period end of its confirmed achievement, if any; void when taken back."""

    due: date
    confirmed_achieved_on: date | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class CsmRate:
    """k of n, with the 95 % Wilson interval; None without goals due."""

    rate: float | None
    k: int
    n: int
    wilson_low: float | None
    wilson_high: float | None


def csm_rate(goals: Sequence[DueGoal], start: date, end: date) -> CsmRate:
    """Outcome attainment rate 关键指标达成率: goals due from `start` to `end` with a confirmed achievement by the due
    date, divided by all goals due then; void ones are out. Source: metrics-relationship-voice O1, CSM scorecard.
    """
    due = [goal for goal in goals if start <= goal.due <= end and not goal.void]
    k = sum(goal.confirmed_achieved_on is not None and goal.confirmed_achieved_on <= goal.due for goal in due)
    low, high = wilson_interval(k, len(due)) or (None, None)
    return CsmRate(k / len(due) if due else None, k, len(due), low, high)
