from typing import Any

from relationships.models import UsageReading, UsageTrend
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import LOGS, READ, WORK
from tests.architecture.permissions.relationships_outcomes import DEFINED, DEFINES
from tests.architecture.permissions.table import Cast, PermissionRow, everyone
from tests.factories.customers import make_customer
from tests.factories.outcomes import make_measure, make_product, make_usage

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


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        make_usage(make_customer(cast[owner]), make_measure(by=cast["ops"]), *FALLING, by=cast[owner])


ROWS = [
    PermissionRow("relationships:usage", LOGS),
    PermissionRow("relationships:usage-measures", LOGS),
    PermissionRow("relationships:usage-measure-add", DEFINES),
    PermissionRow("relationships:usage-measure-add", DEFINED, method="post", body=definition),
    PermissionRow("relationships:usage-measure-edit", DEFINES, kwargs=measure),
    PermissionRow("relationships:usage-measure-switch", DEFINED, method="post", kwargs=measure),
    PermissionRow("relationships:usage-tab", READ, kwargs=customer),
    PermissionRow("relationships:usage-add", READ, kwargs=customer),
    PermissionRow("relationships:usage-add", WORK, method="post", kwargs=customer, body=value),
    PermissionRow("api:usage-list", LISTS, api=True),
    PermissionRow("api:usage-detail", PEOPLE, kwargs=reading, api=True),
    # Each row is answered by itself: a customer that does not exist for the key's owner refuses its rows alone.
    PermissionRow("api:usage-list", {**everyone(200), "anonymous": 401}, method="post", api=True, body=push),
    PermissionRow("api:usage-trend-list", LISTS, api=True),
    PermissionRow("api:usage-trend-detail", PEOPLE, kwargs=trend, api=True),
]
