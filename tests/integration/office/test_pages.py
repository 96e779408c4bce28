from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office import hints, jobs, navigation
from office.models import Company, Heartbeat, Job, User
from office.services import beating
from office.services import health as examining


@pytest.fixture
def kind():
    jobs.runner("test.kind", label="Counting", page=lambda job: f"/result/{job.pk}/")(lambda progress: {"rows": 3})
    yield "test.kind"
    jobs.forget("test.kind")


@pytest.fixture
def make_job(cast, kind):
    def make(by="ops", **fields):
        return Job.objects.create(kind=kind, by=cast[by], **fields)

    return make


def test_the_list_shows_my_jobs_with_their_state_and_reason(signed_in, make_job):
    make_job(state="failed", error="The file has no rows.")
    make_job(by="mei")
    page = signed_in("ops").get(reverse("office:jobs"))
    assert [line.state for line in page.context["lines"]] == [str(Job.State.FAILED.label)]
    assert "The file has no rows." in page.content.decode()


def test_an_empty_list_says_what_will_be_here(signed_in):
    assert "empty__what" in signed_in("mei").get(reverse("office:jobs")).content.decode()


def test_the_list_costs_the_same_for_two_and_for_forty_jobs(signed_in, make_job, queries_of):
    client = signed_in("ops")
    for _number in range(2):
        make_job()
    two = queries_of(client, reverse("office:jobs"))
    for _number in range(38):
        make_job()
    assert queries_of(client, reverse("office:jobs")) == two <= 10


def test_the_page_of_a_running_job_asks_again_until_it_ended(signed_in, make_job):
    job = make_job(state="running", done=112, total=174)
    client = signed_in("ops")
    page = client.get(reverse("office:job", args=[job.pk])).content.decode()
    assert "hx-trigger" in page
    assert "112" in page
    assert "174" in page
    fragment = client.get(reverse("office:job-progress", args=[job.pk]))
    assert fragment.status_code == 200
    assert b"<html" not in fragment.content
    Job.objects.update(state="succeeded", result={"rows": 3})
    last = client.get(reverse("office:job-progress", args=[job.pk]))
    assert last.status_code == 286
    assert "hx-trigger" not in last.content.decode()
    assert f"/result/{job.pk}/" in last.content.decode()


def test_a_failed_job_can_be_tried_again_from_its_page(signed_in, make_job, monkeypatch):
    monkeypatch.setattr(hints, "send", lambda job_id: None)
    job = make_job(state="failed", error="The file has no rows.", attempts=1)
    client = signed_in("ops")
    assert reverse("office:job-retry", args=[job.pk]) in client.get(job.get_absolute_url()).content.decode()
    assert client.post(reverse("office:job-retry", args=[job.pk])).status_code == 302
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 0)
    assert client.post(reverse("office:job-cancel", args=[job.pk])).status_code == 302
    job.refresh_from_db()
    assert job.state == "cancelled"


@pytest.mark.parametrize("name", ["office:job-retry", "office:job-cancel"])
def test_a_verb_that_does_not_fit_says_so_and_changes_nothing(signed_in, make_job, name):
    job = make_job(state="succeeded")
    client = signed_in("ops")
    client.post(reverse(name, args=[job.pk]))
    assert "banner" in client.get(job.get_absolute_url()).content.decode()
    job.refresh_from_db()
    assert job.state == "succeeded"


@pytest.mark.parametrize(
    ("own", "cookie", "company", "shown"),
    [
        pytest.param("en", "zh-hant", "zh-hans", "en", id="her own choice"),
        pytest.param("", "zh-hant", "zh-hans", "zh-hant", id="the device's"),
        pytest.param("", "", "zh-hant", "zh-hant", id="the company's"),
        pytest.param("", "xx", "zh-hans", "zh-hans", id="a cookie with nonsense"),
    ],
)
def test_the_language_of_a_page(signed_in, cast, own, cookie, company, shown):
    User.objects.filter(username="mei").update(language=own)
    Company.objects.update(default_language=company)
    client = signed_in("mei")
    client.cookies["django_language"] = cookie
    page = client.get(reverse("office:me"), HTTP_ACCEPT_LANGUAGE="de")
    assert page["Content-Language"] == shown
    assert f'<html lang="{shown}"' in page.content.decode()


@pytest.mark.parametrize(("field", "value"), [("language", "zh-hant"), ("theme", "dark")])
def test_language_and_theme_are_kept_for_the_person(signed_in, cast, field, value):
    response = signed_in("mei").post(reverse("office:preferences"), {field: value, "next": "/jobs/?page=2"})
    assert (response.status_code, response["Location"]) == (302, "/jobs/?page=2")
    assert getattr(User.objects.get(username="mei"), field) == value


@pytest.mark.parametrize("posted", [{}, {"language": "de"}, {"theme": "pink"}])
def test_an_unknown_preference_is_refused(signed_in, cast, posted):
    assert signed_in("mei").post(reverse("office:preferences"), posted).status_code == 400
    mei = User.objects.get(username="mei")
    assert (mei.language, mei.theme) == ("", "auto")


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_preferences_lead_back_to_our_own_pages_only(signed_in, wanted):
    response = signed_in("mei").post(reverse("office:preferences"), {"theme": "dark", "next": wanted})
    assert response["Location"] == "/"


def test_before_sign_in_the_language_is_kept_on_the_device(db):
    client = Client()
    client.post(reverse("office:preferences"), {"language": "en"})
    assert '<html lang="en"' in client.get("/accounts/login/").content.decode()


@pytest.fixture
def pages():
    def waiting(user):
        return 3 if user.username == "mei" else 0

    kept = dict(navigation._pages), dict(navigation._doors)
    navigation._pages.clear()
    navigation.add(navigation.Group.OFFICE, "Jobs", "office:jobs", icon="jobs", phone=lambda user: 2)
    navigation.add(
        navigation.Group.ASSET,
        "Mine",
        "office:me",
        icon="person",
        seen_by=lambda user: user.username == "mei",
        count=waiting,
        phone=lambda user: 1,
    )
    navigation.log_at("office:keys", seen_by=lambda user: user.username == "mei")
    yield
    navigation._pages.clear()
    navigation._pages.update(kept[0])
    navigation._doors.clear()
    navigation._doors.update(kept[1])


def test_the_rail_shows_what_the_person_may_open_in_the_order_of_the_steps(pages, signed_in):
    shell = signed_in("mei").get(reverse("office:keys")).context["shell"]
    assert [[item["label"] for item in group["items"]] for group in shell["nav"]] == [["Mine"], ["Jobs"]]
    assert shell["nav"][0]["items"][0]["count"] == 3
    assert shell["nav"][0]["items"][0]["current"]
    assert [item["label"] for item in shell["phone_nav"]] == ["Mine", "Jobs"]
    assert shell["log_url"] == reverse("office:keys")


def test_what_a_person_may_not_open_is_not_in_the_rail(pages, signed_in):
    shell = signed_in("fin").get(reverse("office:jobs")).context["shell"]
    assert [[item["label"] for item in group["items"]] for group in shell["nav"]] == [["Jobs"]]
    assert [item["label"] for item in shell["phone_nav"]] == ["Jobs"]
    assert shell["log_url"] == ""


def test_health_is_good_when_everything_works(client, db):
    beating.beat()
    answer = client.get(reverse("office:health"))
    assert (answer.status_code, answer.json()["good"]) == (200, True)


@pytest.mark.parametrize("age", [None, timedelta(minutes=4)], ids=["never", "stopped"])
def test_health_is_bad_without_a_fresh_sign_of_life(client, db, age):
    if age:
        Heartbeat.objects.create(name=Heartbeat.SCHEDULER, at=timezone.now() - age)
    answer = client.get(reverse("office:health"))
    assert (answer.status_code, answer.json()["scheduler"], answer.json()["database"]) == (503, False, True)


def test_health_is_bad_when_the_disk_is_nearly_full(client, db, monkeypatch):
    beating.beat()
    monkeypatch.setattr(examining, "LEAST_FREE_BYTES", 10**18)
    answer = client.get(reverse("office:health"))
    assert (answer.status_code, answer.json()["disk"]) == (503, False)


def test_while_the_database_is_away_pages_say_so_and_when_to_try_again(client, db, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(Company, "get", away)
    answer = client.get(reverse("office:health"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_every_page_of_ours_runs_under_the_company_clock(signed_in, make_job):
    Company.objects.update(time_zone="America/New_York")
    make_job(created_at="2026-11-19T02:00:00Z")
    assert "2026-11-18 21:00" in signed_in("ops").get(reverse("office:jobs")).content.decode()
