"""KPIs, goals and readings for tests, made through the same services as in life."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from customers.models import Customer, Product
from office.clock import today
from office.models import User
from relationships.models import Goal, OutcomeKpi, OutcomeReading, ServiceRequest, UsageMeasure
from relationships.outcomes.usage import back, end_of_period
from relationships.selectors.usage import period_of
from relationships.services import goals, kpis, readings, requests, usage, usage_measures

_numbers = count(1)


def make_product(**fields: Any) -> Product:
    number = next(_numbers)
    return Product.objects.create(code=f"made-{number}", label_zh_hans=f"产品{number}", **fields)


def make_kpi(product: Product | None = None, *, by: User, **fields: Any) -> OutcomeKpi:
    """A monthly one, the more the better, in percent unless told otherwise."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "product": product or make_product(),
        "code": f"kpi-{number}",
        "name_zh_hans": f"合格率{number}",
        "name_en": f"Yield {number}",
        "unit": "%",
        "how_measured": "good pieces over all pieces",
    }
    return kpis.define(by=by, **{**values, **fields})


def make_goal(customer: Customer, *, ops: User, kpi: OutcomeKpi | None = None, **terms: Any) -> Goal:
    """From 60 to 90, begun a hundred days ago and due in a hundred, of the customer's owner."""
    day = today()
    values: dict[str, Any] = {
        "baseline": Decimal(60),
        "target": Decimal(90),
        "start": day - timedelta(days=100),
        "due": day + timedelta(days=100),
        "owner": customer.owner,
    }
    return goals.agree(customer, kpi or make_kpi(by=ops), by=ops, **{**values, **terms})


def make_reading(goal: Goal, value: str = "75", *, by: User | None = None, on: date | None = None) -> OutcomeReading:
    owner = by or goal.terms.owner
    day = on or today() - timedelta(days=3)
    return readings.record(goal, period_end=day, value=Decimal(value), by=owner)[0]


def make_measure(product: Product | None = None, *, by: User, **fields: Any) -> UsageMeasure:
    """Active people every month unless told otherwise."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "product": product or make_product(),
        "code": f"measure-{number}",
        "name_zh_hans": f"活跃人数{number}",
        "name_en": f"Active people {number}",
        "dimension": "breadth",
        "period": "month",
    }
    return usage_measures.define(by=by, **{**values, **fields})


def make_usage(customer: Customer, measure: UsageMeasure, *values: Any, by: User) -> list[usage.Kept]:
    """Values of consecutive periods, the last one of the period that ended last."""
    period = period_of(measure)
    ended = back(end_of_period(today(), period), 1, period)
    told = [
        usage.Told(customer.pk, measure, back(ended, len(values) - 1 - place, period), Decimal(str(value)))
        for place, value in enumerate(values)
    ]
    return usage.keep(told, by=by)


def make_request(customer: Customer, *, by: User, raised_at: datetime | None = None, **fields: Any) -> ServiceRequest:
    """A question by mail of three days ago, not answered yet."""
    raised = raised_at or timezone.now() - timedelta(days=3)
    return requests.raise_request(
        customer, by=by, **{"kind": "question", "channel": "mail", "raised_at": raised, **fields}
    )
