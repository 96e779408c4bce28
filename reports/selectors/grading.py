"""What tiers and classes were decided by, of the customers whose costs the reader sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from customers import extensions
from customers.models import Customer, CustomerStanding, ValuationSettings
from customers.selectors.earlier import earlier
from customers.selectors.worth import MUTUAL
from customers.valuation.worth.judged import STRATEGIC_EVIDENCE
from reports.indicators.grading import Graded
from reports.selectors.members import seen_by

if TYPE_CHECKING:
    from office.models import User

STEP = 2_000
SCORE_OF_EVIDENCE = Decimal(STRATEGIC_EVIDENCE - 1) * 25
"""A rating of 4 of 5 as a score."""
FIELDS = (
    "customer_id",
    "customer__tier",
    "tier_effective",
    "net_profit",
    "net_margin",
    "potential",
    "partial",
    "profit_class",
    "parts__tier",
)


@dataclass(frozen=True, slots=True)
class Facing:
    """One customer's figures behind its scores."""

    name: str
    net_profit: Decimal | None
    ltv: Decimal | None
    payment_grade: str
    missing: list[dict[str, Any]]


def graded(standings: QuerySet[CustomerStanding], as_of: date) -> Iterator[Graded]:
    """Each with its scores, what hysteresis starts from, and what people decided. Two queries and the feeds."""
    return (found for found, _more in _graded(standings, as_of))


def _graded(standings: QuerySet[CustomerStanding], as_of: date, *more: str) -> Iterator[tuple[Graded, tuple[Any, ...]]]:
    """As `graded`, each with `more` columns of its standing."""
    ids = standings.order_by().values("customer")
    told: dict[int, bool] = {}
    if extensions.fact_feeds.get(MUTUAL):
        for answer in extensions.feed(MUTUAL, Customer.objects.filter(pk__in=ids), as_of):
            told.update(answer)
    before = earlier(ids, as_of)
    for row in standings.values_list(*FIELDS, *more).iterator(STEP):
        pk, prev, now, profit, margin, potential, partial, klass, parts = row[: len(FIELDS)]
        scores = {name: _decimal(value) for name, value in ((parts or {}).get("dimensions") or {}).items()}
        strategic, of = scores.get("strategic"), (parts or {}).get("of") or {}
        found = Graded(
            id=pk,
            dimensions=scores,
            tier_before=before.tiers.get(pk, prev),
            mutual=told.get(pk, strategic is not None and strategic >= SCORE_OF_EVIDENCE),
            override=of.get("effective") or "" if of.get("overridden") else "",
            tier_now=now,
            net_profit=profit,
            net_margin=_decimal(margin),
            potential=_decimal(potential),
            partial=partial,
            class_before=before.classes.get(pk, ""),
            class_now=klass,
        )
        yield found, row[len(FIELDS) :]


def one(user: "User", customer_id: int, as_of: date) -> tuple[Graded, Facing] | None:
    """One customer to weigh; None when the reader does not see its costs, or nothing was computed."""
    rows = seen_by(user).filter(customer=customer_id)
    fields = ("customer__name", "net_profit", "ltv", "payment_grade", "missing")
    found = next(_graded(rows, as_of, *fields), None)
    return None if found is None else (found[0], Facing(*found[1]))


def tier_counts(user: "User") -> dict[str, int]:
    """Effective tier → customers; those without one under the empty key. One query."""
    rows = seen_by(user).order_by().values_list("tier_effective")
    return dict(rows.annotate(Count("pk")))


def versions() -> list[ValuationSettings]:
    """All versions of the settings, the newest first."""
    return list(ValuationSettings.objects.select_related("by").order_by("-number"))


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
