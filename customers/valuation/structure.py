"""Where resources go and what they bring: channels, regions, sizes, product tiers, share of wallet."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio
from office.statistics.exact import sign_test

FEWEST_NEW = 5
CUT_ROI, CUT_BUDGET = Decimal(1), Decimal("0.10")
INCREASE_TIMES, INCREASE_BUDGET = Decimal(2), Decimal("0.20")
CROWDED, DEAR = Decimal("0.50"), Decimal(2)
SHIFT_POINTS, SHIFT_P = Decimal("0.05"), 0.05
WALLET_POINTS, WALLET_RELATIVE = Decimal("0.10"), Decimal("0.20")


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel's spend, first-year contribution of the customers it won, and how many those were."""

    channel: str
    spend: Decimal
    contribution_12m: Decimal
    new: int


@dataclass(frozen=True, slots=True)
class ChannelAdvice:
    """Return as a multiple of spend, part of the budget, and a prompt to test."""

    channel: str
    roi: Decimal | None
    budget_share: Decimal | None
    advice: str
    """organic, insufficient, cut, increase or keep."""


@dataclass(frozen=True, slots=True)
class ChannelStructure:
    """Blended return over channels with spend, and each channel."""

    blended_roi: Decimal | None
    channels: list[ChannelAdvice]


@exact
def channel_structure(channels: Sequence[ChannelRow]) -> ChannelStructure:
    """Channel return against budget 渠道投产与预算.

    organic: no spend; insufficient: fewer than 5 new; cut: return below 1 on more than 10 % of the budget; increase: at
    least twice the blended return on less than 20 %; else keep. Source: metrics-economics 6.7.
    """
    paid = [row for row in channels if row.spend > 0]
    total = sum((row.spend for row in paid), ZERO)
    blended = quotient(sum((row.contribution_12m for row in paid), ZERO), total)
    return ChannelStructure(maybe(ratio, blended), [_channel(row, total, blended) for row in channels])


def _channel(row: ChannelRow, total: Decimal, blended: Decimal | None) -> ChannelAdvice:
    roi, budget = quotient(row.contribution_12m, row.spend), quotient(max(ZERO, row.spend), total)
    return ChannelAdvice(row.channel, maybe(ratio, roi), maybe(ratio, budget), _advice(row, roi, budget, blended))


def _advice(row: ChannelRow, roi: Decimal | None, budget: Decimal | None, blended: Decimal | None) -> str:
    if roi is None or budget is None or blended is None:
        return "organic"
    if row.new < FEWEST_NEW:
        return "insufficient"
    if roi < CUT_ROI and budget > CUT_BUDGET:
        return "cut"
    return "increase" if roi >= INCREASE_TIMES * blended and budget < INCREASE_BUDGET else "keep"


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region's customers, acquisition spend and new customers."""

    region: str
    customers: int
    spend: Decimal
    new: int


@dataclass(frozen=True, slots=True)
class RegionStructure:
    """A region's part of the customers and what winning one costs there, against the cheapest region."""

    region: str
    customer_share: Decimal | None
    cac: Decimal | None
    multiple_of_lowest: Decimal | None
    flag: bool
    """Half the customers and more, twice the cost and more, five new and more."""


@exact
def region_structure(rows: Sequence[RegionRow]) -> list[RegionStructure]:
    """Acquisition cost by region 区域获客成本. Source: metrics-economics 6.8."""
    everyone = Decimal(sum(row.customers for row in rows))
    costs = [quotient(row.spend, Decimal(row.new)) for row in rows]
    lowest = min((cost for cost in costs if cost is not None and cost > 0), default=None)
    result = []
    for row, cost in zip(rows, costs, strict=True):
        share = quotient(Decimal(row.customers), everyone)
        times = None if cost is None else quotient(cost, lowest)
        crowded = share is not None and share >= CROWDED and row.new >= FEWEST_NEW
        flag = crowded and times is not None and times >= DEAR
        result.append(RegionStructure(row.region, maybe(ratio, share), maybe(money, cost), maybe(ratio, times), flag))
    return result


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment's customers and revenue."""

    segment: str
    customers: int
    revenue: Decimal


@dataclass(frozen=True, slots=True)
class SegmentMix:
    """Parts of customers and revenue; index above 1 brings more revenue than its number."""

    segment: str
    customer_share: Decimal | None
    revenue_share: Decimal | None
    index: Decimal | None


@exact
def segment_mix(rows: Sequence[SegmentRow]) -> list[SegmentMix]:
    """Structure by size 规模结构: index = revenue share / customer share. Source: metrics-economics 6.9."""
    everyone, revenue = Decimal(sum(row.customers for row in rows)), sum((row.revenue for row in rows), ZERO)
    result = []
    for row in rows:
        by_count, by_revenue = quotient(Decimal(row.customers), everyone), quotient(row.revenue, revenue)
        index = None if by_revenue is None else quotient(by_revenue, by_count)
        result.append(SegmentMix(row.segment, maybe(ratio, by_count), maybe(ratio, by_revenue), maybe(ratio, index)))
    return result


@dataclass(frozen=True, slots=True)
class PremiumShift:
    """Premium part of revenue now and before, its change, and the sign test of the customers that moved."""

    share_now: Decimal | None
    share_prior: Decimal | None
    delta: Decimal | None
    p: float
    shift: str
    """premium, basic or none."""


@exact
def premium_shift(
    premium_now: Decimal, total_now: Decimal, premium_prior: Decimal, total_prior: Decimal, up: int, down: int
) -> PremiumShift:
    """Product mix shift 高端化与平价化: five points and more, p at most 0.05, and both the same way.

    `up` and `down` count customers of both windows that moved to premium or back. Source: metrics-economics 6.10.
    """
    now, prior = quotient(premium_now, total_now), quotient(premium_prior, total_prior)
    delta = None if now is None or prior is None else now - prior
    p = sign_test(up, down)
    shift = "none"
    if delta is not None and abs(delta) >= SHIFT_POINTS and p <= SHIFT_P and (delta > 0) == (up > down):
        shift = "premium" if delta > 0 else "basic"
    return PremiumShift(maybe(ratio, now), maybe(ratio, prior), maybe(ratio, delta), round(p, 6), shift)


@dataclass(frozen=True, slots=True)
class WalletShift:
    """Our part of what the customer buys in the category, now and before."""

    now: Decimal | None
    prior: Decimal | None
    flag: str
    """data_error, insufficient, hidden_decline, decline or none."""


@exact
def wallet_shift(now_ours: Decimal, now_total: Decimal, prior_ours: Decimal, prior_total: Decimal) -> WalletShift:
    """Share of wallet 采购份额变化: a drop of ten points, or of a fifth, is a decline; hidden when our sales did not fall.

    A share above 1 is a data error, shown as 1; without a positive total there is no share (insufficient).
    Source: metrics-economics 7.8.
    """
    now, prior = quotient(now_ours, now_total), quotient(prior_ours, prior_total)
    if now is None or prior is None:
        return WalletShift(maybe(ratio, now), maybe(ratio, prior), "insufficient")
    if max(now, prior) > 1:
        return WalletShift(ratio(min(now, Decimal(1))), ratio(min(prior, Decimal(1))), "data_error")
    drop = prior - now
    fell = drop > 0 and (drop >= WALLET_POINTS or drop >= WALLET_RELATIVE * prior)
    flag = "none" if not fell else "hidden_decline" if now_ours >= prior_ours else "decline"
    return WalletShift(ratio(now), ratio(prior), flag)
