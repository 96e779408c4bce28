from datetime import timedelta
from typing import Any
from uuid import uuid4

from office.clock import today
from relationships.services import planning
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import LOGS, ONLY_POST, READ, WORK
from tests.architecture.permissions.table import Cast, PermissionRow, everyone, everyone_inside
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_plan


def plan(cast: Cast) -> dict[str, Any]:
    return {"pk": make_plan(make_customer(cast["mei"])).pk}


def cancelled(cast: Cast) -> dict[str, Any]:
    return {"pk": planning.cancel(make_plan(make_customer(cast["mei"])), by=cast["mei"], reason="moved away").pk}


def terms(cast: Cast) -> dict[str, Any]:
    day = (today() + timedelta(days=3)).isoformat()
    return {"kind": "visit", "on": day, "purpose": "看新产线", "version": 1}


def new(cast: Cast) -> dict[str, Any]:
    theirs = make_contact(make_customer(cast["mei"]))
    return {**terms(cast), "customer": theirs.customer_id, "contacts": [theirs.pk], "idempotency_key": uuid4().hex}


def body(cast: Cast) -> dict[str, Any]:
    found = new(cast)
    return {name: found[name] for name in ("customer", "contacts", "kind", "on", "purpose")}


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        found = make_plan(make_customer(cast[owner]))
        later = today() + timedelta(days=2)
        planning.change(
            found,
            by=cast[owner],
            version=found.version,
            contacts=[],
            **{name: getattr(found, name) for name in ("kind", "time", "minutes", "place", "purpose")},
            on=later,
        )


ROWS = [
    PermissionRow("relationships:agenda", LOGS),
    PermissionRow("relationships:agenda", LOGS, query="?of=team"),
    PermissionRow("relationships:plan-add", LOGS),
    PermissionRow("relationships:plan-add", {**WORK, "other": 200, "finance": 403}, method="post", body=new),
    PermissionRow("relationships:plan-people", LOGS, method="post"),
    PermissionRow("relationships:plan-people", ONLY_POST),
    PermissionRow("relationships:plan", READ, kwargs=plan),
    PermissionRow("relationships:plan-change", READ, kwargs=plan),
    PermissionRow("relationships:plan-change", WORK, method="post", kwargs=plan, body=terms),
    PermissionRow("relationships:plan-cancel", READ, kwargs=plan),
    PermissionRow(
        "relationships:plan-cancel", WORK, method="post", kwargs=plan, body=lambda cast: {"reason": "line stopped"}
    ),
    PermissionRow("relationships:plan-reopen", WORK, method="post", kwargs=cancelled),
    PermissionRow("relationships:plan-done", WORK, method="post", kwargs=plan),
    PermissionRow("relationships:plan-done", everyone_inside(405, anonymous=405), kwargs=plan),
    PermissionRow("relationships:plan-trip-done", WORK, method="post", kwargs=plan),
    PermissionRow("relationships:plan-trip-done", everyone_inside(405, anonymous=405), kwargs=plan),
    PermissionRow("api:planned-list", LISTS, api=True),
    PermissionRow("api:planned-detail", PEOPLE, kwargs=plan, api=True),
    PermissionRow(
        "api:planned-trip-done",
        {role: 201 if code == 200 else code for role, code in PEOPLE.items()},
        method="post",
        kwargs=plan,
        api=True,
    ),
    PermissionRow(
        "api:planned-list",
        {**everyone(201), "anonymous": 401, "other": 400, "finance": 400},
        method="post",
        body=body,
        api=True,
    ),
]
