"""What became of alarms: how many were true once half a year has passed, and month by month."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.money import exact, ratio
from office.calendar.months import add_months
from office.statistics.proportions import wilson

RIPE_MONTHS = 6  # after the end of the month that raised it
TRUE, FALSE, OPEN, WITHDRAWN = frozenset({"true", "recovered"}), "false", "open", "withdrawn"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many alarms of a month have this status and this outcome."""

    month: date
    status: str
    outcome: str
    count: int


@dataclass(frozen=True, slots=True)
class Precision:
    """Of ripe alarms: `true` of `settled` were true; `open` ones nobody has looked into. `share` None without any settled."""

    true: int
    settled: int
    open: int
    share: Decimal | None
    ci95: list[Decimal]


@dataclass(frozen=True, slots=True)
class AlarmMonth:
    month: date
    confirmed: int
    suspect: int
    true: int
    false: int
    open: int
    withdrawn: int
    """Raised, and refuted by facts that came later: counted nowhere else."""


@exact
def precision(tallies: Sequence[Tally], as_of: date) -> Precision:
    """The share found true of alarms that are six months old; 3 true of 4 settled is 0.7500. Source: economics 7.7."""
    ripe = [each for each in tallies if add_months(each.month, RIPE_MONTHS + 1) <= as_of]
    true = sum(each.count for each in ripe if each.outcome in TRUE)
    settled = true + sum(each.count for each in ripe if each.outcome == FALSE)
    waiting = sum(each.count for each in ripe if each.outcome == OPEN)
    share = ratio(Decimal(true) / settled) if settled else None
    return Precision(true, settled, waiting, share, wilson(true, settled))


def by_month(tallies: Sequence[Tally]) -> list[AlarmMonth]:
    """The newest month first."""
    months: defaultdict[date, list[Tally]] = defaultdict(list)
    for each in tallies:
        months[each.month].append(each)
    return [
        AlarmMonth(
            month,
            confirmed=sum(each.count for each in found if each.status == "confirmed" and each.outcome != WITHDRAWN),
            suspect=sum(each.count for each in found if each.status == "suspect" and each.outcome != WITHDRAWN),
            true=sum(each.count for each in found if each.outcome in TRUE),
            false=sum(each.count for each in found if each.outcome == FALSE),
            open=sum(each.count for each in found if each.outcome == OPEN),
            withdrawn=sum(each.count for each in found if each.outcome == WITHDRAWN),
        )
        for month, found in sorted(months.items(), reverse=True)
    ]
