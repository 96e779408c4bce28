"""What must happen once although several do it at the same moment. Each guard has a control that shows the race."""

import threading
from datetime import UTC, datetime, time
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from office import hints, jobs, schedules
from office.models import Job, OutgoingMail
from office.services import jobs as service
from office.services import mailing
from tests.factories.office import make_cast
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def effects(monkeypatch):
    monkeypatch.setattr(hints, "send", lambda job_id: None)
    done = []

    @jobs.runner("test.race", label="Race")
    def note(progress, **payload):
        done.append(progress.job_id)

    yield done
    jobs.forget("test.race")


@pytest.fixture
def unguarded(monkeypatch):
    """Claiming by looking first and writing after, as one would without the guard."""

    def look_then_write(model, identifier, state, **fields):
        both_looked = threading.Barrier(2)

        def claim(pk, *_now):
            row = model.objects.get(pk=pk)
            free = row.state in {"queued", "pending"}
            both_looked.wait(timeout=20)
            if not free:
                return None
            model.objects.filter(pk=pk).update(state=state, **fields)
            return model.objects.get(pk=pk)

        monkeypatch.setattr(identifier, "_claim", claim)

    return look_then_write


def test_workers_that_hear_of_a_job_together_do_it_once(effects):
    job = Job.objects.create(kind="test.race", by=make_cast()["ops"])
    assert sorted(race(6, lambda: service.run(job.pk))) == [False] * 5 + [True]
    assert effects == [job.pk]


def test_control_without_the_claim_the_job_is_done_twice(effects, unguarded):
    job = Job.objects.create(kind="test.race", by=make_cast()["ops"])
    unguarded(Job, service, "running", attempts=1, lease_until=timezone.now())
    race(2, lambda: service.run(job.pk))
    assert effects == [job.pk, job.pk]


def test_sweeps_that_meet_let_one_worker_have_a_lost_job(effects):
    past = datetime(2026, 1, 1, tzinfo=UTC)
    job = Job.objects.create(kind="test.race", by=make_cast()["ops"], state="running", attempts=1, lease_until=past)

    def sweep_and_run():
        service.sweep()
        return service.run(job.pk)

    assert sorted(race(4, sweep_and_run)) == [False] * 3 + [True]
    assert effects == [job.pk]


@pytest.fixture
def two_ticks(effects, monkeypatch):
    """Two schedulers tick together: both have looked and seen no row before either writes one."""
    both_looked = threading.Barrier(2)
    monkeypatch.setattr(schedules, "_schedules", {})
    schedules.daily("test.race", at=time(0, 0))
    original = Job.objects.get_queryset().__class__._extract_model_params

    def wait_then_go_on(self, *args, **kwargs):
        both_looked.wait(timeout=20)
        return original(self, *args, **kwargs)

    monkeypatch.setattr(Job.objects.get_queryset().__class__, "_extract_model_params", wait_then_go_on)
    return lambda: race(2, service.enqueue_due)


def test_two_schedulers_make_one_job_of_a_period(two_ticks):
    assert not [error for error in two_ticks() if isinstance(error, Exception)]
    assert Job.objects.count() == 1


def test_control_without_the_unique_row_two_schedulers_make_two(two_ticks):
    once = next(rule for rule in Job._meta.constraints if rule.name == "job_once_per_period")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Job, once)
    try:
        two_ticks()
        assert Job.objects.count() == 2
    finally:
        Job.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Job, once)


@pytest.fixture
def letters(monkeypatch):
    """Mails that left."""
    sent = []
    monkeypatch.setattr(mailing, "_build", lambda mail: mail.pk)
    monkeypatch.setattr(
        mailing,
        "get_connection",
        lambda: SimpleNamespace(open=lambda: None, close=lambda: None, send_messages=sent.extend),
    )
    return sent


@pytest.fixture
def mail():
    return mailing.queue(purpose="weekly", period="2026-W47", person=make_cast()["fay"], subject="Week", body="…")


def test_senders_that_meet_send_a_mail_once(mail, letters):
    assert sorted(race(6, lambda: mailing.send(mail.pk))) == [False] * 5 + [True]
    assert letters == [mail.pk]


def test_control_without_the_claim_a_mail_leaves_twice(mail, letters, unguarded):
    unguarded(OutgoingMail, mailing, "sending")
    race(2, lambda: mailing.send(mail.pk))
    assert letters == [mail.pk, mail.pk]


def test_a_mail_is_queued_once_per_purpose_period_and_person():
    fay = make_cast()["fay"]

    def queue():
        return mailing.queue(purpose="weekly", period="2026-W47", person=fay, subject="Week", body="…").pk

    assert len(set(race(4, queue))) == 1
    assert OutgoingMail.objects.count() == 1
