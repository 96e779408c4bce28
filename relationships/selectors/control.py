"""Strategic control of the whole base: how much of what customers of tier S and A buy is held well enough."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE
from relationships.models import StrategyStanding

if TYPE_CHECKING:
    from customers.valuation.worth import Measured, Moment

UPPER = ("S", "A")
ZERO = Decimal(0)


def controlled_revenue(rows: Sequence["Measured"], _moment: "Moment") -> Mapping[str, Any]:
    """Revenue of twelve months of tiers S and A: in all, where the control index reaches the tier's minimum, and the
    share, None without such revenue. Amounts and share as text. Source: S1. Two queries."""
    bought = {row.id: row.net_t12 for row in rows if row.net_t12 > 0}
    tiers = Customer.objects.current().annotate(now=TIER_IN_FORCE).filter(now__in=UPPER).order_by()
    upper = [pk for pk in tiers.values_list("pk", flat=True) if pk in bought]
    kept = StrategyStanding.objects.filter(control_meets=True, tier__in=UPPER).order_by()
    enough = set(kept.values_list("customer_id", flat=True)) & set(upper)
    total = sum((bought[pk] for pk in upper), ZERO)
    held = sum((bought[pk] for pk in enough), ZERO)
    return {
        "customers": len(upper),
        "enough": len(enough),
        "revenue": str(total),
        "held": str(held),
        "share": str((held / total).quantize(Decimal("0.0001"))) if total else None,
    }
