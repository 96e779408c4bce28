"""Ties that people judge otherwise than the contacts say: the monthly review list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from customers.models import Contact, Customer
from office.models import User
from relationships.models import RelationshipStanding, TieJudgement
from relationships.network.pictures import picture
from relationships.network.ties import Tie
from relationships.selectors.exchanges import exchanges_by_customer
from relationships.selectors.networks import networks_by_customer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from customers.models.customer import CustomerQuerySet

CUSTOMERS_A_PAGE = 200
"""Of so many the ties are computed at once."""


@dataclass(frozen=True)
class Disagreement:
    """A tie whose fresh judgement lies 30 points or more from what was computed."""

    customer: Customer
    colleague: User
    contact: Contact
    tie: Tie
    judgement: TieJudgement

    def is_due(self, day: date) -> bool:
        """Nobody has looked at it in this month."""
        return self.judgement.on < day.replace(day=1)


def disagreeing(customers: "CustomerQuerySet", user: User) -> "QuerySet[RelationshipStanding, int]":
    """Ids of the customers with such ties that the user sees, those with most of them first."""
    rows = RelationshipStanding.objects.visible_to(user).today().filter(disagreements__gt=0, customer__in=customers)
    return rows.order_by("-disagreements", "customer_id").values_list("customer_id", flat=True)


def disagreements(ids: Sequence[int], user: User, day: date) -> list[Disagreement]:
    """Those of the customers, what nobody looked at this month first, then the largest gap. Sixteen queries at most."""
    exchanges = exchanges_by_customer(ids, as_of=day)
    found = [
        (pk, int(ours[1:]), int(theirs[1:]), ties.ties[ours, theirs])
        for pk, network in networks_by_customer(ids, exchanges).items()
        for ties in [picture(network, day)]
        for ours, theirs in ties.disagreements
    ]
    judged = _last_words(contact for _pk, _user, contact, _tie in found)
    kept = Customer.objects.in_bulk(ids)
    colleagues = User.objects.in_bulk({one[1] for one in found})
    contacts = Contact.objects.visible_to(user).with_person().in_bulk({one[2] for one in found})
    rows_found = [
        Disagreement(kept[pk], colleagues[ours], contacts[theirs], tie, judged[ours, theirs])
        for pk, ours, theirs, tie in found
    ]
    return sorted(rows_found, key=lambda one: (not one.is_due(day), -abs(one.tie.gap or 0.0), one.contact.pk))


def _last_words(contacts: Iterable[int]) -> dict[tuple[int, int], TieJudgement]:
    """The newest judgement of each pair."""
    rows = TieJudgement.objects.filter(contact__in=set(contacts)).select_related("by").order_by("on", "id")
    return {(row.user_id, row.contact_id): row for row in rows}
