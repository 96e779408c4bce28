"""The stored measures that lists order by: net revenue of the last twelve complete months."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from customers.models import CustomerStanding
from customers.selectors.revenue import net_by_customer, twelve_months
from office.models import Company

BATCH = 1000
FORMULA = "E1"


@transaction.atomic
def refresh(customer_ids: Collection[int] | None = None) -> int:
    """Compute the standings anew, of everybody for None; returns how many customers have one."""
    day = timezone.localdate(timezone=Company.get().zone)
    first, last = twelve_months(day)
    nets = net_by_customer(customer_ids, first, last)
    stored = CustomerStanding.objects.today()
    if customer_ids is not None:
        stored = stored.filter(customer__in=customer_ids)
    gone = sorted(set(stored.values_list("customer", flat=True)) - nets.keys())
    for start in range(0, len(gone), BATCH):
        CustomerStanding.objects.filter(current_for__in=gone[start : start + BATCH]).delete()
    CustomerStanding.objects.bulk_create(
        [_standing(customer, net, day, last) for customer, net in nets.items()],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["current_for"],
        update_fields=["as_of", "month", "net_t12", "computed_at"],
    )
    return len(nets)


def _standing(customer_id: int, net: Decimal, day: date, month: date) -> CustomerStanding:
    return CustomerStanding(
        customer_id=customer_id,
        current_for_id=customer_id,
        as_of=day,
        month=month,
        net_t12=net,  # type: ignore[misc]
        formula_version=FORMULA,
        computed_at=timezone.now(),
    )


def refresh_if_a_month_ended() -> int:
    """Nothing to do while every standing is up to the last complete month."""
    _first, last = twelve_months(timezone.localdate(timezone=Company.get().zone))
    return 0 if not CustomerStanding.objects.today().exclude(month=last).exists() else refresh()
