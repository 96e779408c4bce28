"""What the economics of one customer need beside the standing: judgements with their words, kept months, the plan's months."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.models import Customer, CustomerStanding, LighthouseRecord, Rating, StandingKind, TierOverride
from customers.selectors import judgements, worth
from customers.selectors.judgements import Plan
from customers.valuation.worth import actual_of, own_of

KEPT_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Kept:
    """A month as it was frozen."""

    as_of: date
    stage: str
    profit_class: str
    tier: str


def kept_months(customer: Customer) -> list[Kept]:
    """The last three years of frozen months, oldest first."""
    rows = CustomerStanding.objects.filter(customer=customer, kind=StandingKind.MONTH).order_by("-as_of")
    found = rows.values_list("as_of", "stage", "profit_class", "tier_effective")[:KEPT_MONTHS]
    return [Kept(*row) for row in reversed(found)]


def newest_ratings(customer: Customer, as_of: date) -> dict[str, Rating]:
    """The newest rating of each dimension, also where it counts no longer."""
    rows = Rating.objects.filter(customer=customer, rated_on__lte=as_of).select_related("by")
    return {rating.dimension: rating for rating in rows.order_by("rated_on", "id")}


def override_of(customer: Customer, as_of: date) -> TierOverride | None:
    """The tier set by hand that holds on the day."""
    rows = TierOverride.objects.filter(customer=customer, starts_on__lte=as_of, expires_on__gte=as_of)
    return rows.exclude(ended_on__lte=as_of).select_related("by").order_by("-starts_on", "-id").first()


def lighthouse_of(customer: Customer) -> LighthouseRecord | None:
    return LighthouseRecord.objects.filter(customer=customer).first()


@dataclass(frozen=True, slots=True)
class PlannedMonths:
    """Net value by month since the plan began: planned over its whole length, actual up to the last complete month."""

    plan: Plan
    planned: list[Decimal]
    actual: list[Decimal]


def planned_months(customer: Customer, standing: CustomerStanding) -> PlannedMonths | None:
    """None without a plan, without any known profit, and where the plan began before the ledger. The acquisition cost falls into the first month (economics 8)."""
    plan = judgements.plans([customer.pk]).get(customer.pk)
    if plan is None:
        return None
    settings = worth.settings_from_number(standing.settings_number)
    actual = None
    for facts in worth.facts_of([customer.pk], standing.as_of, worth.ledger_begins()):
        actual = actual_of(own_of(facts, standing.as_of, settings), standing.cac)
    if actual is None:
        return None
    planned = [amount / 12 for amount in plan.amounts for _month in range(12)]
    return PlannedMonths(plan, planned, actual.months)
