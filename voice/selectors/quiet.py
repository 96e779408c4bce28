"""Active customers who have fallen silent, with the revenue that falls silent with them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Max, Min, Q

from customers.models import Customer, RevenueLine, SatisfactionScore
from customers.selectors.activity import active_ids
from customers.selectors.revenue import net_by_customer, twelve_months
from voice.listening.walls import Listener, quiet_list
from voice.models import VoiceItem
from voice.selectors.company import BusinessCalendar

COLUMNS = ("pk", "name", "short_name", "tier_now", "first_deal_on", "created_at")


@dataclass(frozen=True)
class QuietCustomer:
    id: int
    name: str
    tier: str
    weeks: int
    never: bool
    """No voice and no score of theirs was ever recorded; `weeks` counts from their start."""
    revenue: Decimal
    """Net revenue of the last twelve complete months (T12), in base currency."""


def quiet_customers(as_of: date, calendar: BusinessCalendar) -> list[QuietCustomer]:
    """Every quiet customer of the house by revenue, largest first; scope is the reader's business (decision 51). One that
    was lost since was not lost that day."""
    gone = Q(status=Customer.Status.LOST) & (Q(lost_on=None) | Q(lost_on__lte=as_of))
    current = Customer.objects.current().exclude(gone)
    starts = {row["pk"]: row for row in current.with_tier_in_force().values(*COLUMNS)}
    active = active_ids(current, as_of)
    heard = _last_heard(as_of, calendar)
    first_lines = dict(RevenueLine.objects.order_by().values_list("customer_id").annotate(Min("booked_on")))
    revenue = net_by_customer(active, *twelve_months(as_of))

    def listener(pk: int) -> Listener:
        row = starts[pk]
        known = [day for day in (row["first_deal_on"], first_lines.get(pk)) if day is not None]
        return Listener(
            id=f"{pk:012d}",
            tier=row["tier_now"] or None,
            last_voice=heard.get(pk),
            since=min(known) if known else calendar.day(row["created_at"]),
            revenue=revenue.get(pk, Decimal(0)),
        )

    found = quiet_list([listener(pk) for pk in active], as_of)
    return [
        QuietCustomer(
            id=int(quiet.id),
            name=starts[int(quiet.id)]["short_name"] or starts[int(quiet.id)]["name"],
            tier=starts[int(quiet.id)]["tier_now"],
            weeks=quiet.weeks,
            never=int(quiet.id) not in heard,
            revenue=revenue.get(int(quiet.id), Decimal(0)),
        )
        for quiet in found
    ]


def _last_heard(as_of: date, calendar: BusinessCalendar) -> dict[int, date]:
    """The last day each customer said something by then: in words, or by a score it gave (V3, decision 5)."""
    words = VoiceItem.objects.filter(verbatim__said_at__lt=calendar.start_of(as_of + timedelta(days=1)))
    said = words.order_by().values_list("customer_id").annotate(Max("verbatim__said_at"))
    heard = {customer: calendar.day(moment) for customer, moment in said}
    scores = SatisfactionScore.objects.filter(on__lte=as_of)
    for customer, day in scores.order_by().values_list("customer_id").annotate(Max("on")):
        heard[customer] = max(day, heard.get(customer, day))
    return heard
