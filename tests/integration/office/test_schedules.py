from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from office import hints, jobs, schedules
from office.models import Company, Heartbeat, Job
from office.services import jobs as service
from office.tasks import tick


def at(text, zone="Asia/Shanghai"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


MONDAY = schedules.Schedule("x", time(7, 30), 0, dict)
DAILY = schedules.Schedule("x", time(2, 30), None, dict)


@pytest.mark.parametrize(
    ("now", "period"),
    [
        pytest.param("2026-11-16T07:29:59", None, id="a second early"),
        pytest.param("2026-11-16T07:30:00", "2026-W47", id="on time"),
        pytest.param("2026-11-22T23:59:59", "2026-W47", id="late, still this week"),
        pytest.param("2026-11-23T00:00:00", None, id="last week's is not caught up"),
        pytest.param("2026-12-28T07:30:00", "2026-W53", id="week 53"),
        pytest.param("2027-01-03T12:00:00", "2026-W53", id="week 53 in the new year"),
        pytest.param("2027-01-04T07:30:00", "2027-W01", id="week 1"),
    ],
)
def test_a_weekly_schedule_is_due_by_the_week_of_the_companys_zone(now, period):
    assert MONDAY.period(at(now).astimezone(UTC), ZoneInfo("Asia/Shanghai")) == period


def test_the_zone_of_the_company_decides_not_that_of_the_server():
    instant = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)  # Monday 07:30 in Shanghai, Sunday in London
    assert MONDAY.period(instant, ZoneInfo("Asia/Shanghai")) == "2026-W47"
    assert MONDAY.period(instant, ZoneInfo("Europe/London")) == "2026-W46"


@pytest.mark.parametrize(
    ("utc", "period"),
    [
        pytest.param("2027-03-28T01:29:00", None, id="before the hour that is skipped ends"),
        pytest.param("2027-03-28T01:30:00", "2027-03-28", id="02:30 does not exist, 03:30 counts"),
        pytest.param("2026-10-25T00:30:00", "2026-10-25", id="the first 02:30 of two"),
        pytest.param("2026-10-25T01:30:00", "2026-10-25", id="the second 02:30 is the same period"),
    ],
)
def test_clock_changes_neither_skip_nor_double_a_day(utc, period):
    instant = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert DAILY.period(instant, ZoneInfo("Europe/Berlin")) == period


@pytest.fixture
def monday_job(monkeypatch):
    monkeypatch.setattr(hints, "send", lambda job_id: None)
    monkeypatch.setattr(schedules, "_schedules", {})
    jobs.runner("test.monday", label="Monday")(lambda progress, *, period: {"period": period})
    schedules.weekly("test.monday", weekday=0, at=time(7, 30))
    yield "test.monday"
    jobs.forget("test.monday")


def test_a_due_schedule_becomes_one_job_whoever_ticks_how_often(db, monday_job, clock):
    Company.objects.update(time_zone="Asia/Shanghai")
    clock.move_to(at("2026-11-16T07:29:00"))
    tick()
    assert not Job.objects.exists()
    clock.move_to(at("2026-11-16T07:30:10"))
    tick()
    tick()
    clock.move_to(at("2026-11-18T12:00:00"))
    tick()
    job = Job.objects.get()
    assert (job.kind, job.period, job.by.username) == (monday_job, "2026-W47", "system")
    service.run(job.pk)
    job.refresh_from_db()
    assert job.result == {"period": "2026-W47"}
    clock.move_to(at("2026-11-23T07:30:00"))
    tick()
    assert set(Job.objects.values_list("period", flat=True)) == {"2026-W47", "2026-W48"}


@pytest.mark.parametrize(
    ("now", "period"),
    [
        pytest.param("2026-11-16T09:00:00", "2026-11-16T09:00", id="as it begins"),
        pytest.param("2026-11-16T09:04:59", "2026-11-16T09:00", id="until it ends"),
        pytest.param("2026-11-16T09:58:00", "2026-11-16T09:55", id="the last of an hour"),
    ],
)
def test_what_may_not_wait_has_a_period_of_some_minutes(now, period):
    often = schedules.Often("x", 5, dict, None)
    assert often.period(at(now).astimezone(UTC), ZoneInfo("Asia/Shanghai")) == period


def test_a_schedule_of_some_minutes_makes_a_job_only_where_something_waits(db, monday_job, clock):
    asked = []

    def waits(now):
        asked.append(now)
        return len(asked) == 2

    jobs.runner("test.urgent", label="Urgent")(lambda progress, *, period: None)
    schedules.often("test.urgent", minutes=5, waits=waits)
    for minute in ("10:00", "10:01", "10:05", "10:06", "10:10"):
        clock.move_to(at(f"2026-11-18T{minute}:00"))
        tick()
    jobs.forget("test.urgent")
    assert len(asked) == 3
    assert list(Job.objects.filter(kind="test.urgent").values_list("period", flat=True)) == ["2026-11-18T10:05"]


def test_after_three_weeks_of_standstill_only_the_current_week_is_caught_up(db, monday_job, clock):
    clock.move_to(at("2026-11-02T08:00:00"))
    tick()
    clock.move_to(at("2026-11-25T08:00:00"))
    tick()
    assert set(Job.objects.values_list("period", flat=True)) == {"2026-W45", "2026-W48"}


def test_the_tick_leaves_a_sign_of_life(db, clock):
    tick()
    assert Heartbeat.objects.get(name=Heartbeat.SCHEDULER).at == datetime(2026, 11, 19, 2, 0, tzinfo=UTC)


def test_a_step_that_fails_stops_no_other_and_is_not_hushed_up(db, monday_job, monkeypatch, clock):
    def broken():
        raise RuntimeError("no sweep today")

    monkeypatch.setattr(service, "sweep", broken)
    with pytest.raises(ExceptionGroup) as met:
        tick()
    assert [str(fault) for fault in met.value.exceptions] == ["no sweep today"]
    assert Job.objects.filter(kind=monday_job).exists()
