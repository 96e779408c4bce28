from datetime import date
from decimal import Decimal
from typing import Any

from customers.models import Certificate, CustomerYear, Referral, WalletEstimate
from customers.services import investing, judging, knowing
from customers.views.knowledge import NOUNS as MODELS
from tests.architecture.permissions.customers import PEOPLE_SEEN, customer
from tests.architecture.permissions.table import Cast, PermissionRow, only
from tests.factories.customers import make_customer

REASON = "Opens the market of the south for us."


def judges(status: int) -> dict[str, int]:
    """Our people on the account and the founder; Finance does not see words, so the pages do not exist there."""
    return only({**dict.fromkeys(("owner", "lead", "founder", "ops", "admin"), status), "executive": 403})


def decides(status: int) -> dict[str, int]:
    refused = dict.fromkeys(("owner", "lead", "executive", "ops"), 403)
    return only({**dict.fromkeys(("founder", "admin"), status), **refused})


def invests(status: int) -> dict[str, int]:
    refused = dict.fromkeys(("owner", "executive"), 403)
    return only({**dict.fromkeys(("lead", "founder", "ops", "admin"), status), **refused})


def dimension(cast: Cast) -> dict[str, object]:
    return {**customer(cast), "dimension": "compliance"}


def override(cast: Cast) -> dict[str, int]:
    given = make_customer(cast["mei"])
    held = judging.override_tier(given, tier="A", reason=REASON, expires_on=date(2027, 1, 1), by=cast["fay"])
    return {"pk": held.pk}


def wallet(cast: Cast) -> dict[str, int]:
    known = make_customer(cast["mei"])
    return {"pk": knowing.add(WalletEstimate, known, by=cast["mei"], on=date(2026, 1, 1), total=1, told_by="采购").pk}


def year(cast: Cast) -> dict[str, int]:
    return {"pk": knowing.add(CustomerYear, make_customer(cast["mei"]), by=cast["mei"], year=2025, employees=9).pk}


def certificate(cast: Cast) -> dict[str, int]:
    return {"pk": knowing.add(Certificate, make_customer(cast["mei"]), by=cast["mei"], name="ISO 9001").pk}


def referral(cast: Cast) -> dict[str, int]:
    known, named = make_customer(cast["mei"]), make_customer(cast["mei"])
    return {"pk": knowing.add(Referral, known, by=cast["mei"], named=named, on=date(2026, 1, 1)).pk}


def rated(cast: Cast) -> dict[str, object]:
    return {"value": 3, "on": "2026-01-05"}


def tier(cast: Cast) -> dict[str, object]:
    from office.calendar.months import add_months

    today = date.today()  # noqa: DTZ011
    return {"tier": "A", "reason": REASON, "expires_on": add_months(today, 6).isoformat()}


def shining(cast: Cast) -> dict[str, object]:
    return {"innovator": "on", "opens_market": "on", "evidence": "First to use the new line."}


def planned(cast: Cast) -> dict[str, object]:
    return {"starts_on": "2026-01-01", "label_1": "投入期", "amount_1": "-1200000"}


def new_wallet(cast: Cast) -> dict[str, object]:
    return {"on": "2026-01-01", "total": "9", "told_by": "采购", "confidence": "high"}


def new_year(cast: Cast) -> dict[str, object]:
    return {"year": 2025, "employees": 12}


def new_certificate(cast: Cast) -> dict[str, object]:
    return {"name": "ISO 14001"}


def new_referral(cast: Cast) -> dict[str, object]:
    return {"named": make_customer(cast["mei"]).pk, "kind": "referrer", "on": "2026-01-01"}


def populate(cast: Cast) -> None:
    mine = make_customer(cast["mei"])
    for each in (wallet, year, certificate, referral, override):
        each(cast)
    judging.rate(mine, dimension="compliance", value=3, by=cast["mei"])
    investing.declare_lighthouse(mine, criteria={"innovator": True}, evidence="first", by=cast["fay"])
    investing.plan_value(mine, starts_on=date(2026, 1, 1), years=[("", Decimal(1))], by=cast["fay"])


NOUNS = {
    "wallet": (wallet, new_wallet),
    "year": (year, new_year),
    "certificate": (certificate, new_certificate),
    "referral": (referral, new_referral),
}

# Who sees the row and no words, is told that it is not theirs; a page that shows it does not exist there.
REMOVES = {**judges(302), "finance": 404}

# What was taken back exists for those alone who may put it back.
RESTORES = {who: 404 if status == 403 else status for who, status in REMOVES.items()}


def removed(noun: str) -> Any:
    def of(cast: Cast) -> dict[str, int]:
        model: Any = MODELS[noun].model
        knowing.remove(model.objects.get(pk=NOUNS[noun][0](cast)["pk"]), by=cast["mei"])
        return {"pk": model.history.latest("history_id").pk}

    return of


ROWS = [
    PermissionRow("customers:judgement", PEOPLE_SEEN, kwargs=customer),
    PermissionRow("customers:rate", judges(200), kwargs=dimension),
    PermissionRow("customers:rate", judges(302), method="post", kwargs=dimension, body=rated),
    PermissionRow("customers:override_tier", decides(200), kwargs=customer),
    PermissionRow("customers:override_tier", decides(302), method="post", kwargs=customer, body=tier),
    PermissionRow("customers:take_back_override", {**decides(302), "finance": 403}, method="post", kwargs=override),
    PermissionRow("customers:lighthouse", invests(200), kwargs=customer),
    PermissionRow("customers:lighthouse", invests(302), method="post", kwargs=customer, body=shining),
    PermissionRow("customers:value_plan", invests(200), kwargs=customer),
    PermissionRow("customers:value_plan", invests(302), method="post", kwargs=customer, body=planned),
    *(
        row
        for noun, (made, body) in NOUNS.items()
        for row in (
            PermissionRow(f"customers:new_{noun}", judges(200), kwargs=customer),
            PermissionRow(f"customers:new_{noun}", judges(302), method="post", kwargs=customer, body=body),
            PermissionRow(f"customers:edit_{noun}", judges(200), kwargs=made),
            PermissionRow(
                f"customers:edit_{noun}",
                judges(302),
                method="post",
                kwargs=made,
                body=lambda cast, body=body: {**body(cast), "version": 1},  # type: ignore[misc]
            ),
            PermissionRow(f"customers:remove_{noun}", REMOVES, method="post", kwargs=made),
            PermissionRow(f"customers:restore_{noun}", RESTORES, method="post", kwargs=removed(noun)),
        )
    ),
]
