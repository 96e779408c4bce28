"""Jobs as people read them."""

from dataclasses import dataclass

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from office import jobs
from office.models import Job

TONES = {
    Job.State.QUEUED: "",
    Job.State.RUNNING: "accent",
    Job.State.SUCCEEDED: "good",
    Job.State.FAILED: "bad",
    Job.State.CANCELLED: "",
}


# What runners count; anything else in a result is for programs and for the page of its kind.
COUNTED = {
    "rows": _("Rows"),
    "created": pgettext_lazy("rows", "Created"),
    "updated": pgettext_lazy("rows", "Updated"),
    "skipped": pgettext_lazy("rows", "Skipped"),
    "rejected": pgettext_lazy("rows", "Rejected"),
    "seconds": _("Seconds"),
}


@dataclass(frozen=True)
class JobLine:
    job: Job
    title: str
    state: str
    tone: str
    progress: str
    reason: str
    rows: list[tuple[str, object]]

    @property
    def moving(self) -> bool:
        return self.job.is_open

    @property
    def result_url(self) -> str:
        """Where the kind of job shows what came of it; only a page that links there asks."""
        kind = jobs.kind(self.job.kind)
        return kind.page(self.job) if kind and kind.page else ""

    @property
    def can_retry(self) -> bool:
        return self.job.state in {Job.State.FAILED, Job.State.CANCELLED} and jobs.kind(self.job.kind) is not None


def job_line(job: Job) -> JobLine:
    kind = jobs.kind(job.kind)
    return JobLine(
        job=job,
        title=str(kind.label) if kind else job.kind,
        state=str(job.get_state_display()),
        tone=TONES[Job.State(job.state)],
        progress=_progress(job),
        reason=gettext(job.error) if job.error else "",
        rows=[(str(COUNTED[key]), value) for key, value in (job.result or {}).items() if key in COUNTED],
    )


def _progress(job: Job) -> str:
    message = gettext(job.message) if job.message else ""
    if job.total:
        done = gettext("%(done)s of %(total)s") % {"done": f"{job.done:,}", "total": f"{job.total:,}"}
        return f"{message} {done}".strip()
    return message or (gettext("Waiting for a worker") if job.state == Job.State.QUEUED else gettext("Working"))
