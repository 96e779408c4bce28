"""Rows and groups of the inbox, and what one voice shows on its own page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.models import Contact
from office.formatting.lists import listed
from voice.errors import MISSING
from voice.listening.statuses import FOLLOWERS
from voice.models import Clock, Status, VoiceItem
from voice.presenters.clocks import Countdown, countdown
from voice.presenters.words import said
from voice.selectors import BusinessCalendar


@dataclass(frozen=True)
class Row:
    """One voice in a list."""

    id: int
    url: str
    words: str
    customer: str
    speaker: str
    kind_label: str
    status_label: str
    said_at: datetime
    clock: Countdown | None
    critical: bool


@dataclass(frozen=True)
class GroupOfRows:
    label: str | Promise
    rows: Sequence[Row]


def row(item: VoiceItem, now: datetime, calendar: BusinessCalendar) -> Row:
    """A list row; expects `with_words()`."""
    return Row(
        id=item.pk,
        url=item.get_absolute_url(),
        words=said(item.verbatim),
        customer=item.customer.short_name or item.customer.name,
        speaker=str(item.speaker.person) if item.speaker else "",
        kind_label=item.get_kind_display(),
        status_label=item.get_status_display(),
        said_at=item.verbatim.said_at,
        clock=countdown(item, now, calendar),
        critical=item.is_critical,
    )


GROUPS: Sequence[tuple[str, str | Promise]] = (
    ("late", _("Past the line")),
    ("ours", _("Waiting for us")),
    ("triage", _("To sort")),
    ("theirs", _("Answered, waiting for them")),
    ("done", _("Done")),
)


def groups(items: Iterable[VoiceItem], now: datetime, calendar: BusinessCalendar) -> list[GroupOfRows]:
    """The rows under the clock that runs for them, nearest deadline first inside each group."""
    found: Mapping[str, list[Row]] = {key: [] for key, _label in GROUPS}
    for item in items:
        found[_group_of(item, now)].append(row(item, now, calendar))
    return [GroupOfRows(label, found[key]) for key, label in GROUPS if found[key]]


def _group_of(item: VoiceItem, now: datetime) -> str:
    if not item.clock or item.clock_due_at is None:
        return "done"
    if item.clock == Clock.REACTION:
        return "theirs"
    if item.clock_due_at < now:
        return "late"
    return "triage" if item.clock == Clock.TRIAGE else "ours"


# The verb of our pages that leads to a status.
ACTS: Mapping[Status, str] = {
    Status.TRIAGED: "triage",
    Status.ACKNOWLEDGED: "acknowledge",
    Status.ASSIGNED: "assign",
    Status.ANSWERED: "answer",
    Status.CLOSED_CONFIRMED: "close",
    Status.CLOSED_NO_REPLY: "close-without-reply",
    Status.REOPENED: "reopen",
    Status.DUPLICATE: "duplicate",
}


def next_acts(item: VoiceItem) -> list[str]:
    """The verbs that the status machine allows next, in the order of a voice's life."""
    if item.superseded_by_id is not None:
        return []
    return [act for status, act in ACTS.items() if status in FOLLOWERS[Status(item.status)]]


def missing_to_close(item: VoiceItem) -> str:
    """What closing still lacks, in words; empty when nothing does."""
    lacks = [
        code
        for code, known in (
            ("root_cause", item.root_cause),
            ("action", item.action),
            ("confirmation", item.confirmed_by_id and item.confirmed_on and item.confirmed_how),
        )
        if not known
    ]
    return listed(MISSING[code] for code in lacks)


def attribution(speaker: Contact | None) -> str:
    """The speaker's title, else department."""
    if speaker is None:
        return ""
    return speaker.title or (speaker.department.name if speaker.department else "")


def history(item: VoiceItem) -> list[dict[str, Any]]:
    """The steps of a voice, newest first. Reads prefetched transitions."""
    steps = sorted(item.transitions.all(), key=lambda step: (step.at, step.pk), reverse=True)
    return [
        {"label": step.get_status_display(), "at": step.at, "by": str(step.by), "note": step.note} for step in steps
    ]
