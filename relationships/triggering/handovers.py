"""The trigger of our owner who leaves: the account is closed, or the customer is handed over to somebody else."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from customers.models import OwnerAssignment
from customers.models.customer import CustomerQuerySet
from relationships.triggering import links, words
from relationships.triggering.registry import After, Evidence, Happened, Hit, Trigger


def _owner_left(customers: CustomerQuerySet, since: date, day: date) -> Iterator[Hit]:
    """About the assignment that ends, so that closing an account and then handing it over is one departure.

    A first owner takes over from nobody; an assignment that ended on the day it began was a slip.
    """
    rows = OwnerAssignment.objects.filter(customer__in=customers)
    ended = rows.filter(until__gte=since, until__lte=day).exclude(until=F("since"))
    latest = ended.order_by("since", "pk").values_list("customer_id", "pk", "user_id")
    before = {customer: (pk, user) for customer, pk, user in latest}
    follows = Q(Exists(ended.filter(customer=OuterRef("customer"))), since__gte=since, since__lte=day)
    now = rows.filter(until=None).filter(follows | Q(user__is_active=False)).order_by("customer", "pk")
    held = now.values_list("customer_id", "pk", "user_id", "user__is_active", "since")
    for customer, pk, user, is_active, taken_on in held:
        if not is_active:
            yield Hit(customer, {}, str(pk))
        elif customer in before and before[customer][1] != user:
            yield Hit(customer, {"on": taken_on.isoformat()}, str(before[customer][0]))


def _tell(evidence: Evidence) -> str:
    if evidence.get("on") is None:
        return _("The account of our owner is closed")
    return _("Handed over to another owner on %(day)s") % {"day": words.day(evidence["on"])}


OWNER_LEFT = Trigger(
    "owner_left",
    pgettext_lazy("trigger", "our owner left or handed over"),
    Happened(_owner_left),
    _tell,
    links.tab("profile"),
    After.NOTHING,
    once=True,
)
