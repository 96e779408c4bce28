from typing import Any

from office.clock import today
from relationships.models import BuyingDecision
from relationships.services import deciding
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import READ
from tests.architecture.permissions.relationships_outcomes import KEEPS, KEPT
from tests.architecture.permissions.table import Cast, PermissionRow
from tests.factories.customers import make_contact, make_customer


def customer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_customer(cast["mei"]).pk}


def _decision(cast: Cast, owner: str = "mei") -> BuyingDecision:
    return deciding.raise_need(make_customer(cast[owner]), what="二期产线", raised_on=today(), by=cast["ops"])


def decision(cast: Cast) -> dict[str, Any]:
    return {"pk": _decision(cast).pk}


def settled(cast: Cast) -> dict[str, Any]:
    found = _decision(cast)
    deciding.settle(found, stage="decided", settled_on=today(), outcome="选了我们", by=cast["ops"])
    return {"pk": found.pk}


def part(cast: Cast) -> dict[str, Any]:
    found = _decision(cast)
    return {"pk": deciding.take_part(found, make_contact(found.customer), role="user", by=cast["ops"]).pk}


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        found = _decision(cast, owner)
        deciding.take_part(found, make_contact(found.customer), role="user", by=cast["ops"])


def need(cast: Cast) -> dict[str, Any]:
    return {"what": "二期产线", "raised_on": today().isoformat()}


def ending(cast: Cast) -> dict[str, Any]:
    return {"stage": "decided", "settled_on": today().isoformat(), "outcome": "选了我们"}


ROWS = [
    PermissionRow("relationships:decision", READ, kwargs=decision),
    PermissionRow("relationships:decision-add", KEEPS, kwargs=customer),
    PermissionRow("relationships:decision-add", KEPT, method="post", kwargs=customer, body=need),
    PermissionRow("relationships:decision-edit", KEEPS, kwargs=decision),
    PermissionRow("relationships:decision-settle", KEEPS, kwargs=decision),
    PermissionRow("relationships:decision-settle", KEPT, method="post", kwargs=decision, body=ending),
    PermissionRow("relationships:decision-reopen", KEPT, method="post", kwargs=settled),
    PermissionRow("relationships:decision-part", KEEPS, kwargs=decision),
    PermissionRow("relationships:decision-leave", KEPT, method="post", kwargs=part),
    PermissionRow("api:decision-list", LISTS, api=True),
    PermissionRow("api:decision-detail", PEOPLE, kwargs=decision, api=True),
]
