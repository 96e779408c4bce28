from typing import Any

from django.utils import timezone

from relationships.models import NextAction, Playbook, PlaybookRun
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import LOGS, READ
from tests.architecture.permissions.table import Cast, PermissionRow, everyone_inside
from tests.factories.customers import make_customer

READS = {**everyone_inside(200), "finance": 404}
SWITCHES = {**everyone_inside(403), "finance": 404, "founder": 302, "ops": 302, "admin": 302}


def playbook(cast: Cast) -> dict[str, Any]:
    return {"pk": Playbook.objects.earliest("pk").pk}


def run(cast: Cast) -> dict[str, Any]:
    return {"pk": _run(cast, "mei").pk}


def _run(cast: Cast, owner: str) -> PlaybookRun:
    day = timezone.localdate()
    found = PlaybookRun.objects.create(
        customer=make_customer(cast[owner]), playbook=Playbook.objects.earliest("pk"), fired_on=day
    )
    NextAction.objects.create(
        customer=found.customer,
        text="打电话",
        owner=cast[owner],
        due_on=day,
        planned_on=day,
        run=found,
        created_by=cast["ops"],
    )
    return found


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        _run(cast, owner)


ROWS = [
    PermissionRow("relationships:playbooks", LOGS),
    PermissionRow("relationships:playbook", READS, kwargs=playbook),
    PermissionRow("relationships:playbook", READS, kwargs=playbook, query="?csv=1", exports=True),
    PermissionRow("relationships:playbook-on", SWITCHES, method="post", kwargs=playbook, body=lambda cast: {}),
    PermissionRow("relationships:playbook-off", SWITCHES, method="post", kwargs=playbook),
    PermissionRow("relationships:playbook-run", READ, kwargs=run),
    PermissionRow("api:playbook-list", LISTS, api=True),
    PermissionRow("api:playbook-detail", {**LISTS, "finance": 404}, kwargs=playbook, api=True),
    PermissionRow("api:playbook-run-list", LISTS, api=True),
    PermissionRow("api:playbook-run-detail", PEOPLE, kwargs=run, api=True),
]
