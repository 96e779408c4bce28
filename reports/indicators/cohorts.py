"""Cohorts by month won, by quarter where months are too small (economics 3.2)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from customers.valuation.money import ZERO
from customers.valuation.retention import Cohort, cohort_matrix
from customers.valuation.worth import Measured
from office.calendar.months import Month, month_add, month_index, month_of
from reports.indicators.plain import plain

FEWEST_AVERAGE = 10
QUARTER = 3
MONTHS_SHOWN, QUARTERS_SHOWN = 24, 12
ORIGIN = Month("2000-01")


def cohorts_of(rows: Sequence[Measured], last: Month) -> dict[str, Any]:
    """The newest cohorts, oldest first. Customers that were there before the ledger began belong to none: `before`."""
    known = {str(row.id): row.net for row in rows if _begins_in_the_ledger(row)}
    before = sum(any(amount > 0 for amount in row.net.values()) for row in rows) - sum(
        any(amount > 0 for amount in net.values()) for net in known.values()
    )
    monthly = cohort_matrix(known, last)
    sizes = [each.size for each in monthly]
    if not sizes or sum(sizes) >= FEWEST_AVERAGE * len(sizes):
        return {
            "step": "month",
            "before": before,
            "rows": [_line(each, each.cohort) for each in monthly[-MONTHS_SHOWN:]],
        }
    newest = _quarter(last) if month_index(last) % QUARTER == 2 else month_add(_quarter(last), -1)
    quarterly = cohort_matrix({pk: _by_quarter(net) for pk, net in known.items()}, newest)
    lines = [
        _line(each, month_add(ORIGIN, QUARTER * (month_index(each.cohort) - month_index(ORIGIN)))) for each in quarterly
    ]
    return {"step": "quarter", "before": before, "rows": lines[-QUARTERS_SHOWN:]}


def _begins_in_the_ledger(row: Measured) -> bool:
    """Whether its lines begin with its first order: the customer is neither older than the ledger nor than its lines."""
    if row.tenure_months is None:
        return False
    first = min(row.net, default=None)
    return first is None or row.first_order_on is None or month_of(row.first_order_on) >= first


def _line(cohort: Cohort, first: Month) -> dict[str, Any]:
    return {"first": first, "size": cohort.size, "active": cohort.active, "revenue": plain(cohort.revenue)}


def _quarter(month: Month) -> Month:
    """The quarter as a month of a calendar whose months are quarters, counted from the origin."""
    return month_add(ORIGIN, (month_index(month) - month_index(ORIGIN)) // QUARTER)


def _by_quarter(net: Mapping[Month, Decimal]) -> dict[Month, Decimal]:
    sums: dict[Month, Decimal] = {}
    for month, amount in net.items():
        quarter = _quarter(month)
        sums[quarter] = sums.get(quarter, ZERO) + amount
    return sums
