"""Small files for import tests, and what they leave behind."""

import hashlib
from pathlib import Path
from typing import Any

from customers.importing.plans import Options
from customers.models import CostLine, Customer, ExternalId, MonthlyTotal, RevenueLine
from customers.services import importing
from customers.services.importing import Outcome
from office.models import User

HEAD = "document,item,date,amount,customer id,customer name,description\n"


def line(document: str = "D1", item: str = "A", **cells: str) -> str:
    row = {"day": "2024-01-05", "amount": "10.00", "number": "C1", "name": "", "text": ""} | cells
    return ",".join([document, item, row["day"], row["amount"], row["number"], row["name"], row["text"]]) + "\n"


def file(folder: Path, *lines: str, head: str = HEAD, name: str = "ledger.csv") -> Path:
    path = folder / name
    path.write_text(head + "".join(lines), encoding="utf-8")
    return path


def bring_in(path: Path, kind: str = "revenue", by: User | None = None, **said: Any) -> Outcome:
    run, _earlier = importing.prepare(path, kind, by=by or User.objects.system(), options=Options.from_json(said, kind))
    outcome = importing.run(run)
    assert outcome.created + outcome.updated + outcome.skipped + outcome.rejected == outcome.rows
    return outcome


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    """Created, updated, skipped, rejected."""
    return outcome.created, outcome.updated, outcome.skipped, outcome.rejected


def digest() -> str:
    """A fingerprint of the ledger and what hangs on it, whatever ids the database gave."""
    numbers = dict(ExternalId.objects.values_list("customer_id", "value"))
    facts: list[Any] = [
        (
            numbers.get(row.customer_id),
            row.source,
            row.document,
            row.item,
            row.ordinal,
            row.booked_on,
            row.kind,
            row.net,
            row.currency,
            row.quantity,
            row.description,
        )
        for row in RevenueLine.objects.order_by("source", "document", "item", "ordinal")
    ]
    facts += [
        (numbers.get(row.customer_id), row.key.replace(str(row.customer_id), "?"), row.booked_on, row.amount)
        for row in CostLine.objects.order_by("source", "document", "booked_on", "kind", "amount", "key")
    ]
    facts += sorted(Customer.objects.values_list("name", "from_ledger", "address"))
    facts += sorted(
        (str(numbers.get(row.customer_id)), row.month, row.kind, row.amount, row.lines, row.order_days)
        for row in MonthlyTotal.objects.all()
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()
