"""Taking an import back: what that would do, doing it, and the list of what became of each record."""

import csv
from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from customers.models import ImportRun, ImportUndo
from customers.presenters import imports as presenters
from customers.presenters import undoing as undone
from customers.services.importing import dialogue, undoing
from office.addresses import client_address
from office.requests import StaffRequest, staff_page
from office.services import auditing


@staff_page
@require_http_methods(["GET", "POST"])
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """First what would happen, then it happens in the background."""
    run = get_object_or_404(ImportRun.objects.visible_to(request.user).select_related("job", "by"), pk=pk)
    if request.method == "POST":
        try:
            dialogue.take_back(run, by=request.user)
        except undoing.NotUndoableError:
            messages.error(request, _("This import runs, or has written nothing."))
        return redirect(run)
    if not undoing.is_undoable(run):
        return redirect(run)
    seen = undoing.undoer(run, request.user).preview()
    context: dict[str, Any] = {"run": run, "title": presenters.title(run), "steps": presenters.steps(6)}
    return render(request, "customers/imports/undo.html", context | {"tiles": undone.preview_tiles(seen)})


@staff_page
@require_GET
def undo_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Every record with what became of it, as csv; each download is in the audit."""
    found = get_object_or_404(ImportUndo.objects.visible_to(request.user).select_related("run"), run=pk)
    if found.state != ImportUndo.State.FINISHED:
        raise Http404
    auditing.record(
        auditing.EXPORTED,
        by=request.user,
        address=client_address(request),
        list="import.undo",
        run=found.run_id,
        rows=found.reverted + found.kept + found.failed,
    )
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    name = f"{_('undo')}-{found.run_id}.csv"
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    response.headers["Cache-Control"] = "private, no-store"
    return cast("HttpResponse", response)


class _Line:
    """csv.writer's file: each row is sent as it is written."""

    def write(self, text: str) -> str:
        return text


def _lines(found: ImportUndo) -> Iterator[str]:
    out = csv.writer(_Line())
    yield "\ufeff"
    for row in undone.file_rows(found):
        yield cast("str", out.writerow(row))
