"""Grave voices past their time, as other apps may know of them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from customers.extensions import BreachedVoice
from customers.models import Customer
from office.calendar import week_key
from office.models import User
from voice.models import VoiceItem
from voice.models.item import OURS
from voice.selectors.company import business_calendar
from voice.selectors.duties import duty_of

GRAVE = (1, 2)
"""Severities of which the duty executive is told."""


def breached_voices(customers: QuerySet[Customer], as_of: date) -> Mapping[int, Sequence[BreachedVoice]]:
    """Open voices of severity 1 and 2 whose running clock of ours is up by now, or by the end of an earlier day."""
    calendar = business_calendar()
    by = min(timezone.now(), calendar.start_of(as_of + timedelta(days=1)))
    rows = (
        VoiceItem.objects.current()
        .open()
        .filter(customer__in=customers, severity__in=GRAVE, clock__in=OURS, clock_due_at__lt=by)
        .order_by("clock_due_at", "id")
    )
    found: dict[int, list[BreachedVoice]] = {}
    for pk, customer, severity, clock, due in rows.values_list(
        "pk", "customer_id", "severity", "clock", "clock_due_at"
    ):
        if severity is not None and due is not None:
            found.setdefault(customer, []).append(BreachedVoice(f"{pk} {clock}", severity, calendar.day(due)))
    return found


def on_duty(day: date) -> User | None:
    """The executive of the week."""
    return duty_of(week_key(day))
