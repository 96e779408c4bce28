"""The clocks of a voice in words: how long it still has, and how far each clock has run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.calendar import business_hours
from office.formatting import amounts
from office.statistics.rounding import r1
from voice.listening.clocks import TARGETS, voice_clock
from voice.models import Clock, Status, VoiceItem
from voice.selectors import BusinessCalendar

HOURS_A_DAY = 8
SOON_H = 8.0
UNSORTED_SEVERITY = 3


@dataclass(frozen=True)
class Countdown:
    """The one clock that runs now."""

    text: str
    state: str
    """bad: run out; warn: less than a working day left; "" otherwise."""


@dataclass(frozen=True)
class ClockBar:
    label: str
    text: str
    percent: float
    state: str


def countdown(item: VoiceItem, now: datetime, calendar: BusinessCalendar) -> Countdown | None:
    """How much business time is left on the running clock, or by how much it ran out; None when none runs."""
    if not item.clock or item.clock_due_at is None:
        return None
    if item.clock == Clock.REACTION:
        return Countdown(_("waiting for their reaction"), "")
    due, late = item.clock_due_at, item.clock_due_at < now
    start, end = (due, now) if late else (now, due)
    hours = business_hours(start, end, calendar.overrides, zone=calendar.zone)
    words = {
        (Clock.TRIAGE, False): _("sort within %(time)s"),
        (Clock.TRIAGE, True): _("sorting late by %(time)s"),
        (Clock.ANSWER, False): _("answer within %(time)s"),
        (Clock.ANSWER, True): _("answer late by %(time)s"),
        (Clock.CLOSE, False): _("close within %(time)s"),
        (Clock.CLOSE, True): _("closing late by %(time)s"),
    }[Clock(item.clock), late]
    return Countdown(words % {"time": span(hours)}, "bad" if late else "warn" if hours < SOON_H else "")


def span(hours: float) -> str:
    """Business time in words: 40 min, 3 h 10 min, 15 h, 3 working days."""
    minutes = round(hours * 60)
    if minutes < 60:
        return _("%(minutes)d min") % {"minutes": minutes}
    if hours < HOURS_A_DAY and minutes % 60:
        return _("%(hours)d h %(minutes)d min") % {"hours": minutes // 60, "minutes": minutes % 60}
    if hours < 2 * HOURS_A_DAY:
        return _("%(hours)d h") % {"hours": round(hours)}
    return _("%(days)d working days") % {"days": round(hours / HOURS_A_DAY)}


def bars(item: VoiceItem, now: datetime, calendar: BusinessCalendar) -> Sequence[ClockBar]:
    """Sorting, first answer and closing against their targets. Reads prefetched transitions."""
    log = [(step.status, step.at) for step in item.transitions.all()]
    severity = item.severity or UNSORTED_SEVERITY
    clock = voice_clock(log, severity, now, calendar.overrides, zone=calendar.zone)
    done = {status for status, _at in log}
    allowed = TARGETS[severity]
    rows = [
        (pgettext("clock", "sort"), clock.triage_h, allowed.triage, clock.breach[0], Status.TRIAGED in done),
        (pgettext("clock", "first answer"), clock.answer_h, allowed.answer, clock.breach[1], Status.ANSWERED in done),
        (pgettext("clock", "close"), clock.close_h, allowed.close, clock.breach[2], item.is_settled),
    ]
    return [_bar(label, hours, target, breach, stopped) for label, hours, target, breach, stopped in rows]


def _bar(label: str, hours: float, target: int, breach: bool, stopped: bool) -> ClockBar:
    text = _("%(spent)s of %(target)d h") % {"spent": amounts.figure(Decimal(str(r1(hours))), 1), "target": target}
    if breach:
        text = _("%(clock)s, past the line") % {"clock": text}
    elif stopped:
        text = _("%(clock)s, in time") % {"clock": text}
    share = min(100.0, hours / target * 100)
    state = "bad" if breach else "good" if stopped else "warn" if share >= 75 else "accent"
    return ClockBar(label, text, share, state)
