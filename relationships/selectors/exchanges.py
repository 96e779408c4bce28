"""What temperatures and ties are computed from: the contact moments with customers, and the days of billing."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateField, Max, Min, QuerySet, TextField
from django.db.models.functions import Cast, TruncDate

from customers.models import Invoice, Payment, RevenueLine
from office.models import Company
from relationships.models import Interaction, InteractionContact, Participation
from relationships.network import Event

BILLING = "billing"


def ours(user_id: int) -> str:
    """One of our people in an event; numbers of both sides would clash."""
    return f"u{user_id}"


def theirs(contact_id: int) -> str:
    return f"c{contact_id}"


@dataclass(frozen=True, slots=True)
class Exchanges:
    """A customer's events, oldest first, and which interaction each is; None where it is a day of billing."""

    events: list[Event]
    interaction_ids: list[int | None]

    @property
    def interactions(self) -> int:
        return sum(1 for one in self.interaction_ids if one is not None)


NOTHING = Exchanges([], [])


def exchanges_of(customer_id: int, *, as_of: date) -> Exchanges:
    """Everything with one customer up to a day, each day of billing included. Four queries."""
    first, *others = (days.order_by().values_list(day) for day, days in _billing([customer_id], as_of))
    billed = sorted(day for (day,) in first.union(*others))
    return _joined([customer_id], {customer_id: billed})[customer_id]


def exchanges_by_customer(customer_ids: Collection[int], *, as_of: date) -> dict[int, Exchanges]:
    """Everything with each of the customers. Six queries, however many customers.

    Of billing only the first and the last day up to `as_of` are kept: no figure of that day needs more.
    """
    billed: defaultdict[int, set[date]] = defaultdict(set)
    for day, rows in _billing(customer_ids, as_of):
        spans = rows.order_by().values_list("customer_id").annotate(Min(day), Max(day))
        for customer, first, last in spans:
            billed[customer] |= {first, last}
    return _joined(customer_ids, {customer: sorted({min(days), max(days)}) for customer, days in billed.items()})


def _billing(customer_ids: Collection[int], as_of: date) -> Iterator[tuple[str, QuerySet[Any]]]:
    """What is a moment of billing, with its day: lines of the ledger, invoices and payments (decision 32).

    Days alone are taken, no amounts: whoever sees how warm an exchange is learns nothing about money.
    """
    for model, day in ((RevenueLine, "booked_on"), (Invoice, "issued_on"), (Payment, "paid_on")):
        yield day, model._default_manager.filter(customer_id__in=customer_ids, **{f"{day}__lte": as_of})


def _joined(customer_ids: Collection[int], billed: dict[int, list[date]]) -> dict[int, Exchanges]:
    zone = Company.get().zone
    people = _there(InteractionContact.objects.all(), "contact_id", customer_ids, theirs)
    colleagues = _there(Participation.objects.all(), "user_id", customer_ids, ours)
    found: dict[int, Exchanges] = {customer: Exchanges([], []) for customer in customer_ids}
    for customer, days in billed.items():
        found[customer].events.extend(Event(day, BILLING) for day in days)
        found[customer].interaction_ids.extend(None for _day in days)
    rows = (
        Interaction.objects.standing()
        .filter(customer_id__in=customer_ids)
        .order_by()
        .annotate(moment=Cast("at", TextField()), day=_day("at", zone), recorded_on=_day("recorded_at", zone))
        .values_list("moment", "id", "customer_id", "day", "kind", "direction", "quality", "recorded_on")
    )
    # Sorted here: asked for the order by moment, PostgreSQL walks the index of all moments instead of the customers'.
    # Days come ready and the moment as text, all in UTC: making thousands of moments to sort them by took a third.
    for _moment, pk, customer, day, kind, direction, quality, recorded in sorted(rows):
        event = Event(day, kind, direction, quality, colleagues.get(pk, ()), people.get(pk, ()), recorded)
        found[customer].events.append(event)
        found[customer].interaction_ids.append(pk)
    return found


def _day(moment: str, zone: ZoneInfo) -> Cast:
    """The day there; cast, because Django looks at each day that it truncated once more."""
    return Cast(TruncDate(moment, tzinfo=zone), DateField())


def _there(
    links: QuerySet[Any], who: str, customer_ids: Collection[int], name: Callable[[int], str]
) -> dict[int, list[str]]:
    """Who of one side was there, by interaction. Each name is made once: there are many links and few people."""
    rows = (
        links.filter(interaction__customer_id__in=customer_ids, interaction__voided_at=None)
        .order_by()
        .values_list("interaction_id", who)
    )
    names: dict[int, str] = {}
    people: defaultdict[int, list[str]] = defaultdict(list)
    for interaction, person in rows:
        people[interaction].append(names.get(person) or names.setdefault(person, name(person)))
    return people
