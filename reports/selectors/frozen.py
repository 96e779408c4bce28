"""Figures of the company as they were known when a month ended."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from customers.models import CompanyStanding, StandingKind
from office.calendar.months import Month, add_months, month_of

YEAR = 12


def part_by_month(figure: str, part: str, last: date) -> dict[Month, Mapping[str, Any]]:
    """Month → a part of a figure, of the last twelve month ends that were frozen. One query.

    For who sees every ledger alone: these are figures of all customers.
    """
    frozen = CompanyStanding.objects.filter(kind=StandingKind.MONTH, month__gt=add_months(last, -YEAR), month__lte=last)
    rows = frozen.order_by("month").values_list("month", f"figures__{figure}__{part}")
    return {month_of(month): values for month, values in rows if values is not None}
