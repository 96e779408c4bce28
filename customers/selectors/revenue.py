"""Net revenue of the last twelve complete months, read from the monthly rollup."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db.models import Case, ExpressionWrapper, F, QuerySet, Sum, Value, When

from customers.models import Customer, MonthlyTotal
from customers.money import MoneyField
from office.calendar.months import add_months, last_complete_month

SALES = ("sales", "subscription_sales")
REFUNDS = ("refunds", "subscription_refunds")

# The rollup holds refunds as positive amounts (economics 1.1).
_BACK = ExpressionWrapper(F("amount") * Value(-1), output_field=MoneyField())
NET = Sum(Case(When(kind__in=REFUNDS, then=_BACK), default=F("amount")), output_field=MoneyField())


def twelve_months(as_of: date) -> tuple[date, date]:
    """First days of the first and of the last of the twelve complete months before `as_of` (economics 0.4: T12)."""
    last = date.fromisoformat(f"{last_complete_month(as_of)}-01")
    return add_months(last, -11), last


def net_by_customer(customer_ids: Collection[int] | None, first: date, last: date) -> dict[int, Decimal]:
    """Net revenue per customer of the months from `first` to `last`, of everybody's for None; a customer without any
    line there is absent."""
    months = _between(first, last)
    chosen = months if customer_ids is None else months.filter(customer__in=customer_ids)
    totals = chosen.order_by().values("customer_id")
    return dict(totals.annotate(net=NET).values_list("customer_id", "net"))


def net_by_month(customer: Customer) -> dict[date, Decimal]:
    """Net revenue of each month in which the ledger has a line of this customer."""
    rows = MonthlyTotal.objects.filter(customer=customer, kind__in=(*SALES, *REFUNDS)).order_by().values("month")
    return dict(rows.annotate(net=NET).values_list("month", "net"))


def _between(first: date, last: date) -> QuerySet[MonthlyTotal]:
    return MonthlyTotal.objects.filter(month__range=(first, last), kind__in=(*SALES, *REFUNDS))
