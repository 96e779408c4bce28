"""The facts of staying that stand beside the standings, read for the customers looked at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Min, Sum

from customers.models import Contract, Customer, Lead, MonthlyTotal, RevenueLine
from customers.selectors.narrowing import of
from customers.selectors.orders import order_days_by_customer
from customers.selectors.rates import Table
from customers.selectors.revenue import REFUNDS, SALES
from customers.valuation.money import ZERO
from customers.valuation.recurring import is_running, last_day, mrr
from customers.valuation.worth import Measured, Moment
from office.calendar.months import Month, month_add, month_end, month_of
from office.models import Company
from reports.indicators.retention import RetentionFacts, retention_of

SUBSCRIPTIONS = {"subscription_sales": 1, "subscription_refunds": -1}
YEAR = 12


def retention_figure(rows: Sequence[Measured], moment: Moment) -> Mapping[str, Any]:
    """The figure `retention` of these customers."""
    return retention_of(rows, moment, facts_of(rows, moment))


def facts_of(rows: Sequence[Measured], moment: Moment) -> RetentionFacts:
    """Eight queries at most. Leads that became nobody's customer are in no team: a part of the base has none."""
    ids = None if moment.scope is None else sorted(moment.scope)
    rates = Table(Company.get().base_currency)
    begins = MonthlyTotal.objects.filter(kind__in=(*SALES, *REFUNDS)).aggregate(Min("month"))["month__min"]
    recurring, ever, ended = _subscriptions(ids, moment, rates)
    return RetentionFacts(
        ledger_begins=None if begins is None else month_of(begins),
        order_days=order_days_by_customer(ids, moment.as_of, rates=rates),
        lost_on=_lost_on(ids),
        subscription_net=_subscription_net(ids),
        mrr_before=recurring,
        subscribed_before=frozenset(ever),
        subscription_ended=ended,
        leads=None if ids is not None else _leads(moment.as_of),
        first_discounts=_first_discounts(rows, ids),
    )


def _subscriptions(
    ids: list[int] | None, moment: Moment, rates: Table
) -> tuple[dict[int, Decimal], set[int], dict[int, date]]:
    """Recurring revenue at the end of M0−12, who had subscribed by then, and the last day of who no longer subscribes."""
    then = month_end(month_add(moment.month, -YEAR))
    begun = of(Contract.objects.filter(kind=Contract.Kind.SUBSCRIPTION, starts_on__lte=moment.as_of), ids).order_by()
    recurring: dict[int, Decimal] = {}
    ever: set[int] = set()
    running: set[int] = set()
    ended: dict[int, date] = {}
    columns = ("customer_id", "starts_on", "ends_on", "ended_on", "fee", "currency", "months")
    for customer, starts_on, ends_on, ended_on, fee, currency, months in begun.values_list(*columns):
        if starts_on <= then:
            ever.add(customer)
            amount = None if fee is None else rates.to_base(mrr(fee, months), currency, starts_on)
            if amount is not None and is_running(starts_on, ends_on, ended_on, then):
                recurring[customer] = recurring.get(customer, ZERO) + amount
        end = last_day(ends_on, ended_on)
        if is_running(starts_on, ends_on, ended_on, moment.as_of):
            running.add(customer)
        elif end is not None:
            ended[customer] = max(end, ended.get(customer, end))
    return recurring, ever, {customer: end for customer, end in ended.items() if customer not in running}


def _lost_on(ids: list[int] | None) -> dict[int, date]:
    rows = Customer.objects.exclude(lost_on=None)
    rows = rows if ids is None else rows.filter(pk__in=ids)
    return dict(rows.order_by().values_list("pk", "lost_on"))  # type: ignore[arg-type]


def _subscription_net(ids: list[int] | None) -> dict[int, dict[Month, Decimal]]:
    """Net revenue by month of subscriptions alone."""
    found: defaultdict[int, dict[Month, Decimal]] = defaultdict(dict)
    totals = of(MonthlyTotal.objects.filter(kind__in=SUBSCRIPTIONS), ids).order_by()
    for customer, day, kind, amount in totals.values_list("customer_id", "month", "kind", "amount").iterator():
        month, months = month_of(day), found[customer]
        months[month] = months.get(month, ZERO) + SUBSCRIPTIONS[kind] * Decimal(amount)
    return found


def _leads(as_of: date) -> list[tuple[date, int | None]]:
    return list(Lead.objects.filter(created_on__lte=as_of).order_by().values_list("created_on", "customer_id"))


def _first_discounts(rows: Sequence[Measured], ids: list[int] | None) -> dict[int, Decimal]:
    """Discount of the first order day over its list price, where a line of that day names a discount."""
    first = {row.id: row.first_order_on for row in rows}
    lines = of(RevenueLine.objects.filter(discount__isnull=False, net__gt=0), ids).order_by()
    summed = lines.values_list("customer_id", "booked_on").annotate(net_sum=Sum(F("net")), off=Sum(F("discount")))
    return {
        customer: Decimal(off) / (Decimal(net) + Decimal(off))
        for customer, day, net, off in summed
        if first.get(customer) == day and Decimal(net) + Decimal(off) > 0
    }
