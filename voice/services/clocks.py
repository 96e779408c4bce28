"""Keeping the deadlines that the inbox sorts by true when the calendar of the company changes."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from voice.models import VoiceItem
from voice.selectors import business_calendar
from voice.services import steps

BATCH = 500
SAME = timedelta(seconds=1)


def refresh(report: Callable[[int, int], object] | None = None) -> int:
    """Compute the running clock of every open voice anew; the number of those that moved.

    A holiday entered late moves deadlines that were set before. Bears being run again at any time.
    """
    open_ids = list(VoiceItem.objects.open().order_by("pk").values_list("pk", flat=True))
    moved = 0
    for start in range(0, len(open_ids), BATCH):
        moved += _refresh(open_ids[start : start + BATCH])
        if report:
            report(min(start + BATCH, len(open_ids)), len(open_ids))
    return moved


@transaction.atomic
def _refresh(ids: list[int]) -> int:
    now, calendar = timezone.now(), business_calendar()
    changed = []
    items = VoiceItem.objects.open().select_for_update(of=("self",)).filter(pk__in=ids)
    for item in items.prefetch_related("transitions"):
        log = [(step.status, step.at) for step in item.transitions.all()]
        clock, due = steps.next_clock(log, item.severity or steps.UNSORTED_SEVERITY, calendar, at=now)
        same = due == item.clock_due_at or (due and item.clock_due_at and abs(due - item.clock_due_at) < SAME)
        if clock != item.clock or not same:
            item.clock, item.clock_due_at = clock, due
            changed.append(item)
    VoiceItem.objects.bulk_update(changed, ["clock", "clock_due_at"])
    return len(changed)
