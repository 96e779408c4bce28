"""Silent defectors 沉默的叛徒: satisfied, and buying less; found with a stated share of false alarms."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from customers.valuation.money import ZERO, exact, money, ratio
from office.statistics.discovery import bh
from office.statistics.proportions import wilson
from office.statistics.rounding import six

GATE = Decimal("-0.20")
SEVERE, MODERATE = Decimal("-0.60"), Decimal("-0.35")
SEVERE_PAUSE = 0.01
SUSPECT = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Watched:
    """A customer with its mood, its tests, the money in them and its contribution margin."""

    id: str
    satisfied: bool | None = None
    p_trend: float | None = None
    rel_annual: Decimal | None = None
    level: Decimal | None = None
    p_overdue: float | None = None
    leaked_annual: Decimal = ZERO
    at_stake_annual: Decimal = ZERO
    margin: Decimal = ZERO

    @property
    def tests(self) -> int:
        return (self.p_trend is not None) + (self.p_overdue is not None)


@dataclass(frozen=True, slots=True)
class Defector:
    """A satisfied customer that buys less; p to 6 decimals, money of a year to 0.01."""

    id: str
    p: float
    adjusted_p: float
    severity: str
    """severe, moderate or mild."""
    status: str
    """confirmed or suspect."""
    money_at_risk: Decimal
    profit_at_risk: Decimal


@dataclass(frozen=True, slots=True)
class SilentDefectors:
    """Who was tested, who was found, and how many of the findings to expect false."""

    tested: int
    confirmed: int
    suspect: int
    flagged: list[Defector]
    share: Decimal | None
    ci95: list[Decimal]
    expected_false_suspects: Decimal


@exact
def silent_defectors(
    customers: Sequence[Watched], q: float = 0.10, *, suspect: Decimal = SUSPECT, gate: Decimal = GATE
) -> SilentDefectors:
    """Silent defectors among the satisfied customers with at least one test.

    The trend counts only through the size gate: a fall of 20 % a year and of 20 % in level. p = tests × the smaller p.
    Confirmed: believed at false-discovery rate `q`. Suspect: p at most 0.05 only. Sorted by money at risk, then id.
    Source: metrics-economics 7.7.
    """
    family = [each for each in customers if each.satisfied and each.tests]
    p = [_p(each, gate) for each in family]
    found = bh([float(each) for each in p], q)
    flagged = [
        _defector(each, own, adjusted, "confirmed" if is_believed else "suspect", gate)
        for each, own, adjusted, is_believed in zip(family, p, found.adjusted, found.reject, strict=True)
        if is_believed or own <= suspect
    ]
    flagged.sort(key=lambda each: (-each.money_at_risk, each.id))
    confirmed = sum(each.status == "confirmed" for each in flagged)
    return SilentDefectors(
        tested=len(family),
        confirmed=confirmed,
        suspect=len(flagged) - confirmed,
        flagged=flagged,
        share=ratio(Decimal(len(flagged)) / len(family)) if family else None,
        ci95=wilson(len(flagged), len(family)),
        expected_false_suspects=money(suspect * len(family)),
    )


def _p(customer: Watched, gate: Decimal) -> Decimal:
    """The smaller p of the available tests times their number, exact in the numbers as written."""
    trend = customer.p_trend if passes_gate(customer, gate) else 1.0
    available = [trend if customer.p_trend is not None else None, customer.p_overdue]
    smaller = min(Decimal(str(p)) for p in available if p is not None)
    return min(Decimal(1), customer.tests * smaller)


def passes_gate(customer: Watched, gate: Decimal = GATE) -> bool:
    """Whether it falls by at least so much, by trend and by level."""
    sizes = (customer.rel_annual, customer.level)
    return all(size is not None and size <= gate for size in sizes)


def falls(customer: Watched, suspect: Decimal, gate: Decimal) -> bool:
    """By trend and size, or overdue, each at the level of a suspect: what counts of a customer without an opinion."""
    trend = customer.p_trend is not None and customer.p_trend <= suspect and passes_gate(customer, gate)
    return trend or (customer.p_overdue is not None and customer.p_overdue <= suspect)


def _defector(customer: Watched, p: Decimal, adjusted: float, status: str, gate: Decimal) -> Defector:
    at_risk = customer.leaked_annual + customer.at_stake_annual
    return Defector(
        id=customer.id,
        p=six(Fraction(p)),
        adjusted_p=adjusted,
        severity=_severity(customer, gate),
        status=status,
        money_at_risk=money(at_risk),
        profit_at_risk=money(max(ZERO, at_risk * customer.margin)),
    )


def _severity(customer: Watched, gate: Decimal) -> str:
    level = customer.level
    if level is None or level > gate:
        pause = customer.p_overdue
        return "severe" if pause is not None and pause <= SEVERE_PAUSE else "moderate"
    return "severe" if level <= SEVERE else "moderate" if level <= MODERATE else "mild"
