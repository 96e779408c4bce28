"""What if they leave 压力测试: profit, cash and months to refill after losing some customers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio, tenth
from customers.valuation.receivables import LOSS_RATES, Receivable, loss_rate


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's twelve months: revenue, contribution, direct cost (service, custom R&D, relationship), receivables:
    item by item, or added up before with what of them is expected not to come."""

    id: str
    revenue: Decimal
    contribution: Decimal
    direct_cost: Decimal
    ar_items: Sequence[Receivable] = ()
    ar_open: Decimal = ZERO
    ar_loss: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class StressTest:
    """Amounts to 0.01, shares to 0.0001, covers and months to 0.1; None where it cannot be said."""

    revenue_loss: Decimal
    revenue_loss_share: Decimal | None
    contribution_loss: Decimal
    contribution_loss_share: Decimal | None
    profit_before: Decimal
    profit_after_steady: Decimal
    first_year_profit_effect: Decimal
    ar_open: Decimal
    ar_collected: Decimal
    cash_effect_12m: Decimal
    fixed_cover_before: Decimal | None
    """Months of fixed cost the cash pays."""
    fixed_cover_after: Decimal | None
    monthly_gap_after: Decimal
    runway_months: Decimal | None
    """None when the kept customers carry the fixed cost."""
    refill_months: Decimal | None


@exact
def stress_test(
    customers: Sequence[Account],
    lost: Collection[str],
    as_of: date,
    cash: Decimal,
    fixed_monthly: Decimal,
    wins_per_month: Decimal,
    revenue_per_win: Decimal,
    release_months: int = 3,
    loss_rates: Sequence[tuple[int, Decimal]] = LOSS_RATES,
) -> StressTest:
    """Losing the customers `lost`, with their team on the payroll for `release_months` more.

    Profit = contribution − direct cost − 12 × fixed. First-year effect = −lost contribution + lost direct cost ×
    (12 − release) / 12. Collected = open receivables less the expected loss. Gap = fixed − (kept contribution − kept
    direct cost) / 12; runway = (cash + collected) / gap; refill = lost revenue / (wins × revenue per win).
    Errors: ValueError for a lost id that is no customer. Source: metrics-economics 4.4.
    """
    if unknown := sorted(set(lost) - {each.id for each in customers}):
        raise ValueError(f"{unknown[0]!r} is not among the customers")
    gone = [each for each in customers if each.id in lost]
    contribution = sum((each.contribution for each in customers), ZERO)
    direct = sum((each.direct_cost for each in customers), ZERO)
    revenue = sum((each.revenue for each in customers), ZERO)
    revenue_lost = sum((each.revenue for each in gone), ZERO)
    contribution_lost = sum((each.contribution for each in gone), ZERO)
    direct_lost = sum((each.direct_cost for each in gone), ZERO)
    open_items = [item for each in gone for item in each.ar_items]
    owed = sum((item.amount for item in open_items), ZERO) + sum((each.ar_open for each in gone), ZERO)
    missed = sum((item.amount * loss_rate(item.due, as_of, loss_rates) for item in open_items), ZERO)
    collected = owed - missed - sum((each.ar_loss for each in gone), ZERO)
    before, carried = contribution - direct, contribution - contribution_lost - direct + direct_lost
    first_year = -contribution_lost + direct_lost * (12 - release_months) / 12
    gap = fixed_monthly - carried / 12
    return StressTest(
        revenue_loss=money(revenue_lost),
        revenue_loss_share=maybe(ratio, quotient(revenue_lost, revenue)),
        contribution_loss=money(contribution_lost),
        contribution_loss_share=maybe(ratio, quotient(contribution_lost, contribution)),
        profit_before=money(before - 12 * fixed_monthly),
        profit_after_steady=money(carried - 12 * fixed_monthly),
        first_year_profit_effect=money(first_year),
        ar_open=money(owed),
        ar_collected=money(collected),
        cash_effect_12m=money(collected + first_year),
        fixed_cover_before=maybe(tenth, quotient(cash, fixed_monthly)),
        fixed_cover_after=maybe(tenth, quotient(cash + collected, fixed_monthly)),
        monthly_gap_after=money(gap),
        runway_months=maybe(tenth, quotient(cash + collected, gap)),
        refill_months=maybe(tenth, quotient(revenue_lost, wins_per_month * revenue_per_win)),
    )
