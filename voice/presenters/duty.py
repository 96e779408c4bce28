"""The weeks ahead on the roster: whose turn it is, who is away, who stands in, and who makes up for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from office.calendar import Week, week_add, week_range
from office.models import User
from voice.access import notes_absence_of
from voice.models import DutyAbsence, DutySwap
from voice.selectors.duties import Turn, duties_of

WEEKS_AHEAD = 8
SWAPS_BACK = 12
"""Weeks for which swaps that are done with are still listed."""


@dataclass(frozen=True)
class AwayLine:
    """Somebody's absence in a week. `may_end` when the reader may take it back."""

    absence: DutyAbsence
    may_end: bool


@dataclass(frozen=True)
class DutyRow:
    week: str
    first: date
    last: date
    turn: User | None
    """Whose turn it is by the roster."""
    on_duty: User | None
    away: list[AwayLine]
    own: bool
    stands_in: bool
    in_return: DutySwap | None
    """The swap for which who is on duty makes up with this week."""


@dataclass(frozen=True)
class SwapLine:
    """A swap with the week offered for it."""

    swap: DutySwap
    first: date | None
    last: date | None
    turn: User | None
    """Whose turn the offered week is by the roster."""
    is_open: bool
    """Whether the offer can be answered: made, unanswered, and its week not over."""
    may_answer: bool
    may_reopen: bool


def duty_rows(this_week: str, reader: User) -> list[DutyRow]:
    """The next weeks, and every later one in which something is noted, in a constant number of queries."""
    weeks = [str(week_add(Week(this_week), n)) for n in range(WEEKS_AHEAD)]
    absences = DutyAbsence.objects.visible_to(reader).filter(week__gte=this_week).select_related("user").order_by("id")
    by_week: dict[str, list[DutyAbsence]] = {}
    for absence in absences:
        by_week.setdefault(absence.week, []).append(absence)
    accepted = DutySwap.objects.visible_to(reader).accepted().filter(offered_week__gte=this_week)
    weeks = sorted({*weeks, *by_week, *accepted.values_list("offered_week", flat=True)})
    rows = []
    for turn in duties_of(weeks):
        monday, sunday = week_range(Week(turn.week))
        lines = [AwayLine(one, notes_absence_of(reader, one.user)) for one in by_week.get(turn.week, [])]
        rows.append(
            DutyRow(
                turn.week,
                monday,
                sunday,
                turn.turn,
                turn.on_duty,
                lines,
                own=turn.on_duty == reader,
                stands_in=turn.stands_in,
                in_return=turn.in_return,
            )
        )
    return rows


def swap_lines(this_week: str, reader: User) -> list[SwapLine]:
    """Swaps of the last weeks and those to come, and older ones that wait for an answer; the newest first."""
    since = str(week_add(Week(this_week), -SWAPS_BACK))
    asked = Q(week__gte=since) | Q(offered_week__gte=this_week)
    return _lines(DutySwap.objects.visible_to(reader).filter(asked), this_week, reader)


def own_offers(this_week: str, reader: User) -> list[SwapLine]:
    """Weeks that are offered to the reader and wait for an answer; the nearest first."""
    offers = DutySwap.objects.visible_to(reader).unanswered().filter(absentee=reader, offered_week__gte=this_week)
    lines = [one for one in _lines(offers, this_week, reader) if one.is_open]
    return sorted(lines, key=lambda one: one.swap.offered_week)


def _lines(swaps: QuerySet[DutySwap], this_week: str, reader: User) -> list[SwapLine]:
    found = list(swaps.select_related("absentee", "taken_by", "answered_by").order_by("-week"))
    turns = (
        {one.week: one for one in duties_of({one.offered_week for one in found if one.offered_week})} if found else {}
    )
    return [_line(one, turns, this_week, reader) for one in found]


def _line(swap: DutySwap, turns: Mapping[str, Turn], this_week: str, reader: User) -> SwapLine:
    days = week_range(Week(swap.offered_week)) if swap.offered_week else (None, None)
    turn = turns.get(swap.offered_week)
    to_come = bool(swap.offered_week) and swap.offered_week >= this_week
    may = notes_absence_of(reader, swap.absentee)
    accepted = swap.answer == DutySwap.Answer.ACCEPTED
    return SwapLine(
        swap,
        first=days[0],
        last=days[1],
        turn=turn.turn if turn else None,
        is_open=swap.is_offered and to_come,
        may_answer=may and swap.is_offered and to_come,
        may_reopen=may and bool(swap.answer) and (to_come or not accepted),
    )
