"""A customer's ledger: its months from the rollup, its lines page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from customers.models import MonthlyTotal, RevenueLine
from customers.selectors.revenue import REFUNDS, SALES
from office.calendar.months import add_months


@dataclass
class CustomerMonth:
    """One month of one customer, in base currency. `net` is None before the customer's first line."""

    month: date
    net: Decimal | None = None
    refunds: Decimal = Decimal(0)
    order_days: int = 0
    without_rate: int = 0
    costs: dict[str, Decimal] = field(default_factory=dict)
    """By kind of cost; risk kinds as booked. Only filled for whoever may see costs."""

    @property
    def product_margin(self) -> Decimal | None:
        """Net revenue less product cost; None while no product cost is known: missing is not zero."""
        cost = self.costs.get("product_cost")
        return None if self.net is None or cost is None else self.net - cost


def months_of(customer_id: int, as_of: date, *, count: int, costs: bool) -> list[CustomerMonth]:
    """The last `count` months up to the running one, newest first. Two queries.

    Where all of them would be empty, those up to the last line: an old customer's months are not lost behind zeros.
    """
    totals = MonthlyTotal.objects.filter(customer=customer_id)
    span = totals.filter(kind__in=(*SALES, *REFUNDS)).aggregate(begins=Min("month"), ends=Max("month"))
    begins, ends, last = span["begins"], span["ends"], as_of.replace(day=1)
    if ends is not None and ends <= add_months(last, -count):
        last = ends
    months = {add_months(last, -back): CustomerMonth(add_months(last, -back)) for back in range(count)}
    wanted = totals.filter(month__range=(min(months), last))
    for total in wanted if costs else wanted.filter(kind__in=(*SALES, *REFUNDS)):
        _add(months[total.month], total)
    for month in months.values():
        if month.net is None and begins is not None and month.month >= begins:
            month.net = Decimal(0)
    return list(months.values())


def _add(month: CustomerMonth, total: MonthlyTotal) -> None:
    amount: Decimal = total.amount
    month.without_rate += total.lines_without_rate
    if total.kind in SALES:
        month.net = (month.net or Decimal(0)) + amount
        month.order_days += total.order_days
    elif total.kind in REFUNDS:
        month.net = (month.net or Decimal(0)) - amount
        month.refunds += amount
    else:
        month.costs[total.kind] = amount


def lines_of(lines: QuerySet[RevenueLine], customer_id: int, *, before: str, size: int) -> tuple[Sequence[Any], str]:
    """One page of a customer's lines, newest first, and where the next one begins (empty at the end).

    `before` is such a place; whatever is none of ours begins at the front.
    """
    rows = lines.filter(customer=customer_id).order_by("-booked_on", "-id")
    if place := _place(before):
        day, pk = place
        rows = rows.filter(booked_on__lte=day).filter(Q(booked_on__lt=day) | Q(pk__lt=pk))
    found = list(rows[: size + 1])
    more = f"{found[size - 1].booked_on:%Y-%m-%d}.{found[size - 1].pk}" if len(found) > size else ""
    return found[:size], more


def _place(text: str) -> tuple[date, int] | None:
    day, _, pk = text.partition(".")
    try:
        return (date.fromisoformat(day), int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    except ValueError:
        return None
