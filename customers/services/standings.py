"""The stored measures that lists order by: net revenue of the last twelve complete months."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from customers.models import CustomerStanding
from customers.selectors.revenue import net_by_customer, twelve_months
from office.models import Company

BATCH = 1000


@transaction.atomic
def refresh(customer_ids: Collection[int] | None = None) -> int:
    """Compute the standings anew, of everybody for None; returns how many customers have one."""
    first, last = twelve_months(timezone.localdate(timezone=Company.get().zone))
    nets = net_by_customer(customer_ids, first, last)
    stored = CustomerStanding.objects.all()
    if customer_ids is not None:
        stored = stored.filter(customer__in=customer_ids)
    gone = sorted(set(stored.values_list("pk", flat=True)) - nets.keys())
    for start in range(0, len(gone), BATCH):
        CustomerStanding.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    CustomerStanding.objects.bulk_create(
        [CustomerStanding(customer_id=customer, month=last, net_t12=net) for customer, net in nets.items()],  # type: ignore[misc]
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["customer"],
        update_fields=["month", "net_t12"],
    )
    return len(nets)


def refresh_if_a_month_ended() -> int:
    """Nothing to do while every standing is up to the last complete month."""
    _first, last = twelve_months(timezone.localdate(timezone=Company.get().zone))
    return 0 if not CustomerStanding.objects.exclude(month=last).exists() else refresh()
