"""What the history says of stages: a month that ends in another stage than the one kept before it is an event."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from customers.models import CustomerStanding, HistoryEntry, StandingKind
from customers.services.recording import STAGE_CHANGED

BATCH = 1000


def note_changes(rows: Sequence[CustomerStanding], month_end: date) -> int:
    """One entry per customer whose stage differs from that of the last month kept before; how many there were."""
    before = _stages_before(month_end)
    changed = [row for row in rows if row.stage and before.get(row.customer_id, row.stage) not in ("", row.stage)]
    now = timezone.now()
    HistoryEntry.objects.bulk_create(
        [
            HistoryEntry(
                customer_id=row.customer_id,
                verb=STAGE_CHANGED,
                at=now,
                detail={"before": before[row.customer_id], "after": row.stage, "month": f"{month_end:%Y-%m}"},
            )
            for row in changed
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
