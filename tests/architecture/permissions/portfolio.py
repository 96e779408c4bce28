"""The portfolio exists for who sees margins; only who sees every ledger starts the computation of all."""

from tests.architecture.permissions.table import PermissionRow, only

READERS = dict.fromkeys(("lead", "founder", "executive", "finance", "ops", "admin"), 200)
MOVED = dict.fromkeys(READERS, 302)
EVERY_LEDGER = {name: status for name, status in READERS.items() if name != "lead"}

ROWS = [
    PermissionRow("portfolio:home", only(MOVED)),
    PermissionRow("portfolio:recompute", only(dict.fromkeys(EVERY_LEDGER, 302)), method="post"),
    PermissionRow("portfolio:recompute", only({}, others=405, anonymous=405), method="get"),
    PermissionRow("portfolio:progress", only(dict.fromkeys(EVERY_LEDGER, 286))),
    PermissionRow("portfolio:customers", only(READERS)),
    PermissionRow("portfolio:customers-csv", only(READERS), exports=True),
    PermissionRow("portfolio:profit", only(READERS)),
    PermissionRow("portfolio:profit-csv", only(READERS), exports=True),
]
