"""The steps of an import by page: a file arrives, its columns are matched, it is checked, then it runs."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from customers import access
from customers.importing import limits
from customers.importing.plans import Options
from customers.importing.problems import FileRefused
from customers.models import ImportRun, ImportUndo
from customers.services.importing import running, storing, undoing
from office.models import Job, User
from office.services import jobs

CHECK, RUN, UNDO = "customers.import_check", "customers.import", "customers.import_undo"


class NotReadyError(Exception):
    """The step does not follow on where the import stands: it runs, is done, or was not checked."""


def upload(file: "UploadedFile[bytes]", *, kind: str, by: User) -> ImportRun:
    """Keep the file and open its run. Errors: FileRefused, PermissionDenied."""
    access.require(access.may_import(by, kind))
    if (file.size or 0) > limits.UPLOAD_BYTES:
        size = limits.UPLOAD_BYTES // (1024 * 1024)
        raise FileRefused(
            _("The file is larger than %(size)s MB. Pack it as .csv.gz, or ask IT to import it.") % {"size": size}
        )
    path = storing.keep(file)
    try:
        run, _earlier = running.prepare(path, kind, by=by, file_name=file.name or "", resume=False)
        with running.opened(run):
            return run
    except FileRefused:
        path.unlink(missing_ok=True)
        ImportRun.objects.filter(path=str(path)).delete()
        raise


@transaction.atomic
def match(run: ImportRun, options: Options, *, by: User) -> Job:
    """Keep what the columns mean and have the file checked in the background. Errors: NotReadyError, PermissionDenied."""
    locked = _open(run, by)
    locked.mapping, locked.preview, locked.state, locked.error = options.as_json(), None, ImportRun.State.UPLOADED, ""
    locked.job = jobs.enqueue(CHECK, payload={"run_id": locked.pk}, by=by)
    locked.save(update_fields=["mapping", "preview", "state", "error", "job"])
    return locked.job


@transaction.atomic
def start(run: ImportRun, *, by: User) -> Job:
    """Have the file brought in; a second click gets the first one's job. Errors: NotReadyError, PermissionDenied."""
    locked = ImportRun.objects.select_for_update(of=("self",)).select_related("job").get(pk=run.pk)
    access.require(access.may_import(by, locked.kind))
    if locked.job is not None and locked.job.is_open and locked.job.kind == RUN:
        return locked.job
    if locked.state not in {ImportRun.State.CHECKED, ImportRun.State.RUNNING, ImportRun.State.FAILED}:
        raise NotReadyError
    if ImportUndo.objects.filter(run=locked).exists():
        raise NotReadyError
    locked.job = jobs.enqueue(RUN, payload={"run_id": locked.pk}, by=by)
    locked.state = ImportRun.State.RUNNING
    locked.save(update_fields=["job", "state"])
    return locked.job


@transaction.atomic
def take_back(run: ImportRun, *, by: User) -> Job:
    """Have the import undone; a second click gets the first one's job. Errors: NotUndoableError, PermissionDenied."""
    undo = undoing.begin(run, by=by)
    locked = ImportUndo.objects.select_for_update(of=("self",)).select_related("job").get(pk=undo.pk)
    if locked.job is not None and (locked.job.is_open or locked.state == ImportUndo.State.FINISHED):
        return locked.job
    locked.job = jobs.enqueue(UNDO, payload={"run_id": run.pk}, by=by)
    locked.save(update_fields=["job"])
    return locked.job


def _open(run: ImportRun, by: User) -> ImportRun:
    """The run, locked, as long as nothing of it has been written."""
    locked = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    access.require(access.may_import(by, locked.kind))
    if (
        locked.state not in {ImportRun.State.UPLOADED, ImportRun.State.CHECKED, ImportRun.State.FAILED}
        or locked.done_to
    ):
        raise NotReadyError
    return locked
