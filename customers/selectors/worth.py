"""The facts that a customer's worth is computed from, for many customers in a constant number of queries."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from sys import intern
from typing import Any, cast

from django.db.models import Min, QuerySet, Sum

from customers import extensions
from customers.models import (
    Contract,
    CostLine,
    Customer,
    MonthlyTotal,
    RevenueLine,
    ValuationSettings,
)
from customers.money import Cents, from_cents
from customers.selectors import contracts, effort, investments, judgements, knowledge, receivables
from customers.selectors.earlier import earlier
from customers.selectors.narrowing import of, spanning
from customers.selectors.orders import buying_by_customer
from customers.selectors.pulling import pulled_by_customer
from customers.selectors.rates import Table
from customers.selectors.revenue import REFUNDS, SALES
from customers.valuation.recurring import NOTHING_RECURS, Recurring
from customers.valuation.settings import Settings, settings_from
from customers.valuation.sizes import OwnYear, SizeFound, size_of
from customers.valuation.worth import Facts, Judgement, Renewals, Subscription, Wallet
from office.calendar.months import (
    Month,
    first_day,
    last_complete_month,
    month_add,
    month_end,
    month_of,
    months_until,
)
from office.models import Company

ACQUISITION = CostLine.Kind.ACQUISITION.value
MUTUAL = "mutual_dependence"
"""The fact feed of upper apps: customer id → whether both sides depend on one another (economics 6.3)."""
STEP = 5_000
EARLIEST = date(1900, 1, 1)
"""Before every fact; a day of year 1 has no instant in zones east of Greenwich."""


def settings_now() -> tuple[Settings, int]:
    """The parameters in force and the number of their version; 0 stands for the defaults."""
    newest = ValuationSettings.objects.order_by("-number").first()
    return (Settings(), 0) if newest is None else (settings_from(newest.values), newest.number)


def settings_from_number(number: int) -> Settings:
    """The parameters of a version, as the results that name it were computed with."""
    version = ValuationSettings.objects.filter(number=number).first() if number else None
    return Settings() if version is None else settings_from(version.values)


def ledger_begins() -> Month | None:
    """The month of the ledger's first line of anybody."""
    begins = MonthlyTotal.objects.filter(kind__in=(*SALES, *REFUNDS)).aggregate(Min("month"))["month__min"]
    return None if begins is None else month_of(begins)


def facts_of(customer_ids: Collection[int], as_of: date, begins: Month | None) -> Iterator[Facts]:
    """The facts of these customers up to `as_of`, in order of their ids; `begins` as `ledger_begins` tells."""
    wanted = sorted(customer_ids)
    ids = spanning(wanted)
    chosen = of(Customer.objects.all(), ids, "pk")
    shared = _Shared(as_of, begins, Table(Company.get().base_currency))
    for source in SOURCES:
        source(ids, chosen, shared)
    for row in _identities(Customer.objects.filter(pk__in=wanted)):
        yield shared.facts(row)


@dataclass
class _Shared:
    """What each source found, by customer; `facts` puts one customer's together."""

    as_of: date
    begins: Month | None
    rates: Table
    found: dict[str, Mapping[int, Any]] = field(default_factory=dict)
    first_lines: dict[int, date] = field(default_factory=dict)
    """Where the ledger of each begins."""
    years: Mapping[int, Sequence[OwnYear]] = field(default_factory=dict)
    """Of the customers themselves."""

    @property
    def m0(self) -> Month:
        return last_complete_month(self.as_of)

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
            region=row["region__code"] or "",
            given_up=row["status"] == Customer.Status.LOST and (row["lost_on"] is None or row["lost_on"] <= self.as_of),
            size=intern(row["size"]),
            own_size=self._own_size(pk, row["industry__standard"] or ""),
            **{"totals": {}, "tier": row["tier"], **given},
        )

    def _own_size(self, customer: int, standard: str) -> SizeFound | None:
        """None of whom no year is known, which is most."""
        years = self.years.get(customer)
        return None if years is None else size_of(standard, list(years), self.rates.base)


def _identities(chosen: QuerySet[Customer]) -> QuerySet[Customer, Any]:
    return chosen.order_by("pk").values(
        "pk",
        "first_deal_on",
        "lost_on",
        "parent",
        "parent__parent",
        "industry__code",
        "acquisition_channel__code",
        "region__code",
        "status",
        "tier",
        "size",
        "industry__standard",
    )


def _totals(ids: Sequence[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    """The monthly rollup up to the month of the day, and what of it has no rate."""
    totals: defaultdict[int, dict[str, dict[Month, Decimal]]] = defaultdict(dict)
    unrated: dict[int, int] = defaultdict(int)
    of_winning: dict[int, int] = defaultdict(int)
    window = months_until(shared.m0, 12)
    names: dict[date, Month] = {}
    rows = of(MonthlyTotal.objects.filter(month__lte=shared.as_of), ids).order_by()
    for customer, day, kind, cents, without in rows.values_list(
        "customer_id", "month", "kind", Cents("amount"), "lines_without_rate"
    ):
        month = names.get(day) or names.setdefault(day, month_of(day))
        kinds = totals[customer]
        if kind not in kinds:
            kinds[kind] = {}
        kinds[kind][month] = from_cents(cents)
        if without and window[0] <= month:
            unrated[customer] += without
        if without and kind == ACQUISITION:
            of_winning[customer] += without
    shared.found["totals"], shared.found["lines_without_rate"] = totals, unrated
    shared.found["acquisition_without_rate"] = of_winning
    shared.found["acquisition"] = {
        customer: dict(kinds[ACQUISITION]) for customer, kinds in totals.items() if ACQUISITION in kinds
    }


def _order_days(ids: Sequence[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    buying = buying_by_customer(ids, shared.as_of, rates=shared.rates)
    shared.found["order_days"] = {customer: days for customer, (days, _first) in buying.items()}
    shared.first_lines = {customer: first for customer, (_days, first) in buying.items()}


def _contacts(_ids: Sequence[int], chosen: QuerySet[Customer], shared: _Shared) -> None:
    last: dict[int, date] = {}
    for answer in extensions.feed("contact_days", chosen, shared.as_of):
        for customer, day in answer.items():
            last[customer] = max(day, last.get(customer, day))
    shared.found["last_interaction"] = last


def _earlier(ids: Sequence[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    """What hysteresis starts from; without a computed tier it is the archive's."""
    found = earlier(ids, shared.as_of)
    shared.found["profit_class"], shared.found["tier"] = found.classes, found.tiers


def _effort(ids: Sequence[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    """What logged and entered work cost, by line and month; acquisition is no line of the profit and loss."""
    costs: defaultdict[int, dict[str, dict[Month, Decimal]]] = defaultdict(dict)
    winning = cast("dict[int, dict[Month, Decimal]]", shared.found["acquisition"])
    served: defaultdict[int, int] = defaultdict(int)
    unrated: dict[int, dict[str, int]] = {}
    of_winning: dict[int, dict[Month, Mapping[str, int]]] = {}
    since, until = first_day(month_add(shared.m0, -11)), month_end(shared.m0)
    since_ever = effort.effort_by_customer(ids, EARLIEST, shared.as_of, first_lines=shared.first_lines)
    for customer, entries in since_ever.items():
        for entry in entries:
            if entry.kind == effort.ACQUISITION:
                months, month = winning.setdefault(customer, {}), month_of(entry.month)
                months[month] = months.get(month, Decimal(0)) + entry.cost
                if entry.missing:
                    of_winning.setdefault(customer, {})[month] = entry.missing
                continue
            costs[customer].setdefault(entry.kind, {})[month_of(entry.month)] = entry.cost
            if since <= entry.month <= until:
                served[customer] += sum(entry.minutes.values())
                for role, minutes in entry.missing.items():
                    known = unrated.setdefault(customer, {})
                    known[role] = known.get(role, 0) + minutes
    shared.found |= {"effort": costs, "service_minutes": served}
    shared.found["minutes_without_rate"] = {customer: tuple(roles.items()) for customer, roles in unrated.items()}
    shared.found["acquisition_minutes"] = of_winning


def _receivables(ids: Sequence[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    """Invoices for the grade, slices back to the first one for the capital they tied up, open items at the ends of the
    windows and on the day; of contracts the payment term that holds."""
    book = receivables.book_of(ids, shared.as_of, rates=shared.rates)
    shared.found["invoices"], shared.found["slices"] = book.graded(shared.as_of), book.slices()
    shared.found["invoices_without_rate"] = book.without_rate(first_day(month_add(shared.m0, -11)))
    open_items: defaultdict[int, dict[date, Any]] = defaultdict(dict)
    for day in {shared.as_of, *(month_end(month_add(shared.m0, -back)) for back in (0, 12, 24))}:
        for customer, items in book.open_items(day).items():
            open_items[customer][day] = items
    for customer in shared.found["invoices"].keys() | shared.found["slices"].keys():
        open_items[customer].setdefault(shared.as_of, [])
    shared.found["open_items"] = open_items
    _payment_terms(ids, shared)


def _payment_terms(ids: Sequence[int], shared: _Shared) -> None:
    terms = of(Contract.objects.filter(starts_on__lte=shared.as_of, payment_days__isnull=False), ids)
    shared.found["payment_days"] = dict(terms.order_by("starts_on", "id").values_list("customer_id", "payment_days"))


def _contracts(ids: Sequence[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    recurring = contracts.mrr_by_customer(ids, month_end(shared.m0))
    shared.found["subscription"] = {
        customer: _subscription(each, recurring.get(customer, NOTHING_RECURS), shared.m0)
        for customer, each in contracts.subscriptions_by_customer(ids, shared.as_of).items()
    }
    shared.found["renewals"] = {
        customer: Renewals(each.due, each.renewed)
        for customer, each in contracts.renewals_by_customer(ids, shared.as_of).items()
    }


def _subscription(each: contracts.Subscription, recurring: Recurring, m0: Month) -> Subscription:
    mrr = {} if recurring.amount is None else {m0: recurring.amount}
    return Subscription(each.active, each.ended_on, mrr, recurring.without_fee, recurring.without_rate)


def _knowledge(ids: Sequence[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    shared.found["mood"] = knowledge.moods_by_customer(ids, month_end(shared.m0))
    shared.found["wallet"] = {
        customer: Wallet(
            each.now.on,
            each.now.total,
            each.prior.on if each.prior else None,
            each.prior.total if each.prior else None,
        )
        for customer, each in knowledge.wallets_by_customer(ids, shared.as_of).items()
    }


def _judgements(ids: Sequence[int], chosen: QuerySet[Customer], shared: _Shared) -> None:
    ratings = judgements.ratings_by_customer(ids, shared.as_of)
    overrides = judgements.overrides_by_customer(ids, shared.as_of)
    records, plans = judgements.lighthouses(ids), judgements.plans(ids)
    invested = investments.invested_in(plans.keys(), month_end(shared.m0), rates=shared.rates) if plans else {}
    years = knowledge.years_by_customer(ids, shared.as_of)
    mutual = {
        customer: told for answer in extensions.feed(MUTUAL, chosen, shared.as_of) for customer, told in answer.items()
    }
    culture = judgements.culture_by_customer(chosen, shared.as_of)
    everybody = ratings.keys() | overrides.keys() | records.keys() | plans.keys() | years.keys() | mutual.keys()
    everybody |= culture.keys()
    shared.found["judgement"] = {
        customer: Judgement(
            ratings={name: value for name, (value, _on) in ratings.get(customer, {}).items()},
            override=overrides.get(customer),
            culture=culture.get(customer),
            mutual=mutual.get(customer),
            criteria=records[customer].criteria if customer in records else None,
            cap=records[customer].cap if customer in records else None,
            review_on=records[customer].review_on if customer in records else None,
            plan=plans[customer].amounts if customer in plans else (),
            plan_starts_on=plans[customer].starts_on if customer in plans else None,
            **_invested(invested.get(customer)),
            own_business_shrinks=_shrinks(years.get(customer, ())),
        )
        for customer in everybody
    }
    shared.years = years
    pulled = pulled_by_customer(list(records), shared.as_of) if records else {}
    shared.found["pulled_contribution"] = {customer: each.contribution for customer, each in pulled.items()}
    shared.found["pulled_without_cost"] = {customer: each.without_cost for customer, each in pulled.items()}


def _invested(found: investments.Invested | None) -> dict[str, Any]:
    return {} if found is None else {"invested": found.months, "invested_without_rate": found.without_rate}


def _shrinks(years: Sequence[OwnYear]) -> bool | None:
    """Whether the customer's own revenue fell from its last known year but one to the last."""
    known = [each.revenue for each in years if each.revenue is not None]
    return known[0] < known[1] if len(known) > 1 else None


def _products(ids: Sequence[int], _chosen: QuerySet[Customer], shared: _Shared) -> None:
    """T12 revenue of lines with a product, and of standard products among them, in base currency alone."""
    months = months_until(shared.m0, 12)
    lines = RevenueLine.objects.filter(
        product__isnull=False,
        currency=shared.rates.base,
        booked_on__range=(first_day(months[0]), month_end(shared.m0)),
    )
    rows = of(lines, ids).order_by().values_list("customer_id", "product__standard").annotate(total=Sum("net"))
    whole: defaultdict[int, Decimal] = defaultdict(Decimal)
    standard: defaultdict[int, Decimal] = defaultdict(Decimal)
    for customer, is_standard, total in rows:
        whole[customer] += Decimal(total)
        standard[customer] += Decimal(total) if is_standard else Decimal(0)
    shared.found["product_revenue"], shared.found["standard_revenue"] = whole, {pk: standard[pk] for pk in whole}


Source = Callable[[Sequence[int], QuerySet[Customer], _Shared], None]
SOURCES: list[Source] = [
    _totals,
    _order_days,
    _contacts,
    _earlier,
    _effort,
    _receivables,
    _contracts,
    _knowledge,
    _judgements,
    _products,
]
