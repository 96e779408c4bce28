"""What one row of the standing was computed with: parameters and what everybody was measured against."""

from functools import cached_property

from customers.models import CompanyStanding, CustomerStanding
from customers.selectors.worth import settings_from_number
from customers.valuation.settings import Settings
from customers.valuation.worth import Basis


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
