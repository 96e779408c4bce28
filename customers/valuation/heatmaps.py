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
    """A customer's revenue of twelve months and its first order."""

    id: str
    revenue: Decimal
    first_order: date


@dataclass(frozen=True, slots=True)
class Bubble:
    """Share of revenue as area, age as colour bucket 0 (new) to 4 (five years and more)."""

    id: str
    share: Decimal | None
    months: int
    bucket: int
    radius: Decimal


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
    many_light_few_dark: more than half younger than 12 months and fewer than a fifth of 36 months and more.
    Source: metrics-economics 4.3.
    """
    revenues = [max(ZERO, each.revenue) for each in customers]
    total, largest = sum(revenues, ZERO), max(revenues, default=ZERO)
    shares = [quotient(revenue, total) for revenue in revenues]
    ages = [full_months(each.first_order, as_of) for each in customers]
    sizes = [(quotient(revenue, largest) or ZERO).sqrt() * r_max for revenue in revenues]
    bubbles = [
        Bubble(each.id, maybe(ratio, share), age, sum(age >= line for line in BUCKETS), tenth(max(r_min, size)))
        for each, share, age, size in zip(customers, shares, ages, sizes, strict=True)
    ]
    giants = any(share and share > giant and age >= OLD_MONTHS for share, age in zip(shares, ages, strict=True))
    young, old = sum(age < YOUNG_MONTHS for age in ages), sum(age >= OLD_MONTHS for age in ages)
    found = {"giant_old_circle": giants, "many_light_few_dark": 2 * young > len(ages) > 5 * old}
    return Heatmap(bubbles, [alert for alert, is_so in found.items() if is_so])
