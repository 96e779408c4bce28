"""Long work, told as rows: enqueue, run, retry, cancel, sweep. A worker holds a job by a lease that it must keep alive."""

import json
import logging
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_noop

from office import hints, jobs, schedules
from office.models import Company, Job, User
from office.services import auditing

HINT_GRACE = timedelta(seconds=45)
BACK_OFF = timedelta(seconds=30)
REPORT_EVERY = 0.5  # seconds between two writes of progress

# Faults of the surroundings, not of the work: the job is tried again by itself.
TRANSIENT = (DatabaseError, ConnectionError, TimeoutError)

logger = logging.getLogger("zhike.jobs")


class UnknownKindError(LookupError):
    """No runner is registered for this kind of job."""


class NotRetryableError(Exception):
    """Only a job that failed or was cancelled can be tried again."""


class NotCancellableError(Exception):
    """The job has ended already."""


def enqueue(kind: str, *, payload: Mapping[str, Any], by: User, period: str = "") -> Job:
    """Write the job's row; workers hear of it when the transaction commits.

    `payload` holds ids and plain values, no personal data. With a `period` there is one job per kind and period for
    ever: whoever comes second gets the first one's row.
    """
    if jobs.kind(kind) is None:
        raise UnknownKindError(kind)
    fields = {"payload": dict(payload), "by": by, "hint_at": timezone.now() + HINT_GRACE}
    if period:
        job, created = Job.objects.get_or_create(kind=kind, period=period, defaults=fields)
    else:
        job, created = Job.objects.create(kind=kind, **fields), True
    if created:
        transaction.on_commit(lambda: hints.send(job.pk))
    return job


def run(job_id: int) -> bool:
    """Do the job if nobody else does; False when there was nothing to do. Safe to call any number of times."""
    job = _claim(job_id, timezone.now())
    if job is None:
        return False
    kind = jobs.kind(job.kind)
    if kind is None:
        _end(job, Job.State.FAILED, error=gettext_noop("This kind of job is no longer known."))
        return True
    try:
        result = _plain(kind.run(Keeper(job, kind.lease), **job.payload))
        _end(job, Job.State.SUCCEEDED, result=result)
    except jobs.LeaseLostError:
        logger.warning("job %s was taken over or cancelled", job.pk)
    except jobs.JobFailedError as error:
        _end(job, Job.State.FAILED, error=str(error))
    except TRANSIENT as error:
        logger.exception("job %s (%s) met a fault of its surroundings", job.pk, job.kind)
        _try_later(job, kind, error)
    except Exception as error:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        _end(job, Job.State.FAILED, error=_unexpected(error))
    return True


def retry(job: Job, *, by: User) -> Job:
    """Queue a failed or cancelled job again, with all its tries."""
    with transaction.atomic():
        ended = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED])
        queued = ended.update(
            state=Job.State.QUEUED,
            attempts=0,
            done=0,
            total=None,
            message="",
            error="",
            finished_at=None,
            lease_until=None,
            hint_at=timezone.now() + HINT_GRACE,
        )
        if not queued:
            raise NotRetryableError
        auditing.record(auditing.JOB_RETRIED, by=by, job=job.pk, kind=job.kind)
        transaction.on_commit(lambda: hints.send(job.pk))
    job.refresh_from_db()
    return job


def cancel(job: Job, *, by: User) -> Job:
    """Stop a job: a waiting one never starts, a running one stops at its next report of progress."""
    with transaction.atomic():
        open_job = Job.objects.filter(pk=job.pk, state__in=[Job.State.QUEUED, Job.State.RUNNING])
        if not open_job.update(state=Job.State.CANCELLED, lease_until=None, finished_at=timezone.now()):
            raise NotCancellableError
        auditing.record(auditing.JOB_CANCELLED, by=by, job=job.pk, kind=job.kind)
    job.refresh_from_db()
    return job


def sweep(*, now: datetime | None = None) -> list[int]:
    """Find what got lost: jobs no worker heard of and jobs whose worker died. Returns the ids told about again."""
    now = now or timezone.now()
    for job in Job.objects.abandoned(now):
        _put_back(job, now)
    lost = list(Job.objects.unnoticed(now).order_by("created_at", "pk").values_list("pk", flat=True))
    Job.objects.filter(pk__in=lost, state=Job.State.QUEUED).update(hint_at=now + HINT_GRACE)
    for job_id in lost:
        hints.send(job_id)
    return lost


def enqueue_due(*, now: datetime | None = None) -> list[Job]:
    """One row for each schedule that is due in the company's zone; the unique (kind, period) decides, not the clock.

    A schedule of every few minutes gets one only where something waits, so that the list of jobs stays readable.
    """
    now = now or timezone.now()
    due = list(schedules.due(now, Company.get().zone))
    known = set(Job.objects.filter(_any_of(due)).values_list("kind", "period")) if due else set()
    by = User.objects.system()
    return [
        enqueue(schedule.kind, payload=schedule.payload(period), by=by, period=period)
        for schedule, period in due
        if (schedule.kind, period) not in known and _has_work(schedule, period, now)
    ]


class Keeper:
    """What a runner holds: it writes progress and keeps the lease of this one attempt."""

    def __init__(self, job: Job, lease: timedelta) -> None:
        self.job_id = job.pk
        self._mine = _held(job)
        self._lease = lease
        self._next_write = 0.0

    def report(self, done: int, total: int | None = None, message: str = "") -> None:
        """Write progress, at most twice a second; raises LeaseLostError when the job is no longer ours."""
        if time.monotonic() < self._next_write and done != total:
            return
        self._next_write = time.monotonic() + REPORT_EVERY
        kept = self._mine.update(done=done, total=total, message=message, lease_until=timezone.now() + self._lease)
        if not kept:
            raise jobs.LeaseLostError


def _claim(job_id: int, now: datetime) -> Job | None:
    with transaction.atomic():
        job = Job.objects.filter(pk=job_id).first()
        kind = jobs.kind(job.kind) if job else None
        lease = kind.lease if kind else timedelta(minutes=1)
        claimed = (
            Job.objects.filter(pk=job_id)
            .claimable(now)
            .update(
                state=Job.State.RUNNING,
                attempts=F("attempts") + 1,
                lease_until=now + lease,
                started_at=Coalesce("started_at", now),
                error="",
            )
        )
        return Job.objects.select_related("by").get(pk=job_id) if claimed else None


def _held(job: Job) -> Any:
    """The row as long as this attempt holds it: the number of the attempt fences off an earlier worker that woke up."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def _end(job: Job, state: Job.State, *, result: dict[str, Any] | None = None, error: str = "") -> None:
    ended = _held(job).update(state=state, result=result, error=error, lease_until=None, finished_at=timezone.now())
    if not ended:
        logger.warning("job %s ended after it was taken over or cancelled", job.pk)


def _try_later(job: Job, kind: jobs.Kind, error: Exception) -> None:
    if job.attempts >= kind.tries:
        _end(job, Job.State.FAILED, error=_unexpected(error))
        return
    pause = BACK_OFF * 2 ** (job.attempts - 1)
    _held(job).update(
        state=Job.State.QUEUED, error=_unexpected(error), lease_until=None, hint_at=timezone.now() + pause
    )


def _put_back(job: Job, now: datetime) -> None:
    """A worker died holding the job: queue it again, or give up on a job that has killed enough workers."""
    kind = jobs.kind(job.kind)
    still_abandoned = _held(job).filter(lease_until=job.lease_until)
    if kind is None or job.attempts >= kind.tries:
        still_abandoned.update(
            state=Job.State.FAILED,
            error=gettext_noop("The worker stopped while doing this."),
            lease_until=None,
            finished_at=now,
        )
    else:
        still_abandoned.update(state=Job.State.QUEUED, lease_until=None, hint_at=now)


def _plain(result: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """As JSON keeps it: dates and amounts become text; what it cannot hold is a fault of the runner."""
    plain: dict[str, Any] | None = json.loads(json.dumps(result, cls=DjangoJSONEncoder))
    return plain


def _unexpected(error: Exception) -> str:
    """The class only: a message may quote personal data; the whole story is in the log."""
    return f"Unexpected: {type(error).__name__}"


def _has_work(schedule: schedules.Schedule | schedules.Often, period: str, now: datetime) -> bool:
    """Asked once a period, by whichever scheduler comes first."""
    if schedule.waits is None:
        return True
    return cache.add(f"asked:{schedule.kind}:{period}", True, timeout=3600) and schedule.waits(now)


def _any_of(due: list[tuple[schedules.Schedule | schedules.Often, str]]) -> Q:
    wanted = Q()
    for schedule, period in due:
        wanted |= Q(kind=schedule.kind, period=period)
    return wanted
