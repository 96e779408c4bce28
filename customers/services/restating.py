"""A frozen standing as the facts known now would have it: computed to be looked at, never written."""

from dataclasses import dataclass

from customers.models import CompanyStanding, CustomerStanding
from customers.selectors import worth
from customers.services import measuring
from customers.services.measuring import WATCH
from customers.valuation.worth import Basis, judge, own_of


@dataclass(frozen=True, slots=True)
class Restated:
    """`unknown_columns` need everybody else's computation and are not restated."""

    row: CustomerStanding
    unknown_columns: frozenset[str] = WATCH


def restated(row: CustomerStanding) -> Restated | None:
    """The same day, settings and basis, with the facts of today; None for a customer that is gone."""
    company = CompanyStanding.objects.filter(kind=row.kind, as_of=row.as_of).first()
    basis = Basis.from_plain(company.basis) if company is not None else Basis()
    settings = worth.settings_from_number(row.settings_number)
    for facts in worth.facts_of([row.customer_id], row.as_of, worth.ledger_begins()):
        own = own_of(facts, row.as_of, settings)
        again = measuring.values_of(
            own,
            judge(own, basis, row.as_of, settings),
            as_of=row.as_of,
            kind=row.kind,
            settings_number=row.settings_number,
            now=row.computed_at,
        )
        return Restated(CustomerStanding(**again))
    return None
