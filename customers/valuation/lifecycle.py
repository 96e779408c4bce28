"""Where a customer stands in its life 生命周期: exactly one stage on any day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil
from statistics import median

from customers.valuation.money import ZERO, exact
from office.calendar.months import Month, add_months, full_months, last_complete_month, month_add, months_until

GRACE_MONTHS, SILENT_MONTHS, DORMANT_MONTHS, WON_BACK_MONTHS, NEW_MONTHS = 3, 12, 6, 6, 12
SILENT_GAPS = 3
FEWEST_GAPS = 3
SLOW_CYCLE_DAYS = 365
GROWING, DECLINING = Decimal("0.20"), Decimal("-0.20")


@dataclass(frozen=True, slots=True)
class StageLines:
    """Where stages begin, in months; `gaps` in median pauses between orders, `growth` up and down as a fraction."""

    grace: int = GRACE_MONTHS
    silent: int = SILENT_MONTHS
    gaps: int = SILENT_GAPS
    dormant: int = DORMANT_MONTHS
    growth: Decimal = GROWING


STANDARD = StageLines()


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of a customer's life."""

    order_days: Sequence[date]
    """Days with a net order amount above zero."""
    monthly: Mapping[Month, Decimal]
    """Net revenue by month."""
    last_interaction: date | None = None
    """Two-way and meaningful; mass mail does not count."""
    subscription_active: bool = False
    subscription_ended: date | None = None
    lost_on: date | None = None
    first_order: date | None = None
    """Where it lies before the first order day: the ledger began later than the customer."""
    is_old: bool = False
    """It bought before the ledger began, nobody knows since when: never new (decision 19)."""
    known_from: Month | None = None
    """Revenue before this month was not kept; None where none is hidden."""


@exact
def lifecycle_stage(c: Life, as_of: date, lines: StageLines = STANDARD) -> str:
    """prospect, lost, won_back, dormant, new, growing, declining or mature; the first that applies, in the order of
    metrics-economics 5.1. Order days, interactions and revenue after `as_of` are plans. While growth cannot be told,
    because its base reaches back before `known_from`, a customer past its first year is mature.

    For a return to count as won back, the customer must have been lost on that day: its subscription ended and past
    its grace, or silent, judged by the order days before it; or recorded as lost in between.
    """
    days = sorted({day for day in c.order_days if day <= as_of})
    if not days:
        return "prospect"
    if _is_recorded_lost(c.lost_on, days[-1], as_of) or _left_on(c, days, as_of, lines):
        return "lost"
    if _is_won_back(c, days, as_of, lines):
        return "won_back"
    contact = c.last_interaction if c.last_interaction and c.last_interaction <= as_of else days[-1]
    if add_months(max(days[-1], contact), lines.dormant) <= as_of:
        return "dormant"
    began = min(days[0], c.first_order or days[0])
    if not c.is_old and full_months(began, as_of) < NEW_MONTHS:
        return "new"
    gaps = _gaps(days)
    if len(gaps) >= FEWEST_GAPS and median(gaps) > SLOW_CYCLE_DAYS:
        return "mature"
    return _by_growth(c, began, as_of, lines.growth)


def _is_recorded_lost(lost_on: date | None, last: date, at: date) -> bool:
    return lost_on is not None and last <= lost_on <= at


def _left_on(c: Life, days: Sequence[date], at: date, lines: StageLines) -> date | None:
    """The day on which it was gone, its subscription ended and past its grace, or silent, judged at `at` by the order
    days up to it; None for one that is not."""
    if c.subscription_active:
        return None
    last = days[-1]
    if c.subscription_ended is not None and last <= c.subscription_ended:
        since = add_months(c.subscription_ended, lines.grace)
        return since if since <= at else None
    since = add_months(last, lines.silent)
    if since > at:
        return None
    gaps = _gaps(days)
    if len(gaps) >= FEWEST_GAPS:
        since = max(since, last + timedelta(days=ceil(lines.gaps * median(gaps))))
    return since if since <= at else None


def lost_since(c: Life, as_of: date, lines: StageLines = STANDARD) -> date | None:
    """The day on which a customer that is lost on `as_of` became so: as recorded, else as its silence or its ended
    subscription made it (decision 31). None for one that never ordered, or is not lost."""
    days = sorted({day for day in c.order_days if day <= as_of})
    if not days:
        return None
    if _is_recorded_lost(c.lost_on, days[-1], as_of):
        return c.lost_on
    return _left_on(c, days, as_of, lines)


def _is_won_back(c: Life, days: Sequence[date], as_of: date, lines: StageLines) -> bool:
    for place in range(len(days) - 1, 0, -1):
        day, before = days[place], days[:place]
        if add_months(day, WON_BACK_MONTHS) <= as_of:
            return False
        if _left_on(c, before, day, lines) or (c.lost_on is not None and before[-1] <= c.lost_on < day):
            return True
    return False


def _gaps(days: Sequence[date]) -> list[int]:
    return [(later - earlier).days for earlier, later in pairwise(days)]


def windows(monthly: Mapping[Month, Decimal], last: Month, length: int) -> tuple[Decimal, Decimal]:
    """Revenue of the `length` months ending with `last`, and of the `length` months before them."""

    def total(end: Month) -> Decimal:
        return sum((monthly.get(month, ZERO) for month in months_until(end, length)), ZERO)

    return total(last), total(month_add(last, -length))


def growth_months(first_order: date, as_of: date) -> int:
    """How many months growth compares with as many before: 12 from 24 months of tenure on, else 6."""
    return 12 if full_months(first_order, as_of) >= 24 else 6


def growth(
    monthly: Mapping[Month, Decimal], first_order: date, as_of: date, known_from: Month | None = None
) -> Decimal | None:
    """T12 / P12 − 1 from 24 months of tenure on, else T6 / P6 − 1; None when the base is not positive, or begins before
    `known_from`: what was not kept is no revenue of nothing."""
    now, base = _compared(monthly, first_order, as_of, known_from)
    return now / base - 1 if base is not None and base > 0 else None


def _compared(
    monthly: Mapping[Month, Decimal], first_order: date, as_of: date, known_from: Month | None
) -> tuple[Decimal, Decimal | None]:
    """Revenue now and before; None for a base that is not known whole."""
    length, last = growth_months(first_order, as_of), last_complete_month(as_of)
    now, base = windows(monthly, last, length)
    hidden = known_from is not None and month_add(last, 1 - 2 * length) < known_from
    return now, None if hidden else base


def _by_growth(c: Life, began: date, as_of: date, line: Decimal) -> str:
    now, base = _compared(c.monthly, began, as_of, c.known_from)
    if base is None:
        return "mature"
    if base <= 0:
        return "growing" if now > 0 else "declining"
    g = now / base - 1
    return "declining" if g <= -line else "growing" if g >= line else "mature"
