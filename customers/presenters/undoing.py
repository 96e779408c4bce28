"""Display values of an import that is taken back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from customers.importing.undoing import sentence
from customers.models import ImportUndo, UndoneRecord
from office.formatting.spreadsheets import guard

SHOWN = 60
STEP = 2000
SEEN = (
    ("removed", pgettext_lazy("records", "new, would go")),
    ("restored", pgettext_lazy("records", "changed, would be as before")),
    ("kept", pgettext_lazy("records", "changed since, stay")),
)
BECAME = (
    ("reverted", pgettext_lazy("records", "reverted")),
    ("kept", pgettext_lazy("records", "kept, because edited since")),
    ("failed", pgettext_lazy("records", "failed")),
)
VERDICTS = {
    "reverted": gettext_lazy("Reverted"),
    "kept": gettext_lazy("Kept"),
    "failed": gettext_lazy("Failed"),
}


def preview_tiles(seen: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"label": label, "figure": f"{seen[name]:,}", "state": ""} for name, label in SEEN]


def undo(found: ImportUndo) -> dict[str, Any]:
    """Counts, and the first of those that did not go as they were: two queries."""
    rows = found.records.exclude(verdict=UndoneRecord.Verdict.REVERTED).order_by("verdict", "id")[:SHOWN]
    by_customers = ngettext(
        "%(count)s customer that only this file knew is removed too.",
        "%(count)s customers that only this file knew are removed too.",
        found.removed_customers,
    )
    return {
        "tiles": [
            {
                "label": label,
                "figure": f"{getattr(found, name):,}",
                "state": "bad" if name == "failed" and found.failed else "",
            }
            for name, label in BECAME
        ],
        "records": [{"name": row.name, "verdict": VERDICTS[row.verdict], "why": _why(row)} for row in rows],
        "more": max(0, found.kept + found.failed - SHOWN),
        "customers": by_customers % {"count": f"{found.removed_customers:,}"} if found.removed_customers else "",
        "by": found.by,
        "at": found.finished_at,
        "finished": found.state == ImportUndo.State.FINISHED,
    }


def file_rows(found: ImportUndo) -> Iterator[Sequence[str]]:
    yield [_("Record"), _("Number here"), _("What became of it"), _("Why")]
    for row in found.records.order_by("id").iterator(STEP):
        yield [guard(row.name), str(row.record_id or ""), str(VERDICTS[row.verdict]), guard(_why(row))]


def _why(row: UndoneRecord) -> str:
    return sentence(row.why, row.detail)
