"""The facts that a customer's worth is computed from, for many customers in a constant number of queries."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, ExpressionWrapper, F, Min, QuerySet, Sum

from customers import extensions
from customers.models import (
    AcquisitionSpend,
    CostLine,
    Customer,
    CustomerStanding,
    MonthlyTotal,
    RevenueLine,
    StandingKind,
    ValuationSettings,
)
from customers.money import from_cents
from customers.selectors.rates import Table
from customers.selectors.revenue import REFUNDS, SALES
from customers.valuation.acquisition import Pool
from customers.valuation.settings import Settings, settings_from
from customers.valuation.worth import Facts
from office.calendar.months import Month, last_complete_month, month_of, months_until
from office.models import Company

CENTS = ExpressionWrapper(F("net"), output_field=BigIntegerField())
ACQUISITION = CostLine.Kind.ACQUISITION.value
MUTUAL = "mutual_dependence"
"""The fact feed of upper apps: customer id → whether both sides depend on one another (economics 6.3)."""
STEP = 5_000


def settings_now() -> tuple[Settings, int]:
    """The parameters in force and the number of their version; 0 stands for the defaults."""
    newest = ValuationSettings.objects.order_by("-number").first()
    return (Settings(), 0) if newest is None else (settings_from(newest.values), newest.number)


def acquisition_pools() -> list[Pool]:
    """Acquisition spending by channel and month in base currency; spending of no channel has the empty one."""
    rates = Table(Company.get().base_currency)
    rows = AcquisitionSpend.objects.order_by().values_list("channel__code", "month", "currency")
    sums: defaultdict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for channel, month, currency, amount in rows.annotate(total=Sum("amount")):
        converted = rates.to_base(amount, currency, month)
        if converted is not None:
            sums[channel or "", month] += converted
    return [Pool(channel, month_of(month), amount) for (channel, month), amount in sorted(sums.items())]


def facts_of(customer_ids: Collection[int], as_of: date) -> Iterator[Facts]:
    """The facts of these customers up to `as_of`, in order of their ids."""
    ids = sorted(customer_ids)
    chosen = Customer.objects.filter(pk__in=ids)
    shared = _Shared(as_of)
    for source in SOURCES:
        source(ids, chosen, shared)
    for row in _identities(chosen):
        yield shared.facts(row)


@dataclass
class _Shared:
    """What each source found, by customer; `facts` puts one customer's together."""

    as_of: date
    found: dict[str, Mapping[int, Any]] = field(default_factory=dict)
    begins: Month | None = None

    def facts(self, row: Mapping[str, Any]) -> Facts:
        pk = row["pk"]
        given = {name: by_id[pk] for name, by_id in self.found.items() if pk in by_id}
        return Facts(
            id=pk,
            first_deal_on=row["first_deal_on"],
            ledger_begins=self.begins,
            lost_on=row["lost_on"],
            group=row["parent__parent"] or row["parent"] or pk,
            segment=row["industry__code"] or "",
            channel=row["acquisition_channel__code"] or "",
            tier=row["tier"],
            **{"totals": {}, **given},
        )


def _identities(chosen: QuerySet[Customer]) -> QuerySet[Customer, Any]:
    return chosen.order_by("pk").values(
        "pk",
        "first_deal_on",
        "lost_on",
        "parent",
        "parent__parent",
        "industry__code",
        "acquisition_channel__code",
        "tier",
    )


def _totals(ids: list[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    """The monthly rollup up to the month of the day, what of it has no rate, and where the ledger begins."""
    totals: defaultdict[int, dict[str, dict[Month, Decimal]]] = defaultdict(dict)
    unrated: dict[int, int] = defaultdict(int)
    window = months_until(last_complete_month(shared.as_of), 12)
    names: dict[date, Month] = {}
    rows = MonthlyTotal.objects.filter(customer__in=ids, month__lte=shared.as_of).order_by()
    for customer, day, kind, amount, without in rows.values_list(
        "customer_id", "month", "kind", "amount", "lines_without_rate"
    ).iterator(STEP):
        month = names.get(day) or names.setdefault(day, month_of(day))
        totals[customer].setdefault(kind, {})[month] = amount  # type: ignore[assignment]
        if without and window[0] <= month:
            unrated[customer] += without
    begins = MonthlyTotal.objects.filter(kind__in=(*SALES, *REFUNDS)).aggregate(Min("month"))["month__min"]
    shared.begins = None if begins is None else month_of(begins)
    shared.found["totals"], shared.found["lines_without_rate"] = totals, unrated
    shared.found["direct_acquisition"] = {
        customer: sum(kinds[ACQUISITION].values(), Decimal(0))
        for customer, kinds in totals.items()
        if ACQUISITION in kinds
    }


def _order_days(ids: list[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    """Days with a net amount above zero (economics 0.7), of orders and subscriptions alike; without a rate the sign
    of the amount decides."""
    rates = Table(Company.get().base_currency)
    sums: defaultdict[int, dict[date, int]] = defaultdict(dict)
    rows = RevenueLine.objects.filter(customer__in=ids, booked_on__lte=shared.as_of).order_by()
    grouped = rows.values_list("customer_id", "booked_on", "currency")
    for customer, day, currency, cents in grouped.annotate(total=Sum(CENTS, output_field=BigIntegerField())).iterator(
        STEP
    ):
        converted = rates.to_base(from_cents(int(cents)), currency, day)
        days = sums[customer]
        days[day] = days.get(day, 0) + int(cents if converted is None else converted * 100)
    shared.found["order_days"] = {
        customer: sorted(day for day, cents in days.items() if cents > 0) for customer, days in sums.items()
    }


def _contacts(_ids: list[int], chosen: QuerySet[Customer], shared: _Shared) -> None:
    last: dict[int, date] = {}
    for answer in extensions.feed("contact_days", chosen, shared.as_of):
        for customer, day in answer.items():
            last[customer] = max(day, last.get(customer, day))
    shared.found["last_interaction"] = last


def _previous_class(ids: list[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    """The class of the last frozen month before the day: what hysteresis starts from."""
    rows = CustomerStanding.objects.filter(customer__in=ids, kind=StandingKind.MONTH, as_of__lt=shared.as_of)
    shared.found["profit_class"] = dict(rows.order_by("as_of").values_list("customer_id", "profit_class"))


Source = Callable[[list[int], QuerySet[Customer], _Shared], None]
SOURCES: list[Source] = [_totals, _order_days, _contacts, _previous_class]
