"""The kinds of long work of this app and when they are due."""

from datetime import time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError
from office import schedules
from office.calendar import Week, week_add
from office.jobs import JobFailedError, Progress, runner
from office.models import Job, User
from office.pdf.rendering import PdfError
from reports.models import Recalculation
from reports.services import recalculating, weekly

MONDAY = 0


def week_before(period: str) -> dict[str, Any]:
    """Monday's report is on the week that ended the day before."""
    return {"week": week_add(Week(period), -1)}


def report_page(job: Job) -> str:
    from django.urls import reverse

    return reverse("reports:weekly", args=[job.payload["week"]])


@runner(weekly.KIND, label=_("Weekly founder report"), lease=timedelta(minutes=3), page=report_page)
def deliver_weekly(progress: Progress, *, week: str) -> dict[str, Any]:
    try:
        return dict(weekly.deliver(Week(week), report_progress=progress.report))
    except PdfError as error:
        raise JobFailedError(str(error)) from error


@runner(f"{weekly.KIND}.own", label=_("Weekly founder report"), lease=timedelta(minutes=3), page=report_page)
def deliver_own(progress: Progress, *, week: str, reader_id: int) -> dict[str, Any]:
    progress.report(0, 1)
    try:
        return dict(weekly.deliver(Week(week), to=[User.objects.get(pk=reader_id)]))
    except PdfError as error:
        raise JobFailedError(str(error)) from error


def recalculation_page(job: Job) -> str:
    from django.urls import reverse

    return reverse("portfolio:recalculation", args=[job.payload["recalculation_id"]])


@runner(
    recalculating.KIND, label=_("Kept day with other settings"), lease=timedelta(minutes=15), page=recalculation_page
)
def recalculate(progress: Progress, *, recalculation_id: int) -> dict[str, Any]:
    asked = Recalculation.objects.filter(pk=recalculation_id).first()
    if asked is None:
        return {}
    try:
        found = recalculating.work(asked, progress.report)
    except CustomersError as error:
        raise JobFailedError(str(error.message)) from error
    return {"customers": found.customers, "moved": found.moved}


def schedule() -> None:
    """Monday 07:30 on the company's clock."""
    schedules.weekly(weekly.KIND, weekday=MONDAY, at=time(7, 30), payload=week_before)
