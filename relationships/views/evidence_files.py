"""Files beside readings: added, handed out, taken away and put back."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.access import require
from customers.errors import CustomersError
from customers.views.dialogs import Dialog
from customers.views.requests import posted
from office.requests import StaffRequest, staff_page
from relationships.forms.actions import VoidForm
from relationships.forms.evidence_files import EvidenceFileForm
from relationships.models import EvidenceFile, OutcomeReading
from relationships.services import evidence_files
from relationships.views.scoped import loggable_customer

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest, pk: int) -> HttpResponse:
    rows = OutcomeReading.objects.visible_to(request.user).select_related("customer", "goal__kpi")
    reading = get_object_or_404(rows, pk=pk)
    loggable_customer(request.user, reading.customer_id)
    form = EvidenceFileForm(posted(request), request.FILES or None)
    about = f"{reading.goal.kpi} · {reading.period_end:%Y-%m-%d}"
    dialog = Dialog(_("Add a file"), reading.goal.get_absolute_url(), reading.customer, about=about)
    return dialog.answer(request, form, lambda: evidence_files.add(reading, form.cleaned_data["file"], by=request.user))


@require_safe
@staff_page
def download(request: StaffRequest, pk: int) -> HttpResponse:
    """Always as a file to be saved: a browser shows and runs nothing of it."""
    found = _file(request, pk)
    try:
        content = evidence_files.path_of(found).open("rb")
    except FileNotFoundError as error:
        raise Http404(_("The file is not in its place any more. Ask who operates Zhike.")) from error
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type="application/octet-stream")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response  # type: ignore[return-value]


@require_http_methods(FORM_METHODS)
@staff_page
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    found = _file(request, pk)
    require(evidence_files.may_remove(found, request.user))
    form = VoidForm(posted(request))
    dialog = Dialog(
        _("Take the file away"), found.reading.goal.get_absolute_url(), found.reading.customer, about=found.name
    )
    return dialog.answer(
        request, form, lambda: evidence_files.remove(found, reason=form.cleaned_data["reason"], by=request.user)
    )


@require_POST
@staff_page
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    found = _file(request, pk)
    try:
        evidence_files.restore(found, by=request.user)
    except CustomersError as error:
        messages.warning(request, str(error.message))
    else:
        messages.success(request, _("Saved."))
    return redirect(found.reading.goal)


def _file(request: StaffRequest, pk: int) -> Any:
    rows = EvidenceFile.objects.visible_to(request.user).select_related("reading__customer", "reading__goal__kpi")
    return get_object_or_404(rows, pk=pk)
