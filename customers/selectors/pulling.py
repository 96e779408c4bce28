"""What lighthouse customers pulled: the first year of the customers that name them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.models import CostLine, MonthlyTotal, Referral
from customers.selectors.revenue import REFUNDS, SALES
from office.calendar.months import add_months

PRODUCT_COST = CostLine.Kind.PRODUCT.value
CONTRIBUTION = {
    **dict.fromkeys(SALES, 1),
    **dict.fromkeys((*REFUNDS, PRODUCT_COST, "rebates", "variable_selling"), -1),
}


@dataclass(slots=True)
class Pulled:
    """Contribution of what is known of the customers that name one, and of how many of them something is not."""

    contribution: Decimal | None = None
    without_cost: int = 0

    def add(self, contribution: Decimal | None, *, is_whole: bool) -> None:
        if contribution is not None:
            self.contribution = (self.contribution or Decimal(0)) + contribution
        self.without_cost += not is_whole


def pulled_by_customer(named: Sequence[int], as_of: date) -> dict[int, Pulled]:
    """Contribution of the first twelve months of the customers that name these as referrer or reference (6.5). A month
    with revenue and without product cost is left out: its revenue is no contribution."""
    pairs = set(Referral.objects.filter(named__in=named, on__lte=as_of).values_list("named_id", "customer_id"))
    totals = MonthlyTotal.objects.filter(customer__in={customer for _named, customer in pairs}, month__lte=as_of)
    begins: dict[int, date] = {}
    months: defaultdict[int, defaultdict[date, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for customer, month, kind, amount in totals.order_by("month").values_list("customer_id", "month", "kind", "amount"):
        if kind in SALES:
            begins.setdefault(customer, month)
        if kind in CONTRIBUTION:
            months[customer][month][kind] = Decimal(amount)
    pulled: defaultdict[int, Pulled] = defaultdict(Pulled)
    for lighthouse, customer in pairs:
        if customer not in begins:
            pulled[lighthouse].add(Decimal(0), is_whole=True)
            continue
        after = add_months(begins[customer], 12)
        first = {month: kinds for month, kinds in months[customer].items() if begins[customer] <= month < after}
        known = [kinds for kinds in first.values() if PRODUCT_COST in kinds or kinds.keys().isdisjoint(SALES)]
        sums = [CONTRIBUTION[kind] * amount for kinds in known for kind, amount in kinds.items()]
        pulled[lighthouse].add(sum(sums, Decimal(0)) if known else None, is_whole=len(known) == len(first))
    return pulled
