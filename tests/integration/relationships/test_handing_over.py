"""What goes along when a customer is handed over, and what is seen of money in the mean of goals."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from customers.models import CustomerStanding, HistoryEntry
from customers.services import owning
from customers.services import standings as worth
from office.clock import today
from relationships.services import handing_over
from tests.factories.customers import make_customer
from tests.factories.outcomes import make_goal, make_reading
from tests.factories.relationships import make_next_action


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


def test_goals_and_next_actions_of_the_former_owner_go_along_with_the_reason(
    cast, customer, django_capture_on_commit_callbacks
):
    mine, hers = make_goal(customer, ops=cast["ops"]), make_goal(customer, ops=cast["ops"], owner=cast["fay"])
    past = make_goal(customer, ops=cast["ops"], due=today() - timedelta(days=1))
    owed, of_fay = make_next_action(customer, owner=cast["mei"]), make_next_action(customer, owner=cast["fay"])
    with django_capture_on_commit_callbacks(execute=True):
        owning.assign_owner(customer, owner=cast["otto"], by=cast["ops"])
    for row in (mine, hers, past, owed, of_fay):
        row.refresh_from_db()
    assert (mine.terms.owner, mine.terms.number, hers.terms.owner) == (cast["otto"], 2, cast["fay"])
    assert str(cast["mei"]) in mine.terms.reason
    assert past.terms.owner == cast["mei"]
    assert (owed.owner, of_fay.owner) == (cast["otto"], cast["fay"])
    told = HistoryEntry.objects.get(verb=handing_over.HANDED_OVER)
    assert (told.detail["goals"], told.detail["actions"], told.by) == (1, 1, cast["ops"])


def test_without_a_new_owner_everything_stays(cast, customer, django_capture_on_commit_callbacks):
    goal = make_goal(customer, ops=cast["ops"])
    with django_capture_on_commit_callbacks(execute=True):
        owning.assign_owner(customer, owner=None, by=cast["ops"])
    goal.refresh_from_db()
    assert (goal.terms.owner, goal.terms.number) == (cast["mei"], 1)


@pytest.mark.parametrize(("who", "sees"), [("fay", True), ("eve", True), ("lea", True), ("mei", False)])
@pytest.mark.parametrize("name", ["outcomes", "scorecard"])
def test_the_mean_by_revenue_is_for_who_sees_the_revenue_of_all(cast, customer, client, who, sees, name):
    make_reading(make_goal(customer, ops=cast["ops"]), "90")
    make_reading(make_goal(make_customer(cast["mei"]), ops=cast["ops"]), "60")
    client.force_login(cast[who])
    page = client.get(reverse(f"relationships:{name}"))
    assert page.context["by_revenue"] is sees
    assert ("按收入加权的达成率" in page.content.decode()) is sees


def test_large_customers_weigh_more(cast, customer):
    from relationships.models import Goal
    from relationships.outcomes.rollups import rollup
    from relationships.selectors.outcomes import attained, counting, standings

    small = make_customer(cast["mei"])
    make_reading(make_goal(customer, ops=cast["ops"]), "90")
    make_reading(make_goal(small, ops=cast["ops"]), "60")
    worth.recompute([customer.pk, small.pk])
    for one, net in ((customer, 300), (small, 100)):
        assert CustomerStanding.objects.filter(current_for=one).update(net_t12=Decimal(net)) == 1
    found = rollup(attained(standings(counting(today()).filter(customer__in=[customer, small]), today())))
    assert Goal.objects.count() == 2
    assert (found.customer_mean, found.revenue_weighted) == (0.5, 0.75)
