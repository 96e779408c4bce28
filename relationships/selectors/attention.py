"""Which customers need somebody to call, and which are alive at all."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Max, QuerySet

from customers.access import SEES_ALL
from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from customers.selectors.narrowing import few_or_query
from office.models import Company
from relationships.models import Interaction, RelationshipStanding
from relationships.selectors.moments import day_range

if TYPE_CHECKING:
    from office.models import User


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


def last_contact_days(customers: QuerySet[Customer], as_of: date) -> dict[int, date]:
    """The day of the last two-way interaction up to a day, by customer; those without any are absent."""
    zone = Company.get().zone
    rows = (
        Interaction.objects.standing()
        .two_way()
        .filter(day_range(None, as_of, zone), customer__in=few_or_query(customers))
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
    return everyone.kept_by(user, teams=user.led_team_ids)
