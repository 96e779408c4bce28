"""Readings in the log form: one save with the contact, nothing lost on a mistake, no query where nothing is typed."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.clock import today
from relationships.models import Interaction, OutcomeReading
from relationships.selectors.outcomes import standings
from relationships.services import confirming, voiding
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal

LOG = "/log/"


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"], name="北渡汽车零部件")


@pytest.fixture
def contact(customer):
    return make_contact(customer, "秦望舒")


@pytest.fixture
def goal(cast, customer):
    return make_goal(customer, ops=cast["ops"])


def entry(customer, contact, **fields):
    return {
        "customer": customer.pk,
        "contacts": [contact.pk],
        "kind": "call",
        "line": "秦望舒报了十月的数。",
        "direction": "mutual",
        "quality": "3",
        "idempotency_key": uuid4().hex,
    } | fields


def typed(goal, value, *, on: date | None = None, evidence=""):
    start = f"readings-goal-{goal.pk}"
    return {
        f"{start}-value": value,
        f"{start}-period_end": (on or today()).isoformat(),
        f"{start}-evidence": evidence,
    }


def state(goal):
    [found] = standings(type(goal).objects.filter(pk=goal.pk), today())
    return found


def test_a_value_is_kept_with_the_contact_in_which_it_was_heard(signed_in, customer, contact, goal):
    response = signed_in("mei").post(LOG, entry(customer, contact, **typed(goal, "75", evidence="周报")))
    assert response.status_code == 302
    interaction, reading = Interaction.objects.get(), OutcomeReading.objects.get()
    assert (reading.interaction, reading.value, reading.evidence) == (interaction, Decimal(75), "周报")
    assert state(goal).state.capped == 0.5
    customer.relationship_now.refresh_from_db()
    assert customer.relationship_now.attainment == 0.5


def test_the_form_offers_the_customers_live_goals_and_no_others(signed_in, cast, customer, contact, goal):
    stranger = make_goal(make_customer(cast["mei"]), ops=cast["ops"])
    over = make_goal(customer, ops=cast["ops"], due=today() - timedelta(days=1))
    page = signed_in("mei").get(f"{LOG}?customer={customer.pk}").content.decode()
    assert page.count(f'name="readings-goal-{goal.pk}-value"') == 1
    assert f"readings-goal-{stranger.pk}-" not in page
    assert f"readings-goal-{over.pk}-" not in page


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        pytest.param({"value": "viel"}, "value", id="no number"),
        pytest.param({"value": "", "evidence": "周报"}, "value", id="evidence without a value"),
        pytest.param({"period_end": "2031-01-01"}, "period_end", id="a day to come"),
        pytest.param({"period_end": "2020-01-01"}, "period_end", id="before the goal began"),
    ],
)
def test_a_mistake_writes_nothing_and_shows_everything_as_typed(signed_in, customer, contact, goal, wrong, at):
    start = f"readings-goal-{goal.pk}"
    sent = typed(goal, "75", evidence="十月周报") | {f"{start}-{name}": value for name, value in wrong.items()}
    response = signed_in("mei").post(LOG, entry(customer, contact, **sent))
    page = response.content.decode()
    assert response.status_code == 200
    assert f'id="id_{start}-{at}_error"' in page
    assert all(value in page for value in sent.values() if value)
    assert page.count(f'name="{start}-value"') == 1
    assert "秦望舒报了十月的数。" in page
    assert not Interaction.objects.exists()
    assert not OutcomeReading.objects.exists()


def test_another_customers_goal_is_refused(signed_in, cast, customer, contact):
    foreign = make_goal(make_customer(cast["otto"]), ops=cast["ops"])
    response = signed_in("mei").post(LOG, entry(customer, contact, **typed(foreign, "75")))
    assert response.status_code == 200
    assert not Interaction.objects.exists()


def test_what_was_typed_comes_back_with_the_people(signed_in, customer, contact, goal):
    page = signed_in("mei").post("/log/people/", entry(customer, contact, **typed(goal, "75.5")))
    assert 'value="75.5"' in page.content.decode()


def test_voiding_the_contact_takes_its_readings_along_and_restoring_brings_them_back(
    signed_in, cast, customer, contact, goal
):
    signed_in("mei").post(LOG, entry(customer, contact, **typed(goal, "75")))
    interaction, reading = Interaction.objects.get(), OutcomeReading.objects.get()
    voiding.void(interaction, by=cast["mei"], reason="wrong customer")
    assert state(goal).latest is None
    with pytest.raises(confirming.TakenBackError):
        confirming.ask(OutcomeReading.objects.get(), contact=contact, by=cast["mei"])
    page = signed_in("mei").get(reverse("relationships:goal", args=[goal.pk])).content.decode()
    assert "<s>75%</s>" in page
    voiding.restore(interaction, by=cast["mei"])
    assert state(goal).latest == reading


def test_what_the_customer_agreed_to_stays_when_the_contact_is_voided(signed_in, cast, customer, contact, goal):
    signed_in("mei").post(LOG, entry(customer, contact, **typed(goal, "75")))
    _link, token = confirming.ask(OutcomeReading.objects.get(), contact=contact, by=cast["mei"])
    confirming.answer(token, agreed=True)
    voiding.void(Interaction.objects.get(), by=cast["mei"], reason="logged twice")
    assert state(goal).latest is not None


def test_the_contacts_page_shows_what_was_measured(signed_in, customer, contact, goal):
    browser = signed_in("mei")
    browser.post(LOG, entry(customer, contact, **typed(goal, "75")))
    page = browser.get(Interaction.objects.get().get_absolute_url()).content.decode()
    assert str(goal.kpi) in page
    assert "75%" in page


def test_a_log_without_readings_costs_no_query_more_and_twenty_cost_what_two_cost(signed_in, cast, customer, contact):
    goals = [make_goal(customer, ops=cast["ops"]) for _ in range(20)]
    browser = signed_in("mei")

    def counted(many: int) -> int:
        sent = entry(customer, contact)
        for goal in goals[:many]:
            sent |= typed(goal, "70", on=today() - timedelta(days=many))
        with CaptureQueriesContext(connection) as queries:
            assert browser.post(LOG, sent).status_code == 302
        return len(queries)

    browser.post(LOG, entry(customer, contact))
    without, two, twenty = counted(0), counted(2), counted(20)
    assert two == twenty
    assert two - without <= 8
