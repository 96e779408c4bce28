"""Strategic control points from files. What was registered is never written again, so a file only adds."""

from collections.abc import Collection
from typing import Any

from customers.importing.kinds import Report
from customers.services.importing.facts import Column
from relationships.models import ControlPoint
from relationships.services import strategy_standings
from relationships.services.filed_rows import FiledWriter, importer


class ControlPointWriter(FiledWriter):
    model = ControlPoint
    title = "evidence"
    told_apart_by = ("kind", "since")
    facts = (
        Column("key"),
        Column("kind"),
        Column("index"),
        Column("evidence"),
        Column("since"),
        Column("erodes_by"),
        Column("by_id", empty=importer),
    )

    def complete(self, fields: dict[str, Any], customer_id: int, before: Any) -> None:
        self.not_ahead(fields, "since")
        if fields.get("erodes_by") and fields["erodes_by"] < fields["since"]:
            self.refuse("ends_before_it_starts", "erodes_by")
        if before is not None and int(fields["index"]) != before.index:
            self.refuse("point_stands", "index", index=before.index)
        if before is not None and fields["evidence"] != before.evidence:
            self.refuse("point_stands", "evidence", index=before.index)


def after_import(customer_ids: Collection[int], report: Report) -> None:
    strategy_standings.recompute_all(customer_ids)
