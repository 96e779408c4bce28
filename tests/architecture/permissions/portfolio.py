"""The portfolio exists for who sees margins; only who sees every ledger starts the computation of all."""

from collections.abc import Callable
from typing import Any

from customers.services import standings
from tests.architecture.permissions.table import Cast, PermissionRow, only

READERS = dict.fromkeys(("lead", "founder", "executive", "finance", "ops", "admin"), 200)
MOVED = dict.fromkeys(READERS, 302)
EVERY_LEDGER = {name: status for name, status in READERS.items() if name != "lead"}
NO_PART = {"part": "nothing"}


def computed(part: str) -> Callable[[Cast], dict[str, Any]]:
    """The file of a figure, once it was computed."""

    def kwargs(_cast: Cast) -> dict[str, Any]:
        standings.recompute_all()
        return {"part": part}

    return kwargs


def tile(_cast: Cast) -> dict[str, Any]:
    standings.recompute_all()
    return {"name": "net_margin"}


ROWS = [
    PermissionRow("portfolio:home", only(MOVED)),
    PermissionRow("portfolio:recompute", only(dict.fromkeys(EVERY_LEDGER, 302)), method="post"),
    PermissionRow("portfolio:recompute", only({}, others=405, anonymous=405), method="get"),
    PermissionRow("portfolio:progress", only(dict.fromkeys(EVERY_LEDGER, 286))),
    PermissionRow("portfolio:customers", only(READERS)),
    PermissionRow("portfolio:customers-csv", only(READERS), exports=True),
    PermissionRow("portfolio:concentration", only(READERS)),
    PermissionRow(
        "portfolio:concentration-csv", only(READERS), kwargs=computed("trend"), unknown=NO_PART, exports=True
    ),
    PermissionRow("portfolio:retention", only(READERS)),
    PermissionRow("portfolio:retention-csv", only(READERS), kwargs=computed("cohorts"), unknown=NO_PART, exports=True),
    PermissionRow("portfolio:acquisition", only(READERS)),
    # Spending is the company's, so a lead has no file of it.
    PermissionRow(
        "portfolio:acquisition-csv", only(EVERY_LEDGER), kwargs=computed("months"), unknown=NO_PART, exports=True
    ),
    PermissionRow("portfolio:figure", only(READERS), kwargs=tile),
    PermissionRow("portfolio:structure", only(READERS)),
    PermissionRow("portfolio:structure-csv", only(READERS), kwargs=computed("size"), unknown=NO_PART, exports=True),
    # Asset quality is the company's, so a lead has no file of it.
    PermissionRow("portfolio:quality", only(READERS)),
    PermissionRow(
        "portfolio:quality-csv", only(EVERY_LEDGER), kwargs=computed("components"), unknown=NO_PART, exports=True
    ),
    PermissionRow("portfolio:profit", only(READERS)),
    PermissionRow("portfolio:profit", only(READERS), query="?paper=pdf", exports=True),
    PermissionRow("portfolio:profit-csv", only(READERS), exports=True),
]
