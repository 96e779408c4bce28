from datetime import timedelta
from typing import Any

from office.clock import today
from relationships.models import PromiseMove
from relationships.services import promises
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import LOGS, READ, WORK
from tests.architecture.permissions.table import Cast, PermissionRow, everyone
from tests.factories.customers import make_contact, make_customer
from tests.factories.promises import make_promise


def customer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_customer(cast["mei"]).pk}


def promise(cast: Cast) -> dict[str, Any]:
    return {"pk": make_promise(make_customer(cast["mei"])).pk}


def settled(cast: Cast) -> dict[str, Any]:
    found = make_promise(make_customer(cast["mei"]))
    return {"pk": promises.keep(found, on=today(), by=cast["mei"]).pk}


def given(cast: Cast) -> dict[str, Any]:
    contact = make_contact(make_customer(cast["mei"]))
    return {"customer": contact.customer_id, "text": "送样件", "contact": contact.pk, "due_on": today().isoformat()}


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        found = make_promise(make_customer(cast[owner]))
        later = found.due_on + timedelta(days=3)
        promises.move(found, due_on=later, agreed_with=found.contact, reason="later", by=cast[owner])
    assert PromiseMove.objects.count() == 2


ROWS = [
    PermissionRow("relationships:promises", LOGS),
    PermissionRow("relationships:promises", LOGS, query="?csv=1", exports=True),
    PermissionRow("relationships:promises", LOGS, query="?view=all&state=overdue"),
    PermissionRow("relationships:promises-tab", READ, kwargs=customer),
    PermissionRow("relationships:promise-add", READ, kwargs=customer),
    PermissionRow("relationships:promise", READ, kwargs=promise),
    PermissionRow("relationships:promise-change", READ, kwargs=promise),
    PermissionRow("relationships:promise-move", READ, kwargs=promise),
    PermissionRow("relationships:promise-keep", READ, kwargs=promise),
    PermissionRow(
        "relationships:promise-keep", WORK, method="post", kwargs=promise, body=lambda cast: {"on": today().isoformat()}
    ),
    PermissionRow("relationships:promise-break", READ, kwargs=promise),
    PermissionRow("relationships:promise-withdraw", READ, kwargs=promise),
    PermissionRow("relationships:promise-reopen", WORK, method="post", kwargs=settled),
    PermissionRow("api:promise-list", LISTS, api=True),
    PermissionRow("api:promise-detail", PEOPLE, kwargs=promise, api=True),
    PermissionRow(
        "api:promise-list",
        {**everyone(201), "anonymous": 401, "other": 400, "finance": 400},
        method="post",
        api=True,
        body=given,
    ),
]
