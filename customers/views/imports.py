"""Bringing a file in, in five steps: upload, match columns, check, preview, import. Works without JavaScript."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from customers import access
from customers.forms.imports import ColumnsForm, UploadForm
from customers.importing.problems import FileRefused
from customers.models import ImportRun, ImportUndo
from customers.presenters import imports as presenters
from customers.presenters import undoing as undone
from customers.services import importing
from customers.services.importing import dialogue, undoing
from customers.views.requests import posted
from office.addresses import client_address
from office.presenters.jobs import job_line
from office.requests import StaffRequest, staff_page
from office.services import auditing

PAGE = 50
BLOCK = 64 * 1024


def _run(request: StaffRequest, pk: int) -> ImportRun:
    return get_object_or_404(ImportRun.objects.visible_to(request.user).select_related("job", "by"), pk=pk)


@staff_page
@require_http_methods(["GET", "POST"])
def imports(request: StaffRequest) -> HttpResponse:
    """The first step, and the imports so far."""
    access.require(bool(access.importable_kinds(request.user)))
    form = UploadForm(posted(request), request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            run = dialogue.upload(form.cleaned_data["file"], kind=form.cleaned_data["kind"], by=request.user)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(run)
    runs = ImportRun.objects.visible_to(request.user).select_related("by")
    page = Paginator(runs, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "steps": presenters.steps(1), "tones": presenters.TONES}
    return render(request, "customers/imports/list.html", context)


@staff_page
@require_GET
def import_(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the import stands."""
    run = _run(request, pk)
    context: dict[str, Any] = {"run": run, "title": presenters.title(run)}
    undo = ImportUndo.objects.filter(run=run).select_related("job", "by").first()
    if undo is not None:
        return _taken_back(request, undo, context)
    if run.job is not None and run.job.is_open:
        step = 5 if run.job.kind == dialogue.RUN else 3
        context |= {"line": job_line(run.job), "steps": presenters.steps(step), "may_watch": run.job.by == request.user}
        return render(request, "customers/imports/progress.html", context)
    if run.state == ImportRun.State.CHECKED:
        context |= {"steps": presenters.steps(4), "preview": presenters.preview(run)}
        return render(request, "customers/imports/preview.html", context)
    if run.state in {ImportRun.State.FINISHED, ImportRun.State.RUNNING} or run.done_to:
        context |= {"steps": presenters.steps(6 if run.state == ImportRun.State.FINISHED else 5)}
        context |= {"tiles": presenters.tiles(presenters.counts(run)), "rows_url": presenters.rows_url(run)}
        context |= {"may_undo": undoing.is_undoable(run)}
        return render(request, "customers/imports/result.html", context)
    return _columns(request, run, context)


def _taken_back(request: StaffRequest, undo: ImportUndo, context: dict[str, Any]) -> HttpResponse:
    context |= {"steps": presenters.steps(6)}
    if undo.job is not None and undo.job.is_open:
        context |= {"line": job_line(undo.job), "may_watch": undo.job.by == request.user}
        return render(request, "customers/imports/progress.html", context)
    run = context["run"]
    context |= {"tiles": presenters.tiles(presenters.counts(run)), "undo": undone.undo(undo)}
    return render(request, "customers/imports/result.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def match(request: StaffRequest, pk: int) -> HttpResponse:
    """The second step: what each column means."""
    run = _run(request, pk)
    return _columns(request, run, {"run": run, "title": presenters.title(run)})


def _columns(request: StaffRequest, run: ImportRun, context: dict[str, Any]) -> HttpResponse:
    try:
        with importing.opened(run) as plan:
            form = ColumnsForm(posted(request), plan=plan)
            if request.method == "POST" and form.is_valid() and _matched(request, run, form):
                return redirect(run)
            columns = presenters.columns(plan, form.column_fields)
    except FileRefused as refusal:
        context |= {"refusal": str(refusal), "steps": presenters.steps(1)}
        return render(request, "customers/imports/refused.html", context)
    context |= {
        "form": form,
        "plan": plan,
        "encoding": presenters.encoding(plan),
        "columns": columns,
        "missing": plan.missing(),
        "steps": presenters.steps(2),
    }
    return render(request, "customers/imports/columns.html", context)


def _matched(request: StaffRequest, run: ImportRun, form: ColumnsForm) -> bool:
    try:
        dialogue.match(run, form.options(), by=request.user)
    except FileRefused as refusal:
        form.refuse(refusal)
        return False
    except dialogue.NotReadyError:
        messages.error(request, _("This import runs already or is done."))
    return True


@staff_page
@require_POST
def start(request: StaffRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    try:
        dialogue.start(run, by=request.user)
    except dialogue.NotReadyError:
        messages.error(request, _("Check the file first."))
    return redirect(run)


@staff_page
@require_GET
def rejected(request: StaffRequest, pk: int) -> HttpResponse:
    """The annotated file of rejected rows, for whoever may see the import; each download is in the audit."""
    run = _run(request, pk)
    path = Path(run.rejected_path)
    if not run.rejected_path or not path.is_file():
        raise Http404
    auditing.record(
        auditing.EXPORTED,
        by=request.user,
        address=client_address(request),
        list="import.rejected",
        run=run.pk,
        rows=run.rejected,
    )
    response = StreamingHttpResponse(_blocks(path), content_type="application/octet-stream")
    name = f"{_('rejected')}-{run.pk}{path.suffix}"
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return cast("HttpResponse", response)


def _blocks(path: Path) -> Iterator[bytes]:
    """The file is opened when it is sent, and closed with it."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
