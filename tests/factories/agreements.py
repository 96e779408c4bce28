"""What lies between two houses, for tests, made through the same services as in life."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from customers.models import Customer
from office.clock import today
from office.models import User
from relationships.models import (
    JointReview,
    OrganisationalItem,
    RiskClause,
    SolvencyWarning,
    VolumeAgreement,
    WinBackAttempt,
)
from relationships.services import joint_reviews, noting
from tests.factories.customers import make_contact

USUAL: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "item": (OrganisationalItem, {"kind": "joint_project", "text": "联合开发"}),
    "clause": (RiskClause, {"kind": "compensation", "text": "停机赔偿"}),
    "volume": (VolumeAgreement, {"name": "年度约定", "yearly_amount": Decimal(365000)}),
    "solvency": (SolvencyWarning, {"severity": 2, "told_by": "报道", "text": "商票逾期"}),
    "win-back": (WinBackAttempt, {"text": "登门拜访"}),
}


def make_between(noun: str, customer: Customer, *, by: User | None = None, **fields: Any) -> Any:
    """An entry of one of the five kinds, begun a hundred days ago."""
    kind, usual = USUAL[noun]
    begun = today() - timedelta(days=100)
    day = {"valid_from": begun} if noun in {"clause", "volume"} else {"on": begun}
    more = {"tried_by": customer.owner} if noun == "win-back" else {}
    return noting.add(kind, customer, by=by or customer.owner, **{**usual, **day, **more, **fields})


def make_review(customer: Customer, **fields: Any) -> JointReview:
    """Held ten days ago by the customer's owner with a new contact."""
    day = today()
    owner: Any = customer.owner
    values: dict[str, Any] = {
        "held_on": day - timedelta(days=10),
        "ours": [owner],
        "by": owner,
        "step": joint_reviews.Step("放安全库存", owner, day + timedelta(days=20)),
    }
    values |= fields
    if "theirs" not in values:
        values["theirs"] = [make_contact(customer)]
    return joint_reviews.hold(customer, **values)
