"""What one row of the standing was computed with: parameters and what everybody was measured against; and what is read of
the customer only when a figure is asked for, as it is known now."""

from datetime import date
from functools import cached_property

from customers.models import CompanyStanding, CustomerStanding
from customers.selectors.investments import Invested, invested_in
from customers.selectors.upkeep import Upkeep, upkeep_of
from customers.selectors.worth import settings_from_number
from customers.valuation.settings import Settings
from customers.valuation.worth import Basis
from office.calendar.months import month_end, month_of


class Behind:
    """Each is read when first asked for, once."""

    def __init__(self, row: CustomerStanding) -> None:
        self.row = row

    @cached_property
    def settings(self) -> Settings:
        return settings_from_number(self.row.settings_number)

    @cached_property
    def basis(self) -> Basis | None:
        """Of the company's standing of the same day and kind; None where none is kept."""
        company = CompanyStanding.objects.filter(kind=self.row.kind, as_of=self.row.as_of).only("basis").first()
        return None if company is None else Basis.from_plain(company.basis)

    @cached_property
    def upkeep(self) -> Upkeep:
        """Service and relationship from the first order to the end of the row's month."""
        return upkeep_of(self.row.customer_id, self.row.first_order_on, self.last_day)

    @cached_property
    def invested(self) -> Invested:
        """What was booked as strategic investment up to the row's day."""
        return invested_in([self.row.customer_id], self.row.as_of).get(self.row.customer_id, Invested())

    @property
    def last_day(self) -> date:
        return month_end(month_of(self.row.month))
