"""Kept measures that payment grades and alarms are decided by, of the customers whose costs the reader sees."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from customers.models import CustomerStanding
from customers.valuation.defectors import Watched
from reports.indicators.previews import Paying

GONE = (CustomerStanding.Stage.PROSPECT, CustomerStanding.Stage.LOST)
STEP = 2_000
MEASURES = ("satisfied", "p_trend", "rel_annual", "level", "p_overdue")


def paying(standings: QuerySet[CustomerStanding]) -> list[Paying]:
    """Those with a grade and days late. One query."""
    rows = standings.filter(payment_grade__in=("A", "B", "C", "D"), days_late__isnull=False).order_by()
    columns = ("customer_id", "payment_grade", "days_late", "parts__grade__max_open_overdue")
    return [
        Paying(customer, grade, Decimal(str(late)), int(still_open or 0))
        for customer, grade, late, still_open in rows.values_list(*columns).iterator(STEP)
    ]


def watched(standings: QuerySet[CustomerStanding]) -> list[Watched]:
    """Those that could leave; amounts, which decide nothing, are left out. One query."""
    rows = standings.exclude(stage__in=GONE).order_by("customer_id")
    return [
        Watched(
            id=str(customer),
            satisfied=satisfied,
            p_trend=p_trend,
            rel_annual=_decimal(rel_annual),
            level=_decimal(level),
            p_overdue=p_overdue,
        )
        for customer, satisfied, p_trend, rel_annual, level, p_overdue in rows.values_list(
            "customer_id", *MEASURES
        ).iterator(STEP)
    ]


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
