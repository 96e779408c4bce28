"""How much hangs on few: customers joined under one controller, and industries, regions, channels, sizes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, exact, quotient, ratio, tenth

RED_LINE = Decimal("0.30")
UNKNOWN_LINE = Decimal("0.20")


@dataclass(frozen=True, slots=True)
class Buyer:
    """A legal buyer, the group it belongs to, and its revenue of twelve months."""

    id: str
    group: str | None
    revenue: Decimal


@dataclass(frozen=True, slots=True)
class Concentration:
    """Shares 0 to 1 of groups with revenue; None without any."""

    n: int
    top1: Decimal | None
    top5: Decimal | None
    top20pct: Decimal | None
    hhi: Decimal | None
    """Sum of squared shares."""
    n_eff: Decimal | None
    """等效客户数: as many equal customers would be as concentrated."""
    flags: list[str]
    """top1, top5: above 30 %."""


@exact
def concentration(
    customers: Sequence[Buyer], *, top1_line: Decimal = RED_LINE, top5_line: Decimal = RED_LINE
) -> Concentration:
    """Concentration of revenue by group (by customer where there is none). Source: metrics-economics 4.1."""
    by_group: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for each in customers:
        by_group[each.group if each.group is not None else each.id] += each.revenue
    return concentration_of(by_group.values(), top1_line=top1_line, top5_line=top5_line)


@exact
def concentration_of(
    revenues: Iterable[Decimal], *, top1_line: Decimal = RED_LINE, top5_line: Decimal = RED_LINE
) -> Concentration:
    """The same of the revenues of whole groups."""
    amounts = sorted([amount for amount in revenues if amount > 0], reverse=True)
    if not amounts:
        return Concentration(0, None, None, None, None, None, [])
    total = sum(amounts, ZERO)
    top1, top5 = amounts[0] / total, sum(amounts[:5], ZERO) / total
    hhi = sum((amount * amount for amount in amounts), ZERO) / (total * total)
    return Concentration(
        n=len(amounts),
        top1=ratio(top1),
        top5=ratio(top5),
        top20pct=ratio(sum(amounts[: -(-len(amounts) // 5)], ZERO) / total),
        hhi=ratio(hhi),
        n_eff=tenth(1 / hhi),
        flags=[name for name, share, line in (("top1", top1, top1_line), ("top5", top5, top5_line)) if share > line],
    )


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One customer's category and revenue."""

    category: str | None
    revenue: Decimal


@dataclass(frozen=True, slots=True)
class DimensionConcentration:
    """Shares over known categories; None when nothing is known."""

    status: str
    """ok, partial (more than 20 % unknown) or na."""
    unknown_share: Decimal | None
    top: str | None
    top_share: Decimal | None
    top_customer_share: Decimal | None
    """Of the customers with a known category, those in the top one."""
    hhi: Decimal | None
    n_eff: Decimal | None


@exact
def dimension_concentration(rows: Sequence[CategoryRow]) -> DimensionConcentration:
    """Concentration over industry, region, channel or size; one row per customer, negative revenue counts as zero.

    The top category is the largest by revenue, of equals the smaller name. Source: metrics-economics 4.2.
    """
    revenue: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    count: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if row.category is not None:
            revenue[row.category] += max(ZERO, row.revenue)
            count[row.category] += 1
    known = sum(revenue.values(), ZERO)
    everything = sum((max(ZERO, row.revenue) for row in rows), ZERO)
    unknown = quotient(everything - known, everything)
    if known == 0 or unknown is None:
        return DimensionConcentration("na", None if unknown is None else ratio(unknown), None, None, None, None, None)
    top = min(revenue, key=lambda name: (-revenue[name], name))
    hhi = sum((amount * amount for amount in revenue.values()), ZERO) / (known * known)
    return DimensionConcentration(
        status="partial" if unknown > UNKNOWN_LINE else "ok",
        unknown_share=ratio(unknown),
        top=top,
        top_share=ratio(revenue[top] / known),
        top_customer_share=ratio(Decimal(count[top]) / sum(count.values())),
        hhi=ratio(hhi),
        n_eff=tenth(1 / hhi),
    )
