"""What was spent on winning customers that no living customer is charged with, by channel, region and month."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Sum

from customers.models import AcquisitionSpend, CostLine, Customer, MonthlyTotal
from customers.selectors import effort
from customers.selectors.rates import Table
from customers.selectors.revenue import SALES
from customers.valuation.money import ZERO
from customers.valuation.worth import Entered, Spent, Unpriced, WithoutRate
from office.calendar.months import month_of
from office.models import Company

EARLIEST = date(1900, 1, 1)
COLUMNS = ("channel__code", "region__code", "month", "currency")


def spending_entered(as_of: date) -> Entered:
    """Lines of the company, and what leads cost that were set aside (economics 2.1). Lines without an exchange rate are
    counted apart. Four queries, and those of the effort where there are such leads."""
    rates = Table(Company.get().base_currency)
    sums: defaultdict[tuple[str, str, date], Decimal] = defaultdict(lambda: ZERO)
    without: list[WithoutRate] = []
    lines = AcquisitionSpend.objects.filter(month__lte=as_of).order_by()
    rows = lines.values_list(*COLUMNS).annotate(total=Sum("amount"), count=Count("pk"))
    for channel, region, day, currency, amount, count in rows:
        converted = rates.to_base(amount, currency, day)
        if converted is None:
            without.append(WithoutRate(channel or "", region or "", month_of(day), currency, Decimal(amount), count))
        else:
            sums[channel or "", region or "", day.replace(day=1)] += converted
    months = {month_of(day) for _channel, _region, day in sums} | {each.month for each in without}
    booked = MonthlyTotal.objects.filter(kind=CostLine.Kind.ACQUISITION, month__lte=as_of).order_by()
    months |= {month_of(day) for day in booked.values_list("month", flat=True).distinct()}
    unpriced: list[Unpriced] = []
    for channel, region, day, amount in _of_leads_set_aside(as_of, unpriced):
        sums[channel, region, day] += amount
    return Entered(
        [Spent(channel, region, month_of(day), amount) for (channel, region, day), amount in sorted(sums.items())],
        sorted(without, key=lambda each: (each.month, each.channel, each.region, each.currency)),
        frozenset(months),
        unpriced,
    )


def _of_leads_set_aside(as_of: date, unpriced: list[Unpriced]) -> Iterator[tuple[str, str, date, Decimal]]:
    """Cost booked for, and work with, who was set aside without ever having bought. Minutes of a role without an hourly
    rate cost nobody knows what: they go to `unpriced`."""
    bought = MonthlyTotal.objects.filter(customer=OuterRef("pk"), kind__in=SALES)
    leads = Customer.objects.archived().filter(~Exists(bought), first_deal_on=None).order_by()
    known = {
        pk: (channel or "", region or "")
        for pk, channel, region in leads.values_list("pk", "acquisition_channel__code", "region__code")
    }
    if not known:
        return
    ids = sorted(known)
    booked = MonthlyTotal.objects.filter(customer__in=ids, kind=CostLine.Kind.ACQUISITION, month__lte=as_of).order_by()
    for pk, day, amount in booked.values_list("customer_id", "month", "amount"):
        yield *known[pk], day, Decimal(amount)
    for pk, entries in effort.effort_by_customer(ids, EARLIEST, as_of, first_lines={}).items():
        for entry in entries:
            if entry.kind != effort.ACQUISITION:
                continue
            channel, region = known[pk]
            for role, minutes in entry.missing.items():
                unpriced.append(Unpriced(channel, month_of(entry.month), role, minutes))
            if entry.cost:
                yield channel, region, entry.month, entry.cost
