"""One import from file to archive. Rows and progress of a batch commit together: whoever comes after a kill goes on behind it."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from customers import access
from customers.importing import checking, kinds, plans, sources, workbooks
from customers.importing.kinds import Report
from customers.importing.plans import Options, Plan
from customers.importing.problems import FileRefused, Problem
from customers.importing.sources import Source
from customers.models import ImportRun, RejectedRow
from customers.services.importing import annotating, storing
from customers.services.importing.applied import Applied, TakenOverError
from customers.services.importing.scratch import Scratch, Staged, Window
from office.formatting.lists import listed
from office.models import Company, User

TRIES = 3
SAMPLES = 200


class Writer(Protocol):
    """What a kind of file brings: how its rows are grouped for ordinals, and how a batch of them is written."""

    revisits: bool
    batch: int

    def group(self, fields: dict[str, Any]) -> tuple[str, str]: ...
    def apply(self, rows: list[Staged]) -> Applied: ...
    def look_again(self) -> None: ...
    def revisit(self, rows: list[Staged]) -> None: ...
    def finish(self, report: Report) -> None: ...


@dataclass
class Outcome:
    """What became of a file; created + updated + skipped + rejected = rows."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    rejected: int = 0
    seconds: float = 0.0
    rejected_file: str | None = None
    samples: dict[str, list[Any]] = field(default_factory=dict)

    def as_counts(self) -> dict[str, Any]:
        """Plain values, without the samples."""
        told = asdict(self) | {"seconds": round(self.seconds, 2)}
        del told["samples"]
        return told


def _quiet(done: int, total: int | None, message: str) -> None:
    """Nobody watches."""


def prepare(
    path: Path, kind: str, *, by: User, options: Options | None = None, file_name: str = "", resume: bool = True
) -> tuple[ImportRun, ImportRun | None]:
    """A run for the file: the unfinished one of the same file and options, else a new one.

    Also answers the run that has brought in the same file before, if one has. Errors: FileRefused, PermissionDenied.
    """
    access.require(access.may_import(by, kind))
    sources.is_workbook(path)  # says early what cannot be opened
    options = options or Options()
    same = ImportRun.objects.filter(kind=kind, sha256=sources.digest(path), undo=None)
    earlier = same.filter(state=ImportRun.State.FINISHED).first()
    wanted = options.as_json()
    begun = same.filter(state__in=[ImportRun.State.RUNNING, ImportRun.State.FAILED])
    unfinished = next((run for run in begun if run.mapping == wanted), None) if resume else None
    if unfinished is not None:
        unfinished.path = str(path)
        unfinished.save(update_fields=["path"])
        return unfinished, earlier
    created = ImportRun.objects.create(
        kind=kind,
        file_name=(file_name or path.name)[:200],
        path=str(path),
        sha256=sources.digest(path),
        mapping=wanted,
        by=by,
    )
    return created, earlier


def unsaved(path: Path, kind: str, *, by: User, options: Options | None = None) -> ImportRun:
    """A run for `preview` alone: nothing of it is kept."""
    return ImportRun(kind=kind, file_name=path.name, path=str(path), mapping=(options or Options()).as_json(), by=by)


@contextmanager
def opened(run: ImportRun) -> Iterator[Plan]:
    """The file of a run as a plan; a workbook is turned into csv for as long as it is needed. Errors: FileRefused."""
    with storing.workspace() as folder:
        options = Options.from_json(run.mapping, run.kind)
        yield plans.make(run.kind, _source(Path(run.path), options, folder), options, zone=Company.get().time_zone)


def _source(path: Path, options: Options, folder: Path) -> Source:
    if sources.is_workbook(path):
        table = folder / "sheet.csv"
        workbooks.to_csv(path, table, sheet=options.sheet)
        return sources.inspect(table, encoding="utf-8", delimiter=",")
    return sources.inspect(path, encoding=options.encoding, delimiter=options.delimiter)


def preview(run: ImportRun, *, report: Report = _quiet) -> Outcome:
    """What the run would do, row by row, without writing anything to the archive. Errors: FileRefused."""
    begun = time.monotonic()
    outcome = Outcome()
    with opened(run) as plan, Scratch() as scratch:
        writer = _stage(plan, run, scratch, report, dry=True)
        for window in scratch.windows(writer.batch):
            applied = writer.apply(window.rows)
            scratch.reject(applied.rejected)
            _count(outcome, window, applied)
            outcome.samples.setdefault("updated", []).extend(applied.samples)
        outcome.samples["rejected"] = _rejected_samples(scratch)
    outcome.samples["updated"] = outcome.samples.get("updated", [])[:SAMPLES]
    outcome.seconds = time.monotonic() - begun
    return outcome


def check(run: ImportRun, *, report: Report = _quiet) -> Outcome:
    """Preview the run and keep what it showed. Errors: FileRefused."""
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=[ImportRun.State.UPLOADED, ImportRun.State.CHECKED])
    try:
        outcome = preview(run, report=report)
    except FileRefused as refusal:
        waiting.update(state=ImportRun.State.FAILED, error=str(refusal))
        raise
    waiting.update(
        state=ImportRun.State.CHECKED, rows=outcome.rows, preview=outcome.as_counts() | {"samples": outcome.samples}
    )
    return outcome


def run(run: ImportRun, *, report: Report = _quiet) -> Outcome:
    """Bring the file in, or go on where a killed attempt stopped. Errors: FileRefused, TakenOverError."""
    begun = time.monotonic()
    started = run.started_at or timezone.now()
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.RUNNING, started_at=started, error="")
    try:
        with opened(run) as plan, Scratch() as scratch, _flat_memory():
            _bring_in(plan, run, scratch, report)
            rejected_path = _annotate(plan, run, scratch)
    except FileRefused as refusal:
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.FAILED, error=str(refusal))
        raise
    ImportRun.objects.filter(pk=run.pk).update(
        state=ImportRun.State.FINISHED, finished_at=timezone.now(), rejected_path=rejected_path
    )
    run.refresh_from_db()
    return Outcome(
        rows=run.rows or 0,
        created=run.created,
        updated=run.updated,
        skipped=run.skipped,
        rejected=run.rejected,
        seconds=time.monotonic() - begun,
        rejected_file=run.rejected_path or None,
    )


@contextmanager
def _flat_memory() -> Iterator[None]:
    """SQLite maps its file into our memory; an import walks over all of it once and gains nothing by that."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA mmap_size").fetchone()[0]
        cursor.execute("PRAGMA mmap_size = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size = {int(before)}")


def _stage(plan: Plan, run: ImportRun, scratch: Scratch, report: Report, *, dry: bool) -> Writer:
    """Read and check the whole file into the scratch table."""
    if missing := plan.missing():
        raise FileRefused(_("The file has no column for: %(fields)s.") % {"fields": listed(missing)})
    writer: Writer = kinds.of(plan.kind).writer(plan, run, scratch, dry=dry)
    read = 0
    for batch in checking.batches(plan):
        staged = zip(batch.numbers, batch.rows, strict=True)
        scratch.add([(row, *writer.group(fields), fields) for row, fields in staged], batch.rejected)
        read += batch.count
        report(read, plan.source.lines * 2, gettext_noop("Reading"))
    scratch.count_repeats()
    return writer


def _bring_in(plan: Plan, run: ImportRun, scratch: Scratch, report: Report) -> None:
    writer = _stage(plan, run, scratch, report, dry=False)
    rows = scratch.rows
    ImportRun.objects.filter(pk=run.pk).update(rows=rows)
    run.refresh_from_db()
    if writer.revisits:
        for window in scratch.windows(writer.batch, to=run.done_to):
            writer.revisit(window.rows)
    done = run.created + run.updated + run.skipped + run.rejected
    for window in scratch.windows(writer.batch, after=run.done_to):
        _commit(run, window, writer)
        done += len(window.rows) + window.rejected
        report(rows + done, rows * 2, gettext_noop("Writing"))
    writer.finish(report)
    for rejected in RejectedRow.objects.filter(run=run).iterator():
        scratch.reject({rejected.row: [Problem.from_json(stored) for stored in rejected.problems]})


def _commit(run: ImportRun, window: Window, writer: Writer) -> None:
    """Write one batch and its progress, or neither. A line that somebody else wrote meanwhile makes us look again."""
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                applied = writer.apply(window.rows)
                _advance(run, window, applied)
        except IntegrityError:
            if attempt == TRIES:
                raise
            writer.look_again()
        else:
            run.done_to = window.last
            return


def _advance(run: ImportRun, window: Window, applied: Applied) -> None:
    """Write the batch's counts over the progress that we know; raises TakenOverError when somebody else moved it."""
    advanced = ImportRun.objects.filter(pk=run.pk, done_to=run.done_to).update(
        done_to=window.last,
        created=F("created") + applied.created,
        updated=F("updated") + applied.updated,
        skipped=F("skipped") + applied.skipped,
        rejected=F("rejected") + window.rejected + len(applied.rejected),
    )
    if not advanced:
        raise TakenOverError
    RejectedRow.objects.bulk_create(
        [
            RejectedRow(run=run, row=row, problems=[problem.as_json() for problem in problems])
            for row, problems in applied.rejected.items()
        ],
        batch_size=1000,
    )


def _annotate(plan: Plan, run: ImportRun, scratch: Scratch) -> str:
    if not run_rejected(run):
        return ""
    path = storing.of_rejected(run.pk, ".xlsx" if sources.is_workbook(Path(run.path)) else ".csv")
    annotating.write(path, plan, scratch)
    return str(path)


def run_rejected(run: ImportRun) -> int:
    return ImportRun.objects.values_list("rejected", flat=True).get(pk=run.pk)


def _count(outcome: Outcome, window: Window, applied: Applied) -> None:
    outcome.rows += len(window.rows) + window.rejected
    outcome.created += applied.created
    outcome.updated += applied.updated
    outcome.skipped += applied.skipped
    outcome.rejected += window.rejected + len(applied.rejected)


def _rejected_samples(scratch: Scratch) -> list[Any]:
    return [[row, json.loads(problems)] for row, problems in islice(scratch.rejected_as_json(), SAMPLES)]
