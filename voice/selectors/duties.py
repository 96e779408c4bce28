"""Who is on duty in which week: the one place that says so, for the wall, its reminders and the report."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from office.calendar import Week
from office.models import User
from voice.listening.walls import duty
from voice.models import DutyAbsence, DutyMember, DutyRoster, DutySwap, Edition


@dataclass(frozen=True)
class Turn:
    """A week on the roster: whose turn it is, and who takes it."""

    week: str
    turn: User | None
    on_duty: User | None
    in_return: DutySwap | None = None
    """The swap for which somebody else has the week, who was away in an earlier one."""

    @property
    def stands_in(self) -> bool:
        """Somebody has taken it for the one whose turn it is, and is owed nothing for it yet."""
        return self.turn is not None and self.on_duty is not None and not self.in_return and self.on_duty != self.turn


@dataclass
class Rota:
    """The rosters with what is noted of some weeks, read once. Who has left the house is jumped over like who is away."""

    rosters: Sequence[tuple[str, Sequence[User]]]
    """(from week, executives in order), the newest first."""
    away: dict[str, set[int]] = field(default_factory=dict)
    returns: dict[str, DutySwap] = field(default_factory=dict)
    """Weeks that somebody accepted in return for an earlier one."""
    published: dict[str, User | None] = field(default_factory=dict)
    """Weeks whose edition is published, with whom it was published under."""

    @classmethod
    def read(cls, weeks: Collection[str] | None = None) -> "Rota":
        """Of the weeks named, or of all; the same number of queries for one and for many."""
        members = DutyMember.objects.select_related("user")
        rosters = DutyRoster.objects.order_by("-anchor_week").prefetch_related(Prefetch("members", members))
        of_weeks, offered = (Q(), Q()) if weeks is None else (Q(week__in=weeks), Q(offered_week__in=weeks))
        rota = cls([(one.anchor_week, [member.user for member in one.members.all()]) for one in rosters])
        for week, user in DutyAbsence.objects.filter(of_weeks).values_list("week", "user_id"):
            rota.away.setdefault(week, set()).add(user)
        swaps = DutySwap.objects.accepted().filter(offered).select_related("absentee", "taken_by")
        rota.returns = {one.offered_week: one for one in swaps}
        published = Edition.objects.published().filter(of_weeks).select_related("duty").defer("payload")
        rota.published = {one.week: one.duty for one in published}
        return rota

    def anchored(self, week: str) -> tuple[str, Sequence[User]]:
        """The roster that rules the week: from which week on, and who is on it."""
        return next(((anchor, people) for anchor, people in self.rosters if anchor <= week), (week, ()))

    def absent(self, week: str) -> set[str]:
        """Who of the roster cannot take the week."""
        _anchor, people = self.anchored(week)
        away = self.away.get(week, set())
        return {str(one.pk) for one in people if one.pk in away or not one.is_active}

    def turn_of(self, week: str) -> Turn:
        anchor, people = self.anchored(week)
        by_key = {str(one.pk): one for one in people}
        first = by_key.get(duty(list(by_key), Week(anchor), Week(week)) or "")
        kept = self.published.get(week)
        swap = self.returns.get(week)
        wanted = str(swap.absentee_id) if swap else None
        taker = kept or by_key.get(duty(list(by_key), Week(anchor), Week(week), self.absent(week), wanted) or "")
        return Turn(week, first, taker, swap if swap and taker and swap.absentee_id == taker.pk else None)


def duties_of(weeks: Iterable[str]) -> list[Turn]:
    """The turns of many weeks, in a constant number of queries."""
    wanted = list(weeks)
    rota = Rota.read(wanted)
    return [rota.turn_of(week) for week in wanted]


def duty_of(week: str) -> User | None:
    """Who is on duty: as the published edition keeps it; before that whoever accepted the week in return for an earlier
    one, else the roster in force with the absences of the week jumped over. None without a roster."""
    [turn] = duties_of([week])
    return turn.on_duty
