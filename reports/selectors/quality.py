"""What credit and terms of the base, and its asset quality, are told from."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from customers.models import CompanyStanding, CustomerStanding, StandingKind
from customers.valuation.payments import Lateness
from customers.valuation.worth import Measured, Moment
from office.calendar.months import add_months
from reports.indicators.quality import credit_of

YEAR = 12


def quality_figure(rows: Sequence[Measured], moment: Moment) -> Mapping[str, Any]:
    """The figure `quality` of these customers: credit and terms."""
    return credit_of(rows, _lateness(rows, moment))


def _lateness(rows: Sequence[Measured], moment: Moment) -> dict[int, Lateness]:
    """As the rows bring it along, else as kept with the standings of today. One query then."""
    if moment.scope is None:
        return {row.id: row.lateness for row in rows if row.lateness is not None and row.lateness.invoices}
    kept = CustomerStanding.objects.today().filter(customer__in=list(moment.scope)).order_by()
    return {
        customer: Lateness(each["invoices"], Decimal(each["amount"]), Decimal(each["amount_days"]))
        for customer, each in kept.values_list("customer_id", "parts__lateness")
        if each
    }


def figures_a_year_before(month: date) -> Mapping[str, Any] | None:
    """All figures of the company as frozen at the month end a year before; None where it was not kept. One query."""
    frozen = CompanyStanding.objects.filter(kind=StandingKind.MONTH, month=add_months(month, -YEAR))
    found: Mapping[str, Any] | None = frozen.values_list("figures", flat=True).first()
    return found
