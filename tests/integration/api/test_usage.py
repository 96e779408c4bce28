"""Values of use pushed by a machine: many in one call, each answered by itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import ExternalId
from office.scopes import Scope
from office.services import api_keys
from relationships.models import UsageReading, UsageTrend
from tests.factories.customers import make_customer
from tests.factories.outcomes import make_measure

ADDRESS = "/api/v1/usage/"


@pytest.fixture
def push(cast):
    ends = timezone.now() + timedelta(days=1)
    _key, token = api_keys.issue(owner=cast["mei"], label="push", scopes=Scope.values, expires_at=ends, by=cast["mei"])
    client = Client(headers={"authorization": f"Bearer {token}"})

    def send(*rows, **more):
        return client.post(ADDRESS, {"rows": list(rows), **more}, content_type="application/json")

    return send


def row(customer, measure, day="2026-03-09", value="12"):
    return {"customer": customer.pk, "measure": measure.code, "day": day, "value": value}


def test_each_row_is_answered_and_good_ones_are_kept_beside_bad_ones(cast, push):
    measure, own, foreign = make_measure(by=cast["ops"]), make_customer(cast["mei"]), make_customer(cast["otto"])
    answer = push(
        row(own, measure),
        row(foreign, measure),
        row(own, measure, day="2026-13-40"),
        {**row(own, measure), "measure": "nothing"},
        {**row(own, measure), "colour": "red"},
        row(own, measure, value="-1"),
        row(own, measure, day="2999-01-01"),
        {"measure": measure.code, "day": "2026-03-09", "value": "1"},
    ).json()
    assert [one["outcome"] for one in answer["rows"]] == ["created", *["refused"] * 7]
    fields = [next(iter(one["errors"])) for one in answer["rows"][1:]]
    assert fields == ["customer", "day", "measure", "colour", "value", "day", "customer"]
    assert (answer["created"], answer["refused"]) == (1, 7)
    assert UsageReading.objects.get().customer == own


def test_what_is_sent_again_changes_nothing_and_another_value_corrects(cast, push):
    measure, own = make_measure(by=cast["ops"]), make_customer(cast["mei"])
    assert push(row(own, measure)).json()["created"] == 1
    assert push(row(own, measure, day="2026-03-31")).json()["unchanged"] == 1
    answer = push(row(own, measure, value="13"), row(own, measure, value="14")).json()
    assert answer["corrected"] == 2
    assert UsageTrend.objects.get().latest == 14
    assert answer["rows"][0]["period_end"] == "2026-03-31"


def test_a_customer_goes_by_its_number_in_the_system_that_sends(cast, push):
    measure, own, foreign = make_measure(by=cast["ops"]), make_customer(cast["mei"]), make_customer(cast["otto"])
    for customer, value in ((own, "T1"), (foreign, "T2")):
        ExternalId.objects.create(customer=customer, source="telemetry", value=value)
    rows = [
        {"number": number, "measure": measure.code, "day": "2026-03-09", "value": "1"} for number in ("T1", "T2", "T3")
    ]
    answer = push(*rows, source="telemetry").json()
    assert [one["outcome"] for one in answer["rows"]] == ["created", "refused", "refused"]
    assert answer["rows"][1]["errors"] == answer["rows"][2]["errors"]
    assert UsageReading.objects.get().source == "telemetry"


def test_a_thousand_rows_are_the_most_of_one_call(cast, push):
    measure, own = make_measure(by=cast["ops"]), make_customer(cast["mei"])
    assert push(*[row(own, measure)] * 1001).status_code == 400
    assert push().status_code == 400
    assert not UsageReading.objects.exists()


def test_many_rows_cost_as_many_queries_as_few(cast, push):
    measure = make_measure(by=cast["ops"], period="week")
    customers = [make_customer(cast["mei"]) for _ in range(20)]

    def cost(whose, days):
        with CaptureQueriesContext(connection) as spent:
            answer = push(*[row(one, measure, day=f"2026-03-{day:02d}") for one in whose for day in days]).json()
        assert answer["created"] == len(whose) * len(days)
        return len(spent)

    cost(customers[:1], [2])
    few = cost(customers[:1], [9])
    assert cost(customers[1:], [2, 9, 16, 23]) == few
