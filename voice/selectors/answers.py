"""Whether customers got their first answer in time."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from customers.models import Customer
from voice.listening.clocks import voice_clock
from voice.models import VoiceItem, VoiceTransition
from voice.models.item import Kind
from voice.selectors.company import business_calendar

DAYS = 365


def on_time_answers(customers: QuerySet[Customer], as_of: date) -> dict[int, tuple[float, int]]:
    """Share of first answers given within their clock, and how many answers that is of, of voices said in 365 days.

    An answer that is overdue counts as late, one that still has time not at all; praise waits for no answer. Customers
    without any are absent. Three queries. Source: metrics-relationship-voice V2, S1.
    """
    calendar = business_calendar()
    end = min(calendar.start_of(as_of + timedelta(days=1)), timezone.now())
    said = VoiceItem.objects.current().filter(
        customer__in=customers.order_by().values("pk"),
        severity__isnull=False,
        verbatim__said_at__gte=calendar.start_of(as_of - timedelta(days=DAYS)),
        verbatim__said_at__lt=end,
    )
    asking = said.exclude(kind=Kind.PRAISE).order_by()
    rows = asking.values_list("pk", "customer_id", "severity")
    items = {pk: (customer, severity) for pk, customer, severity in rows if severity is not None}
    logs: defaultdict[int, list[tuple[str, datetime]]] = defaultdict(list)
    steps = VoiceTransition.objects.filter(item__in=asking.values("pk"), at__lt=end).order_by("at", "id")
    for item, status, at in steps.values_list("item_id", "status", "at"):
        logs[item].append((status, at))
    counted: defaultdict[int, list[bool]] = defaultdict(list)
    for item, log in logs.items():
        customer, severity = items[item]
        late = voice_clock(log, severity, end, calendar.overrides, zone=calendar.zone).breach[1]
        if any(status == "answered" for status, _at in log):
            counted[customer].append(not late)
        elif late and log[-1][0] not in {"acknowledged", "duplicate"}:
            counted[customer].append(False)
    return {customer: (sum(found) / len(found), len(found)) for customer, found in counted.items()}
