from datetime import timedelta
from typing import Any

from office.clock import today
from relationships.models import PlanTask, SuccessPlan
from relationships.services import plan_parts, plan_tasks, plans
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import LOGS, READ, WORK
from tests.architecture.permissions.relationships_outcomes import KEEPS, KEPT, customer
from tests.architecture.permissions.table import Cast, PermissionRow, everyone
from tests.factories.customers import make_contact, make_customer
from tests.factories.plans import make_objective, make_plan, make_review, make_task, make_their_task


def _plan(cast: Cast) -> SuccessPlan:
    return make_plan(make_customer(cast["mei"]))


def plan(cast: Cast) -> dict[str, Any]:
    return {"pk": _plan(cast).pk}


def closed(cast: Cast) -> dict[str, Any]:
    return {"pk": plans.close(_plan(cast), result="reached", reason="done", by=cast["mei"]).pk}


def objective(cast: Cast) -> dict[str, Any]:
    return {"pk": make_objective(_plan(cast)).pk}


def dropped_objective(cast: Cast) -> dict[str, Any]:
    return {"pk": plan_parts.drop(make_objective(_plan(cast)), reason="overtaken", by=cast["mei"]).pk}


def _task(cast: Cast) -> PlanTask:
    return make_their_task(_plan(cast))


def task(cast: Cast) -> dict[str, Any]:
    return {"pk": _task(cast).pk}


def our_task(cast: Cast) -> dict[str, Any]:
    return {"pk": make_task(_plan(cast)).pk}


def done_task(cast: Cast) -> dict[str, Any]:
    return {"pk": plan_tasks.finish(_task(cast), by=cast["mei"]).pk}


def review(cast: Cast) -> dict[str, Any]:
    return {"pk": make_review(_plan(cast)).pk}


def dropped_review(cast: Cast) -> dict[str, Any]:
    return {"pk": plan_parts.drop(make_review(_plan(cast)), reason="overtaken", by=cast["mei"]).pk}


def plan_body(cast: Cast) -> dict[str, Any]:
    day = today()
    return {
        "title": "Line two at full speed",
        "owner": cast["fay"].pk,
        "starts_on": day.isoformat(),
        "ends_on": (day + timedelta(days=90)).isoformat(),
    }


def task_body(cast: Cast) -> dict[str, Any]:
    return {"text": "Fit the sensors", "owner": cast["fay"].pk, "due_on": today().isoformat()}


def pack_body(cast: Cast) -> dict[str, Any]:
    return {"summary": "Stops are a third lower.", "sections": ["summary", "goals"], "version": 0}


def why(cast: Cast) -> dict[str, Any]:
    return {"reason": "overtaken"}


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        made = make_plan(make_customer(cast[owner]))
        make_objective(made)
        make_task(made)
        make_review(made, theirs=[make_contact(made.customer)])


PREFIX = "relationships:success-plan"
ROWS = [
    PermissionRow("relationships:success-plans", LOGS),
    PermissionRow("relationships:success-plans", LOGS, query="?csv=1", exports=True),
    PermissionRow(PREFIX, READ, kwargs=customer),
    PermissionRow("relationships:qbr", READ, kwargs=customer),
    PermissionRow("relationships:qbr", READ, kwargs=customer, query="?paper=pdf", exports=True),
    PermissionRow("relationships:qbr", KEPT, method="post", kwargs=customer, body=pack_body),
    PermissionRow(f"{PREFIX}-make", KEEPS, kwargs=customer),
    PermissionRow(f"{PREFIX}-make", KEPT, method="post", kwargs=customer, body=plan_body),
    PermissionRow(f"{PREFIX}-change", KEEPS, kwargs=plan),
    PermissionRow(f"{PREFIX}-close", KEEPS, kwargs=plan),
    PermissionRow(
        f"{PREFIX}-close",
        KEPT,
        method="post",
        kwargs=plan,
        body=lambda cast: {"result": "partly", "reason": "no budget"},
    ),
    PermissionRow(f"{PREFIX}-reopen", KEPT, method="post", kwargs=closed),
    PermissionRow(f"{PREFIX}-objective-add", KEEPS, kwargs=plan),
    PermissionRow(
        f"{PREFIX}-objective-add", KEPT, method="post", kwargs=plan, body=lambda cast: {"text": "Half the stops"}
    ),
    PermissionRow(f"{PREFIX}-objective-change", KEEPS, kwargs=objective),
    PermissionRow(f"{PREFIX}-objective-drop", KEEPS, kwargs=objective),
    PermissionRow(f"{PREFIX}-objective-drop", KEPT, method="post", kwargs=objective, body=why),
    PermissionRow(f"{PREFIX}-objective-restore", KEPT, method="post", kwargs=dropped_objective),
    PermissionRow(f"{PREFIX}-review-add", KEEPS, kwargs=plan),
    PermissionRow(
        f"{PREFIX}-review-add",
        KEPT,
        method="post",
        kwargs=plan,
        body=lambda cast: {"planned_on": today().isoformat()},
    ),
    PermissionRow(f"{PREFIX}-review-change", KEEPS, kwargs=review),
    PermissionRow(f"{PREFIX}-review-hold", KEEPS, kwargs=review),
    PermissionRow(f"{PREFIX}-review-drop", KEEPS, kwargs=review),
    PermissionRow(f"{PREFIX}-review-drop", KEPT, method="post", kwargs=review, body=why),
    PermissionRow(f"{PREFIX}-review-restore", KEPT, method="post", kwargs=dropped_review),
    PermissionRow(f"{PREFIX}-task-add", KEEPS, kwargs=plan),
    PermissionRow(f"{PREFIX}-task-add", KEPT, method="post", kwargs=plan, body=task_body),
    PermissionRow(f"{PREFIX}-task-add-theirs", KEEPS, kwargs=plan),
    PermissionRow(f"{PREFIX}-task-change", KEEPS, kwargs=task),
    # Whoever logs for the customer notes what was done on either side.
    PermissionRow(f"{PREFIX}-task-finish", READ, kwargs=task),
    PermissionRow(f"{PREFIX}-task-finish", WORK, method="post", kwargs=task),
    PermissionRow(f"{PREFIX}-task-finish", WORK, method="post", kwargs=our_task),
    PermissionRow(f"{PREFIX}-task-drop", READ, kwargs=task),
    PermissionRow(f"{PREFIX}-task-drop", WORK, method="post", kwargs=task, body=why),
    PermissionRow(f"{PREFIX}-task-reopen", WORK, method="post", kwargs=done_task),
    PermissionRow("api:success-plan-list", LISTS, api=True),
    PermissionRow("api:success-plan-detail", PEOPLE, kwargs=plan, api=True),
    PermissionRow("api:plan-task-list", LISTS, api=True),
    PermissionRow("api:plan-task-detail", PEOPLE, kwargs=task, api=True),
    PermissionRow(
        "api:plan-task-list",
        {**everyone(201), "anonymous": 401, "other": 400, "finance": 400, "founder": 403, "executive": 403},
        method="post",
        api=True,
        body=lambda cast: {**task_body(cast), "plan": _plan(cast).pk},
    ),
    PermissionRow("api:plan-task-finish", PEOPLE, method="post", kwargs=task, api=True, body=lambda cast: {"note": ""}),
]
