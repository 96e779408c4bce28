"""What the history says of stages: a month that ends in another stage than the one kept before it is an event."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from customers.models import CustomerStanding, HistoryEntry, StandingKind
from customers.services.recording import STAGE_CHANGED

BATCH = 1000


def note_changes(stages: Mapping[int, str], month_end: date) -> int:
    """`stages`: customer → stage at the month's end. One entry per customer whose stage differs from that of the last month kept before; how many there were."""
    before = _stages_before(month_end)
    changed = [
        (customer, stage)
        for customer, stage in stages.items()
        if stage and before.get(customer, stage) not in ("", stage)
    ]
    now = timezone.now()
    HistoryEntry.objects.bulk_create(
        [
            HistoryEntry(
                customer_id=customer,
                verb=STAGE_CHANGED,
                at=now,
                detail={"before": before[customer], "after": stage, "month": f"{month_end:%Y-%m}"},
            )
            for customer, stage in changed
        ],
        batch_size=BATCH,
    )
    return len(changed)


def _stages_before(month_end: date) -> dict[int, str]:
    """Customer → stage of the last month that was frozen before; empty where none was."""
    months = CustomerStanding.objects.filter(kind=StandingKind.MONTH, as_of__lt=month_end)
    last = months.order_by("-as_of").values_list("as_of", flat=True).first()
    if last is None:
        return {}
    rows = CustomerStanding.objects.filter(kind=StandingKind.MONTH, as_of=last).order_by()
    return dict(rows.values_list("customer_id", "stage"))
