"""The organisational layer of R3: what ties the two houses on a day, each with its evidence."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from customers.models import Contract, Customer
from office.models import Company
from relationships.models import Interaction, JointReview, OrganisationalItem

WINDOW = timedelta(days=365)
"""An item of this age is still alive."""
Kind = OrganisationalItem.Kind
FROM_CONTACTS = {
    Interaction.Kind.EXEC_VISIT: Kind.EXEC_MUTUAL_VISIT,
    Interaction.Kind.JOINT_MARKETING: Kind.JOINT_MARKETING,
}


@dataclass(frozen=True)
class Evidence:
    """Why one of the six counts. `record` is the entry, contact, review or contract it comes from."""

    kind: str
    on: date
    text: str
    record: Any
    entered: bool = False
    """Noted by hand as such; else derived, so that nobody enters it twice."""


def evidence(customer: Customer, as_of: date) -> list[Evidence]:
    """What of the six is alive on the day, newest first. Four queries.

    Visits of executives and joint marketing come from logged contacts, reviews from the two-sided reviews, framework
    agreements from contracts; the rest is noted by hand. Alive: within 365 days, or until its end where it has one.
    """
    found = [*_noted(customer, as_of), *_met(customer, as_of), *_reviewed(customer, as_of), *_framed(customer, as_of)]
    return sorted(found, key=lambda one: one.on, reverse=True)


def kinds(customer: Customer, as_of: date) -> list[str]:
    """The distinct kinds alive on the day, as `network.layers` takes them."""
    return sorted({one.kind for one in evidence(customer, as_of)})


def _noted(customer: Customer, as_of: date) -> list[Evidence]:
    rows = OrganisationalItem.objects.filter(customer=customer, withdrawn_at=None, on__lte=as_of)
    lasting = Q(kind=Kind.FRAMEWORK_AGREEMENT, until=None)
    alive = Q(until__gte=as_of) | Q(until=None, on__gte=as_of - WINDOW) | lasting
    return [Evidence(one.kind, one.on, one.text, one, entered=True) for one in rows.filter(alive)]


def _met(customer: Customer, as_of: date) -> list[Evidence]:
    zone = Company.get().zone
    rows = Interaction.objects.standing().two_way().filter(customer=customer, kind__in=FROM_CONTACTS)
    dated = [(one.at.astimezone(zone).date(), one) for one in rows.order_by("-at", "-id")[:200]]
    return [
        Evidence(FROM_CONTACTS[Interaction.Kind(one.kind)], day, one.line, one)
        for day, one in dated
        if as_of - WINDOW <= day <= as_of
    ]


def _reviewed(customer: Customer, as_of: date) -> list[Evidence]:
    rows = JointReview.objects.filter(customer=customer, withdrawn_at=None, held_on__lte=as_of)
    return [Evidence(Kind.PERIODIC_REVIEW, one.held_on, "", one) for one in rows.filter(held_on__gte=as_of - WINDOW)]


def _framed(customer: Customer, as_of: date) -> list[Evidence]:
    rows = Contract.objects.filter(customer=customer, kind=Contract.Kind.FRAME, starts_on__lte=as_of)
    running = rows.filter(Q(ends_on=None) | Q(ends_on__gte=as_of), Q(ended_on=None) | Q(ended_on__gte=as_of))
    return [Evidence(Kind.FRAMEWORK_AGREEMENT, one.starts_on, one.number, one) for one in running]
