"""The second pass of a file of contacts: everybody is stored, now each reports to whom the file says."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import BeforeImage, Contact, HistoryEntry, ImportRun, RejectedRow
from customers.services import copying, recording
from customers.services.importing import images
from customers.services.importing.reporting_lines import BATCH, ReportingLines
from customers.services.importing.resolving import Resolver
from customers.services.importing.scratch import Scratch


@transaction.atomic
def draw(plan: Plan, run: ImportRun, scratch: Scratch, resolver: Resolver) -> None:
    """Draw the lines of the rows that were taken. Doing it again, after a kill, changes nothing."""
    refused = set(RejectedRow.objects.filter(run=run).values_list("row", flat=True))
    lines = ReportingLines(scratch, resolver, plan.options.source, without=refused)
    wanted: dict[int, int] = {}
    late: dict[int, tuple[int, Problem]] = {}
    for row, who, found in lines.drawable(refused):
        if isinstance(found, Problem):
            late[row] = who, found.in_column(plan.heading_of("manager"))
        else:
            wanted[who] = found
    _refuse(run, late)
    pks = sorted(wanted)
    for start in range(0, len(pks), BATCH):
        _write(run, {pk: wanted[pk] for pk in pks[start : start + BATCH]})


def _write(run: ImportRun, wanted: Mapping[int, int]) -> None:
    locked = Contact.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    changed = [each for each in locked if each.reports_to_id != wanted[each.pk]]
    before = {each.pk: each.reports_to_id for each in changed}
    for each in changed:
        each.reports_to_id = wanted[each.pk]
        each.version += 1
    Contact.objects.bulk_update(changed, ["reports_to", "version"])
    copying.keep_history(changed, by=run.by, change="~")
    for each in changed:
        images.remember(run, each, {"reports_to": before[each.pk]})
    now = timezone.now()
    detail: dict[str, Any] = {"fields": ["reports_to"], "import": run.pk}
    HistoryEntry.objects.bulk_create(
        HistoryEntry(
            customer_id=each.customer_id,
            verb=recording.CONTACT_EDITED,
            at=now,
            by=run.by,
            detail={**detail, "contact": each.pk},
        )
        for each in changed
        if each.import_run_id != run.pk
    )


def _refuse(run: ImportRun, late: Mapping[int, tuple[int, Problem]]) -> None:
    """Rows whose manager was refused after they were taken: the person stays, the row is told as rejected."""
    for row, (who, problem) in late.items():
        RejectedRow.objects.create(run=run, row=row, problems=[problem.as_json()])
        counted = _counted(run, who)
        ImportRun.objects.filter(pk=run.pk).update(**{counted: F(counted) - 1, "rejected": F("rejected") + 1})


def _counted(run: ImportRun, who: int) -> str:
    """As what the row was counted."""
    if Contact.objects.filter(pk=who, import_run=run).exists():
        return "created"
    images_ = BeforeImage.objects.filter(run=run, model=Contact._meta.label_lower, line_id=who)
    return "updated" if images_.exists() else "skipped"
