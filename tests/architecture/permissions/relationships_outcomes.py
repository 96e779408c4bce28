from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from office.clock import today
from relationships.models import Goal, OutcomeReading
from relationships.services import confirming, evidence_files, goals
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import LOGS, READ, WORK
from tests.architecture.permissions.table import Cast, PermissionRow, everyone, everyone_inside, only
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_kpi, make_product, make_reading

# Goals are agreed by who keeps the customer; founder and executives read them.
KEEPS = {**READ, "founder": 403, "executive": 403}
KEPT = {principal: 302 if status == 200 else status for principal, status in KEEPS.items()}
DEFINES = only({"ops": 200, "admin": 200}, others=403)
DEFINED = {principal: 302 if status == 200 else status for principal, status in DEFINES.items()}


def customer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_customer(cast["mei"]).pk}


def _goal(cast: Cast) -> Goal:
    return make_goal(make_customer(cast["mei"]), ops=cast["ops"])


def goal(cast: Cast) -> dict[str, Any]:
    return {"pk": _goal(cast).pk}


def taken_back(cast: Cast) -> dict[str, Any]:
    return {"pk": goals.void(_goal(cast), reason="product left", by=cast["ops"]).pk}


def _reading(cast: Cast) -> OutcomeReading:
    return make_reading(_goal(cast))


def reading(cast: Cast) -> dict[str, Any]:
    return {"pk": _reading(cast).pk}


def _evidence(cast: Cast, *, removed: bool = False) -> dict[str, Any]:
    file = evidence_files.add(_reading(cast), SimpleUploadedFile("a.txt", b"85"), by=cast["mei"])
    if removed:
        evidence_files.remove(file, reason="wrong", by=cast["mei"])
    return {"pk": file.pk}


def removed_evidence(cast: Cast) -> dict[str, Any]:
    return _evidence(cast, removed=True)


def kpi(cast: Cast) -> dict[str, Any]:
    return {"pk": make_kpi(by=cast["ops"]).pk}


def _asked(cast: Cast) -> tuple[Any, str]:
    found = _reading(cast)
    return confirming.ask(found, contact=make_contact(found.customer), by=cast["ops"])


def link(cast: Cast) -> dict[str, Any]:
    return {"pk": _asked(cast)[0].pk}


def token(cast: Cast) -> dict[str, Any]:
    return {"token": _asked(cast)[1]}


def value(cast: Cast) -> dict[str, Any]:
    return {"period_end": today().isoformat(), "value": "76", "evidence": "report"}


def definition(cast: Cast) -> dict[str, Any]:
    return {
        "product": make_product().pk,
        "code": "yield",
        "name_zh_hans": "合格率",
        "direction": "up",
        "cadence": "monthly",
        "how_measured": "counted",
    }


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        found = make_reading(make_goal(make_customer(cast[owner]), ops=cast["ops"]))
        _link, plain = confirming.ask(found, contact=make_contact(found.customer), by=cast["ops"])
        confirming.answer(plain, agreed=True)


ROWS = [
    PermissionRow("relationships:outcomes", LOGS),
    PermissionRow("relationships:outcomes", LOGS, query="?csv=1", exports=True),
    PermissionRow("relationships:outcomes-entry", LOGS),
    PermissionRow("relationships:scorecard", LOGS),
    PermissionRow("relationships:scorecard", LOGS, query="?paper=pdf", exports=True),
    PermissionRow("relationships:kpis", LOGS),
    PermissionRow("relationships:kpi-add", DEFINES),
    PermissionRow("relationships:kpi-add", DEFINED, method="post", body=definition),
    PermissionRow("relationships:kpi-edit", DEFINES, kwargs=kpi),
    PermissionRow("relationships:kpi-switch", DEFINED, method="post", kwargs=kpi),
    PermissionRow("relationships:outcomes-tab", READ, kwargs=customer),
    PermissionRow("relationships:goal-add", KEEPS, kwargs=customer),
    PermissionRow("relationships:goal", READ, kwargs=goal),
    PermissionRow("relationships:goal-change", KEEPS, kwargs=goal),
    PermissionRow("relationships:goal-void", KEEPS, kwargs=goal),
    PermissionRow(
        "relationships:goal-void", KEPT, method="post", kwargs=goal, body=lambda cast: {"reason": "product left"}
    ),
    PermissionRow("relationships:goal-restore", KEPT, method="post", kwargs=taken_back),
    PermissionRow("relationships:evidence-file-add", READ, kwargs=reading),
    PermissionRow("relationships:evidence-file-add", READ, method="post", kwargs=reading),
    PermissionRow("relationships:evidence-file", READ, kwargs=_evidence),
    PermissionRow("relationships:evidence-file-remove", KEEPS, kwargs=_evidence),
    PermissionRow(
        "relationships:evidence-file-remove", KEPT, method="post", kwargs=_evidence, body=lambda cast: {"reason": "x"}
    ),
    PermissionRow("relationships:evidence-file-restore", KEPT, method="post", kwargs=removed_evidence),
    PermissionRow("relationships:goal-read", READ, kwargs=goal),
    PermissionRow("relationships:goal-read", WORK, method="post", kwargs=goal, body=value),
    PermissionRow("relationships:reading-confirm", KEEPS, kwargs=reading),
    PermissionRow("relationships:reading-ask", KEEPS, kwargs=reading),
    PermissionRow("relationships:readings-ask", KEEPS, kwargs=customer),
    PermissionRow("relationships:readings-ask", KEEPS, method="post", kwargs=customer),
    PermissionRow("relationships:confirm-revoke", KEPT, method="post", kwargs=link),
    PermissionRow("relationships:confirm", everyone(200), kwargs=token, public=True),
    # Our own people confirm nothing.
    PermissionRow(
        "relationships:confirm",
        {**everyone_inside(403), "anonymous": 200},
        method="post",
        kwargs=token,
        body=lambda cast: {"answer": "yes"},
        public=True,
    ),
    PermissionRow("api:goal-list", LISTS, api=True),
    PermissionRow("api:goal-detail", PEOPLE, kwargs=goal, api=True),
    PermissionRow("api:reading-list", LISTS, api=True),
    PermissionRow("api:reading-detail", PEOPLE, kwargs=reading, api=True),
    PermissionRow(
        "api:reading-list",
        {**everyone(201), "anonymous": 401, "other": 400, "finance": 400},
        method="post",
        api=True,
        body=lambda cast: {**value(cast), "goal": _goal(cast).pk},
    ),
]
