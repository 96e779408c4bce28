"""The list of leads as one thing: which rows, in which order, for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from customers.filters import LeadFilter
from customers.models import Lead
from customers.paging import Order, Page, page

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from office.models import User

COUNTED_TO = 10_000
ORDERS: Mapping[str, Order] = {
    order.key: order
    for order in (
        Order("created", "created_on", kind=date, always=True),
        Order("name", "name", always=True),
        Order("outcome", "outcome", always=True),
        Order("closed", "closed_on", kind=date),
        Order("channel", "channel__order", kind=int),
        Order("owner", "owner__name"),
    )
}


@dataclass(frozen=True)
class LeadList:
    """One list of leads as asked for, within what the person sees."""

    user: "User"
    filterset: LeadFilter
    order: Order

    def rows(self) -> "QuerySet[Lead]":
        found: QuerySet[Lead] = self.filterset.qs
        return found.select_related("channel", "region", "owner", "customer")

    def page(self, cursor: str) -> Page[Lead]:
        return page(self.rows(), self.order, cursor=cursor)

    def count(self) -> int:
        found: QuerySet[Lead] = self.filterset.qs
        return int(found.order_by().values("pk")[: COUNTED_TO + 1].count())


def open_leads(parameters: "QueryDict", *, user: "User", today: date) -> LeadList:
    """The list that the query parameters ask for; an unknown order is the newest first, a condition that cannot be
    read is left out."""
    filterset = LeadFilter(parameters, Lead.objects.visible_to(user), user=user, today=today)
    filterset.is_valid()
    sort = parameters.get("sort", "-created")
    order = ORDERS.get(sort.removeprefix("-"))
    if order is None:
        return LeadList(user, filterset, ORDERS["created"].reversed())
    return LeadList(user, filterset, order.reversed() if sort.startswith("-") else order)
