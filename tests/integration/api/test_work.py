"""Goals as they stand and next actions by the API: the numbers of the pages, rights, filters, cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office.clock import today
from relationships.models import Goal
from relationships.selectors.outcomes import standings
from relationships.services import next_actions
from tests.factories.customers import make_customer
from tests.factories.outcomes import make_goal, make_reading
from tests.factories.relationships import make_next_action

pytestmark = pytest.mark.usefixtures("clock")


def found(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def cost(client, path):
    with CaptureQueriesContext(connection) as captured:
        found(client, path)
    return len(captured)


def test_a_goal_tells_how_it_stands_as_its_page_does(cast, called):
    goal = make_goal(make_customer(cast["mei"]), ops=cast["ops"])
    client = called("mei")
    unread = found(client, f"goals/{goal.pk}/")
    assert [unread[name] for name in ("attainment", "expected", "pace", "status", "stale")] == [
        None,
        0.5,
        None,
        "no_reading",
        False,
    ]
    make_reading(goal, "69", on=today() - timedelta(days=60))
    [shown] = found(client, "goals/")["results"]
    assert (shown["attainment"], shown["pace"], shown["status"], shown["stale"]) == (0.3, 0.6, "off_track", True)
    assert shown == found(client, f"goals/{goal.pk}/")
    [page] = standings(Goal.objects.all(), today())
    assert (page.state.raw, page.state.pace, page.state.status) == (0.3, 0.6, "off_track")


def test_next_actions_narrow_by_customer_owner_day_and_state(cast, called):
    own, day = make_customer(cast["mei"]), today()
    late = make_next_action(own, due_on=day - timedelta(days=1), text="补报价")
    done = next_actions.finish(make_next_action(own, text="寄样件"), by=cast["mei"], note="签收")
    gone = next_actions.drop(make_next_action(own, text="约年会"), by=cast["mei"], reason="取消")
    lea = make_next_action(own, owner=cast["lea"], text="请厂长")
    make_next_action(make_customer(cast["otto"]))
    client = called("mei")

    def ids(query=""):
        return [one["id"] for one in found(client, f"next-actions/?sort=id&{query}")["results"]]

    assert ids() == [late.pk, done.pk, gone.pk, lea.pk]
    assert ids("state=open") == [late.pk, lea.pk]
    assert ids("state=overdue") == [late.pk]
    assert ids("state=done") == [done.pk]
    assert ids("state=dropped") == [gone.pk]
    assert ids(f"owner={cast['lea'].pk}") == [lea.pk]
    assert ids(f"customer={own.pk}&due_until={day}") == [late.pk]
    assert ids(f"due_since={day}&state=open") == [lea.pk]
    kept = found(client, f"next-actions/{gone.pk}/")
    assert (kept["text"], kept["drop_reason"], kept["done_at"]) == ("约年会", "取消", None)
    assert kept["dropped_at"]


@pytest.mark.parametrize("query", ["state=late", "sort=text", "due=2026-01-01", "owner=x"])
def test_next_actions_refuse_what_they_do_not_know(called, query):
    assert called("mei").get(f"/api/v1/next-actions/?{query}").status_code == 400


def test_next_actions_of_foreign_customers_do_not_exist(cast, called):
    foreign = make_customer(cast["otto"])
    action = make_next_action(foreign)
    assert called("mei").get(f"/api/v1/next-actions/{action.pk}/").status_code == 404
    assert called("mei").get(f"/api/v1/next-actions/?customer={foreign.pk}").status_code == 400
    assert found(called("fin"), "next-actions/")["results"] == []


def test_lists_of_work_cost_the_same_however_long(cast, called):
    customer, client = make_customer(cast["mei"]), called("mei")
    make_reading(make_goal(customer, ops=cast["ops"]))
    make_next_action(customer)
    few = [cost(client, path) for path in ("goals/", "goals/", "next-actions/")]
    for _more in range(4):
        make_reading(make_goal(customer, ops=cast["ops"]))
        make_next_action(customer)
    assert [cost(client, path) for path in ("goals/", "next-actions/")] == few[1:]
