"""The founder's Monday report: gathered once, frozen, set on paper, mailed; each step bears being run again.

What decides is rows: one job per week, one report per week and reader, one mail per week and reader. A crash between
any two steps is cured by the next run, which finds what is done (F6, F7).
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, override

from office.calendar import Week
from office.models import Company, Job, User
from office.pdf.rendering import render_pdf
from office.services import jobs, mailing
from reports import presenters
from reports.access import READERS
from reports.models import WeeklyReport
from reports.selectors import weekly_inputs

KIND = "reports.weekly"
PURPOSE = "weekly_report"


class WeekNotOverError(Exception):
    """The report is about a whole week; this one still runs."""


def readers() -> QuerySet[User]:
    """Founders and executives who are still with us (decision 58)."""
    found: QuerySet[User] = User.objects.people().filter(is_active=True).holding(*READERS).distinct().order_by("pk")
    return found


def deliver(week: Week, *, to: Iterable[User] | None = None, report_progress: Any = None) -> dict[str, int]:
    """Make and mail the week's report for each reader who has none yet; how many were made and put in the post."""
    made = posted = 0
    people = list(readers() if to is None else to)
    for done, reader in enumerate(people):
        if report_progress:
            report_progress(done, len(people))
        report, fresh = make(week, reader=reader)
        made += fresh
        ensure_paper(report)
        posted += post(report)
    return {"reports": made, "mails": posted}


def make(week: Week, *, reader: User, now: datetime | None = None) -> tuple[WeeklyReport, bool]:
    """The reader's report on a week, its inputs frozen; whoever comes second gets the first one's. No file yet.

    Errors: WeekNotOverError.
    """
    found = WeeklyReport.objects.filter(week=week, reader=reader).first()
    if found is not None:
        return found, False
    moment = now or timezone.now()
    if weekly_inputs.day_of(moment) <= weekly_inputs.last_day(week):
        raise WeekNotOverError
    inputs = weekly_inputs.gather(week, now=moment)
    try:
        with transaction.atomic():
            report = WeeklyReport.objects.create(
                week=week,
                reader=reader,
                language=reader.language or Company.get().default_language,
                inputs=inputs,
                digest=digest(inputs),
                created_at=moment,
            )
    except IntegrityError:
        return WeeklyReport.objects.get(week=week, reader=reader), False
    return report, True


def digest(inputs: dict[str, Any]) -> str:
    """SHA-256 over the inputs as canonical JSON: the same figures and names give the same one."""
    text = json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def ensure_paper(report: WeeklyReport) -> WeeklyReport:
    """The report with a kept PDF that shows the quoted words as they may be read now.

    When a mask or an erasure has come over them since, the paper is made again and says so.
    """
    words = presenters.words_digest(report)
    if report.path and report.words_digest == words and default_storage.exists(report.path):
        return report
    if report.path:
        report.remade += 1
    content = render_pdf(as_html(report), storage_dir=settings.STORAGE_DIR)
    old, report.path = report.path, _keep(report, content)
    report.pdf_sha256 = hashlib.sha256(content).hexdigest()
    report.words_digest, report.rendered_at = words, timezone.now()
    report.save(update_fields=["path", "pdf_sha256", "words_digest", "rendered_at", "remade"])
    if old and old != report.path:
        transaction.on_commit(lambda: default_storage.delete(old))
    return report


def as_html(report: WeeklyReport) -> str:
    """The whole page for the press, in the reader's language."""
    with override(report.language):
        return render_to_string("reports/pdf/weekly.html", {"report": presenters.weekly_paper(report)})


def post(report: WeeklyReport) -> bool:
    """Put the mail with the PDF into the outbox, once; False for a reader without an address."""
    if not report.reader.email:
        return False
    with override(report.language):
        paper = presenters.weekly_paper(report)
        mailing.queue(
            purpose=PURPOSE,
            period=report.week,
            person=report.reader,
            subject=f"{paper.title} {paper.period}",
            body=presenters.mail_text(paper, settings.SITE_URL + report.get_absolute_url()),
            attachments=[mailing.Attachment(report.path, file_name(report), "application/pdf")],
        )
    return True


def file_name(report: WeeklyReport) -> str:
    with override(report.language):
        return f"{gettext('Weekly founder report')} {report.week}.pdf"


def request(week: Week, *, by: User) -> Job:
    """Have the week's report made for one reader now, as a job."""
    return jobs.enqueue(f"{KIND}.own", payload={"week": week, "reader_id": by.pk}, by=by)


def _keep(report: WeeklyReport, content: bytes) -> str:
    path = PurePosixPath("reports", report.week, f"{report.pk}-{report.remade}.pdf")
    return default_storage.save(str(path), ContentFile(content))
