"""The course of a goal: its readings, where they should be by now, and what is to be reached."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.charts.figures import Column, Figure, Row, Table
from office.charts.lines import Series, lines
from relationships.attaining.rows import goal_text, measured, plain, word_line
from relationships.models import Goal, GoalVersion
from relationships.selectors.outcomes import Standing, word_on

WIDTH, NARROW = 640, 340


def goal_figure(standing: Standing, *, csv_url: str = "", level: int = 2) -> Figure:
    """Baseline and readings over time, in the band that is aimed at."""
    goal, readings = standing.goal, list(reversed(standing.readings))
    title = str(goal.kpi.name)
    if not readings:
        return Figure(title=title, label=title, picture=None, reason=_("No reading yet."), level=level)
    points = _points(goal, [(one.period_end, one.value) for one in readings])
    names = [date_format(day, "Y-m-d") for day, _value in points]
    series = [Series(pgettext("line of a chart", "measured"), tuple(value for _day, value in points))]
    options = {"write": lambda value: measured(Decimal(str(value)).quantize(Decimal("0.01")), goal.kpi), "zero": False}
    latest = readings[-1]
    return Figure(
        title=title,
        label=_("%(value)s on %(day)s, to reach %(goal)s by %(due)s.")
        % {
            "value": measured(latest.value, goal.kpi),
            "day": date_format(latest.period_end, "Y-m-d"),
            "goal": goal_text(goal.terms, goal.kpi),
            "due": date_format(goal.terms.due, "Y-m-d"),
        },
        note=_("the band is what is to be reached: %(goal)s") % {"goal": goal_text(goal.terms, goal.kpi)},
        picture=lines(series, names, healthy=band(goal.terms, goal.kpi.direction), width=WIDTH, height=190, **options),  # type: ignore[arg-type]
        narrow=lines(series, names, healthy=band(goal.terms, goal.kpi.direction), width=NARROW, height=190, **options),  # type: ignore[arg-type]
        table=_table(standing, title),
        csv_url=csv_url,
        level=level,
    )


def band(terms: GoalVersion, direction: str) -> tuple[Decimal | None, Decimal | None]:
    """What is aimed at as a range, open on the side where more is better."""
    if direction == "range":
        return terms.lo, terms.hi
    return (terms.target, None) if direction == "up" else (None, terms.target)


def _points(goal: Goal, values: Sequence[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    terms = goal.terms
    if terms.baseline is None:
        return list(values)
    return [(min(terms.baseline_on or terms.start, values[0][0]), terms.baseline), *values]


def _table(standing: Standing, title: str) -> Table:
    heads = (
        Column(_("End of the period"), words=True),
        Column(_("Value")),
        Column(_("Evidence"), words=True),
        Column(_("The customer says"), words=True),
    )
    cells = []
    for one in reversed(standing.readings):
        word = word_line(word_on(one))
        cells.append(
            Row((date_format(one.period_end, "Y-m-d"), plain(one.value), one.evidence, word.text if word else ""))
        )
    return Table(title, heads, tuple(cells))
