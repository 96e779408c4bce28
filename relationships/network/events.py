"""One contact moment with people on both sides, and what each kind of it is worth."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from office.calendar.zones import local_day

Mode = Literal["as_corrected", "as_known"]
"""`as_corrected`: all we know today about the past. `as_known`: only rows recorded by the day looked at."""


class Kind(NamedTuple):
    """What an interaction of one kind is worth."""

    points: int
    half_life: int
    """Days after which half its heat is left."""


KINDS = {
    "planning": Kind(10, 45),
    "exec_visit": Kind(10, 45),
    "joint_marketing": Kind(8, 45),
    "visit": Kind(8, 45),
    "tech_exchange": Kind(8, 45),
    "training": Kind(6, 30),
    "meeting": Kind(6, 30),
    "call": Kind(4, 30),
    "mail": Kind(2, 14),
    "im": Kind(2, 14),
    "greeting": Kind(1, 14),
    "billing": Kind(0, 1),
    "broadcast": Kind(0, 1),
}
TWO_WAY = {"mutual": 1.0, "inbound": 1.2, "answered": 1.0, "unanswered": 0.25}
COLLAPSING = frozenset({"mail", "im", "greeting"})
"""Kinds of which several with the same contacts on the same day count once."""


class Event(NamedTuple):
    """An interaction. `at` and `recorded` are days of the company's wall clock, or times that carry an offset."""

    at: date | datetime
    kind: str
    dir: str = "mutual"
    quality: int = 3
    """How much did we learn, 1 to 5."""
    users: Collection[str] = ()
    contacts: Collection[str] = ()
    recorded: date | datetime | None = None
    """When it was entered; None means when it happened."""


class Moment(NamedTuple):
    """An event made ready for counting: days as ordinals, worth as one number."""

    place: int
    """Position in the events given."""
    day: int
    recorded: int
    kind: str
    worth: float
    """Points × quality × two-way; 0 for billing and broadcast."""
    half_life: int
    reached: bool
    """Somebody on the other side took part: any direction but `unanswered`."""
    people: frozenset[str]
    """Contacts in it."""

    @property
    def counted(self) -> bool:
        return self.worth > 0


@lru_cache(maxsize=512)
def worth(kind: str, direction: str, quality: int) -> float:
    """Points × (0.4 + 0.2 q) × two-way factor. Errors: ValueError for an unknown kind, direction or quality."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of interaction; kinds are {', '.join(KINDS)}")
    if direction not in TWO_WAY:
        raise ValueError(f"{direction!r} is not a direction; directions are {', '.join(TWO_WAY)}")
    if not 1 <= quality <= 5:
        raise ValueError(f"quality {quality} is not between 1 and 5")
    return KINDS[kind].points * (0.4 + 0.2 * quality) * TWO_WAY[direction]


def moments(events: Iterable[Event], *, zone: str) -> list[Moment]:
    """The events made ready for counting, in the order given."""
    return [moment(event, at, frozenset(event.contacts), zone=zone) for at, event in enumerate(events)]


def moment(event: Event, place: int, people: frozenset[str], *, zone: str, share: float = 1.0) -> Moment:
    """One event made ready; `share` of its worth is counted. Errors: as `worth`."""
    at, kind, direction, quality, _users, _contacts, entered = event
    day = _ordinal(at, zone)
    return Moment(
        place,
        day,
        day if entered is None else _ordinal(entered, zone),
        kind,
        share * worth(kind, direction, quality),
        KINDS[kind].half_life,
        direction != "unanswered",
        people,
    )


def _ordinal(at: date | datetime, zone: str) -> int:
    return (at if type(at) is date else local_day(at, zone=zone)).toordinal()


def known_by(ready: Iterable[Moment], on: int, mode: Mode) -> Iterator[Moment]:
    """What had happened by a day (ordinal), and in mode `as_known` had been entered by then too."""
    if mode not in ("as_corrected", "as_known"):
        raise ValueError(f"{mode!r} is not a mode; modes are as_corrected, as_known")
    return (one for one in ready if one.day <= on and (mode == "as_corrected" or one.recorded <= on))


def collapse(ready: Iterable[Moment]) -> tuple[list[Moment], dict[int, int]]:
    """Counted events with repeats of one day taken out, and which event stands for each one taken out.

    Mails, chats and greetings with the same kind, the same contacts and the same day count once: the one with the
    highest factor, the first of equals. Source: metrics-relationship-voice R1, Collapse.
    """
    best: dict[tuple[str, frozenset[str], int], Moment] = {}
    kept: list[Moment] = []
    repeats: list[Moment] = []
    for one in ready:
        if not one.counted:
            continue
        if one.kind not in COLLAPSING:
            kept.append(one)
            continue
        key = (one.kind, one.people, one.day)
        standing = best.setdefault(key, one)
        if standing is not one:
            loser = standing if one.worth > standing.worth else one
            if loser is standing:
                best[key] = one
            repeats.append(loser)
    stands_for = {one.place: best[one.kind, one.people, one.day].place for one in repeats}
    return kept + list(best.values()), stands_for
