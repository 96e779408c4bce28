"""The risk heat map 客户风险热力图: big old circles, and many young ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, quotient, ratio, tenth
from office.calendar.months import full_months

BUCKETS = (12, 24, 36, 60)
"""Full months from which the next darker bucket begins."""
OLD_MONTHS, YOUNG_MONTHS = 36, 12
GIANT = Decimal("0.30")
"""The share above which a customer is a giant where no other line is set."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A customer's revenue of twelve months and its first order, None where nobody knows it.

    `seen_on`: the first day it is known to have bought, where that need not be its first order.
    """

    id: str
    revenue: Decimal
    first_order: date | None
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Bubble:
    """Share of revenue as area, age as colour bucket 0 (new) to 4 (five years and more).

    Where the first order is unknown, so are the months; `at_least` then tells those since it was first seen, and the
    bucket is known from five years on.
    """

    id: str
    share: Decimal | None
    months: int | None
    bucket: int | None
    radius: Decimal
    at_least: int = 0

    @property
    def young(self) -> bool:
        return self.months is not None and self.months < YOUNG_MONTHS

    @property
    def old(self) -> bool:
        return self.at_least >= OLD_MONTHS

    @property
    def of_unknown_age(self) -> bool:
        """Whether it may be young as well as old."""
        return self.months is None and not self.old


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Bubbles in the order given; alerts giant_old_circle and many_light_few_dark."""

    bubbles: list[Bubble]
    alerts: list[str]


@exact
def heatmap(
    customers: Sequence[Circle],
    as_of: date,
    r_max: Decimal = Decimal(40),
    r_min: Decimal = Decimal(4),
    *,
    giant: Decimal = GIANT,
) -> Heatmap:
    """Bubble area by revenue, colour by full months since the first order; negative revenue counts as zero.

    radius = max(r_min, r_max × √(revenue / largest)). giant_old_circle: a share above `giant` of 36 months and more;
    many_light_few_dark: more than half younger than 12 months and fewer than a fifth of 36 months and more, of those
    whose age is known (decision 19). Source: metrics-economics 4.3.
    """
    revenues = [max(ZERO, each.revenue) for each in customers]
    total, largest = sum(revenues, ZERO), max(revenues, default=ZERO)
    shares = [quotient(revenue, total) for revenue in revenues]
    sizes = [(quotient(revenue, largest) or ZERO).sqrt() * r_max for revenue in revenues]
    bubbles = [
        _bubble(each, maybe(ratio, share), tenth(max(r_min, size)), as_of)
        for each, share, size in zip(customers, shares, sizes, strict=True)
    ]
    giants = any(share and share > giant and each.old for share, each in zip(shares, bubbles, strict=True))
    young, old = sum(each.young for each in bubbles), sum(each.old for each in bubbles)
    judged = sum(not each.of_unknown_age for each in bubbles)
    found = {"giant_old_circle": giants, "many_light_few_dark": 2 * young > judged > 5 * old}
    return Heatmap(bubbles, [alert for alert, is_so in found.items() if is_so])


def _bubble(circle: Circle, share: Decimal | None, radius: Decimal, as_of: date) -> Bubble:
    months = None if circle.first_order is None else full_months(circle.first_order, as_of)
    at_least = months
    if at_least is None:
        at_least = 0 if circle.seen_on is None else max(0, full_months(circle.seen_on, as_of))
    is_known = months is not None or at_least >= BUCKETS[-1]
    bucket = sum(at_least >= line for line in BUCKETS) if is_known else None
    return Bubble(circle.id, share, months, bucket, radius, at_least)
