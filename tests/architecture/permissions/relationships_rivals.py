from typing import Any

from customers.models import Competitor
from relationships.services import competing
from tests.architecture.permissions.api import LISTS, PEOPLE
from tests.architecture.permissions.relationships import READ, WORK
from tests.architecture.permissions.table import Cast, PermissionRow
from tests.factories.customers import make_contact, make_customer


def contact(cast: Cast) -> dict[str, Any]:
    return {"pk": make_contact(make_customer(cast["mei"])).pk}


def heard(cast: Cast) -> dict[str, Any]:
    rival = Competitor._default_manager.create(code="rival", label_zh_hans="对手")
    return {"strength": "2", "competitor": rival.pk, "source": "在他们展会上"}


def tie(cast: Cast) -> dict[str, Any]:
    theirs = make_contact(make_customer(cast["mei"]))
    return {"pk": competing.note(theirs, competitor=None, strength=0, source="亲口说的", by=cast["mei"]).pk}


def populate(cast: Cast) -> None:
    rival = Competitor._default_manager.create(code="rival-of-both", label_zh_hans="对手")
    for owner in ("mei", "otto"):
        theirs = make_contact(make_customer(cast[owner]))
        competing.note(theirs, competitor=rival, strength=2, source="展会", by=cast[owner])


ROWS = [
    PermissionRow("relationships:competitor-tie", READ, kwargs=contact),
    PermissionRow("relationships:competitor-tie", WORK, method="post", kwargs=contact, body=heard),
    PermissionRow("api:competitor-tie-list", LISTS, api=True),
    PermissionRow("api:competitor-tie-detail", PEOPLE, kwargs=tie, api=True),
]
