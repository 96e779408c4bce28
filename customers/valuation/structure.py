"""Where customers are and how large: regions and segments."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio, refuse_negative

FEWEST_NEW = 5
CROWDED, DEAR = Decimal("0.50"), Decimal(2)


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
    """Acquisition cost by region 区域获客成本. Errors: ValueError for negative counts. Source: metrics-economics 6.8."""
    refuse_negative(*(count for row in rows for count in (row.customers, row.new)))
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
    """Structure by size 规模结构: index = revenue share / customer share.

    Errors: ValueError for negative counts. Source: metrics-economics 6.9.
    """
    refuse_negative(*(row.customers for row in rows))
    everyone, revenue = Decimal(sum(row.customers for row in rows)), sum((row.revenue for row in rows), ZERO)
    result = []
    for row in rows:
        by_count, by_revenue = quotient(Decimal(row.customers), everyone), quotient(row.revenue, revenue)
        index = None if by_revenue is None else quotient(by_revenue, by_count)
        result.append(SegmentMix(row.segment, maybe(ratio, by_count), maybe(ratio, by_revenue), maybe(ratio, index)))
    return result
