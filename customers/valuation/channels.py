"""Acquisition channels: what they return, and what part of the budget they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, quotient, ratio, refuse_negative

FEWEST_NEW = 5
CUT_ROI, CUT_BUDGET = Decimal(1), Decimal("0.10")
INCREASE_TIMES, INCREASE_BUDGET = Decimal(2), Decimal("0.20")


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
    least twice the blended return on less than 20 %; else keep. Errors: ValueError for negative counts.
    Source: metrics-economics 6.7.
    """
    refuse_negative(*(row.new for row in channels))
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
