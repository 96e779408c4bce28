from datetime import date

from customers.models import Lead
from customers.services import leads, selling
from tests.architecture.permissions.customers import customer, registers
from tests.architecture.permissions.table import Cast, PermissionRow, everyone_inside, only
from tests.factories.customers import make_customer

MONEY_SEEN = only(dict.fromkeys(("owner", "lead", "founder", "executive", "finance", "ops", "admin"), 200))


def sells(status: int) -> dict[str, int]:
    """Who may edit the archive, and Finance."""
    refused = dict.fromkeys(("founder", "executive"), 403)
    return only({**dict.fromkeys(("owner", "lead", "finance", "ops", "admin"), status), **refused})


def keeps_leads(status: int) -> dict[str, int]:
    refused = dict.fromkeys(("founder", "executive", "finance"), 403)
    return only({**dict.fromkeys(("owner", "lead", "ops", "admin"), status), **refused})


def lead(cast: Cast) -> dict[str, int]:
    return {"pk": _lead(cast).pk}


def _lead(cast: Cast) -> Lead:
    return leads.add("南岸仪表", created_on=date(2026, 1, 5), by=cast["mei"])


def lost_lead(cast: Cast) -> dict[str, int]:
    return {"pk": leads.give_up(_lead(cast), outcome="lost", by=cast["mei"]).pk}


def deal(cast: Cast) -> dict[str, int]:
    sold = make_customer(cast["mei"])
    return {"pk": selling.add_deal(sold, name="二期产线", opened_on=date(2026, 1, 5), by=cast["mei"]).pk}


def contract(cast: Cast) -> dict[str, int]:
    sold = make_customer(cast["mei"])
    term = {"starts_on": date(2026, 1, 1), "ends_on": date(2099, 12, 31)}
    return {"pk": selling.add_contract(sold, by=cast["mei"], **term).pk}


def new_lead(cast: Cast) -> dict[str, object]:
    return {"name": "南岸仪表", "created_on": "2026-01-05"}


def owned_lead(cast: Cast) -> dict[str, object]:
    return {"name": "南岸仪表（改）", "created_on": "2026-01-05", "owner": cast["mei"].pk, "version": 1}


def won(cast: Cast) -> dict[str, object]:
    return {"outcome": "won", "closed_on": "2026-02-01"}


def new_deal(cast: Cast) -> dict[str, object]:
    return {"name": "三期", "opened_on": "2026-01-05", "outcome": "open"}


def new_contract(cast: Cast) -> dict[str, object]:
    return {"kind": "subscription", "starts_on": "2026-01-05", "months": 12, "renewal": "open"}


def populate(cast: Cast) -> None:
    for each in (lead, deal, contract):
        each(cast)


ROWS = [
    PermissionRow("customers:leads", everyone_inside(200)),
    PermissionRow("customers:leads", everyone_inside(200), query="?q=x&sort=-closed&outcome=nonsense&owner=x&since=x"),
    PermissionRow("customers:leads_export", everyone_inside(200), exports=True),
    PermissionRow("customers:new_lead", registers(200)),
    PermissionRow("customers:new_lead", registers(302), method="post", body=new_lead),
    PermissionRow("customers:edit_lead", keeps_leads(200), kwargs=lead),
    PermissionRow("customers:edit_lead", keeps_leads(302), method="post", kwargs=lead, body=owned_lead),
    PermissionRow("customers:close_lead", keeps_leads(200), kwargs=lead),
    PermissionRow("customers:close_lead", keeps_leads(302), method="post", kwargs=lead, body=won),
    PermissionRow("customers:reopen_lead", keeps_leads(302), method="post", kwargs=lost_lead),
    PermissionRow("customers:contracts", MONEY_SEEN, kwargs=customer),
    PermissionRow("customers:new_deal", sells(200), kwargs=customer),
    PermissionRow("customers:new_deal", sells(302), method="post", kwargs=customer, body=new_deal),
    PermissionRow("customers:edit_deal", sells(200), kwargs=deal),
    PermissionRow(
        "customers:edit_deal",
        sells(302),
        method="post",
        kwargs=deal,
        body=lambda cast: {**new_deal(cast), "version": 1},
    ),
    PermissionRow("customers:new_contract", sells(200), kwargs=customer),
    PermissionRow("customers:new_contract", sells(302), method="post", kwargs=customer, body=new_contract),
    PermissionRow("customers:edit_contract", sells(200), kwargs=contract),
    PermissionRow(
        "customers:edit_contract",
        sells(302),
        method="post",
        kwargs=contract,
        body=lambda cast: {**new_contract(cast), "version": 1},
    ),
    PermissionRow("customers:settle_renewal", sells(200), kwargs=contract),
    PermissionRow(
        "customers:settle_renewal", sells(302), method="post", kwargs=contract, body=lambda cast: {"renewal": "renewed"}
    ),
    PermissionRow("customers:end_contract", sells(200), kwargs=contract),
    PermissionRow(
        "customers:end_contract", sells(302), method="post", kwargs=contract, body=lambda cast: {"on": "2026-06-30"}
    ),
]
