"""Which customers need somebody to call, and which are alive at all."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Max, Q, QuerySet, Sum

from customers.access import SEES_ALL
from customers.models import Customer, RevenueLine
from customers.models.customer import CustomerQuerySet
from office.models import Company
from relationships.models import Interaction, RelationshipStanding
from relationships.selectors.moments import day_range

if TYPE_CHECKING:
    from office.models import User

ACTIVE_DAYS = 90


def needing_attention(customers: CustomerQuerySet) -> QuerySet[RelationshipStanding]:
    """Today's standings that are cooling, down to invoices, or silent for too long; the steepest fall first."""
    return (
        RelationshipStanding.objects.today()
        .needing_attention()
        .filter(customer__in=customers.current().exclude(status=Customer.Status.LOST))
        .select_related("customer", "customer__owner")
        .order_by(F("delta28").asc(nulls_last=True), F("quiet_days").desc(nulls_last=True), "customer_id")
    )


def cooling(customers: CustomerQuerySet | None = None, *, as_of: date | None = None) -> QuerySet[RelationshipStanding]:
    """Standings whose trend is cooling (delta28 ≤ −10, decision 10), of living customers.

    As of today, or as frozen on a Sunday or month end.
    """
    rows = RelationshipStanding.objects.cooling().filter(customer__archived_at=None)
    if customers is not None:
        rows = rows.filter(customer__in=customers)
    if as_of is None:
        return rows.today()
    frozen = rows.frozen().filter(as_of=as_of)
    weeks = frozen.filter(kind=RelationshipStanding.Kind.WEEK)
    return weeks if as_of.isoweekday() == 7 else frozen.filter(kind=RelationshipStanding.Kind.MONTH)


def active_customers(as_of: date, *, among: CustomerQuerySet | None = None) -> CustomerQuerySet:
    """Customers with an order day or a two-way interaction aged 0 to 90 days (decision 11; economics 5.3).

    An order day is a day whose net order amount is above zero.
    """
    customers = Customer.objects.current() if among is None else among
    first = as_of - timedelta(days=ACTIVE_DAYS)
    order_days = (
        RevenueLine.objects.filter(booked_on__range=(first, as_of))
        .order_by()
        .values("customer_id", "booked_on")
        .annotate(total=Sum("net"))
        .filter(total__gt=0)
    )
    met = Interaction.objects.standing().two_way().filter(day_range(first, as_of, Company.get().zone)).order_by()
    return customers.filter(Q(pk__in=order_days.values("customer_id")) | Q(pk__in=met.values("customer_id")))


def last_contact_days(customers: QuerySet[Customer], as_of: date) -> dict[int, date]:
    """The day of the last two-way interaction up to a day, by customer; those without any are absent."""
    zone = Company.get().zone
    rows = (
        Interaction.objects.standing()
        .two_way()
        .filter(day_range(None, as_of, zone), customer__in=customers)
        .order_by()
        .values_list("customer_id")
        .annotate(Max("at"))
    )
    return {customer: last.astimezone(zone).date() for customer, last in rows}


def scope(user: "User") -> CustomerQuerySet:
    """The customers whose condition is the user's business on the Today page: own ones, a lead's teams, or all."""
    everyone = Customer.objects.visible_to(user).current()
    if user.roles & SEES_ALL:
        return everyone
    kept = Customer.objects.kept_by(user).values("pk")
    return everyone.filter(Q(pk__in=kept) | Q(team__in=user.led_team_ids))
