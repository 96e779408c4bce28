"""The value-return curve 价值回报曲线: what a customer was planned to bring, and what it brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from customers.valuation.money import ZERO, exact, maybe, money, ratio

FEWEST_MONTHS = 3
AHEAD, ON_TRACK, BEHIND = Decimal("0.10"), Decimal("-0.05"), Decimal("-0.15")


@dataclass(frozen=True, slots=True)
class ValueCurve:
    """Cumulative plan and actual after so many months, to 0.01; gap as part of all planned movement."""

    months: int
    plan_cum: Decimal
    actual_cum: Decimal
    gap: Decimal
    gap_ratio: Decimal | None
    plan_break_even: int | None
    """First month from which the cumulative stays at zero or above."""
    actual_break_even: int | None
    status: str
    """na, too_early, off_track, ahead, on_track or behind."""


@exact
def value_curve(
    plan: Sequence[Decimal],
    actual_months: Sequence[Decimal],
    lines: tuple[Decimal, Decimal, Decimal] = (AHEAD, ON_TRACK, BEHIND),
) -> ValueCurve:
    """Planned net value of relationship years against net value of complete months since the start.

    Plan at n months = its full years and n mod 12 twelfths of the running one. off_track: past the planned break-even
    and still below zero; else by the gap over Σ|plan|: ahead from +10 %, on_track from −5 %, behind from −15 %.
    Source: metrics-economics 8.
    """
    n = len(actual_months)
    planned = _planned(plan)
    actual = list(accumulate(actual_months))
    actual_cum, plan_cum = (actual[-1] if actual else ZERO), planned[min(n, len(planned) - 1)]
    movement = sum((abs(year) for year in plan), ZERO)
    gap = actual_cum - plan_cum
    gap_ratio = gap / movement if movement else None
    break_even = _break_even(planned[1:])
    is_late = break_even is not None and n >= break_even and actual_cum < 0
    return ValueCurve(
        months=n,
        plan_cum=money(plan_cum),
        actual_cum=money(actual_cum),
        gap=money(gap),
        gap_ratio=maybe(ratio, gap_ratio),
        plan_break_even=break_even,
        actual_break_even=_break_even(actual),
        status=_status(n, gap_ratio, lines, is_late=is_late),
    )


def _planned(plan: Sequence[Decimal]) -> list[Decimal]:
    """The plan's cumulative after 0, 1, 2 … months, up to its horizon."""
    cumulative, before = [ZERO], ZERO
    for year in plan:
        cumulative += [before + year * months / 12 for months in range(1, 12)]
        before += year
        cumulative.append(before)
    return cumulative


def _break_even(cumulative: Sequence[Decimal]) -> int | None:
    below = [month for month, amount in enumerate(cumulative, start=1) if amount < 0]
    last_below = below[-1] if below else 0
    return last_below + 1 if last_below < len(cumulative) else None


def _status(months: int, gap_ratio: Decimal | None, lines: tuple[Decimal, Decimal, Decimal], *, is_late: bool) -> str:
    ahead, on_track, behind = lines
    if gap_ratio is None:
        return "na"
    if months < FEWEST_MONTHS:
        return "too_early"
    if is_late or gap_ratio < behind:
        return "off_track"
    return "ahead" if gap_ratio >= ahead else "on_track" if gap_ratio >= on_track else "behind"
