"""The company's own months, read from the monthly rollup."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min, Sum

from customers.models import MonthlyTotal
from customers.selectors.revenue import NET, REFUNDS, SALES
from office.calendar.months import add_months, last_complete_month


@dataclass(frozen=True)
class CompanyMonth:
    month: date
    """Its first day."""
    net: Decimal | None
    """Net revenue in base currency; None before the ledger begins."""
    lines: int
    lines_without_rate: int
    """Lines left out of `net`, because no exchange rate was known on their day."""


def company_months(as_of: date, *, count: int) -> list[CompanyMonth]:
    """The last `count` complete months up to `as_of`, oldest first (economics 0.4). Two queries."""
    last = date.fromisoformat(f"{last_complete_month(as_of)}-01")
    months = [add_months(last, -back) for back in range(count - 1, -1, -1)]
    totals = MonthlyTotal.objects.filter(kind__in=(*SALES, *REFUNDS))
    begins = totals.aggregate(Min("month"))["month__min"]
    rows = totals.filter(month__range=(months[0], last)).order_by().values("month")
    found = {row["month"]: row for row in rows.annotate(net=NET, count=Sum("lines"), without=Sum("lines_without_rate"))}
    return [_month(month, found.get(month), begins) for month in months]


def _month(month: date, row: Any, begins: date | None) -> CompanyMonth:
    if row is not None:
        return CompanyMonth(month, row["net"], row["count"], row["without"])
    known = begins is not None and month >= begins
    return CompanyMonth(month, Decimal(0) if known else None, 0, 0)
