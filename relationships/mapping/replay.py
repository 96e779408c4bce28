"""The map on other days: how the score went, and which departments changed in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from office.calendar.months import add_months
from office.charts.figures import Column, Figure, Row, Table
from office.charts.lines import Lines, Series, lines
from office.clock import today
from office.formatting.lists import listed
from office.formatting.writers import figure_writer
from relationships.mapping.grid import unit_name
from relationships.mapping.words import LEVELS
from relationships.network.maps import NOBODY
from relationships.network.penetration import SOUND
from relationships.network.pictures import Picture
from relationships.presenters import whole
from relationships.selectors.exchanges import theirs
from relationships.selectors.maps import CustomerMap

MONTHS = 12
BACK = timedelta(days=90)
SLIDER_WEEKS = 104


@dataclass(frozen=True)
class Change:
    """A department whose level moved between two days, and why as far as it can be seen."""

    name: str
    before: Any
    after: Any
    fell: bool
    why: str


@dataclass(frozen=True)
class Replay:
    weeks: int
    """How many weeks back the day lies: the place of the slider."""
    most: int
    since: date
    until: date
    changes: Sequence[Change]


def replay(found: CustomerMap, names: Mapping[str, Any]) -> Replay:
    """From the day looked at until today; when that is today, from ninety days ago."""
    now = today()
    since = found.day if found.day < now else now - BACK
    before, after = found.on(since), found.on(now)
    return Replay(
        weeks=min(SLIDER_WEEKS, round((now - found.day).days / 7)),
        most=SLIDER_WEEKS,
        since=since,
        until=now,
        changes=_changes(found, before, after, names),
    )


def _levels(picture: Picture) -> Mapping[str, int]:
    return picture.penetration.levels if picture.penetration else {}


def _changes(found: CustomerMap, before: Picture, after: Picture, names: Mapping[str, Any]) -> list[Change]:
    was, is_now = _levels(before), _levels(after)
    rows = []
    for unit in found.units:
        first, last = was.get(unit.key, NOBODY), is_now.get(unit.key, NOBODY)
        if first != last:
            why = _why(found, unit.key, before, after) if last < first else ""
            rows.append(Change(unit_name(unit, names), LEVELS[first], LEVELS[last], last < first, why))
    return rows


def _why(found: CustomerMap, unit: str, before: Picture, after: Picture) -> str:
    """Somebody who held it left; else how long nobody of theirs took part in anything."""
    tied = {pair.contact for pair in before.pairs if pair.touches}
    people = found.of_unit(unit)
    gone = [
        one
        for one in people
        if theirs(one.pk) in tied and one.left_on is not None and before.as_of < one.left_on <= after.as_of
    ]
    if gone:
        return _("%(name)s left") % {"name": listed(gone)}
    keys = {theirs(one.pk) for one in people}
    days = [
        moment.day
        for (_user, contact), met in found.network.met.items()
        if contact in keys
        for moment in met
        if moment.counted and moment.reached and moment.day <= after.as_of.toordinal()
    ]
    if not days:
        return ""
    quiet = after.as_of.toordinal() - max(days)
    return ngettext("silent for %(days)s day", "silent for %(days)s days", quiet) % {"days": quiet}


def by_month(found: CustomerMap) -> Figure:
    """The score at the end of each of the last months, and today. Thirteen maps: of many people that takes a moment."""
    now = today()
    firsts = [add_months(now.replace(day=1), -back) for back in range(MONTHS - 1, -1, -1)]
    days = [*(first - timedelta(days=1) for first in firsts), now]
    scores = [picture.penetration.score if (picture := found.on(day)).penetration else None for day in days]
    texts = [*(f"{day:%y-%m}" for day in days[:-1]), pgettext("the day it is", "today")]
    known = [(text, score) for text, score in zip(texts, scores, strict=True) if score is not None]
    label = (
        _("Penetration went from %(first)s (%(when)s) to %(last)s today.")
        % {"first": whole(known[0][1]), "when": known[0][0], "last": whole(known[-1][1])}
        if known
        else _("Nobody of theirs was known in the last twelve months.")
    )
    return Figure(
        title=_("Penetration by month"),
        label=label,
        picture=_picture(scores, texts, 560) if known else None,
        narrow=_picture(scores, texts, 350) if known else None,
        reason=label,
        table=Table(
            _("Penetration by month"),
            (Column(_("Month"), words=True), Column(_("Penetration"))),
            tuple(Row((text, str(whole(score)))) for text, score in known),
        ),
        level=3,
    )


def _picture(scores: Sequence[float | None], texts: Sequence[str], width: float) -> Lines:
    series = [Series(_("Penetration"), tuple(scores))]
    return lines(series, texts, write=figure_writer(0), width=width, height=150, healthy=(SOUND, 100))
