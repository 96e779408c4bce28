"""What customers ask of us: written down, brought in by file and API, counted honestly."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers.importing.problems import Problem
from office.scopes import Scope
from office.services import api_keys
from relationships.errors import NoReasonError
from relationships.models import ServiceRequest
from relationships.selectors.requests import compare, counted
from relationships.services import requests
from tests.factories.customers import make_customer
from tests.factories.outcomes import make_request
from tests.integration.customers.importing import bring_in, counts, file

HEAD = "customer,ticket,kind,channel,subject,raised at,first answered at,solved at,solved by\n"


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


def ago(**span):
    return timezone.now() - timedelta(**span)


def counted_now(customer):
    now = timezone.now()
    return compare(counted(ServiceRequest.objects.filter(customer=customer), now))


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"raised_at": timezone.now() + timedelta(days=9)}, requests.RequestAheadError),
        ({"answered_at": ago(days=30)}, requests.BeforeRaisedError),
        ({"solved_at": ago(days=1)}, requests.SolvedByNobodyError),
        ({"solved_by": "staff"}, requests.SolvedByNobodyError),
    ],
)
def test_moments_that_cannot_be_are_refused(cast, customer, fields, error):
    with pytest.raises(error):
        make_request(customer, by=cast["mei"], **fields)
    assert not ServiceRequest.objects.exists()


def test_figures_count_ninety_days_and_the_ninety_before_as_they_stood_then(cast, customer):
    def asked(days, **fields):
        make_request(customer, by=cast["mei"], raised_at=ago(days=days), **fields)

    asked(10, answered_at=ago(days=9))
    asked(20)
    asked(30, solved_at=ago(days=29), solved_by="self-service")
    asked(100, answered_at=ago(days=5))
    asked(200, answered_at=ago(days=199))
    found = counted_now(customer)
    assert (found.now.replied.k, found.now.replied.n) == (2, 3)
    assert (found.now.alone.k, found.now.alone.n) == (1, 1)
    assert (found.before.replied.k, found.before.replied.n) == (0, 1)


def test_what_is_taken_back_counts_nowhere_and_comes_back(cast, customer):
    found = make_request(customer, by=cast["mei"])
    with pytest.raises(NoReasonError):
        requests.void(found, reason=" ", by=cast["mei"])
    requests.void(found, reason="twice", by=cast["mei"])
    assert counted_now(customer).now.raised == 0
    requests.restore(found, by=cast["mei"])
    assert counted_now(customer).now.raised == 1


def test_a_file_brings_requests_and_the_same_file_later_brings_their_answers(cast, customer, tmp_path):
    def brought(answered, solved, name):
        row = f"{customer.name},T-1,变更,portal,请加一列,2026-05-11 10:00,{answered},{solved},\n"
        return counts(bring_in(file(tmp_path, row, head=HEAD, name=name), "requests"))

    assert brought("", "", "a.csv") == (1, 0, 0, 0)
    assert brought("", "", "b.csv") == (0, 0, 1, 0)
    assert brought("2026-05-11 11:30", "2026年5月12日 9:05", "c.csv") == (0, 1, 0, 0)
    found = ServiceRequest.objects.get()
    assert (found.kind, found.channel, found.solved_by) == ("change_request", "portal", "staff")
    assert found.answered_at - found.raised_at == timedelta(minutes=90)
    assert found.raised_at.isoformat() == "2026-05-11T02:00:00+00:00"
    assert found.history.count() == 2


def test_rows_that_cannot_be_kept_name_the_cell_and_the_cure(cast, customer, tmp_path):
    bad = {
        "not_a_moment": "T-1,question,mail,,2026-05-11,,,",
        "before_raised": "T-2,question,mail,,2026-05-11 10:00,2026-05-10 10:00,,",
        "moment_ahead": "T-3,question,mail,,2999-05-11 10:00,,,",
        "not_a_choice": "T-4,poem,mail,,2026-05-11 10:00,,,",
        "ended_without_a_day": "T-5,question,mail,,2026-05-11 10:00,,,staff",
    }
    outcome = bring_in(file(tmp_path, *[f"{customer.name},{row}\n" for row in bad.values()], head=HEAD), "requests")
    assert counts(outcome) == (0, 0, 0, 5)
    for code in bad:
        problem = Problem(code, "", {"choices": "x"})
        assert problem.reason
        assert problem.cure


def test_the_api_brings_a_request_up_to_date_and_leaves_what_was_not_sent(cast, customer):
    ends = timezone.now() + timedelta(days=1)
    _key, plain = api_keys.issue(owner=cast["mei"], label="desk", scopes=Scope.values, expires_at=ends, by=cast["mei"])
    client = Client(headers={"Authorization": f"Bearer {plain}"})
    body = {"customer": customer.pk, "reference": "T-1", "source": "desk", "kind": "fault", "line": "stops"}
    body["raised_at"] = ago(days=2).isoformat()

    def send(**more):
        return client.post("/api/v1/requests/", body | more, content_type="application/json")

    assert send().status_code == 201
    del body["line"]
    assert send(answered_at=ago(days=1).isoformat()).status_code == 200
    assert send(answered_at=ago(days=9).isoformat()).status_code == 400
    assert send(customer=make_customer(cast["otto"]).pk).status_code == 400
    found = ServiceRequest.objects.get()
    assert (found.line, found.answered_at is not None, found.customer) == ("stops", True, customer)


def test_the_form_writes_down_and_corrects_in_the_companys_time(cast, customer, client):
    client.force_login(cast["mei"])
    day = timezone.localtime(ago(days=2))
    body = {"kind": "question", "channel": "phone", "line": "阈值", "raised_at": f"{day:%Y-%m-%dT%H:%M}"}
    assert client.post(reverse("relationships:request-add", args=[customer.pk]), body).status_code == 302
    found = ServiceRequest.objects.get()
    assert abs(found.raised_at - ago(days=2)) < timedelta(minutes=2)
    url = reverse("relationships:request-edit", args=[found.pk])
    late = body | {
        "version": found.version,
        "reference": "",
        "answered_at": f"{day - timedelta(days=1):%Y-%m-%dT%H:%M}",
    }
    assert client.post(url, late).context["form"].errors["answered_at"]
    done = late | {"answered_at": f"{day + timedelta(hours=3):%Y-%m-%dT%H:%M}"}
    assert client.post(url, done).status_code == 302
    found.refresh_from_db()
    assert found.answered_at is not None
    assert found.reference != ""


def test_the_list_shows_own_customers_by_team_and_narrows(cast, customer, client):
    make_request(customer, by=cast["mei"])
    make_request(customer, by=cast["mei"], kind="fault", answered_at=ago(days=1))
    make_request(make_customer(cast["otto"]), by=cast["otto"])
    url = reverse("relationships:requests")

    def shown(who, **asked):
        client.force_login(cast[who])
        response = client.get(url, asked)
        return len(response.context["page"].object_list), response.context["figures"][0].text

    assert shown("mei") == (2, "50%")
    assert shown("ops") == (3, "33%")
    assert shown("ops", state="waiting")[0] == 2
    assert shown("ops", kind="fault") == (1, "100%")
    assert shown("ops", customer=customer.pk, team="nothing") == (0, None)


@pytest.mark.parametrize("name", ["requests", "usage-tab"])
def test_pages_cost_the_same_however_many_requests(cast, customer, client, name):
    client.force_login(cast["mei"])
    url = reverse(f"relationships:{name}", args=[customer.pk] if name == "usage-tab" else [])
    make_request(customer, by=cast["mei"])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(20):
        make_request(customer, by=cast["mei"])
        make_request(make_customer(cast["mei"]), by=cast["mei"])
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
