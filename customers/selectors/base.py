"""The customer base as a whole: every customer's standing, and the figures computed over them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from customers import extensions
from customers.access import is_the_machine
from customers.models import CompanyStanding, Customer, CustomerStanding, MonthlyTotal, StandingKind
from customers.selectors.revenue import REFUNDS, SALES
from customers.selectors.worth import settings_from_number
from customers.valuation.formula import FORMULA
from customers.valuation.money import ZERO
from customers.valuation.settings import Settings
from customers.valuation.worth import Basis, Measured, Moment
from office import access as office_access
from office.calendar.months import Month, month_of

if TYPE_CHECKING:
    from office.models import User

STEP = 5_000
COLUMNS = (
    "size_effective",
    "stage",
    "active",
    "net_t12",
    "net_p12",
    "first_order_on",
    "last_order_on",
    "tenure_months",
    "growth",
    "mrr",
    "gross_profit",
    "contribution",
    "net_profit",
    "net_profit_p12",
    "net_margin",
    "cost_to_serve",
    "direct_cost",
    "service_minutes",
    "capital_cost",
    "receivable",
    "allowance",
    "partial",
    "ltv",
    "cac",
    "payback_months",
    "payback_status",
    "payment_grade",
    "days_late",
    "potential",
    "profit_class",
    "tier_effective",
    "scorecard",
    "lighthouse",
    "satisfied",
    "alarm",
    "money_at_risk",
)
"""Columns of the standing in the order of `Measured`, behind who the customer is."""
MONEYLESS = {"net_t12"}
IDENTITY = (
    "pk",
    "parent",
    "parent__parent",
    "industry__code",
    "region__code",
    "acquisition_channel__code",
    "owner",
    "lost_on",
)
Identity = tuple[int, int, str, str, str, int | None, date | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the base with what stands behind it; `values` is None while nothing was computed yet."""

    values: Mapping[str, Any] | None
    as_of: date | None
    month: date | None
    customers: int
    computed_at: datetime | None
    changed_since: int
    settings_number: int
    whole: bool
    """All customers of the company, or only those that the reader sees."""


NOTHING = Figure(None, None, None, 0, None, 0, 0, whole=True)


def company_today() -> CompanyStanding | None:
    return CompanyStanding.objects.filter(kind=StandingKind.TODAY).first()


def company_kept(day: date) -> CompanyStanding | None:
    """The company as frozen that day, else the last time before it; of a Sunday that ends a month, the month's."""
    frozen = CompanyStanding.objects.filter(as_of__lte=day).exclude(kind=StandingKind.TODAY)
    return frozen.order_by("-as_of", "kind").first()


def sees_whole(user: "User") -> bool:
    """Figures over all customers: who sees every ledger, and the system itself."""
    return office_access.sees_every_ledger(user) or is_the_machine(user)


def figure(key: str, user: "User", *, company: CompanyStanding | None = None) -> Figure:
    """The figure as the user may see it: the kept one for who sees every ledger, else of the customers whose costs
    the user sees, computed now. KeyError for a figure nobody registered."""
    source = next(each for each in extensions.company_figures if each.key == key)
    standing = company or company_today()
    if standing is None:
        return NOTHING
    if sees_whole(user):
        opens = standing.kind != StandingKind.TODAY or standing.formula_version == FORMULA
        values, count, whole = standing.figures.get(key) if opens else None, standing.customers, True
    else:
        rows = measured(CustomerStanding.objects.today().filter(customer__in=_costs_seen_by(user)))
        moment = moment_of(standing, frozenset(row.id for row in rows))
        values, count, whole = source.compute(rows, moment), len(rows), False
    return Figure(
        values,
        standing.as_of,
        standing.month,
        count,
        standing.computed_at,
        standing.changed_since,
        standing.settings_number,
        whole,
    )


def figures_of(rows: Sequence[Measured], moment: Moment) -> dict[str, Any]:
    """Every registered figure over these customers."""
    return {each.key: dict(each.compute(rows, moment)) for each in extensions.company_figures}


def moment_of(
    company: CompanyStanding, scope: frozenset[int] | None = None, settings: Settings | None = None
) -> Moment:
    """`settings`: those it was computed with, where they are no version that is kept."""
    chosen = settings or settings_from_number(company.settings_number)
    return Moment(company.as_of, month_of(company.month), chosen, Basis.from_plain(company.basis), scope)


def measured(standings: QuerySet[CustomerStanding], *, months: bool = True) -> list[Measured]:
    """The customers of these standings, by id. Three queries; `months` reads their monthly revenue as well."""
    values = {
        row[0]: row[1:] for row in standings.order_by("customer_id").values_list("customer_id", *COLUMNS).iterator(STEP)
    }
    identities = identities_of(Customer.objects.filter(pk__in=standings.order_by().values("customer_id")))
    net = net_by_customer_and_month(list(values)) if months else {}
    return [row_of(identities[pk], row, net.get(pk, {})) for pk, row in values.items()]


def identities_of(customers: QuerySet[Customer]) -> dict[int, Identity]:
    return {
        pk: (pk, grandparent or parent or pk, industry or "", region or "", channel or "", owner, lost_on)
        for pk, parent, grandparent, industry, region, channel, owner, lost_on in customers.order_by().values_list(
            *IDENTITY
        )
    }


def row_of(identity: Identity, values: Iterable[Any], net: Mapping[Month, Decimal]) -> Measured:
    """`values` in the order of `COLUMNS`; a customer without any line bought for 0."""
    known = (
        ZERO if value is None and name in MONEYLESS else value for name, value in zip(COLUMNS, values, strict=True)
    )
    given: tuple[Any, ...] = (*identity, *known, net)
    return Measured(*given)


def net_by_customer_and_month(customer_ids: Sequence[int]) -> dict[int, dict[Month, Decimal]]:
    """Net revenue of each month with a line."""
    found: defaultdict[int, dict[Month, Decimal]] = defaultdict(dict)
    rows = MonthlyTotal.objects.filter(customer__in=customer_ids, kind__in=(*SALES, *REFUNDS)).order_by()
    for customer, day, kind, amount in rows.values_list("customer_id", "month", "kind", "amount").iterator(STEP):
        month, months = month_of(day), found[customer]
        months[month] = months.get(month, ZERO) + (Decimal(amount) if kind in SALES else -Decimal(amount))
    return found


def _costs_seen_by(user: "User") -> QuerySet[Customer]:
    from customers.access import costs_q

    condition = costs_q(user, "customer")
    rows = CustomerStanding.objects.today()
    return Customer.objects.filter(pk__in=(rows if condition is None else rows.filter(condition)).values("customer"))
