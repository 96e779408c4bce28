from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from office.models import Job
from office.presenters.jobs import job_line
from office.requests import StaffRequest, staff_page
from office.services import jobs

PER_PAGE = 50


@require_safe
@staff_page
def job_list(request: StaffRequest) -> HttpResponse:
    rows = Job.objects.visible_to(request.user).select_related("by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/jobs.html", {"lines": [job_line(job) for job in page], "page": page})


@require_safe
@staff_page
def job(request: StaffRequest, pk: int) -> HttpResponse:
    return render(request, "office/job.html", {"line": job_line(_found(request, pk))})


@require_safe
@staff_page
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """The moving part of the page alone; the last answer tells htmx to stop asking."""
    line = job_line(_found(request, pk))
    return render(request, "office/job_progress.html", {"line": line}, status=200 if line.moving else 286)


@require_POST
@staff_page
def retry(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    try:
        jobs.retry(found, by=request.user)
    except jobs.NotRetryableError:
        messages.error(request, _("Only a job that failed or was cancelled can be tried again."))
    return redirect(found)


@require_POST
@staff_page
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    try:
        jobs.cancel(found, by=request.user)
    except jobs.NotCancellableError:
        messages.error(request, _("This job has ended already."))
    return redirect(found)


def _found(request: StaffRequest, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user).select_related("by"), pk=pk)
