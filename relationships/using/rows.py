"""One measure of use at one customer, as a page shows it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from customers.models import Customer
from customers.models.facts import MANUAL
from office.formatting.amounts import percent
from relationships.attaining.rows import plain
from relationships.models import UsageMeasure, UsageReading, UsageTrend
from relationships.outcomes.usage import FEWEST, Period, Reading, Usage, back, stale, usage
from relationships.selectors.usage import period_of

SHOWN = {"week": 26, "month": 13}
"""How many periods a chart goes back."""


@dataclass(frozen=True)
class MeasureRow:
    """`readings` are those that count, oldest first."""

    measure: UsageMeasure
    readings: Sequence[UsageReading]
    state: Usage
    stale: bool
    corrections: int

    @property
    def latest(self) -> UsageReading | None:
        return self.readings[-1] if self.readings else None

    @property
    def value(self) -> str:
        return counted_text(self.latest.value, self.measure) if self.latest else ""

    @property
    def period(self) -> str:
        return period_name(self.latest.period_end, period_of(self.measure)) if self.latest else ""

    @property
    def source(self) -> str:
        if self.latest is None:
            return ""
        return source_name(self.latest)

    @property
    def change(self) -> str:
        return "" if self.state.change is None else signed(self.state.change)

    @property
    def compared(self) -> str:
        """With what the change compares."""
        return ngettext(
            "against the period before", "against the mean of the %(count)s periods before", self.state.change_over
        ) % {"count": self.state.change_over}

    @property
    def year_change(self) -> str:
        return "" if self.state.year_change is None else signed(self.state.year_change)

    @property
    def trend(self) -> Any:
        return UsageTrend.Trend(self.state.trend).label

    @property
    def trend_state(self) -> str:
        if self.state.worse:
            return "bad"
        return "good" if self.state.trend in {"rising", "falling"} else ""

    @property
    def why(self) -> str:
        """How sure the trend is, or why there is none."""
        return why(self.state.trend, self.state.count, self.state.fall, self.state.p)


def why(trend: str, count: int, fall: float | None, p: float | None) -> str:
    if trend == "insufficient":
        return _("%(count)s of the %(few)s periods that a trend needs") % {"count": count, "few": FEWEST}
    told = ngettext("over %(count)s period", "over %(count)s periods", count) % {"count": count}
    if fall is not None:
        told = f"{signed(fall)} {told}"
    if p is None or trend == "steady":
        return told
    by_chance = _("by chance alone in %(p)s of cases") % {"p": percent(p, 1) if p >= 0.001 else "< 0.1%"}
    return pgettext("between clauses", "%(one)s, %(other)s") % {"one": told, "other": by_chance}


def signed(share: float) -> str:
    """+12%, −8%, ±0%."""
    text = percent(abs(share), 0)
    return f"±{text}" if round(abs(share) * 100) == 0 else f"{'−' if share < 0 else '+'}{text}"


def counted_text(value: Decimal | float, measure: UsageMeasure) -> str:
    """A value with its unit: 12 people, 38%."""
    text = plain(Decimal(str(value)))
    if not measure.unit:
        return text
    return f"{text}{measure.unit}" if measure.unit in {"%", "％"} else f"{text} {measure.unit}"


def period_name(end: date, period: Period) -> str:
    """2026-W47, or 2026-11."""
    if period == "week":
        year, week, _day = end.isocalendar()
        return f"{year}-W{week:02d}"
    return date_format(end, "Y-m")


def source_name(reading: UsageReading) -> str:
    if reading.source != MANUAL:
        return reading.source
    by = pgettext("source of a value", "by hand")
    return f"{reading.recorded_by} · {by}" if reading.recorded_by else by


def measure_rows(customer: Customer, as_of: date) -> dict[str, list[MeasureRow]]:
    """The customer's measures by dimension: breadth, depth and frequency stand side by side and are never averaged.

    Two queries.
    """
    by_measure: defaultdict[int, list[UsageReading]] = defaultdict(list)
    rows = UsageReading.objects.filter(customer=customer).select_related("recorded_by")
    for reading in rows.order_by("recorded_at", "id"):
        by_measure[reading.measure_id].append(reading)
    found: dict[str, list[MeasureRow]] = {dimension: [] for dimension in UsageMeasure.Dimension.values}
    for measure in UsageMeasure.objects.filter(pk__in=by_measure).select_related("product"):
        found[measure.dimension].append(_row(measure, by_measure[measure.pk], as_of))
    return found


def _row(measure: UsageMeasure, told: Sequence[UsageReading], as_of: date) -> MeasureRow:
    by_end = {one.period_end: one for one in told}
    kept = [by_end[end] for end in sorted(by_end)]
    period = period_of(measure)
    state = usage(
        [Reading(one.period_end, float(one.value)) for one in kept], period, more_is_better=measure.more_is_better
    )
    return MeasureRow(measure, kept, state, stale(kept[-1].period_end, period, as_of), len(told) - len(kept))


def course(row: MeasureRow) -> list[tuple[date, UsageReading | None]]:
    """The periods of the chart, those that nobody read included."""
    period = period_of(row.measure)
    by_end = {one.period_end: one for one in row.readings}
    last = row.readings[-1].period_end
    wanted = [back(last, n, period) for n in range(SHOWN[period])][::-1]
    first = next(place for place, end in enumerate(wanted) if end in by_end)
    return [(end, by_end.get(end)) for end in wanted[first:]]
