from typing import Any

from office.clock import today
from relationships.services import joint_reviews, noting
from tests.architecture.permissions.api import IDENTITY, LISTS, PEOPLE
from tests.architecture.permissions.relationships import LOGS, READ, WORK
from tests.architecture.permissions.table import Cast, PermissionRow, only
from tests.factories.agreements import USUAL, make_between, make_review
from tests.factories.customers import make_customer

SEES = dict.fromkeys(("owner", "lead", "founder", "executive", "ops", "admin", "finance"), 200)
# Judgements are the account's and the founder's; agreements on volume are kept by who may sell, so by Finance too.
JUDGES = {**READ, "executive": 403}
SELLS = only({**SEES, "founder": 403, "executive": 403})
WARNS = only({**SEES, "executive": 403})
WRITES = {"item": JUDGES, "clause": JUDGES, "volume": SELLS, "solvency": WARNS, "win-back": READ}


def moved(statuses: dict[str, int]) -> dict[str, int]:
    return {principal: 302 if status == 200 else status for principal, status in statuses.items()}


def customer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_customer(cast["mei"]).pk}


def of(noun: str) -> Any:
    return lambda cast: {"pk": make_customer(cast["mei"]).pk, "noun": noun}


def entry(noun: str) -> Any:
    return lambda cast: {"pk": make_between(noun, make_customer(cast["mei"])).pk, "noun": noun}


def gone(noun: str) -> Any:
    def make(cast: Cast) -> dict[str, Any]:
        found = make_between(noun, make_customer(cast["mei"]))
        return {"pk": noting.withdraw(found, reason="twice", by=cast["mei"]).pk, "noun": noun}

    return make


def volume(cast: Cast) -> dict[str, Any]:
    return {"pk": make_between("volume", make_customer(cast["mei"])).pk}


def warning(cast: Cast) -> dict[str, Any]:
    return {"pk": make_between("solvency", make_customer(cast["mei"])).pk}


def attempt(cast: Cast) -> dict[str, Any]:
    return {"pk": make_between("win-back", make_customer(cast["mei"])).pk}


def review(cast: Cast) -> dict[str, Any]:
    return {"pk": make_review(make_customer(cast["mei"])).pk}


def withdrawn(cast: Cast) -> dict[str, Any]:
    found = make_review(make_customer(cast["mei"]))
    return {"pk": joint_reviews.withdraw(found, reason="twice", by=cast["mei"]).pk}


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        found = make_customer(cast[owner])
        for noun in USUAL:
            make_between(noun, found)
        make_review(found)


ROWS = [
    PermissionRow("relationships:agreements-tab", only(SEES), kwargs=customer),
    *(
        PermissionRow("relationships:between-add", WRITES[noun], kwargs=of(noun), unknown={"noun": noun})
        for noun in USUAL
    ),
    *(
        PermissionRow("relationships:between-edit", WRITES[noun], kwargs=entry(noun), unknown={"noun": noun})
        for noun in USUAL
    ),
    *(
        PermissionRow("relationships:between-withdraw", WRITES[noun], kwargs=entry(noun), unknown={"noun": noun})
        for noun in USUAL
    ),
    *(
        PermissionRow(
            "relationships:between-restore",
            moved(WRITES[noun]),
            method="post",
            kwargs=gone(noun),
            unknown={"noun": noun},
        )
        for noun in USUAL
    ),
    PermissionRow("relationships:solvency-clear", WARNS, kwargs=warning),
    PermissionRow(
        "relationships:solvency-clear",
        moved(WARNS),
        method="post",
        kwargs=warning,
        body=lambda cast: {"on": today().isoformat(), "reason": "paid"},
    ),
    PermissionRow("relationships:win-backs", LOGS),
    PermissionRow("relationships:win-back-answer", READ, kwargs=attempt),
    PermissionRow(
        "relationships:win-back-answer",
        WORK,
        method="post",
        kwargs=attempt,
        body=lambda cast: {"on": today().isoformat(), "result": "declined"},
    ),
    PermissionRow("relationships:joint-reviews", LOGS),
    PermissionRow("relationships:joint-reviews", LOGS, query="?view=all"),
    PermissionRow("relationships:joint-review-add", JUDGES, kwargs=customer),
    PermissionRow("relationships:joint-review", READ, kwargs=review),
    PermissionRow("relationships:joint-review", READ, kwargs=review, query="?paper=pdf", exports=True),
    PermissionRow("relationships:joint-review-change", JUDGES, kwargs=review),
    PermissionRow("relationships:joint-review-sign", JUDGES, kwargs=review),
    PermissionRow("relationships:joint-review-withdraw", JUDGES, kwargs=review),
    PermissionRow("relationships:joint-review-restore", moved(JUDGES), method="post", kwargs=withdrawn),
    PermissionRow("api:agreement-list", LISTS, api=True),
    PermissionRow("api:agreement-detail", IDENTITY, kwargs=volume, api=True),
    PermissionRow("api:solvency-warning-list", LISTS, api=True),
    PermissionRow("api:solvency-warning-detail", IDENTITY, kwargs=warning, api=True),
    PermissionRow("api:joint-review-list", LISTS, api=True),
    PermissionRow("api:joint-review-detail", PEOPLE, kwargs=review, api=True),
]
