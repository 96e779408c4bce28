"""The kinds of long work of this app."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from customers.importing.problems import FileRefused
from customers.models import ImportRun, ImportUndo
from customers.services import importing, standings
from customers.services.importing import dialogue, undoing
from office.jobs import JobFailedError, LeaseLostError, Progress, runner
from office.models import Company, Job

LEASE = timedelta(minutes=5)


def import_page(job: Job) -> str:
    return reverse("customers:import", args=[job.payload["run_id"]])


@runner(dialogue.CHECK, label=_("Check of an import"), lease=LEASE, page=import_page)
def check_import(progress: Progress, *, run_id: int) -> dict[str, Any]:
    run = ImportRun.objects.select_related("by").get(pk=run_id)
    with _told_to(run):
        return importing.check(run, report=progress.report).as_counts()


@runner(dialogue.RUN, label=_("Import"), lease=LEASE, page=import_page)
def run_import(progress: Progress, *, run_id: int) -> dict[str, Any]:
    run = ImportRun.objects.select_related("by").get(pk=run_id)
    with _told_to(run):
        return importing.run(run, report=progress.report).as_counts()


@runner(standings.KIND, label=_("What customers are worth"), lease=timedelta(minutes=15))
def compute_standings(progress: Progress, **_period: Any) -> dict[str, Any]:
    """Freeze the days that ended, then compute today. Bears being run again: frozen days stay as they are."""
    frozen = standings.freeze_what_is_due(progress.report)
    return {"customers": standings.recompute_all(report=progress.report).customers, "frozen": frozen}


@runner(dialogue.UNDO, label=_("Undo of an import"), lease=LEASE, page=import_page)
def undo_import(progress: Progress, *, run_id: int) -> dict[str, Any]:
    undo = ImportUndo.objects.select_related("run", "run__by", "by").get(run=run_id)
    with _told_to(undo.run):
        undo = undoing.work(undo, report=progress.report)
    return {name: getattr(undo, name) for name in ("reverted", "kept", "failed")}


@contextmanager
def _told_to(run: ImportRun) -> Iterator[None]:
    """In the language of the person who waits for it; a refusal ends the job with its sentence."""
    with translation.override(run.by.language or Company.get().default_language):
        try:
            yield
        except FileRefused as refusal:
            raise JobFailedError(str(refusal)) from refusal
        except importing.TakenOverError as error:
            raise LeaseLostError from error
