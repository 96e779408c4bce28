"""One step in the life of a voice: checked against the status machine, logged, and its next deadline set."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from customers import events
from office.calendar import add_workdays, local_day
from voice.deadlines import deadline
from voice.errors import IllegalStatusError, NotYetError, SupersededError
from voice.listening.clocks import TARGETS, Step, voice_clock
from voice.listening.statuses import FOLLOWERS, NO_REPLY_WORKDAYS, Known, missing_for
from voice.models import Clock, Status, VoiceItem, VoiceTransition
from voice.selectors import BusinessCalendar, business_calendar

if TYPE_CHECKING:
    from office.models import User

# Before anybody has judged, a voice is timed as a nuisance: neither alarm nor neglect.
UNSORTED_SEVERITY = 3


def locked(item: VoiceItem) -> VoiceItem:
    """The voice as it is now, held until the end of the transaction. Errors: SupersededError."""
    found = VoiceItem.objects.select_for_update().get(pk=item.pk)
    if found.superseded_by_id is not None:
        raise SupersededError
    return found


def advance(item: VoiceItem, status: Status, *, by: "User", at: datetime, note: str = "") -> None:
    """Take the step or say what stands against it. Saves the item whole: it is locked by the caller.

    Errors: IllegalStatusError, NotYetError.
    """
    if status not in FOLLOWERS[item.status]:
        raise IllegalStatusError(item.get_status_display(), status.label)
    calendar = business_calendar()
    log = steps_of(item)
    missing = missing_for(status, known_of(item, log, calendar), today=calendar.day(at), overrides=calendar.overrides)
    if missing:
        raise NotYetError(missing)
    item.status = status
    VoiceTransition.objects.create(item=item, status=status, at=at, by=by, note=note)
    save(item, log=[*log, (status, at)], calendar=calendar, at=at)


def save(item: VoiceItem, *, log: list[Step], calendar: BusinessCalendar, at: datetime) -> None:
    """Write the item with the clock that its log and severity give it, and tell who computes from it."""
    item.clock, item.clock_due_at = next_clock(log, item.severity or UNSORTED_SEVERITY, calendar, at=at)
    item.version += 1
    item.save()
    announce(item.customer_id)


def announce(customer_id: int) -> None:
    transaction.on_commit(partial(events.facts_changed.send, sender=VoiceItem, customer_id=customer_id))


def steps_of(item: VoiceItem) -> list[Step]:
    return list(item.transitions.order_by("at", "id").values_list("status", "at"))


def next_clock(
    log: list[Step], severity: int, calendar: BusinessCalendar, *, at: datetime
) -> tuple[Clock, datetime | None]:
    """Which deadline runs after the log's last step, and when it ends."""
    status, since = log[-1]
    allowed = TARGETS[severity]
    ends = partial(deadline, overrides=calendar.overrides, zone=calendar.zone)
    if status == Status.NEW:
        return Clock.TRIAGE, ends(log[0][1], allowed.triage)
    if status == Status.ANSWERED:
        day = add_workdays(local_day(since, zone=calendar.zone), NO_REPLY_WORKDAYS, calendar.overrides)
        return Clock.REACTION, calendar.start_of(day)
    if status in (Status.TRIAGED, Status.ASSIGNED, Status.REOPENED):
        if all(step != Status.ANSWERED for step, _ in log):
            return Clock.ANSWER, ends(log[0][1], allowed.answer)
        spent = voice_clock(log, severity, at, calendar.overrides, zone=calendar.zone).close_h
        return Clock.CLOSE, ends(at, allowed.close - spent)
    return Clock.NONE, None


def known_of(item: VoiceItem, log: list[Step], calendar: BusinessCalendar) -> Known:
    return Known(
        kind=item.kind or None,
        category=item.category or None,
        severity=item.severity,
        has_owner=item.owner_id is not None,
        due=calendar.day(item.due_at) if item.due_at else None,
        has_root_cause=bool(item.root_cause.strip()),
        has_action=bool(item.action.strip()),
        has_confirmation=bool(item.confirmed_by_id and item.confirmed_on and item.confirmed_how.strip()),
        answered_on=_last_day(log, {Status.ANSWERED}, calendar),
        closed_on=_last_day(log, {Status.CLOSED_CONFIRMED, Status.CLOSED_NO_REPLY}, calendar),
    )


def _last_day(log: list[Step], statuses: set[Status], calendar: BusinessCalendar) -> date | None:
    moments = [at for status, at in log if status in statuses]
    return calendar.day(moments[-1]) if moments else None


def end_of_day(day: date, calendar: BusinessCalendar) -> datetime:
    """18:00 on the company's clock: when something due on a day is due."""
    return calendar.start_of(day) + timedelta(hours=18)
