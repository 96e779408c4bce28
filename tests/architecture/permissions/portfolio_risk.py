"""Heat map, stress test and alarms: for who reads the portfolio; kept scenarios for who sees every ledger; an account
manager reaches the alarms of own customers."""

from datetime import date
from decimal import Decimal

from customers.models import DefectorAlert, StandingKind
from customers.services import standings
from reports.indicators.stress import Means, Owed, Sums, stressed
from reports.services import recalculating, scenarios
from tests.architecture.permissions.portfolio import EVERY_LEDGER, MOVED, READERS
from tests.architecture.permissions.table import PermissionRow, only
from tests.factories.customers import make_customer


def scenario(cast):
    kept = scenarios.keep(
        name="drought",
        as_of=date(2026, 10, 31),
        selection={"industry": ["auto"]},
        result=stressed(Sums(1), Sums(), Owed(), date(2026, 10, 31), Means()),
        by=cast["fay"],
    )
    return {"pk": kept.pk}


def alert(cast):
    customer = make_customer(cast["mei"])
    raised = DefectorAlert.objects.create(
        customer=customer,
        month=date(2026, 10, 1),
        status="confirmed",
        severity="mild",
        p=0.001,
        adjusted_p=0.01,
        money_at_risk=Decimal(1000),
        profit_at_risk=Decimal(200),
        owner=cast["mei"],
    )
    return {"pk": raised.pk}


def plan(_cast):
    return {"name": "drought", "version": 1}


def outcome(_cast):
    return {"outcome": "true", "note": "They buy next door."}


def recalculated(cast):
    standings.recompute_all()
    return {"pk": recalculating.at_once(StandingKind.TODAY, None, by=cast["fay"]).pk}


def recalculated_file(cast):
    return recalculated(cast) | {"part": "customers"}


KEPT = dict.fromkeys(EVERY_LEDGER, 302)
SEES_ALARM = READERS | {"owner": 200}
ROWS = [
    PermissionRow("portfolio:heat-map", only(READERS)),
    PermissionRow("portfolio:heat-map-csv", only(READERS), exports=True),
    PermissionRow("portfolio:stress", only(READERS)),
    PermissionRow("portfolio:stress-csv", only(READERS), exports=True),
    PermissionRow("portfolio:stress-what-if", only(READERS)),
    PermissionRow("portfolio:recalculations", only(EVERY_LEDGER)),
    PermissionRow("portfolio:recalculation", only(EVERY_LEDGER), kwargs=recalculated),
    PermissionRow("portfolio:recalculation-progress", only(dict.fromkeys(EVERY_LEDGER, 286)), kwargs=recalculated),
    PermissionRow("portfolio:recalculation-csv", only(EVERY_LEDGER), kwargs=recalculated_file, exports=True),
    PermissionRow("portfolio:stress-keep", only({}), query="?industry=auto"),  # nothing was computed
    PermissionRow("portfolio:stress-compare", only(MOVED)),
    PermissionRow("portfolio:stress-scenario", only(EVERY_LEDGER), kwargs=scenario),
    PermissionRow("portfolio:stress-revise", only(EVERY_LEDGER), kwargs=scenario),
    PermissionRow("portfolio:stress-revise", only(KEPT), method="post", kwargs=scenario, body=plan),
    PermissionRow("portfolio:stress-archive", only(KEPT), method="post", kwargs=scenario),
    PermissionRow("portfolio:silent-defectors", only(READERS | {"owner": 200, "other": 200})),
    PermissionRow("portfolio:silent-defectors-csv", only(READERS), exports=True),
    PermissionRow("portfolio:defector", only(SEES_ALARM), kwargs=alert),
    PermissionRow(
        "portfolio:defector",
        only({"owner": 302, "lead": 302, "ops": 302, "admin": 302, "founder": 403, "executive": 403, "finance": 403}),
        method="post",
        kwargs=alert,
        body=outcome,
    ),
]

DECIDES = {"founder": 200, "admin": 200}
ROWS += [
    PermissionRow("portfolio:grading", only(READERS)),
    PermissionRow("portfolio:grading-change", only(DECIDES)),
    PermissionRow("portfolio:grading-change", only(DECIDES), method="post"),
]
