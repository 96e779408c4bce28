"""Warnings that hold of customers on a day: those of this app, and all of them together (decision 30)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from customers import extensions
from customers.models import Customer, CustomerStanding, DecisionRole
from customers.selectors.knowledge import moods_by_customer

LATE_PAYMENT, DETRACTOR, CHAMPION_LEFT = "late_payment", "detractor", "champion_left"
LATE, IN_TIME = ("C", "D"), ("A", "B")
MOST_OF_A_DETRACTOR = 6
CHAMPIONS = "champions"
"""The fact feed of champions whom an upper app knows: customer id → whether one of them still is there."""
Flags = dict[int, dict[str, bool]]


def flags_on(customers: QuerySet[Customer], as_of: date) -> Flags:
    """Every app's warnings of these customers as known at the end of the day; unknown ones are absent."""
    found: Flags = defaultdict(dict)
    for source in extensions.flag_sources:
        for customer, told in source.read(customers, as_of).items():
            found[customer] |= told
    return dict(found)


def labels() -> dict[str, Any]:
    """Key → what it is called."""
    return {key: label for source in extensions.flag_sources for key, label in source.labels.items()}


def of_people() -> frozenset[str]:
    """Keys of those that tell of people and voices."""
    return frozenset(key for source in extensions.flag_sources if source.of_people for key in source.labels)


def pays_late(grade: str) -> dict[str, bool]:
    """Grade C or D; without a grade nobody knows."""
    return {LATE_PAYMENT: grade in LATE} if grade in LATE + IN_TIME else {}


def of_standings(customers: QuerySet[Customer], as_of: date) -> Flags:
    """What the standings say that are stored of the day, today's included."""
    rows = CustomerStanding.objects.filter(customer__in=customers, as_of=as_of).order_by()
    return {customer: pays_late(grade) for customer, grade in rows.values_list("customer_id", "payment_grade")}


def of_contacts(customers: QuerySet[Customer], as_of: date) -> Flags:
    """The newest recommendation within twelve months is 6 or less; of known champions none is left."""
    found: Flags = defaultdict(dict)
    for customer, mood in moods_by_customer(list(customers.values_list("pk", flat=True)), as_of).items():
        scores = [(each.date, each.score) for each in mood.surveys if each.kind == "nps"]
        if scores:
            newest = max(day for day, _score in scores)
            found[customer][DETRACTOR] = min(score for day, score in scores if day == newest) <= MOST_OF_A_DETRACTOR
    for customer, someone_stays in _champions(customers, as_of).items():
        found[customer][CHAMPION_LEFT] = not someone_stays
    return dict(found)


def _champions(customers: QuerySet[Customer], as_of: date) -> Mapping[int, bool]:
    """Customers with a champion on the day, or one who was it until leaving; and whether one of them still is there."""
    roles = DecisionRole.objects.filter(
        role=DecisionRole.Role.CHAMPION, since__lte=as_of, contact__customer__in=customers
    ).order_by()
    stays: dict[int, bool] = {}
    for customer, left_on, until in roles.values_list("contact__customer", "contact__left_on", "until"):
        is_there = left_on is None or left_on > as_of
        if until is None or until >= (as_of if left_on is None else min(as_of, left_on)):
            stays[customer] = stays.get(customer, False) or is_there
    for answer in extensions.feed(CHAMPIONS, customers, as_of):
        for customer, someone_stays in answer.items():
            stays[customer] = stays.get(customer, False) or someone_stays
    return stays
