"""A calendar as a file that other programs subscribe to (RFC 5545): events in UTC or of whole days, nothing that repeats.

Written here because so little of the format is needed: no zones to define (moments are UTC), no rules, no answers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

PRODUCT = "-//Zhike//Agenda//EN"
LONGEST = 75
"""Octets of a content line, its line end not counted."""
REFRESH = "PT1H"
UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Event:
    """One entry. `start` and `end` are moments with an offset, or days; of days `end` is the day after the last one."""

    uid: str
    """The same for the same thing for ever, so that a calendar changes its copy instead of adding another."""
    stamp: datetime
    """When it was last changed."""
    summary: str
    start: date
    end: date
    place: str = ""
    text: str = ""
    url: str = ""
    cancelled: bool = False
    busy: bool = True
    sequence: int = 0


def calendar(name: str, events: Iterable[Event], *, zone: str) -> bytes:
    """The whole file. `zone` only tells programs in which zone to show it; the moments are UTC.

    Errors: ValueError for a moment without an offset. Source: RFC 5545, sections 3.1, 3.3 and 3.6.1; RFC 7986 (NAME,
    REFRESH-INTERVAL).
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        f"X-WR-TIMEZONE:{text(zone)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(fold(line) for line in lines)


def text(value: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and line end escaped, other controls dropped."""
    plain = UNSPEAKABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> bytes:
    """The line in UTF-8 with its line end; beyond 75 octets it goes on after a line end and a space, between letters."""
    parts: list[bytes] = []
    part, room = b"", LONGEST
    for letter in line:
        octets = letter.encode("utf-8")
        if len(part) + len(octets) > room:
            parts.append(part)
            part, room = b"", LONGEST - 1
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(event.stamp)}"
    yield f"LAST-MODIFIED:{_moment(event.stamp)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{_when(event.start)}"
    yield f"DTEND{_when(event.end)}"
    yield f"SUMMARY:{text(event.summary)}"
    for name, value in (("LOCATION", event.place), ("DESCRIPTION", event.text)):
        if value:
            yield f"{name}:{text(value)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'OPAQUE' if event.busy and not event.cancelled else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _when(value: date) -> str:
    return f":{_moment(value)}" if isinstance(value, datetime) else f";VALUE=DATE:{value:%Y%m%d}"


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("a moment needs an offset")
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"
