"""Where profit comes from and where it is eaten: the whale curve, and revenue base against profit source."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from customers.valuation.money import ZERO, exact, money, quotient, ratio


@dataclass(frozen=True, slots=True)
class Earner:
    """A customer's net revenue and net profit of twelve months."""

    id: str
    revenue: Decimal
    net_profit: Decimal


@dataclass(frozen=True, slots=True)
class WhaleCurve:
    """Customers by profit, cumulative profit to 0.01; ratios None when the total is not positive."""

    order: list[str]
    cumulative: list[Decimal]
    total: Decimal | None
    peak: Decimal | None
    peak_rank: int | None
    """Customers up to the first maximum."""
    destroyed: Decimal | None
    """Peak − total: what loss makers eat."""
    peak_to_total: Decimal | None
    top20_share: Decimal | None
    """Profit of the best fifth / total."""
    loss_makers: int


@exact
def whale_curve(customers: Sequence[Earner]) -> WhaleCurve:
    """Whale curve 鲸鱼曲线: cumulative net profit over customers sorted by profit, then revenue, then id.

    Source: Kaplan and Narayanan 2001; metrics-economics 1.5.
    """
    if not customers:
        return WhaleCurve([], [], None, None, None, None, None, None, 0)
    ranked = sorted(customers, key=lambda each: (-each.net_profit, -each.revenue, each.id))
    cumulative = list(accumulate(each.net_profit for each in ranked))
    total, peak = cumulative[-1], max(cumulative)
    fifth = cumulative[-(-len(ranked) // 5) - 1]
    to_total, top20 = quotient(peak, total), quotient(fifth, total)
    return WhaleCurve(
        order=[each.id for each in ranked],
        cumulative=[money(amount) for amount in cumulative],
        total=money(total),
        peak=money(peak),
        peak_rank=cumulative.index(peak) + 1,
        destroyed=money(peak - total),
        peak_to_total=None if to_total is None else ratio(to_total),
        top20_share=None if top20 is None else ratio(top20),
        loss_makers=sum(each.net_profit < 0 for each in customers),
    )


@dataclass(frozen=True, slots=True)
class BaseOverlap:
    """Customers that make most revenue against those that make most profit; ids in order of size, others sorted."""

    revenue_base: list[str]
    profit_base: list[str]
    coverage: Decimal | None
    """Part of the revenue base that is in the profit base; healthy from 0.60."""
    jaccard: Decimal | None
    revenue_base_profit_share: Decimal | None
    black_holes: list[str]
    """In the revenue base without profit."""
    thin: list[str]
    """In the revenue base with a margin below half the company's."""


@exact
def base_overlap(customers: Sequence[Earner], share: Decimal = Decimal("0.8")) -> BaseOverlap:
    """Overlap of revenue base and profit source 收入基石与利润源泉重合度.

    A base is the smallest prefix, largest first, that reaches `share` of the positive amounts.
    Source: metrics-economics 1.6.
    """
    revenue_base = _prefix([(each.revenue, each.id) for each in customers], share)
    profit_base = _prefix([(each.net_profit, each.id) for each in customers], share)
    revenues, profits = set(revenue_base), set(profit_base)
    both, either = revenues & profits, revenues | profits
    base = [each for each in customers if each.id in revenues]
    total = sum((each.net_profit for each in customers), ZERO)
    company = quotient(total, sum((each.revenue for each in customers), ZERO))
    part = quotient(sum((each.net_profit for each in base), ZERO), total)
    return BaseOverlap(
        revenue_base=revenue_base,
        profit_base=profit_base,
        coverage=_of(len(both), len(revenue_base)),
        jaccard=_of(len(both), len(either)),
        revenue_base_profit_share=None if part is None else ratio(part),
        black_holes=sorted(each.id for each in base if each.net_profit <= 0),
        thin=sorted(each.id for each in base if company is not None and _is_thin(each, company)),
    )


def _is_thin(customer: Earner, company_margin: Decimal) -> bool:
    return customer.net_profit > 0 and customer.net_profit / customer.revenue < company_margin / 2


def _prefix(amounts: Sequence[tuple[Decimal, str]], share: Decimal) -> list[str]:
    ranked = sorted(((amount, who) for amount, who in amounts if amount > 0), key=lambda each: (-each[0], each[1]))
    wanted = share * sum((amount for amount, _ in ranked), ZERO)
    prefix: list[str] = []
    reached = ZERO
    for amount, who in ranked:
        if reached >= wanted:
            break
        reached += amount
        prefix.append(who)
    return prefix


def _of(part: int, whole: int) -> Decimal | None:
    return ratio(Decimal(part) / whole) if whole else None
