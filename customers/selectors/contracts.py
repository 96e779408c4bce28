"""Contracts of many customers in a constant number of queries: what recurs, what was due for renewal, who still has one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from customers.models import Contract
from customers.selectors.narrowing import of
from customers.selectors.rates import Table
from customers.selectors.revenue import twelve_months
from customers.valuation.recurring import NOTHING_RECURS, Recurring, is_running, last_day, mrr
from office.calendar.months import add_months
from office.models import Company


@dataclass(frozen=True, slots=True)
class Renewals:
    """Agreements whose last day lay within the window, and what became of them; the rest is not decided yet."""

    due: int
    renewed: int
    ended: int


@dataclass(frozen=True, slots=True)
class Subscription:
    """Whether a subscription runs, and the last day of the newest one that ran out (economics 5.1)."""

    active: bool
    ended_on: date | None


def mrr_by_customer(customer_ids: Collection[int] | None, as_of: date) -> dict[int, Recurring]:
    """What the subscriptions that run on the day earn in a month. Customers without any are absent.

    Three queries.
    """
    return mrr_by_day(customer_ids, [as_of], Table(Company.get().base_currency))[as_of]


def mrr_by_day(
    customer_ids: Collection[int] | None, days: Collection[date], rates: Table
) -> dict[date, dict[int, Recurring]]:
    """Of each of the days, what the subscriptions that run on it earn in a month, by customer with any.

    The rate is that of the contract's first day (economics 0.6, 3.1). One query, and one for the rates of foreign money.
    """
    subscriptions = Contract.objects.filter(kind=Contract.Kind.SUBSCRIPTION, starts_on__lte=max(days))
    found: dict[date, dict[int, Recurring]] = {day: {} for day in days}
    for customer, starts_on, ends_on, ended_on, fee, currency, months in (
        of(subscriptions, customer_ids)
        .order_by()
        .values_list("customer_id", "starts_on", "ends_on", "ended_on", "fee", "currency", "months")
    ):
        running = [day for day in days if is_running(starts_on, ends_on, ended_on, day)]
        if not running:
            continue
        amount = None if fee is None else rates.to_base(mrr(fee, months), currency, starts_on)
        for day in running:
            found[day][customer] = found[day].get(customer, NOTHING_RECURS).joined_by(amount, has_fee=fee is not None)
    return found


def renewals_by_customer(customer_ids: Collection[int] | None, as_of: date) -> dict[int, Renewals]:
    """Subscriptions and framework agreements that ended within the last twelve complete months. One query."""
    first, last_month = twelve_months(as_of)
    after = add_months(last_month, 1)
    terms = Contract.objects.exclude(kind=Contract.Kind.PROJECT).filter(starts_on__lt=after)
    found: dict[int, Renewals] = {}
    rows = of(terms, customer_ids).order_by().values_list("customer_id", "ends_on", "ended_on", "renewal")
    for customer, ends_on, ended_on, renewal in rows:
        end = last_day(ends_on, ended_on)
        if end is None or not first <= end < after:
            continue
        so_far = found.get(customer, Renewals(0, 0, 0))
        renewed = renewal == Contract.Renewal.RENEWED
        ended = not renewed and (renewal == Contract.Renewal.ENDED or ended_on is not None)
        found[customer] = Renewals(so_far.due + 1, so_far.renewed + renewed, so_far.ended + ended)
    return found


def subscriptions_by_customer(customer_ids: Collection[int] | None, as_of: date) -> dict[int, Subscription]:
    """Of each customer that ever subscribed up to the day: does a subscription run, and when did the last one end.

    One query.
    """
    begun = Contract.objects.filter(kind=Contract.Kind.SUBSCRIPTION, starts_on__lte=as_of)
    found: dict[int, Subscription] = {}
    rows = of(begun, customer_ids).order_by().values_list("customer_id", "starts_on", "ends_on", "ended_on")
    for customer, starts_on, ends_on, ended_on in rows:
        so_far = found.get(customer, Subscription(active=False, ended_on=None))
        if is_running(starts_on, ends_on, ended_on, as_of):
            found[customer] = Subscription(active=True, ended_on=so_far.ended_on)
        else:
            end = last_day(ends_on, ended_on)
            found[customer] = Subscription(so_far.active, max(filter(None, (so_far.ended_on, end)), default=None))
    return found
