"""The shape of the customer base 纺锤形与倒金字塔形, and what lost customers took along."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio, refuse_negative
from office.calendar.months import Month, month_of, months_until

FEWEST = 10
HEAVY_CHURN, SPINDLE = Decimal("0.20"), Decimal("0.50")


@dataclass(frozen=True, slots=True)
class StageCounts:
    """Customers by stage; prospects and lost ones are outside the base."""

    growing: int = 0
    mature: int = 0
    new: int = 0
    declining: int = 0
    dormant: int = 0
    won_back: int = 0


@dataclass(frozen=True, slots=True)
class ShapeIndex:
    """Shares 0 to 1 of the base, churn of twelve months, and the index from −1 to 1; None on an empty base."""

    base: int
    prime_share: Decimal | None
    new_share: Decimal | None
    late_share: Decimal | None
    dormant_share: Decimal | None
    churn_12m: Decimal | None
    shape_index: Decimal | None
    shape: str
    """insufficient (base below 10), inverted_pyramid, aging, spindle or mixed."""


@exact
def shape_index(counts: StageCounts, lost_12m: int, at_start_12m: int) -> ShapeIndex:
    """Prime (growing, mature) against new (new, won back) and late (declining, dormant).

    Index = prime share − the larger of the others. Errors: ValueError for negative counts.
    Source: metrics-economics 5.2.
    """
    refuse_negative(*astuple(counts), lost_12m, at_start_12m)
    prime, new = counts.growing + counts.mature, counts.new + counts.won_back
    late = counts.declining + counts.dormant
    base = prime + new + late
    churn = quotient(Decimal(lost_12m), Decimal(at_start_12m))
    if base == 0:
        return ShapeIndex(0, None, None, None, None, maybe(ratio, churn), None, "insufficient")
    index = Decimal(prime - max(new, late)) / base
    return ShapeIndex(
        base=base,
        prime_share=ratio(Decimal(prime) / base),
        new_share=ratio(Decimal(new) / base),
        late_share=ratio(Decimal(late) / base),
        dormant_share=ratio(Decimal(counts.dormant) / base),
        churn_12m=maybe(ratio, churn),
        shape_index=ratio(index),
        shape=_shape(prime, new, late, churn or ZERO),
    )


def _shape(prime: int, new: int, late: int, churn: Decimal) -> str:
    base = prime + new + late
    if base < FEWEST:
        return "insufficient"
    if new > prime and churn >= HEAVY_CHURN:
        return "inverted_pyramid"
    if late > max(prime, new):
        return "aging"
    return "spindle" if prime > max(new, late) and prime >= SPINDLE * base else "mixed"


@dataclass(frozen=True, slots=True)
class LostCustomer:
    """A customer that became lost, the day of its last order, and its net revenue by month."""

    last_order: date
    monthly: Mapping[Month, Decimal]


@exact
def lost_revenue(customers: Iterable[LostCustomer]) -> Decimal:
    """Revenue of the twelve calendar months ending with the month of each last order, to 0.01.

    Source: metrics-economics 5.4.
    """
    return money(
        sum(
            (
                each.monthly.get(month, ZERO)
                for each in customers
                for month in months_until(month_of(each.last_order), 12)
            ),
            ZERO,
        )
    )
