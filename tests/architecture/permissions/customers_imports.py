import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from customers.models import Customer, ImportRun
from customers.services import company_money, importing, ledger
from customers.services.importing import undoing
from office.models import User
from tests.architecture.permissions.table import Cast, PermissionRow, only
from tests.factories.customers import make_customer

KEEPS_THE_BOOKS = ("finance", "ops", "admin")
LEDGER = "document,date,amount,customer id\nD1,2024-01-05,10,C1\nD2,2024-01-05,10,\n"


def _run(cast: Cast, *, done: bool = False) -> ImportRun:
    folder = Path(tempfile.mkdtemp(prefix="zhike-table-"))
    path = folder / "ledger.csv"
    path.write_text(LEDGER, encoding="utf-8")
    run, _earlier = importing.prepare(path, "revenue", by=cast["ops"], resume=False)
    if done:
        importing.run(run)
    return run


def uploaded(cast: Cast) -> dict[str, int]:
    return {"pk": _run(cast).pk}


def checked(cast: Cast) -> dict[str, int]:
    run = _run(cast)
    importing.check(run)
    return {"pk": run.pk}


def finished(cast: Cast) -> dict[str, int]:
    return {"pk": _run(cast, done=True).pk}


def taken_back(cast: Cast) -> dict[str, int]:
    run = _run(cast, done=True)
    undoing.work(undoing.begin(run, by=cast["ops"]), report=lambda *progress: None)
    return {"pk": run.pk}


def customer(cast: Cast) -> dict[str, int]:
    found: Customer = make_customer(cast["mei"], name="北渡精工")
    ledger.enter_revenue(found, document="D1", booked_on=date(2024, 1, 5), net=Decimal(10), by=cast["fin"])
    return {"pk": found.pk}


def populate(cast: Cast) -> None:
    made = Customer.objects.get(pk=customer(cast)["pk"])
    ledger.enter_cost(made, kind="rebates", booked_on=date(2024, 1, 5), amount=Decimal(1), by=cast["fin"])
    company_money.set_exchange_rate(currency="USD", on=date(2024, 1, 2), rate=Decimal("7.1"), by=cast["fin"])
    _run(cast, done=True)
    assert User.objects.exists()


def books(status: int, *, others: int = 404) -> dict[str, int]:
    return only(dict.fromkeys(KEEPS_THE_BOOKS, status), others=others)


ROWS = [
    # The founder brings in hourly rates, and sees the imports of no other kind.
    PermissionRow("customers:imports", books(200, others=403) | {"founder": 200}),
    PermissionRow("customers:imports", books(200, others=403) | {"founder": 200}, method="post"),
    PermissionRow("customers:import", books(200), kwargs=finished),
    PermissionRow("customers:import_columns", books(200), kwargs=uploaded),
    PermissionRow("customers:import_columns", books(302), method="post", kwargs=uploaded),
    PermissionRow("customers:import_start", books(302), method="post", kwargs=checked),
    PermissionRow("customers:import_rejected", books(200), kwargs=finished, exports=True),
    PermissionRow("customers:import_undo", books(200), kwargs=finished),
    PermissionRow("customers:import_undo", books(302), method="post", kwargs=finished),
    PermissionRow("customers:import_undo_file", books(200), kwargs=taken_back, exports=True),
    PermissionRow(
        "customers:ledger",
        only(dict.fromkeys(("owner", "lead", "founder", "executive", "finance", "ops", "admin"), 200)),
        kwargs=customer,
    ),
]
