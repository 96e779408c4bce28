"""All rows behind the strategy tab, as they were written: nothing is left out, what counts no longer says so."""

from datetime import date
from typing import Any

from customers.access import may_judge, sees_revenue_of
from customers.models import Customer
from office.models import User
from relationships.binding.topics import text_of
from relationships.models import ControlPoint, DecisionRequest, StrategyAnswer, StrategyMove, StrategyPlan

MOST = 200


def rows_of(customer: Customer, user: User, day: date) -> dict[str, Any]:
    """Answers, requests, points, moves and versions of the plan, newest first. Five queries."""
    answers = StrategyAnswer.objects.visible_to(user).filter(customer=customer).select_related("by", "withdrawn_by")
    points = ControlPoint.objects.visible_to(user).filter(customer=customer).select_related("by", "withdrawn_by")
    requests = DecisionRequest.objects.visible_to(user).filter(customer=customer).select_related("by", "withdrawn_by")
    moves = StrategyMove.objects.visible_to(user).filter(customer=customer).select_related("owner", "withdrawn_by")
    money = sees_revenue_of(user, customer)
    return {
        "answers": _answers(list(answers[:MOST]), day, money=money),
        "points": list(points[:MOST]),
        "requests": list(requests[:MOST]),
        "moves": list(moves.order_by("-recorded_at", "-id")[:MOST]),
        "plans": list(
            StrategyPlan.objects.visible_to(user).filter(customer=customer).select_related("owner", "by")[:MOST]
        ),
        "writes": may_judge(user, customer) and not customer.is_archived,
    }


def _answers(rows: list[StrategyAnswer], day: date, *, money: bool) -> list[dict[str, Any]]:
    """Each with what it says and whether it counts: the newest of its topic that is neither withdrawn nor too old."""
    seen: set[str] = set()
    found = []
    for row in rows:
        newest = row.withdrawn_at is None and row.topic not in seen
        if newest:
            seen.add(row.topic)
        hidden = row.topic == StrategyAnswer.Topic.ONE_OFF and not money
        found.append(
            {
                "answer": row,
                "text": "" if hidden else text_of(row),
                "followed": row.withdrawn_at is None and not newest,
                "expired": newest and row.expires_on < day,
                "counts": newest and row.expires_on >= day,
            }
        )
    return found
