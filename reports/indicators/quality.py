"""Credit and terms of the base (economics 10.3), and asset quality, put together from the figures of the portfolio (9)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio
from customers.valuation.payments import Lateness, pooled_days_late
from customers.valuation.quality import AssetQuality, Nine, quality_by
from customers.valuation.settings import Settings
from customers.valuation.worth import Measured
from reports.indicators.plain import plain

FIRST = 3
MONTHS = 12
POOR = ("C", "D")


@exact
def credit_of(rows: Sequence[Measured], lateness: Mapping[int, Lateness]) -> dict[str, Any]:
    """How late money comes, pooled over all customers; what is open, how much of it with customers of grade C and D;
    what of it is expected not to come. None where no invoice is kept."""
    owed = [row for row in rows if row.receivable is not None]
    receivable = _sum(row.receivable for row in owed)
    poor = _sum(row.receivable for row in owed if row.payment_grade in POOR)
    known = [row for row in rows if row.allowance is not None]
    grades = Counter(row.payment_grade for row in rows if row.payment_grade)
    return {
        "customers": len(rows),
        "days_late": plain(pooled_days_late(lateness.values())),
        "invoices": sum(each.invoices for each in lateness.values()),
        "receivable": plain(money(receivable)) if owed else None,
        "poor": plain(money(poor)) if owed else None,
        "poor_share": plain(maybe(ratio, quotient(poor, receivable))),
        "poor_customers": sum(bool(row.receivable) and row.payment_grade in POOR for row in owed),
        "unrated": plain(money(_sum(row.receivable for row in owed if row.payment_grade not in ("A", "B", *POOR)))),
        "allowance": plain(money(_sum(row.allowance for row in known))) if known else None,
        "grades": {name: grades[name] for name in sorted(grades)},
    }


def nine_of(figures: Mapping[str, Any]) -> Nine:
    """The nine values as the pages of the portfolio show them; None where theirs is unknown."""
    retention: Mapping[str, Any] = figures.get("retention") or {}
    groups = (figures.get("concentration") or {}).get("groups") or {}
    profit = figures.get("profit") or {}
    return Nine(
        net_margin=_number(profit.get("totals"), "net_margin") if profit.get("known") else None,
        base_coverage=_number(profit.get("overlap"), "coverage"),
        ltv_cac=_number((figures.get("acquisition") or {}).get("ltv_cac"), "ratio"),
        nrr=kept_of(retention, "nrr"),
        grr=kept_of(retention, "grr"),
        top1=_number(groups, "top1"),
        top5=_number(groups, "top5"),
        dormant_share=_number(retention.get("shape"), "dormant_share"),
        weighted_days_late=_number(figures.get("quality"), "days_late"),
    )


@exact
def kept_of(retention: Mapping[str, Any], name: str) -> Decimal | None:
    """NRR or GRR of orders and subscriptions together, each by its revenue of a year at the opening; of one alone where
    the other is unknown or does not exist."""
    parts = []
    for business, months in (("orders", 1), ("contracts", MONTHS)):
        found = retention.get(business)
        rate, opening = _number(found, name), _number(found, "opening")
        if rate is not None and opening:
            parts.append((rate, opening * months))
    return maybe(
        ratio, quotient(_sum(rate * weight for rate, weight in parts), _sum(weight for _rate, weight in parts))
    )


@dataclass(frozen=True, slots=True)
class Component:
    """One of the nine: its value, its score, its weight, and the weighted points it is short of 100."""

    name: str
    value: Decimal | None
    score: Decimal | None
    weight: int
    lost: Decimal | None


@dataclass(frozen=True, slots=True)
class Quality:
    """`first`: the three that lose most, among those that lose any."""

    found: AssetQuality
    components: list[Component]
    first: list[Component]
    unknown: list[str]


@exact
def quality_of(values: Nine, settings: Settings) -> Quality:
    """Asset quality with what it is made of. Source: metrics-economics 9."""
    found = quality_by(values, settings.quality_weights, settings.quality_anchors)
    components = []
    for name, weight in settings.quality_weights.items():
        score = getattr(found.components, name)
        lost = None if score is None else weight * (100 - score) / 100
        components.append(Component(name, getattr(values, name), score, weight, lost))
    short = sorted((each for each in components if each.lost), key=lambda each: -(each.lost or ZERO))
    return Quality(found, components, short[:FIRST], [each.name for each in components if each.score is None])


def _number(values: Mapping[str, Any] | None, name: str) -> Decimal | None:
    value = (values or {}).get(name)
    return None if value is None else Decimal(str(value))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount or ZERO for amount in amounts), ZERO)
