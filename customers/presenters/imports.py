"""Display values of imports: the five steps, columns with samples, what a check found."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from customers.importing import cells, kinds
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import ImportRun

STEPS = (
    gettext_lazy("Upload"),
    gettext_lazy("Match columns"),
    gettext_lazy("Check"),
    gettext_lazy("Preview"),
    gettext_lazy("Import"),
)
TONES = {"uploaded": "", "checked": "accent", "running": "accent", "finished": "good", "failed": "bad"}
COUNTS = (
    ("created", pgettext_lazy("rows", "new")),
    ("updated", pgettext_lazy("rows", "change something")),
    ("skipped", pgettext_lazy("rows", "unchanged")),
    ("rejected", pgettext_lazy("rows", "wrong, stay out")),
)
SAMPLES = 3
SHOWN = 60
NUMBERS = (cells.number, cells.quantity, cells.share)


def steps(current: int) -> list[dict[str, Any]]:
    return [
        {"label": label, "done": place < current, "current": place == current} for place, label in enumerate(STEPS, 1)
    ]


def encoding(plan: Plan) -> str:
    """As people know it: UTF-8, also where the file opens with a mark of it."""
    return plan.source.encoding.upper().removesuffix("-SIG")


def columns(plan: Plan, fields: Sequence[Any]) -> list[dict[str, Any]]:
    """Each column with its choice and a few of its cells."""
    records = [record for record in islice(plan.source.records(), 200) if record.number > plan.header_row]
    rows = [record.cells for record in records if not record.broken][:SAMPLES]
    return [
        {
            "heading": heading,
            "field": field,
            "samples": [row[place][:60] for row in rows if place < len(row) and row[place].strip()],
        }
        for place, (heading, field) in enumerate(zip(plan.headings, fields, strict=True))
    ]


def tiles(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {"label": label, "figure": f"{counts[name]:,}", "state": "bad" if name == "rejected" and counts[name] else ""}
        for name, label in COUNTS
    ]


def counts(run: ImportRun) -> dict[str, int]:
    return {name: getattr(run, name) for name, _label in COUNTS}


def preview(run: ImportRun) -> dict[str, Any]:
    """The counts of a check, and only the rows that need eyes: wrong ones with their cure, changes as old → new."""
    found: dict[str, Any] = run.preview or {}
    samples = found.get("samples", {})
    return {
        "rows": found.get("rows", 0),
        "tiles": tiles(found),
        "effective": found.get("created", 0) + found.get("updated", 0),
        "rejected": [_rejected(row, problems) for row, problems in samples.get("rejected", [])[:SHOWN]],
        "updated": [_updated(run.kind, sample) for sample in samples.get("updated", [])[:SHOWN]],
        "unchanged": found.get("skipped", 0),
    }


def _rejected(row: int, stored: Sequence[list[Any]]) -> dict[str, Any]:
    problems = [Problem.from_json(problem) for problem in stored]
    return {
        "row": row,
        "problems": [{"column": each.column, "said": _said(each)} for each in problems],
    }


def _said(problem: Problem) -> str:
    both = {"first": problem.reason, "second": problem.cure}
    return pgettext("one sentence after another", "%(first)s %(second)s") % both if problem.cure else problem.reason


def _updated(kind: str, sample: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "row": sample["row"],
        "name": sample["name"],
        "changes": [
            {"label": _label(kind, name), "before": _shown(kind, name, before), "after": _shown(kind, name, after)}
            for name, (before, after) in sample["changes"].items()
        ],
    }


def _label(kind: str, name: str) -> str:
    field = kinds.of(kind).layout.fields.get(name)
    return str(field.label) if field else _("from the ledger") if name == "from_ledger" else name


def _shown(kind: str, name: str, value: str) -> str:
    """Amounts with their two decimals, other numbers without needless ones."""
    field = kinds.of(kind).layout.fields.get(name)
    if not value or field is None or field.parse not in NUMBERS:
        return value
    amount = name in kinds.of(kind).layout.amounts or name in kinds.of(kind).layout.money
    return f"{Decimal(value):,.2f}" if amount else f"{Decimal(value).normalize():f}"


def rows_url(run: ImportRun) -> str:
    """Where the rows of the run are listed; empty where no list shows them."""
    listed = kinds.of(run.kind).rows_at
    return f"{reverse(listed)}?import_run__id__exact={run.pk}" if listed else ""


def title(run: ImportRun) -> str:
    return _("Import %(kind)s") % {"kind": run.get_kind_display()}
