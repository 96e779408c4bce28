"""How large a customer is by the national standard, beside what the archive says."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers import access
from customers.figures.reasons import size_reason
from customers.figures.words import SIZES, STANDARDS
from customers.models import Customer, CustomerYear
from customers.presenters.figures import address
from customers.valuation.sizes import OwnYear, size_of
from office.models import Company, User

ENTERED_AS = {Customer.Size.GIANT.value: "large"}
"""The standard knows nothing above large."""


@dataclass(frozen=True, slots=True)
class SizeTold:
    """`text` is empty while it is unknown; `basis` says what it stands on, or why it is unknown. `differs`: the archive says
    another."""

    text: str
    basis: str
    differs: bool
    url: str


def size_told(customer: Customer, user: User) -> SizeTold:
    """One query for its years."""
    return national_size(customer, list(CustomerYear.objects.visible_to(user).filter(customer=customer)[:20]), user)


def national_size(customer: Customer, years: Sequence[CustomerYear], user: User) -> SizeTold:
    """From its years, newest first; the way to the figure is for who may open it."""
    url = address(customer, "size_computed") if access.sees_revenue_of(user, customer) else ""
    standard = customer.industry.standard if customer.industry else ""
    own = [OwnYear(each.year, each.employees, each.revenue, each.assets) for each in years]
    found = size_of(standard, own, Company.get().base_currency)
    if not found.size or found.of is None:
        return SizeTold("", size_reason(found.why), differs=False, url=url)
    basis = _("%(category)s, figures of %(year)s") % {"category": STANDARDS[standard], "year": found.of.year}
    differs = bool(customer.size) and ENTERED_AS.get(customer.size, customer.size) != found.size
    return SizeTold(str(SIZES[found.size]), basis, differs, url)
