"""Buying decisions with who plays a part in them on a day."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from customers.models import Customer, DecisionRole
from office.models import User
from relationships.models import BuyingDecision, DecisionPart
from relationships.models.decision import BuyingDecisionQuerySet
from relationships.network.decisions import role_played


def with_parts(decisions: BuyingDecisionQuerySet, day: date) -> list[BuyingDecision]:
    """Two queries, however many."""
    parts = DecisionPart.objects.on(day).select_related("contact__person", "contact__department", "by")
    return list(decisions.prefetch_related(Prefetch("parts", parts, to_attr="played")))


def open_on(customer: Customer, user: User, day: date) -> list[BuyingDecision]:
    """The customer's decisions that were open on the day."""
    return with_parts(BuyingDecision.objects.visible_to(user).filter(customer=customer).open_on(day), day)


def champions_stay(customers: QuerySet[Customer], day: date) -> dict[int, bool]:
    """Customers where somebody championed a decision by the day: whether one of them still is there.

    Of those who left only who was lost to a decision that was open then. Others are absent.
    """
    parts = DecisionPart.objects.filter(
        role=DecisionRole.Role.CHAMPION, decision__customer__in=customers, since__lte=day
    ).order_by()
    lost = parts.filter(contact__left_on__lte=day).lost_with_their_contact()
    stay = parts.on(day).filter(Q(contact__left_on=None) | Q(contact__left_on__gt=day))
    found = dict.fromkeys(lost.values_list("decision__customer", flat=True), False)
    return found | dict.fromkeys(stay.values_list("decision__customer", flat=True), True)


def proven_champions(customer: Customer, day: date) -> frozenset[int]:
    """Contacts who play a champion on the day and have proved it, in an open decision or a settled one. One query."""
    parts = DecisionPart.objects.on(day).filter(decision__customer=customer, role=DecisionRole.Role.CHAMPION)
    rows = parts.order_by().values_list("contact_id", "role", "contact__influence", "interest", "proved_on")
    return frozenset(
        contact
        for contact, role, influence, interest, proved_on in rows
        if role_played(role, influence=influence, interest=interest, proved_on=proved_on, as_of=day) == role
    )


def played(decision: BuyingDecision) -> list[DecisionPart]:
    """The parts that `with_parts` read."""
    found: list[DecisionPart] = decision.played  # type: ignore[attr-defined]
    return found
