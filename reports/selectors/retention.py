"""The facts of staying that stand beside the standings, read for the customers looked at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from customers import extensions
from customers.models import Contract, Customer, CustomerStanding, Lead, StandingKind
from customers.selectors.contracts import mrr_by_day
from customers.selectors.narrowing import of
from customers.selectors.orders import purchases_by_customer
from customers.selectors.rates import Table
from customers.valuation.recurring import is_running, last_day
from customers.valuation.worth import Measured, Moment
from office.calendar.months import add_months, month_add, month_end
from office.models import Company
from reports.indicators.retention import RetentionFacts, retention_of

YEAR = 12
CORE_USE = "core_use"
"""The fact feed of upper apps: customer id → the day a use of a core product was adopted, None where it was not; who is
absent has no reading."""


def retention_figure(rows: Sequence[Measured], moment: Moment) -> Mapping[str, Any]:
    """The figure `retention` of these customers."""
    return retention_of(rows, moment, facts_of(rows, moment))


def facts_of(rows: Sequence[Measured], moment: Moment) -> RetentionFacts:
    """Five queries, one for the rates of foreign money, and the feed of core use. Leads that became nobody's customer are in no team: a part
    of the base has none.
    """
    ids = None if moment.scope is None else sorted(moment.scope)
    first, second, ended = _subscriptions(ids, moment)
    ends = [month_end(month_add(moment.month, -back)) for back in (YEAR, 1, 0)]
    bought = purchases_by_customer(ids, moment.as_of, days=_days(rows))
    return RetentionFacts(
        order_days={customer: each.days for customer, each in bought.items()},
        subscription_net={customer: each.subscribed for customer, each in bought.items() if each.subscribed},
        recurring=mrr_by_day(ids, ends, Table(Company.get().base_currency)),
        subscribed_on=first,
        second_period=second,
        core_use=_core_use(ids, moment.as_of) if first else {},
        subscription_ended=ended,
        leads=None if ids is not None else _leads(moment.as_of),
        first_discounts={
            customer: each.first_discount for customer, each in bought.items() if each.first_discount is not None
        },
        flags=_flags(ids, moment),
    )


def _days(rows: Sequence[Measured]) -> dict[int, list[date]] | None:
    """The order days that the rows bring along; None where any does not."""
    days = {row.id: list(row.order_days) for row in rows if row.order_days is not None}
    return days if len(days) == len(rows) else None


def _subscriptions(ids: list[int] | None, moment: Moment) -> tuple[dict[int, date], dict[int, date], dict[int, date]]:
    """The first day of everybody who ever subscribed, that of the second period paid for, and the last one of who no
    longer subscribes. One query."""
    begun = of(Contract.objects.filter(kind=Contract.Kind.SUBSCRIPTION, starts_on__lte=moment.as_of), ids).order_by()
    periods: defaultdict[int, set[date]] = defaultdict(set)
    running: set[int] = set()
    ended: dict[int, date] = {}
    columns = ("customer_id", "starts_on", "ends_on", "ended_on", "months")
    for customer, starts_on, ends_on, ended_on, months in begun.values_list(*columns):
        end, again = last_day(ends_on, ended_on), add_months(starts_on, months)
        periods[customer].add(starts_on)
        if again <= moment.as_of and (end is None or again <= end):
            periods[customer].add(again)
        if is_running(starts_on, ends_on, ended_on, moment.as_of):
            running.add(customer)
        elif end is not None:
            ended[customer] = max(end, ended.get(customer, end))
    first = {customer: min(starts) for customer, starts in periods.items()}
    second = {customer: sorted(starts)[1] for customer, starts in periods.items() if len(starts) > 1}
    return first, second, {customer: end for customer, end in ended.items() if customer not in running}


def _core_use(ids: list[int] | None, as_of: date) -> dict[int, date | None]:
    """Of everybody who ever subscribed."""
    subscriptions = of(Contract.objects.filter(kind=Contract.Kind.SUBSCRIPTION, starts_on__lte=as_of), ids).order_by()
    found: dict[int, date | None] = {}
    for answer in extensions.feed(CORE_USE, Customer.objects.filter(pk__in=subscriptions.values("customer")), as_of):
        found.update(answer)
    return found


def _flags(ids: list[int] | None, moment: Moment) -> dict[int, dict[str, bool]]:
    """The warnings kept with the month end before T12; none where that month end was not kept."""
    start = month_end(month_add(moment.month, -YEAR))
    rows = of(CustomerStanding.objects.filter(kind=StandingKind.MONTH, as_of=start), ids).order_by()
    return {customer: kept for customer, kept in rows.values_list("customer_id", "parts__flags") if kept is not None}


def _leads(as_of: date) -> list[tuple[date, int | None]]:
    return list(Lead.objects.filter(created_on__lte=as_of).order_by().values_list("created_on", "customer_id"))
