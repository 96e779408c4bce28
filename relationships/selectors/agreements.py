"""What is agreed with customers, whether they keep to it, and warnings that they may not be able to pay."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from customers.models import Customer, RevenueLine
from customers.selectors.rates import Table
from office.models import Company, User
from relationships.models import RiskClause, SolvencyWarning, VolumeAgreement
from relationships.models.agreement import AgreementQuerySet
from relationships.strategy.agreements import Shortfall, Stretch, running_year, shortfall


@dataclass(frozen=True)
class Kept:
    """An agreement in its running year. `lines` are those counted, `left_out` those without a rate or a quantity."""

    agreement: VolumeAgreement
    result: Shortfall
    lines: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Line:
    on: date
    net: Decimal
    currency: str
    quantity: Decimal | None
    product: int | None


def kept(agreements: AgreementQuerySet, as_of: date) -> list[Kept]:
    """Each agreement in force on the day against the ledger; at most three queries, however many agreements."""
    found = list(agreements.in_force(as_of).select_related("product"))
    years = {one.pk: running_year(one.valid_from, one.valid_until, as_of) for one in found}
    begins = [year.first for year in years.values() if year]
    lines = _lines({one.customer_id for one in found}, min(begins, default=as_of), as_of)
    rates = Table(Company.get().base_currency)
    return [
        _against(one, year, lines.get(one.customer_id, ()), rates)
        for one in found
        if (year := years[one.pk]) is not None
    ]


def _against(agreement: VolumeAgreement, year: Stretch, lines: Iterable[_Line], rates: Table) -> Kept:
    bought, counted, left_out = Decimal(0), 0, 0
    for line in lines:
        if not year.first <= line.on <= year.counted or agreement.product_id not in (None, line.product):
            continue
        value = _amount(line, agreement.currency, rates) if agreement.yearly_amount else _quantity(line)
        if value is None:
            left_out += 1
        else:
            bought, counted = bought + value, counted + 1
    yearly = agreement.yearly_amount or agreement.yearly_quantity or Decimal(0)
    return Kept(agreement, shortfall(Decimal(yearly), bought, year), counted, left_out)


def _amount(line: _Line, currency: str, rates: Table) -> Decimal | None:
    """In the agreement's currency; None where that is not the company's own and the line has another one."""
    if line.currency == currency:
        return line.net
    return rates.to_base(line.net, line.currency, line.on) if currency == rates.base else None


def _quantity(line: _Line) -> Decimal | None:
    """Pieces; what was sent back counts against them."""
    if line.quantity is None:
        return None
    return -abs(line.quantity) if line.net < 0 else line.quantity


def _lines(customer_ids: Collection[int], first: date, last: date) -> dict[int, list[_Line]]:
    rows = RevenueLine.objects.filter(customer__in=customer_ids, booked_on__range=(first, last)).order_by()
    found: dict[int, list[_Line]] = {}
    columns = ("customer_id", "booked_on", "net", "currency", "quantity", "product_id")
    for customer, *line in rows.values_list(*columns):
        found.setdefault(customer, []).append(_Line(*line))
    return found


def shortfalls(customers: QuerySet[Customer], as_of: date) -> dict[int, list[Kept]]:
    """Agreements in force by customer, kept or not; customers without any are absent."""
    found: dict[int, list[Kept]] = {}
    for one in kept(VolumeAgreement.objects.filter(customer__in=customers).order_by("customer_id", "id"), as_of):
        found.setdefault(one.agreement.customer_id, []).append(one)
    return found


def warnings_open(customers: QuerySet[Customer], as_of: date) -> dict[int, list[SolvencyWarning]]:
    """Solvency warnings that stand on the day, the gravest first, by customer."""
    rows = SolvencyWarning.objects.open_on(as_of).filter(customer__in=customers)
    found: dict[int, list[SolvencyWarning]] = {}
    for one in rows.order_by("-severity", "on", "id"):
        found.setdefault(one.customer_id, []).append(one)
    return found


def clauses_in_force(customer: Customer, user: User, as_of: date) -> Sequence[RiskClause]:
    """Clauses on shared risk that hold on the day: evidence for whether growth and risk are shared (two-question test)."""
    return list(RiskClause.objects.visible_to(user).in_force(as_of).filter(customer=customer))
