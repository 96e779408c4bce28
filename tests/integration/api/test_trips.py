"""A trip that took place, told by a machine: every stop logged once, and those that cannot be are named."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from office.roles import Role
from office.scopes import Scope
from office.services import api_keys
from relationships.models import Interaction, PlannedContact
from relationships.services import planning
from relationships.services.visits import Stop
from tests.factories.customers import make_contact, make_customer
from tests.factories.office import make_user
from tests.factories.relationships import make_plan


def caller(owner, *scopes):
    ends = timezone.now() + timedelta(days=1)
    _key, token = api_keys.issue(owner=owner, label="trips", scopes=scopes, expires_at=ends, by=owner)
    return Client(headers={"authorization": f"Bearer {token}"})


@pytest.fixture
def mei(cast):
    return caller(cast["mei"], Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS)


def done(client, plan, **body):
    return client.post(f"/api/v1/planned/{plan.pk}/trip-done/", body, content_type="application/json")


def trip(owner, *, of=3, **terms):
    first, *others = (make_contact(make_customer(owner)) for _number in range(of))
    return make_plan(first.customer, first, also=[Stop(one.customer, [one.pk]) for one in others], **terms)


def test_every_stop_is_logged_once_however_often_it_is_said(cast, mei):
    plan = trip(cast["mei"])
    first, again = done(mei, plan), done(mei, plan)
    assert (first.status_code, again.status_code) == (201, 200)
    told = first.json()
    assert {one["state"] for one in told["plans"]} == {"done"}
    assert told["plans"][0]["id"] == plan.pk
    assert (len(told["plans"]), len(told["logged"]), told["left"]) == (3, 3, [])
    assert (again.json()["plans"], again.json()["logged"]) == (told["plans"], [])
    entries = Interaction.objects.standing()
    assert {str(one.visit_id) for one in entries} == {told["visit_id"]}
    assert sorted(one.pk for one in entries) == sorted(told["logged"])


def test_a_stop_with_nobody_named_or_of_a_colleague_waits_and_is_told(cast, mei):
    nan = make_user("nan", Role.CSM, team="North")
    own, silent, theirs = make_contact(make_customer(cast["mei"])), make_customer(cast["mei"]), make_customer(nan)
    plan = make_plan(own.customer, own, by=cast["lea"], also=[Stop(silent), Stop(theirs, [make_contact(theirs).pk])])
    told = done(mei, plan).json()
    whys = {PlannedContact.objects.get(pk=one["plan"]).customer_id: one["why"] for one in told["left"]}
    assert set(whys) == {silent.pk, theirs.pk}
    assert all(whys.values())
    assert [one["state"] for one in told["plans"]] == ["done", "planned", "planned"]
    assert list(Interaction.objects.values_list("customer", flat=True)) == [own.customer_id]


def test_the_stop_asked_for_must_be_one_that_can_be_logged(cast, mei):
    silent = make_plan(make_customer(cast["mei"]))
    silent.contacts.clear()
    assert "contacts" in done(mei, silent).json()["errors"]
    cancelled = planning.cancel(trip(cast["mei"]), by=cast["mei"], reason="停线")
    assert done(mei, cancelled).status_code == 400
    assert done(mei, trip(cast["mei"]), line="别的").status_code == 400
    assert not Interaction.objects.exists()


def test_it_does_not_exist_for_another_team_and_a_key_that_only_reads_is_refused(cast, mei):
    plan = trip(cast["otto"])
    assert done(mei, plan).status_code == 404
    assert done(caller(cast["otto"], Scope.READ_INTERACTIONS), plan).status_code == 403
    foreign = done(caller(cast["otto"], *Scope.values), plan)
    assert foreign.status_code == 201
    assert not Interaction.objects.visible_to(cast["mei"]).exists()


def test_a_contact_planned_alone_is_a_trip_of_one_stop(cast, mei):
    plan = make_plan(make_customer(cast["mei"]))
    told = done(mei, plan).json()
    assert (told["visit_id"], [one["id"] for one in told["plans"]], len(told["logged"])) == (None, [plan.pk], 1)


def test_on_the_page_the_stop_of_a_colleague_waits_too(cast, signed_in):
    nan = make_user("nan", Role.CSM, team="North")
    own, theirs = make_contact(make_customer(cast["mei"])), make_contact(make_customer(nan))
    plan = make_plan(own.customer, own, by=cast["lea"], also=[Stop(theirs.customer, [theirs.pk])])
    answer = signed_in("mei").post(reverse("relationships:plan-trip-done", args=[plan.pk]), follow=True)
    assert f"还要单独记：{theirs.customer}" in answer.content.decode()


def test_telling_it_again_costs_the_same_for_two_stops_and_for_six(cast, mei):
    costs = []
    for of in (2, 6):
        plan = trip(cast["mei"], of=of)
        done(mei, plan)
        with CaptureQueriesContext(connection) as captured:
            assert done(mei, plan).status_code == 200
        costs.append(len(captured))
    assert costs[0] == costs[1]
