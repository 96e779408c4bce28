import threading
from datetime import timedelta

import pytest
from celery import current_app
from django.db import OperationalError
from django.utils import timezone
from kombu.exceptions import ContentDisallowed
from kombu.serialization import dumps, loads, prepare_accept_content

from office import hints, jobs
from office.models import AuditEntry, Job, User
from office.services import jobs as service


@pytest.fixture
def effects():
    return []


@pytest.fixture
def kind(effects):
    """A kind of job whose runner notes what it did."""

    @jobs.runner("test.noting", label="Noting", lease=timedelta(seconds=60))
    def note(progress, *, number=0):
        effects.append(number)
        progress.report(1, 1)
        return {"number": number}

    yield "test.noting"
    jobs.forget("test.noting")


@pytest.fixture
def told(monkeypatch):
    """The ids that workers were told about."""
    ids = []
    monkeypatch.setattr(hints, "send", ids.append)
    return ids


@pytest.fixture
def job_that(cast):
    """A queued job whose runner is the function given."""

    def make(run, **options):
        jobs.runner("test.that", label="That", **options)(run)
        return Job.objects.create(kind="test.that", by=cast["ops"])

    yield make
    jobs.forget("test.that")


def test_a_job_runs_once_and_keeps_its_result(cast, kind, effects, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = service.enqueue(kind, payload={"number": 7}, by=cast["ops"])
    assert told == [job.pk]
    assert service.run(job.pk)
    assert not service.run(job.pk)
    job.refresh_from_db()
    assert effects == [7]
    assert (job.state, job.result, job.done, job.total) == ("succeeded", {"number": 7}, 1, 1)
    assert job.finished_at is not None
    assert job.lease_until is None


def test_a_kind_without_a_runner_is_refused(cast):
    with pytest.raises(service.UnknownKindError):
        service.enqueue("test.unheard", payload={}, by=cast["ops"])
    assert not Job.objects.exists()


def test_nobody_is_told_about_a_job_that_was_rolled_back(cast, kind, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        service.enqueue(kind, payload={}, by=cast["ops"])
    assert told == []


def test_a_period_has_one_job(cast, kind, told):
    first = service.enqueue(kind, payload={"number": 1}, by=cast["ops"], period="2026-W47")
    again = service.enqueue(kind, payload={"number": 2}, by=cast["ops"], period="2026-W47")
    other = service.enqueue(kind, payload={"number": 3}, by=cast["ops"], period="2026-W48")
    assert first == again != other
    assert again.payload == {"number": 1}


def test_a_reason_given_by_the_runner_is_kept_and_not_tried_again(job_that, told):
    def refuse(progress):
        raise jobs.JobFailedError("The file has no rows.")

    job = job_that(refuse)
    service.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "The file has no rows.")
    assert service.sweep(now=timezone.now() + timedelta(hours=1)) == []


def test_a_fault_of_ours_fails_the_job_and_quotes_no_data(job_that):
    def stumble(progress):
        raise ValueError("secret name")

    job = job_that(stumble)
    service.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "Unexpected: ValueError")


def test_a_result_that_json_cannot_hold_fails_the_job(job_that):
    job = job_that(lambda progress: {"what": object()})
    service.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "Unexpected: TypeError")


def test_a_fault_of_the_surroundings_is_tried_three_times(job_that, told, clock):
    def no_database(progress):
        raise OperationalError("gone")

    job = job_that(no_database)
    for attempt in (1, 2, 3):
        service.run(job.pk)
        job.refresh_from_db()
        assert job.attempts == attempt
        clock.shift(timedelta(minutes=5))
        assert service.sweep() == ([job.pk] if attempt < 3 else [])
    assert (job.state, job.error) == ("failed", "Unexpected: OperationalError")


def test_the_sweep_tells_again_about_jobs_that_no_worker_heard_of(cast, kind, told, clock):
    job = service.enqueue(kind, payload={}, by=cast["ops"])
    assert service.sweep() == []
    clock.shift(timedelta(minutes=1))
    assert service.sweep() == [job.pk]
    assert service.sweep() == []
    clock.shift(timedelta(minutes=1))
    assert service.sweep() == [job.pk]


def test_a_job_whose_worker_died_is_done_by_another_within_three_minutes(cast, kind, effects, told, clock):
    job = service.enqueue(kind, payload={"number": 1}, by=cast["ops"])
    died = service._claim(job.pk, timezone.now())
    assert died is not None
    assert not service.run(job.pk)
    clock.shift(timedelta(seconds=61))
    assert service.sweep() == [job.pk]
    assert service.run(job.pk)
    assert effects == [1]


def test_a_job_that_kills_its_workers_is_given_up_after_three(cast, kind, told, clock):
    job = service.enqueue(kind, payload={}, by=cast["ops"])
    for _worker in range(3):
        service._claim(job.pk, timezone.now())
        clock.shift(timedelta(seconds=61))
        service.sweep()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 3)
    assert job.error == "The worker stopped while doing this."


def test_a_worker_that_wakes_up_too_late_writes_nothing(cast, kind, clock):
    job = service.enqueue(kind, payload={}, by=cast["ops"])
    sleeper = service._claim(job.pk, timezone.now())
    clock.shift(timedelta(seconds=61))
    other = service._claim(job.pk, timezone.now())
    service._end(sleeper, Job.State.SUCCEEDED, result={"by": "the sleeper"})
    with pytest.raises(jobs.LeaseLostError):
        service.Keeper(sleeper, timedelta(seconds=60)).report(5, 9)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result, job.done) == ("running", other.attempts, None, 0)


def test_reporting_progress_keeps_the_lease(cast, kind, clock):
    job = service.enqueue(kind, payload={}, by=cast["ops"])
    keeper = service.Keeper(service._claim(job.pk, timezone.now()), timedelta(seconds=60))
    clock.shift(timedelta(seconds=50))
    keeper.report(3, 9, "Reading the file")
    clock.shift(timedelta(seconds=50))
    assert service.sweep() == []
    job.refresh_from_db()
    assert (job.done, job.total, job.message) == (3, 9, "Reading the file")


def test_a_running_job_that_was_cancelled_stops_at_its_next_report(cast, job_that, effects):
    def long(progress):
        service.cancel(Job.objects.get(pk=progress.job_id), by=cast["ops"])
        progress.report(1, 2)
        effects.append("went on")

    job = job_that(long)
    service.run(job.pk)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert effects == []


def test_a_failed_job_can_be_tried_again_with_all_its_tries(cast, job_that, told, django_capture_on_commit_callbacks):
    def refuse(progress):
        raise jobs.JobFailedError("No.")

    job = job_that(refuse)
    service.run(job.pk)
    with django_capture_on_commit_callbacks(execute=True):
        service.retry(job, by=cast["ops"])
    assert (job.state, job.attempts, job.error) == ("queued", 0, "")
    assert told == [job.pk]
    assert AuditEntry.objects.get(verb="job_retried").details == {"job": job.pk, "kind": "test.that"}
    with pytest.raises(service.NotRetryableError):
        service.retry(job, by=cast["ops"])


def test_an_ended_job_cannot_be_cancelled(cast, kind):
    job = service.enqueue(kind, payload={}, by=cast["ops"])
    service.run(job.pk)
    with pytest.raises(service.NotCancellableError):
        service.cancel(job, by=cast["ops"])


def test_jobs_are_seen_by_who_started_them_and_by_administrators(cast, kind):
    job = service.enqueue(kind, payload={}, by=cast["ops"])
    scheduled = service.enqueue(kind, payload={}, by=User.objects.system(), period="2026-W47")
    seen = {name: set(Job.objects.visible_to(cast[name])) for name in cast}
    assert seen.pop("ops") == {job}
    assert seen.pop("ada") == {job, scheduled}
    assert not any(seen.values())


def test_a_broker_that_is_down_or_frozen_does_not_hold_up_the_caller(settings, monkeypatch):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    frozen, tried = threading.Event(), threading.Event()

    def publish(job_id):
        tried.set()
        if job_id == 1:
            raise ConnectionRefusedError
        frozen.wait(timeout=5)

    monkeypatch.setattr(hints, "publish", publish)
    before = timezone.now()
    for job_id in (1, 2, 3):
        hints.send(job_id)
    assert timezone.now() - before < timedelta(seconds=0.5)
    assert tried.wait(timeout=5)
    frozen.set()
    hints._waiting.join()


def test_a_pickled_message_is_refused_and_a_hint_names_ids_only():
    accepted = prepare_accept_content(current_app.conf.accept_content)
    with pytest.raises(ContentDisallowed):
        loads(b"\x80\x04N.", "application/x-python-serialize", "binary", accept=accepted)
    _type, _encoding, body = dumps([[7], {}, {}], current_app.conf.task_serializer)
    assert loads(body, "application/json", "utf-8", accept=accepted) == [[7], {}, {}]
    assert current_app.signature(hints.TASK, args=(7,)).args == (7,)
    assert (current_app.conf.task_acks_late, current_app.conf.task_reject_on_worker_lost) == (True, True)
