from typing import Any

from relationships.models import UsageReading, UsageTrend
from relationships.services import requests
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import LOGS, READ, WORK
from tests.architecture.permissions.relationships_outcomes import DEFINED, DEFINES
from tests.architecture.permissions.table import Cast, PermissionRow, everyone
from tests.factories.customers import make_customer
from tests.factories.outcomes import make_measure, make_product, make_request, make_usage

FALLING = [90, 84, 80, 71, 66, 61, 55, 48, 40]


def customer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_customer(cast["mei"]).pk}


def measure(cast: Cast) -> dict[str, Any]:
    return {"pk": make_measure(by=cast["ops"]).pk}


def definition(cast: Cast) -> dict[str, Any]:
    return {
        "product": make_product().pk,
        "code": "seats",
        "name_zh_hans": "席位",
        "dimension": "breadth",
        "period": "week",
    }


def value(cast: Cast) -> dict[str, Any]:
    return {"measure": make_measure(by=cast["ops"]).pk, "day": "2026-01-15", "value": "12"}


def _read(cast: Cast) -> None:
    make_usage(make_customer(cast["mei"]), make_measure(by=cast["ops"]), *FALLING, by=cast["mei"])


def reading(cast: Cast) -> dict[str, Any]:
    _read(cast)
    return {"pk": UsageReading.objects.latest("pk").pk}


def trend(cast: Cast) -> dict[str, Any]:
    _read(cast)
    return {"pk": UsageTrend.objects.latest("pk").pk}


def push(cast: Cast) -> dict[str, Any]:
    code = make_measure(by=cast["ops"]).code
    row = {"customer": make_customer(cast["mei"]).pk, "measure": code, "day": "2026-01-15", "value": "12"}
    return {"rows": [row]}


def request(cast: Cast) -> dict[str, Any]:
    return {"pk": make_request(make_customer(cast["mei"]), by=cast["mei"]).pk}


def voided(cast: Cast) -> dict[str, Any]:
    found = make_request(make_customer(cast["mei"]), by=cast["mei"])
    return {"pk": requests.void(found, reason="twice", by=cast["mei"]).pk}


def asked(cast: Cast) -> dict[str, Any]:
    return {"kind": "question", "channel": "mail", "raised_at": "2026-01-15T10:00"}


def put(cast: Cast) -> dict[str, Any]:
    own = {"customer": make_customer(cast["mei"]).pk, "reference": "R1"}
    return {**own, "kind": "question", "raised_at": "2026-01-15T10:00:00+08:00"}


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        make_request(make_customer(cast[owner]), by=cast[owner])
        make_usage(make_customer(cast[owner]), make_measure(by=cast["ops"]), *FALLING, by=cast[owner])


ROWS = [
    PermissionRow("relationships:usage", LOGS),
    PermissionRow("relationships:usage", LOGS, query="?csv=1", exports=True),
    PermissionRow("relationships:usage-measures", LOGS),
    PermissionRow("relationships:usage-measure-add", DEFINES),
    PermissionRow("relationships:usage-measure-add", DEFINED, method="post", body=definition),
    PermissionRow("relationships:usage-measure-edit", DEFINES, kwargs=measure),
    PermissionRow("relationships:usage-measure-switch", DEFINED, method="post", kwargs=measure),
    PermissionRow("relationships:usage-tab", READ, kwargs=customer),
    PermissionRow("relationships:usage-add", READ, kwargs=customer),
    PermissionRow("relationships:usage-add", WORK, method="post", kwargs=customer, body=value),
    PermissionRow("relationships:requests", LOGS),
    PermissionRow("relationships:requests", LOGS, query="?csv=1", exports=True),
    PermissionRow("relationships:request-add", READ, kwargs=customer),
    PermissionRow("relationships:request-add", WORK, method="post", kwargs=customer, body=asked),
    PermissionRow("relationships:request-edit", READ, kwargs=request),
    PermissionRow("relationships:request-void", READ, kwargs=request),
    PermissionRow(
        "relationships:request-void", WORK, method="post", kwargs=request, body=lambda _cast: {"reason": "x"}
    ),
    PermissionRow("relationships:request-restore", WORK, method="post", kwargs=voided),
    PermissionRow("api:request-list", LISTS, api=True),
    PermissionRow("api:request-detail", PEOPLE, kwargs=request, api=True),
    PermissionRow(
        "api:request-list",
        {**everyone(201), "anonymous": 401, "other": 400, "finance": 400},
        method="post",
        api=True,
        body=put,
    ),
    PermissionRow("api:usage-list", LISTS, api=True),
    PermissionRow("api:usage-detail", PEOPLE, kwargs=reading, api=True),
    # Each row is answered by itself: a customer that does not exist for the key's owner refuses its rows alone.
    PermissionRow("api:usage-list", {**everyone(200), "anonymous": 401}, method="post", api=True, body=push),
    PermissionRow("api:usage-trend-list", LISTS, api=True),
    PermissionRow("api:usage-trend-detail", PEOPLE, kwargs=trend, api=True),
]
