from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from relationships.models import Playbook, PlaybookRun
from relationships.services import judging_ties, next_actions, standings, voiding
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.table import Cast, PermissionRow, everyone_inside, only
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_interaction, make_next_action

# Who sees mei's customer with its people; Finance sees who it is and its money alone.
SEES = ("owner", "lead", "founder", "executive", "ops", "admin")
READ = only(dict.fromkeys(SEES, 200))
WORK = only(dict.fromkeys(SEES, 302))
LOGS = {**everyone_inside(200), "finance": 403}
# Executives read and log; what others logged is corrected by its author, the lead, founder, operations.
CORRECT = {**WORK, "executive": 403}
ONLY_POST = everyone_inside(405, anonymous=405)


def customer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_customer(cast["mei"]).pk}


def customer_of_action(cast: Cast) -> dict[str, Any]:
    return {"customer_pk": make_customer(cast["mei"]).pk}


def interaction(cast: Cast) -> dict[str, Any]:
    return {"pk": make_interaction(make_customer(cast["mei"])).pk}


def voided(cast: Cast) -> dict[str, Any]:
    found = make_interaction(make_customer(cast["mei"]))
    return {"pk": voiding.void(found, by=cast["mei"], reason="twice").pk}


def action(cast: Cast) -> dict[str, Any]:
    return {"pk": make_next_action(make_customer(cast["mei"])).pk}


def done(cast: Cast) -> dict[str, Any]:
    return {"pk": next_actions.finish(make_next_action(make_customer(cast["mei"])), by=cast["mei"]).pk}


def tie(cast: Cast) -> dict[str, Any]:
    theirs = make_contact(make_customer(cast["mei"]))
    return {"pk": theirs.customer_id, "user_pk": cast["mei"].pk, "contact_pk": theirs.pk}


def log_body(cast: Cast) -> dict[str, Any]:
    theirs = make_contact(make_customer(cast["mei"]))
    return {
        "customer": theirs.customer_id,
        "contacts": [theirs.pk],
        "kind": "call",
        "line": "下周到货",
        "direction": "mutual",
        "quality": "3",
        "idempotency_key": uuid4().hex,
    }


def action_body(cast: Cast) -> dict[str, Any]:
    return {"text": "发换件清单", "due_on": _tomorrow(), "owner": cast["fay"].pk}


def _tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        mine = make_customer(cast[owner])
        make_interaction(mine)
        make_next_action(mine)
        standings.recompute(mine)
        PlaybookRun.objects.create(
            customer=mine, playbook=Playbook.objects.earliest("pk"), fired_on=timezone.localdate()
        )
        judging_ties.judge(make_contact(mine), cast[owner], level=2, reason="常来往", by=cast[owner])


ROWS = [
    PermissionRow("relationships:today", everyone_inside(200)),
    PermissionRow("relationships:log", LOGS),
    # A customer that does not exist for somebody is an error on its field, and nothing is written.
    PermissionRow("relationships:log", {**WORK, "other": 200, "finance": 403}, method="post", body=log_body),
    PermissionRow("relationships:log-people", LOGS, method="post"),
    PermissionRow("relationships:log-people", ONLY_POST),
    PermissionRow("relationships:log-also", LOGS, method="post"),
    PermissionRow("relationships:log-also", ONLY_POST),
    PermissionRow("relationships:log-customers", LOGS),
    PermissionRow("relationships:interaction", READ, kwargs=interaction),
    PermissionRow("relationships:interaction-void", {**READ, "executive": 403}, kwargs=interaction),
    PermissionRow(
        "relationships:interaction-void",
        CORRECT,
        method="post",
        kwargs=interaction,
        body=lambda cast: {"reason": "twice"},
    ),
    PermissionRow("relationships:interaction-undo", CORRECT, method="post", kwargs=interaction),
    PermissionRow("relationships:interaction-restore", CORRECT, method="post", kwargs=voided),
    PermissionRow("relationships:actions", everyone_inside(200)),
    PermissionRow("relationships:actions", everyone_inside(200), query="?csv=1", exports=True),
    PermissionRow("relationships:action-add", {**READ, "finance": 403}, kwargs=customer_of_action),
    PermissionRow(
        "relationships:action-add", {**WORK, "finance": 403}, method="post", kwargs=customer_of_action, body=action_body
    ),
    PermissionRow("relationships:action-finish", WORK, method="post", kwargs=action),
    PermissionRow("relationships:action-call", READ, kwargs=action),
    PermissionRow(
        "relationships:action-call",
        WORK,
        method="post",
        kwargs=action,
        body=lambda cast: {"call": "yes", "note": "they said so"},
    ),
    PermissionRow("relationships:action-reopen", WORK, method="post", kwargs=done),
    PermissionRow("relationships:action-postpone", READ, kwargs=action),
    PermissionRow(
        "relationships:action-postpone", WORK, method="post", kwargs=action, body=lambda cast: {"due_on": _tomorrow()}
    ),
    PermissionRow("relationships:action-drop", READ, kwargs=action),
    PermissionRow(
        "relationships:action-drop", WORK, method="post", kwargs=action, body=lambda cast: {"reason": "overtaken"}
    ),
    PermissionRow("relationships:temperature", READ, kwargs=customer),
    PermissionRow("relationships:ties-review", everyone_inside(200)),
    PermissionRow("relationships:map", READ, kwargs=customer),
    PermissionRow("relationships:map-paper", READ, kwargs=customer, exports=True),
    PermissionRow("relationships:tie", READ, kwargs=tie),
    PermissionRow(
        "relationships:tie", WORK, method="post", kwargs=tie, body=lambda cast: {"level": "2", "reason": "常来往"}
    ),
    PermissionRow("api:next-action-list", LISTS, api=True),
    PermissionRow("api:next-action-detail", PEOPLE, kwargs=action, api=True),
]
