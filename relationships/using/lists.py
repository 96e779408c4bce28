"""Customers whose use gets worse, as rows of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from relationships.models import UsageTrend
from relationships.outcomes.usage import Period, back, stale
from relationships.selectors.usage import counted, period_of
from relationships.using.rows import SHOWN, counted_text, period_name, signed, why


@dataclass(frozen=True)
class FallingRow:
    trend: UsageTrend
    value: str
    period: str
    change: str
    year_change: str
    why: str
    spark: Sequence[float | None]
    stale: bool
    satisfied: bool | None
    """What the customer says of us, as its standing knows it; None where it said nothing."""


def falling_rows(trends: Sequence[UsageTrend], as_of: date) -> list[FallingRow]:
    """Two queries for however many rows."""
    prefetch_related_objects(trends, "measure__product", "customer__owner", "customer__team", "customer__standing")
    values = counted({one.customer_id for one in trends}, {one.measure_id for one in trends})
    found = []
    for one in trends:
        period = period_of(one.measure)
        by_end = {reading.period_end: reading.value for reading in values.get((one.customer_id, one.measure_id), [])}
        standing = getattr(one.customer, "standing", None)
        found.append(
            FallingRow(
                trend=one,
                value=counted_text(one.latest, one.measure),
                period=period_name(one.latest_on, period),
                change="" if one.change is None else signed(one.change),
                year_change="" if one.year_change is None else signed(one.year_change),
                why=why(one.trend, one.periods, one.fall, one.p),
                spark=_course(by_end, one.latest_on, period),
                stale=stale(one.latest_on, period, as_of),
                satisfied=None if standing is None else standing.satisfied,
            )
        )
    return found


def _course(by_end: dict[date, float], last: date, period: Period) -> list[float | None]:
    return [by_end.get(back(last, n, period)) for n in range(SHOWN[period])][::-1]
