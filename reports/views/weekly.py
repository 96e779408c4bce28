"""The founder's weekly reports: the list, the report as a page, its PDF."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from office.calendar import Week, week_add, week_key
from office.models import Company
from office.pdf.rendering import PdfError
from office.requests import StaffRequest, staff_page
from office.services import auditing
from reports import presenters
from reports.access import reads_reports
from reports.models import WeeklyReport
from reports.services import weekly

SHOWN = 26


@require_safe
@staff_page
def report_list(request: StaffRequest) -> HttpResponse:
    _readers_only(request)
    reports = WeeklyReport.objects.visible_to(request.user)[:SHOWN]
    last = last_whole_week()
    return render(
        request,
        "reports/list.html",
        {"reports": reports, "last_week": last, "missing": all(report.week != last for report in reports)},
    )


@require_POST
@staff_page
def make(request: StaffRequest) -> HttpResponse:
    """Have last week's report made now, for the one who asks."""
    _readers_only(request)
    week = last_whole_week()
    if WeeklyReport.objects.visible_to(request.user).filter(week=week).exists():
        return redirect("reports:weekly", week)
    return redirect(weekly.request(week, by=request.user))


@require_safe
@staff_page
def report(request: StaffRequest, week: str) -> HttpResponse:
    found = get_object_or_404(WeeklyReport.objects.visible_to(request.user), week=week)
    with translation.override(request.user.language or found.language):
        paper = presenters.weekly_paper(found)
    return render(request, "reports/weekly.html", {"report": paper, "kept": found})


@require_safe
@staff_page
def paper(request: StaffRequest, week: str) -> HttpResponse:
    """The kept PDF; made again first when quoted words were masked or erased since."""
    found = get_object_or_404(WeeklyReport.objects.visible_to(request.user), week=week)
    try:
        weekly.ensure_paper(found)
    except PdfError:
        messages.error(request, _("The PDF could not be made. The page prints well from the browser."))
        return redirect(found)
    auditing.record(auditing.EXPORTED, by=request.user, what="weekly_report", period=found.week)
    return FileResponse(  # type: ignore[return-value]
        default_storage.open(found.path),
        as_attachment=True,
        filename=weekly.file_name(found),
        content_type="application/pdf",
    )


def last_whole_week() -> Week:
    return week_add(week_key(timezone.now(), zone=Company.get().time_zone), -1)


def _readers_only(request: StaffRequest) -> None:
    if not reads_reports(request.user):
        raise Http404
