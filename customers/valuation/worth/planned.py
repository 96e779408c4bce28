"""What a customer with a value plan has brought so far, month by month since the plan began (economics 8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, money
from customers.valuation.worth.own import Own
from office.calendar.months import Month, first_day, month_add, month_of


@dataclass(frozen=True, slots=True)
class Actual:
    """Net value by month: net profit less strategic investment, and in the first month less the acquisition cost.

    `cac` is None where it is unknown and the curve goes without it. `before`: invested before the plan began, in no month.
    """

    since: Month
    months: list[Decimal]
    profit: Decimal
    cac: Decimal | None
    invested: Decimal
    before: Decimal
    without_rate: int

    def parts(self) -> Mapping[str, object]:
        """What the sum is made of."""
        return {
            "since": first_day(self.since),
            "profit": money(self.profit),
            "cac": self.cac,
            "invested": money(self.invested),
            "before": money(self.before),
            "without_rate": self.without_rate,
        }


def plan_hides(own: Own) -> bool:
    """Whether a plan began before the months that the ledger knows."""
    starts = own.judgement.plan_starts_on
    return starts is not None and own.known_from is not None and month_of(starts) < own.known_from


def actual_of(own: Own, cac: Decimal | None) -> Actual | None:
    """Up to the last complete month. None without a plan, without any known profit, and where the ledger hides its beginning."""
    judgement, starts = own.judgement, own.judgement.plan_starts_on
    if not judgement.plan or starts is None or not own.profit or plan_hides(own):
        return None
    first = month = month_of(starts)
    months, profit, invested = [], ZERO, ZERO
    while month <= own.month:
        earned, spent = own.profit.get(month, ZERO), judgement.invested.get(month, ZERO)
        months.append(earned - spent)
        profit, invested = profit + earned, invested + spent
        month = month_add(month, 1)
    if months:
        months[0] -= cac or ZERO
    before = sum((amount for month, amount in judgement.invested.items() if month < first), ZERO)
    return Actual(first, months, profit, cac, invested, before, judgement.invested_without_rate)
