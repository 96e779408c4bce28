"""The course of one measure of use."""

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from office.charts.figures import Column, Figure, Row, Table
from office.charts.lines import Series, lines
from office.models import Company
from relationships.attaining.rows import plain
from relationships.selectors.usage import period_of
from relationships.using.rows import MeasureRow, counted_text, course, period_name, source_name

WIDTH, HEIGHT = 340, 150


def usage_figure(row: MeasureRow, *, level: int = 3) -> Figure:
    """Values by period; a period that nobody read breaks the line."""
    told, period = course(row), period_of(row.measure)
    names = [period_name(end, period) for end, _reading in told]
    series = [Series("", tuple(None if one is None else one.value for _end, one in told))]
    options = {"write": lambda value: plain(Decimal(str(value)).quantize(Decimal("0.01"))), "zero": True}
    title = str(row.measure)
    return Figure(
        title=title,
        label=_("%(measure)s: %(value)s in %(period)s, %(trend)s.")
        % {"measure": title, "value": row.value, "period": row.period, "trend": row.trend},
        note=row.why,
        picture=lines(series, names, width=WIDTH, height=HEIGHT, **options),  # type: ignore[arg-type]
        table=_table(row, title),
        level=level,
    )


def _table(row: MeasureRow, title: str) -> Table:
    period = period_of(row.measure)
    heads = (
        Column(_("Period"), words=True),
        Column(_("Value")),
        Column(_("Source"), words=True),
        Column(_("Recorded at"), words=True),
    )
    zone = Company.get().zone
    cells = [
        Row(
            (
                period_name(one.period_end, period),
                counted_text(one.value, row.measure),
                source_name(one),
                date_format(localtime(one.recorded_at, zone), "Y-m-d"),
            )
        )
        for one in reversed(row.readings)
    ]
    return Table(title, heads, tuple(cells))
