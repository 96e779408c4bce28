"""The list of customers as one thing: which rows, in which order, with which columns, for whom.

The page, its export and the API ask here, so they show the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, FilteredRelation, IntegerField, OuterRef, Value, When
from django.db.models.lookups import Exact

from customers import extensions
from customers.books import View
from customers.filters import CustomerFilter, views_for
from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE
from customers.paging import Order, Page, page
from customers.searching import BY_NAME
from customers.selectors import revenue
from office.roles import Role

if TYPE_CHECKING:
    from django.http import QueryDict

    from customers.models.customer import CustomerQuerySet
    from office.models import User

SIZE = 50
TIER_RANK = Case(
    *(When(Exact(TIER_IN_FORCE, tier), then=Value(rank)) for rank, tier in enumerate(Customer.Tier.values)),
    default=None,
    output_field=IntegerField(),
)


def sees_money(user: "User", view: str) -> bool:
    """Whether money columns, sorts and totals exist: for a CSM only over own customers, for a lead over the team's."""
    if user.roles - {Role.CSM, Role.LEAD}:
        return True
    if view == View.TEAM:
        return Role.LEAD in user.roles and user.team_id in {None, *user.led_team_ids}
    return view == View.MINE


def default_view(user: "User") -> str:
    """A CSM opens the own book, a lead the team's, everybody else all."""
    views = views_for(user)
    if Role.CSM in user.roles:
        return View.MINE
    return View.TEAM if View.TEAM in views and Role.LEAD in user.roles else View.ALL


@dataclass(frozen=True)
class Listing:
    """One list as asked for: `order` and `columns` hold only what this person may see."""

    user: "User"
    today: date
    view: str
    filterset: CustomerFilter
    order: Order
    orders: Mapping[str, Order]
    columns: tuple[extensions.ListColumn, ...]
    money: bool
    choosable: tuple[extensions.ListColumn, ...] = ()
    """Every column that this person may have in this view; `columns` are those shown."""

    def page(self, cursor: str = "", *, size: int = SIZE) -> Page[Customer]:
        """A page of rows with the columns of other apps annotated as `column_<key>`."""
        twins = Customer.objects.visible_to(self.user).filter(sort_key=OuterRef("sort_key")).exclude(pk=OuterRef("pk"))
        shown = _with_joins(Customer.objects.with_tier_in_force(), self.columns)
        for column in self.columns:
            shown = shown.annotate(**{f"column_{column.key}": F(column.path)})
        shown = shown.select_related("industry", "region", "owner").defer("search_text", "note")
        shown = shown.annotate(has_namesake=Exists(twins))
        return page(self.filterset.qs, self.order, cursor=cursor, size=size, shown=shown)

    @property
    def counted_to(self) -> int:
        """Up to where rows are counted: while somebody types, the count must not cost more than the rows."""
        return 1_000 if self.filterset.form.cleaned_data.get("q") else 10_000

    def count(self, page: Page[Customer]) -> int:
        """How many rows, and one more than `counted_to` when there are more. The only page has counted itself."""
        if page.next is None and page.previous is None:
            return len(page.rows)
        return int(self.filterset.qs.order_by().values("pk")[: self.counted_to + 1].count())

    def revenue(self, customers: list[Customer]) -> dict[int, Decimal]:
        """T12 of the rows shown; empty for those who may not see money here."""
        if not self.money or not customers:
            return {}
        return revenue.net_by_customer([each.pk for each in customers], *revenue.twelve_months(self.today))


def open_list(parameters: "QueryDict", *, user: "User", today: date) -> Listing:
    """The list that the query parameters ask for, within what the user may see.

    An unknown order falls back to the name; what cannot be read as a filter is left out (`filterset.errors` says why).
    """
    asked = parameters.copy()
    if asked.get("view") not in views_for(user):
        asked["view"] = View.ALL if asked.get("q") else default_view(user)
    view = str(asked["view"])
    choosable = tuple(each for each in extensions.list_columns if each.may_see(user) and each.may_see_in(user, view))
    money = sees_money(user, view)
    orders = _orders(choosable, money=money, searched=bool(asked.get("q")))
    visible = _with_joins(Customer.objects.visible_to(user), choosable)
    filterset = CustomerFilter(asked, visible, user=user, today=today)
    sort = parameters.get("sort", "")
    order = orders.get(sort.removeprefix("-"), orders["name"])
    if sort.startswith("-") and order.key == sort[1:]:
        order = order.reversed()
    columns = _shown(choosable, asked, order)
    return Listing(user, today, view, filterset, order, orders, columns, money, choosable)


def _shown(
    choosable: tuple[extensions.ListColumn, ...], asked: "QueryDict", order: Order
) -> tuple[extensions.ListColumn, ...]:
    """The columns chosen, else those shown unasked; and whatever the list is narrowed or ordered by."""
    chosen = set(asked.get("columns", "").split(","))
    return tuple(
        each
        for each in choosable
        if (each.key in chosen if "columns" in asked else each.shown) or each.key == order.key or asked.get(each.key)
    )


def _with_joins(rows: "CustomerQuerySet", columns: tuple[extensions.ListColumn, ...]) -> "CustomerQuerySet":
    """Join what the columns lead through; a join that several of them share is made once."""
    joins: dict[str, FilteredRelation] = {}
    for column in columns:
        for name, join in column.joins.items():
            if joins.setdefault(name, join) != join:
                raise ValueError(f"{column.key} calls another join {name}")
    for name, join in joins.items():
        rows = rows.annotate(**{name: join.clone()})  # Django rewrites what it is given
    return rows


def _orders(columns: tuple[extensions.ListColumn, ...], *, money: bool, searched: bool) -> dict[str, Order]:
    orders = [
        Order("name", BY_NAME if searched else "sort_key", always=True),
        Order("tier", TIER_RANK, kind=int),
        Order("status", "status", always=True),
        Order("renewal", "renewal_on", kind=date),
        Order("owner", "owner__name"),
        Order("added", "id", kind=int, always=True, descending=True),
    ]
    if money:
        orders.append(Order("revenue", "standing__net_t12", kind=Decimal))
    orders += [
        Order(column.key, column.order_by or column.path, kind=column.kind) for column in columns if column.sortable
    ]
    return {order.key: order for order in orders}
