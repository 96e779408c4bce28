from decimal import Decimal
from typing import Any

from office.clock import today
from relationships.models import Birthday, Gift, ReminderChoice
from relationships.services import calendar_links, gifts
from tests.architecture.permissions.api import LISTS
from tests.architecture.permissions.relationships import LOGS, READ, WORK
from tests.architecture.permissions.table import Cast, PermissionRow, everyone, everyone_inside, only
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_gift

SET = only({"founder": 200, "admin": 200}, others=403)
SETS = {**SET, "founder": 302, "admin": 302}
# The register: everybody who sees money or leads, and whoever gave it.
REGISTER = only(dict.fromkeys(("owner", "lead", "founder", "executive", "finance", "ops", "admin"), 200))
DECIDES = {**REGISTER, "owner": 403, "executive": 403, "finance": 403, "ops": 403}
TAKES_BACK = {**REGISTER, "executive": 403, "finance": 403}
KEEPS = {**READ, "founder": 403, "executive": 403}


def to302(statuses: dict[str, int]) -> dict[str, int]:
    return {principal: 302 if status == 200 else status for principal, status in statuses.items()}


def contact(cast: Cast) -> dict[str, Any]:
    return {"pk": make_contact(make_customer(cast["mei"])).pk}


def of_contact(cast: Cast) -> dict[str, Any]:
    return {"contact_pk": contact(cast)["pk"]}


def gift(cast: Cast) -> dict[str, Any]:
    return {"pk": make_gift(make_contact(make_customer(cast["mei"])), by=cast["mei"]).pk}


def waiting(cast: Cast) -> dict[str, Any]:
    gifts.change_limits(per_gift=Decimal(100), per_year=Decimal(100), why="rule", number=_number(), by=cast["fay"])
    found = make_gift(make_contact(make_customer(cast["mei"])), by=cast["mei"], value=Decimal(300), reason="jubilee")
    return {"pk": found.pk}


def _number() -> int:
    now = gifts.limits_now()
    return now.number if now else 0


def voided(cast: Cast) -> dict[str, Any]:
    found = Gift.objects.get(pk=gift(cast)["pk"])
    return {"pk": gifts.void(found, by=cast["mei"], reason="came back").pk}


def token(cast: Cast) -> dict[str, Any]:
    return {"token": calendar_links.renew(by=cast["mei"])[1]}


def entry(cast: Cast) -> dict[str, Any]:
    return {"direction": "given", "what": "月饼", "value": "120", "on": today().isoformat()}


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        theirs = make_contact(make_customer(cast[owner]))
        make_gift(theirs, by=cast[owner])
        Birthday.objects.create(person=theirs.person, month=2, day=29, noted_by=cast[owner])
        calendar_links.renew(by=cast[owner])
        ReminderChoice.objects.get_or_create(user=cast[owner])


ROWS = [
    PermissionRow("relationships:calendar-own", LOGS),
    PermissionRow("relationships:calendar-own", {**everyone_inside(201), "finance": 403}, method="post"),
    PermissionRow("relationships:calendar-revoke", {**everyone_inside(302), "finance": 403}, method="post"),
    PermissionRow("relationships:calendar-reminders", {**everyone_inside(302), "finance": 403}, method="post"),
    PermissionRow("relationships:calendar", everyone(200), kwargs=token, public=True),
    PermissionRow("relationships:contact-courtesy", KEEPS, kwargs=contact),
    PermissionRow(
        "relationships:contact-courtesy",
        to302(KEEPS),
        method="post",
        kwargs=contact,
        body=lambda cast: {"form_of_address": "王总", "month": "2", "day": "29", "version": "1"},
    ),
    PermissionRow(
        "relationships:greet",
        WORK,
        method="post",
        kwargs=contact,
        body=lambda cast: {"occasion": "birthday", "on": today().isoformat()},
    ),
    PermissionRow("relationships:gifts", everyone_inside(200)),
    PermissionRow("relationships:gifts-export", everyone_inside(200), exports=True),
    PermissionRow("relationships:gift-add", READ, kwargs=of_contact),
    PermissionRow("relationships:gift-add", WORK, method="post", kwargs=of_contact, body=entry),
    PermissionRow("relationships:gift", REGISTER, kwargs=gift),
    PermissionRow("relationships:gift-decide", DECIDES, kwargs=waiting),
    PermissionRow(
        "relationships:gift-decide",
        to302(DECIDES),
        method="post",
        kwargs=waiting,
        body=lambda cast: {"agreed": "yes", "why": "jubilee"},
    ),
    PermissionRow("relationships:gift-void", TAKES_BACK, kwargs=gift),
    PermissionRow(
        "relationships:gift-void",
        to302(TAKES_BACK),
        method="post",
        kwargs=gift,
        body=lambda cast: {"reason": "came back"},
    ),
    PermissionRow("relationships:gift-restore", to302(TAKES_BACK), method="post", kwargs=voided),
    PermissionRow("relationships:gift-limits", SET),
    PermissionRow(
        "relationships:gift-limits",
        SETS,
        method="post",
        body=lambda cast: {"per_gift": "200", "per_year": "500", "why": "rule", "number": _number()},
    ),
    PermissionRow("api:gift-list", LISTS, api=True),
    PermissionRow("api:gift-detail", {**REGISTER, "anonymous": 401}, kwargs=gift, api=True),
]
