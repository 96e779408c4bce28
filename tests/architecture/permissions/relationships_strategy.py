from typing import Any

from customers.services import needing
from office.clock import today
from relationships.services import strategy
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import LOGS, READ
from tests.architecture.permissions.table import Cast, PermissionRow, everyone
from tests.factories.customers import make_customer
from tests.factories.strategy import make_answer, make_move, make_need, make_plan, make_point, make_request

# Written by our people on the account and by the founder; executives read.
WRITES = {**READ, "executive": 403}
WRITTEN = {principal: 302 if status == 200 else status for principal, status in WRITES.items()}


def customer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_customer(cast["mei"]).pk}


def question(cast: Cast) -> dict[str, Any]:
    return {**customer(cast), "topic": "visit"}


def answer_of(cast: Cast) -> dict[str, Any]:
    return {"kind": "answer", "pk": make_answer(make_customer(cast["mei"])).pk}


def withdrawn_of(cast: Cast) -> dict[str, Any]:
    row = make_answer(make_customer(cast["mei"]))
    return {"kind": "answer", "pk": strategy.withdraw(row, reason="wrong customer", by=cast["mei"]).pk}


def request_of(cast: Cast) -> dict[str, Any]:
    return {"pk": make_request(make_customer(cast["mei"]), None).pk}


def move_of(cast: Cast) -> dict[str, Any]:
    return {"pk": make_move(make_customer(cast["mei"])).pk}


def need_of(cast: Cast) -> dict[str, Any]:
    return {"pk": make_need(make_customer(cast["mei"])).pk}


def withdrawn_need(cast: Cast) -> dict[str, Any]:
    need = make_need(make_customer(cast["mei"]))
    needing.withdraw(need, by=cast["mei"])
    return {"pk": need.pk}


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        found = make_customer(cast[owner])
        make_answer(found)
        make_point(found)
        make_request(found)
        make_plan(found)
        make_move(found)
        make_need(found)


def api_answer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_answer(make_customer(cast["mei"])).pk}


def api_point(cast: Cast) -> dict[str, Any]:
    return {"pk": make_point(make_customer(cast["mei"])).pk}


# What is not visible is no valid customer; who only reads it is refused.
API_WRITES = {**everyone(201), "anonymous": 401, "other": 400, "executive": 403, "finance": 403}

ROWS = [
    PermissionRow("relationships:strategies", LOGS),
    PermissionRow("relationships:strategies", LOGS, query="?csv=1", exports=True),
    PermissionRow("api:strategy-answer-list", LISTS, api=True),
    PermissionRow("api:strategy-answer-detail", PEOPLE, kwargs=api_answer, api=True),
    PermissionRow(
        "api:strategy-answer-list",
        API_WRITES,
        method="post",
        api=True,
        body=lambda cast: {
            "customer": make_customer(cast["mei"]).pk,
            "topic": "visit",
            "value": "no",
            "evidence": "asked in May",
            "on": today().isoformat(),
        },
    ),
    PermissionRow("api:control-point-list", LISTS, api=True),
    PermissionRow("api:control-point-detail", PEOPLE, kwargs=api_point, api=True),
    PermissionRow(
        "api:control-point-list",
        API_WRITES,
        method="post",
        api=True,
        body=lambda cast: {
            "customer": make_customer(cast["mei"]).pk,
            "kind": "lead",
            "index": 5,
            "evidence": "two years ahead",
            "since": today().isoformat(),
        },
    ),
    PermissionRow("relationships:strategy-tab", READ, kwargs=customer),
    PermissionRow("relationships:strategy-tab", READ, kwargs=customer, query="?paper=pdf", exports=True),
    PermissionRow("relationships:strategy-rows", READ, kwargs=customer),
    PermissionRow("relationships:strategy-answer", WRITES, kwargs=question, unknown={"topic": "visit"}),
    PermissionRow(
        "relationships:strategy-answer",
        WRITTEN,
        method="post",
        kwargs=question,
        unknown={"topic": "visit"},
        body=lambda cast: {"value": "no", "evidence": "asked in May", "on": today().isoformat()},
    ),
    PermissionRow("relationships:strategy-point-add", WRITES, kwargs=customer),
    PermissionRow("relationships:strategy-request-add", WRITES, kwargs=customer),
    PermissionRow("relationships:strategy-decide", WRITES, kwargs=request_of),
    PermissionRow("relationships:strategy-withdraw", WRITES, kwargs=answer_of, unknown={"kind": "answer"}),
    PermissionRow(
        "relationships:strategy-withdraw",
        WRITTEN,
        method="post",
        kwargs=answer_of,
        unknown={"kind": "answer"},
        body=lambda cast: {"reason": "wrong customer"},
    ),
    PermissionRow(
        "relationships:strategy-restore", WRITTEN, method="post", kwargs=withdrawn_of, unknown={"kind": "answer"}
    ),
    PermissionRow("relationships:need-add", WRITES, kwargs=customer),
    PermissionRow(
        "relationships:need-add",
        WRITTEN,
        method="post",
        kwargs=customer,
        body=lambda cast: {"title": "less scrap", "importance": 4, "met": 0},
    ),
    PermissionRow("relationships:need-edit", WRITES, kwargs=need_of),
    PermissionRow("relationships:need-withdraw", WRITTEN, method="post", kwargs=need_of),
    PermissionRow("relationships:need-restore", WRITTEN, method="post", kwargs=withdrawn_need),
    PermissionRow("relationships:strategy-plan", WRITES, kwargs=customer),
    PermissionRow("relationships:strategy-move-add", WRITES, kwargs=customer),
    PermissionRow("relationships:strategy-move-close", WRITES, kwargs=move_of),
]
