"""What a stress test stands on: sums of the lost and of everybody, what the lost owe, cash, fixed cost, wins."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, Subquery, Sum

from customers.models import Customer, CustomerStanding, Deal, Funds
from customers.selectors.base import sees_whole
from customers.valuation.money import ZERO
from office.calendar.months import add_months, month_end, month_of
from office.models import Company
from reports.indicators.stress import Means, Owed, Sums
from reports.selectors.members import seen_by

if TYPE_CHECKING:
    from office.models import User

GROUP = "group"
PATHS = {
    "customer": "pk",
    "industry": "industry__code",
    "region": "region__code",
    "channel": "acquisition_channel__code",
}
Selection = Mapping[str, Sequence[Any]]
"""What is lost: kind (customer, group, industry, region, channel) → ids or codes, all of them together."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the company stands on, with what was counted for it; `means` holds None where something is missing."""

    means: Means
    funds_on: date | None = None
    deals_ended: int = 0
    deals_won: int = 0
    new_customers: int = 0
    whole: bool = True
    """False for who sees only a part of the customers: cash and fixed cost concern all of them."""


def condition_of(selection: Selection, prefix: str = "customer__") -> Q:
    """What a selection takes away, as a condition on standings or, without `prefix`, on customers; an empty one takes
    nobody."""
    parts = [Q(pk__in=[])]
    for kind, values in selection.items():
        chosen = list(values)
        if kind == GROUP:
            found = (Q(**{f"{prefix}{path}__in": chosen}) for path in ("pk", "parent", "parent__parent"))
            parts.append(reduce(or_, found))
        else:
            parts.append(Q(**{f"{prefix}{PATHS[kind]}__in": chosen}))
    return reduce(or_, parts)


def sums(standings: QuerySet[CustomerStanding]) -> Sums:
    """Customers added up by the database. One query."""
    return _added(standings)[0]


def _added(standings: QuerySet[CustomerStanding]) -> tuple[Sums, Owed]:
    unknown = Q(contribution=None) & ~Q(net_t12=0) & Q(net_t12__isnull=False)
    found = standings.order_by().aggregate(
        customers=Count("pk"),
        revenue=Sum("net_t12"),
        gained=Sum("contribution"),
        direct=Sum("direct_cost"),
        without=Count("pk", filter=unknown),
        idle=Count("pk", filter=Q(contribution=None) & ~unknown),
        receivable=Sum("receivable"),
        loss=Sum("expected_loss"),
    )
    of = Sums(
        found["customers"],
        found["revenue"] or ZERO,
        found["gained"] or ZERO,
        found["direct"] or ZERO,
        found["without"],
        found["idle"],
    )
    return of, Owed(found["receivable"] or ZERO, found["loss"] or ZERO)


@dataclass(frozen=True, slots=True)
class Known:
    """Who a customer is, by the kinds that a scenario may name."""

    name: str
    group: int
    industry: str
    region: str
    channel: str

    def stands_in(self, scenario: Mapping[str, Any]) -> bool:
        return getattr(self, scenario["kind"]) in scenario["of"]


def debts_of(
    user: "User", scenarios: Sequence[Mapping[str, Any]], *, also: Collection[int] = ()
) -> tuple[dict[int, Known], dict[int, Owed]]:
    """What the customers of these scenarios owe, as far as the reader sees them, and who they are; `also` names more
    customers to know. Two queries."""
    wanted: dict[str, list[Any]] = {}
    for each in scenarios:
        wanted[each["kind"]] = [*wanted.get(each["kind"], []), *each["of"]]
    debtors = seen_by(user).filter(condition_of(wanted), receivable__gt=0).order_by()
    debts = {
        pk: Owed(Decimal(receivable or 0), Decimal(loss or 0))
        for pk, receivable, loss in debtors.values_list("customer_id", "receivable", "expected_loss")
    }
    rows = Customer.objects.visible_to(user).filter(pk__in=[*debts, *also]).order_by()
    fields = ("pk", "name", "parent", "parent__parent", *(PATHS[kind] for kind in ("industry", "region", "channel")))
    known = {
        pk: Known(name, above or parent or pk, industry or "", region or "", channel or "")
        for pk, name, parent, above, industry, region, channel in rows.values_list(*fields)
    }
    return known, {pk: owed for pk, owed in debts.items() if pk in known}


def lost_of(user: "User", selection: Selection) -> tuple[Sums, Owed]:
    """The lost customers that the reader sees, added up, and all that they owe. One query."""
    return _added(seen_by(user).filter(condition_of(selection)))


def ground_of(user: "User", as_of: date, month: date, values: Mapping[str, Any]) -> Ground:
    """Cash and fixed cost as known on `as_of`, wins of the twelve months up to `month`, revenue per win from the figure
    `stress`; who sees only a part of the customers gets none.

    Wins per month = deals ended per month × win rate = deals won / 12; revenue per win = mean yearly revenue of the
    customers won in T12, × 12 / n for the younger ones (economics 4.4). One query.
    """
    if not sees_whole(user):
        return Ground(Means(), whole=False)
    first, last = add_months(month, -11), month_end(month_of(month))
    on, cash, fixed, won, lost = _funds_and_deals(user, as_of, first, last)
    per_win = values["revenue_per_win"]
    return Ground(
        Means(
            cash=cash,
            fixed_monthly=fixed,
            wins_per_month=Decimal(won) / 12 if won else None,
            revenue_per_win=None if per_win is None else Decimal(per_win),
        ),
        funds_on=on,
        deals_ended=won + lost,
        deals_won=won,
        new_customers=values["new_customers"],
    )


def _funds_and_deals(
    user: "User", as_of: date, first: date, last: date
) -> tuple[date | None, Decimal | None, Decimal | None, int, int]:
    """Day, cash and fixed cost of the newest funds of the day or before it, and how many deals were won and lost between the days: beside the
    company's one row, so that it takes one query whatever is kept."""
    funds = Funds.objects.visible_to(user).filter(on__lte=as_of).order_by("-on")
    ended = Deal.objects.visible_to(user).filter(closed_on__range=(first, last)).order_by()

    def count(outcome: str) -> Subquery:
        rows = ended.filter(outcome=outcome).annotate(counted=Func(F("pk"), function="COUNT")).values("counted")
        return Subquery(rows, output_field=IntegerField())

    newest = [Subquery(funds.values(name)[:1]) for name in ("on", "cash", "fixed_monthly")]
    row = Company.objects.annotate(won=count(Deal.Outcome.WON), lost=count(Deal.Outcome.LOST)).values_list(
        *newest, "won", "lost"
    )
    on, cash, fixed, won, lost = row.get()
    return on, cash, fixed, won or 0, lost or 0
