"""How the sample customers use the measuring platform: most steadily, one less and less although it says it is satisfied."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from customers.models import Product
from relationships.models import UsageMeasure, UsageReading
from relationships.outcomes.usage import back, end_of_period
from relationships.selectors.usage import period_of
from relationships.services import usage_trends
from reports.demo.companies import Company
from reports.services.demo.archive import SOURCE, Archive

# code | names | unit | dimension | period | usual value of a medium customer
MEASURES = (
    ("people-active", "每周登录人数", "每週登入人數", "People signed in a week", "", "breadth", "week", 24),
    ("seats-used", "席位使用率", "席位使用率", "Seats in use", "%", "breadth", "month", 68),
    ("functions-used", "启用功能数", "啟用功能數", "Functions in use", "", "depth", "month", 9),
    ("days-each", "人均使用天数", "人均使用天數", "Days of use a person", "", "frequency", "month", 11),
)  # fmt: skip
SHAPES = {"silent": -0.62, "declining": -0.45, "cooling": -0.05, "rising": 0.55, "lighthouse": 0.3}
SIZES = {"giant": 3.2, "large": 2.0, "medium": 1.0, "small": 0.4}
CUSTOMERS, WEEKS, MONTHS = 20, 56, 14
SYSTEM = "telemetry"


def count(firms: list[Company], kept: Archive, zone: ZoneInfo, today: date) -> int:
    """Measures, values of more than a year, a correction, a customer whose values stopped; how many values."""
    measures = _define()
    chosen = [one for one in firms if one.story not in {"prospect", "lost", "dormant"}]
    told = {"silent", "declining", "rising", "lighthouse"}
    chosen.sort(key=lambda one: one.story not in told)
    rows: list[UsageReading] = []
    for place, firm in enumerate(chosen[:CUSTOMERS]):
        for measure, usual in measures:
            rows += _course(firm, place, measure, usual, kept.customers[firm.code], zone, today)
    UsageReading.objects.bulk_create(rows)
    usage_trends.refresh({one.customer_id for one in rows})
    return len(rows)


def _define() -> list[tuple[UsageMeasure, int]]:
    offered = cast("QuerySet[Product]", Product.objects.filter(code__startswith=f"{SOURCE}-").order_by("code"))
    product = offered[0]
    defined = []
    for code, zh_hans, zh_hant, en, unit, dimension, period, usual in MEASURES:
        measure = UsageMeasure.objects.create(
            product=product,
            code=code,
            name_zh_hans=zh_hans,
            name_zh_hant=zh_hant,
            name_en=en,
            unit=unit,
            dimension=dimension,
            period=period,
        )
        defined.append((measure, usual))
    return defined


def _course(
    firm: Company, place: int, measure: UsageMeasure, usual: int, customer: Any, zone: ZoneInfo, today: date
) -> list[UsageReading]:
    rng = Random(f"{firm.code} {measure.code}")  # noqa: S311 - a story, not a secret
    period = period_of(measure)
    periods = WEEKS if period == "week" else MONTHS
    silent_for = (4 if period == "week" else 2) if place == CUSTOMERS - 1 else 0
    begun = 6 if firm.story == "new" else periods
    last = back(end_of_period(today, period), 1, period)
    size = SIZES.get(firm.size, 1.0) if measure.dimension == "breadth" and not measure.unit else 1.0
    window = 12 if period == "month" else 26
    rows = []
    for n in range(min(periods, begun) - 1, silent_for - 1, -1):
        end = back(last, n, period)
        passed = max(0.0, 1 - n / window)
        value = usual * size * (1 + SHAPES.get(firm.story, 0.0) * passed) * rng.uniform(0.93, 1.07)
        value = min(value, 100.0) if measure.unit == "%" else value
        number = Decimal(str(round(max(value, 0.0), 0 if measure.dimension != "frequency" else 1)))
        rows.append(_reading(customer, measure, end, number, zone, min(end + timedelta(days=2), today)))
    if place == 1 and period == "month":
        later = min(last + timedelta(days=5), today)
        rows.append(_reading(customer, measure, last, rows[-1].value + 1, zone, later, number=2))
    return rows


def _reading(
    customer: Any, measure: UsageMeasure, end: date, value: Decimal, zone: ZoneInfo, on: date, *, number: int = 1
) -> UsageReading:
    return UsageReading(
        customer=customer,
        measure=measure,
        period_end=end,
        value=value,
        source=SYSTEM,
        number=number,
        recorded_at=datetime.combine(on, time(0, 5), zone),
    )
