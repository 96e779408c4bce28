"""Answers, control points and requests to decide for tests, made through the same services as in life."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from customers.models import Customer, CustomerStanding, Need
from customers.services import needing
from office.clock import today
from office.models import User
from relationships.models import ControlPoint, DecisionRequest, StrategyAnswer, StrategyMove, StrategyPlan
from relationships.services import strategy, strategy_plans

_numbers = count(1)


def make_answer(
    customer: Customer, topic: str = "visit", value: Any = "happened", *, by: User | None = None, on: date | None = None
) -> StrategyAnswer:
    author = by or _owner(customer)
    return strategy.answer(
        customer, topic=topic, value=str(value), evidence="minutes of the meeting", by=author, on=on or today()
    )


def make_point(customer: Customer, index: int = 7, *, days_ago: int = 30, **fields: Any) -> ControlPoint:
    values: dict[str, Any] = {
        "kind": "relationship",
        "evidence": "they call us first",
        "since": today() - timedelta(days=days_ago),
        "by": _owner(customer),
    }
    return strategy.hold(customer, index=index, **{**values, **fields})


def make_request(customer: Customer, days: int | None = 5, *, days_ago: int = 40) -> DecisionRequest:
    """Raised so many days ago and decided after `days`; None is still open."""
    raised = today() - timedelta(days=days_ago)
    decided = None if days is None else raised + timedelta(days=days)
    return strategy.request(
        customer, what="second supplier for line two", raised_on=raised, decided_on=decided, by=_owner(customer)
    )


def make_plan(customer: Customer, *, number: int = 0, review_in: int = 90, **fields: Any) -> StrategyPlan:
    owner = _owner(customer)
    values: dict[str, Any] = {
        "position": "first choice for sensors",
        "owner": owner,
        "by": owner,
        "reason": "new line" if number else "",
        "review_on": today() + timedelta(days=review_in),
    }
    return strategy_plans.plan(customer, number=number, **{**values, **fields})


def make_move(customer: Customer, **fields: Any) -> StrategyMove:
    owner = _owner(customer)
    values: dict[str, Any] = {
        "what": "joint test bench",
        "owner": owner,
        "by": owner,
        "review_on": today() + timedelta(days=30),
    }
    return strategy_plans.add_move(customer, **{**values, **fields})


def make_need(customer: Customer, importance: int = 3, **fields: Any) -> Need:
    values = {"title": f"need {next(_numbers)}", "importance": importance, **fields}
    return needing.add(customer, by=_owner(customer), **values)


def make_worth(customer: Customer, bought: int, *, wallet_share: float | None = None) -> CustomerStanding:
    """What the customer bought in twelve months, as today's standing tells."""
    row, _created = CustomerStanding.objects.update_or_create(
        current_for=customer,
        defaults={
            "customer": customer,
            "kind": "today",
            "as_of": today(),
            "month": today().replace(day=1),
            "net_t12": Decimal(bought),
            "wallet_share": wallet_share,
            "inputs_digest": "made",
            "formula_version": "made",
            "computed_at": f"{today()}T00:00:00Z",
        },
    )
    return row


def _owner(customer: Customer) -> User:
    assert customer.owner is not None
    return customer.owner
