"""Buying decisions with who plays a part in them on a day."""

from datetime import date

from django.db.models import Prefetch

from customers.models import Customer
from office.models import User
from relationships.models import BuyingDecision, DecisionPart
from relationships.models.decision import BuyingDecisionQuerySet


def with_parts(decisions: BuyingDecisionQuerySet, day: date) -> list[BuyingDecision]:
    """Two queries, however many."""
    parts = DecisionPart.objects.on(day).select_related("contact__person", "contact__department", "by")
    return list(decisions.prefetch_related(Prefetch("parts", parts, to_attr="played")))


def open_on(customer: Customer, user: User, day: date) -> list[BuyingDecision]:
    """The customer's decisions that were open on the day."""
    return with_parts(BuyingDecision.objects.visible_to(user).filter(customer=customer).open_on(day), day)


def played(decision: BuyingDecision) -> list[DecisionPart]:
    """The parts that `with_parts` read."""
    found: list[DecisionPart] = decision.played  # type: ignore[attr-defined]
    return found
