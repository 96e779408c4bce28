"""The weeks ahead on the roster: whose turn it is, who is away, who stands in."""

from dataclasses import dataclass
from datetime import date

from office.calendar import Week, week_add, week_range
from office.models import User
from voice.access import notes_absence_of
from voice.models import DutyAbsence
from voice.selectors import duties_of

WEEKS_AHEAD = 8


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

    @property
    def stands_in(self) -> bool:
        return self.turn is not None and self.on_duty is not None and self.on_duty != self.turn


def duty_rows(this_week: str, reader: User) -> list[DutyRow]:
    """The next weeks, and every later one in which somebody is away, in a constant number of queries."""
    weeks = [str(week_add(Week(this_week), n)) for n in range(WEEKS_AHEAD)]
    absences = DutyAbsence.objects.visible_to(reader).filter(week__gte=this_week).select_related("user").order_by("id")
    by_week: dict[str, list[DutyAbsence]] = {}
    for absence in absences:
        by_week.setdefault(absence.week, []).append(absence)
    weeks = sorted({*weeks, *by_week})
    rows = []
    for turn in duties_of(weeks):
        monday, sunday = week_range(Week(turn.week))
        lines = [AwayLine(one, notes_absence_of(reader, one.user)) for one in by_week.get(turn.week, [])]
        rows.append(DutyRow(turn.week, monday, sunday, turn.turn, turn.on_duty, lines, turn.on_duty == reader))
    return rows
