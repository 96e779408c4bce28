"""A customer's map on any day: who was there, which ties held, how far we had come in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from relationships.network.events import Mode, Moment
from relationships.network.maps import Department, PairTie, Person
from relationships.network.penetration import Penetration, penetration
from relationships.network.ties import Judgement, Pair, Tie, known_on, settle, ties_of


@dataclass(frozen=True, slots=True)
class Member:
    """A contact and the days of the position: from `joined` on until the day of leaving; None is open."""

    id: str
    dept: str | None
    seniority: int | None
    attitude: int | None = None
    key: bool = False
    joined: date | None = None
    left: date | None = None
    places: Sequence[tuple[date, str | None]] = ()
    """Departments and since when, oldest first; empty where only the present one is known."""
    judged: Sequence[tuple[date, int]] = ()
    """Attitudes and the days they were judged on, oldest first; empty where only the present one is known."""

    def place_on(self, day: date) -> str | None:
        """Where the contact worked; before anything is known, where that was first."""
        if not self.places:
            return self.dept
        return next((place for since, place in reversed(self.places) if since <= day), self.places[0][1])

    def attitude_on(self, day: date) -> int | None:
        """As last judged by the day."""
        if not self.judged:
            return self.attitude
        return next((attitude for on, attitude in reversed(self.judged) if on <= day), None)

    def works_on(self, day: date) -> bool:
        return (self.joined is None or self.joined <= day) and (self.left is None or self.left > day)


class Judged(NamedTuple):
    """What somebody said of a tie on a day, levels 0 to 4; `recorded` is the day it was entered."""

    user: str
    contact: str
    level: int
    on: date
    recorded: date


@dataclass(frozen=True)
class Network:
    """All that is known of the ties with one customer. Ids of both sides must not clash."""

    departments: Sequence[Department] = ()
    members: Sequence[Member] = ()
    met: Mapping[Pair, Sequence[Moment]] = field(default_factory=dict)
    judged: Sequence[Judged] = ()
    """Oldest first."""
    gone: Mapping[str, date] = field(default_factory=dict)
    """Our people who left, and since when."""
    chart_complete: bool = False

    @cached_property
    def settled(self) -> Mapping[Pair, Sequence[Moment]]:
        """What counts of the meetings, made once for all days."""
        return settle(self.met)


@dataclass(frozen=True, slots=True)
class Picture:
    """The map on a day; `penetration` is None while nobody of theirs is known."""

    as_of: date
    people: Sequence[Person]
    ties: Mapping[Pair, Tie]
    pairs: Sequence[PairTie]
    penetration: Penetration | None

    @property
    def disagreements(self) -> list[Pair]:
        """Pairs whose fresh judgement lies 30 points or more away from what was computed."""
        return [pair for pair, tie in self.ties.items() if tie.review not in (None, "agree")]


def picture(network: Network, as_of: date, mode: Mode = "as_corrected") -> Picture:
    """The map at the end of a day. Errors: as `penetration` and `tie`. Source: metrics-relationship-voice R2, R3."""
    people = [
        Person(one.id, one.place_on(as_of), one.seniority, one.works_on(as_of), one.attitude_on(as_of), one.key)
        for one in network.members
        if one.joined is None or one.joined <= as_of
    ]
    known = {one.id for one in people}
    away = {one.id for one in people if not one.active} | {user for user, day in network.gone.items() if day <= as_of}
    settled = network.settled if mode == "as_corrected" else known_on(network.met, as_of)
    ties = {
        pair: tie
        for pair, tie in ties_of(settled, as_of, _judgements(network, as_of, mode), away).items()
        if pair[1] in known
    }
    pairs = [PairTie(user, contact, tie.effective, tie.stable, tie.source) for (user, contact), tie in ties.items()]
    found = penetration(network.departments, people, pairs, network.chart_complete) if people else None
    return Picture(as_of, people, ties, pairs, found)


def _judgements(network: Network, as_of: date, mode: Mode) -> dict[Pair, Judgement]:
    """The last word on each pair by that day."""
    return {
        (one.user, one.contact): Judgement(one.level, one.on)
        for one in network.judged
        if one.on <= as_of and (mode == "as_corrected" or one.recorded <= as_of)
    }
