"""All strategies in sight, and what the rest of the house learns of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers import extensions
from customers.models import Customer, CustomerStanding
from customers.selectors import base
from customers.selectors.judgements import CULTURE_FIT
from customers.selectors.worth import MUTUAL
from customers.services import standings as worth
from office.clock import today
from relationships.models import StrategyPlan
from relationships.selectors.control import controlled_revenue
from relationships.services import strategy_standings
from tests.factories.customers import make_customer
from tests.factories.strategy import make_answer, make_plan, make_point, make_worth

LIST = "/strategy/"


def names(response):
    return [row.kept.customer.name for row in response.context["rows"]]


@pytest.fixture
def both(cast):
    """An S customer held by nothing, and an A customer at eye level."""
    alone, firm = make_customer(cast["mei"], tier="S"), make_customer(cast["mei"], tier="A")
    make_point(firm, 7)
    make_answer(firm, "visit", "happened")
    make_answer(firm, "compensation", "clause")
    make_plan(firm)
    strategy_standings.recompute_all()
    return alone, firm


def test_the_list_narrows_by_what_is_asked(cast, both, client):
    alone, firm = both
    client.force_login(cast["mei"])
    assert set(names(client.get(LIST))) == {alone.name, firm.name}
    for query, found in (
        ({"tier": "S"}, [alone.name]),
        ({"test": "pass"}, [firm.name]),
        ({"control": "below"}, [alone.name]),
        ({"control": "enough"}, [firm.name]),
        ({"review": "none"}, [alone.name]),
        ({"dependence": "captive"}, []),
        ({"tier": "nonsense"}, [firm.name, alone.name]),
    ):
        assert names(client.get(LIST, query)) == found, query


def test_an_overdue_review_comes_first(cast, both, client):
    _alone, firm = both
    StrategyPlan.objects.filter(customer=firm).update(review_on=today() - timedelta(days=1))
    strategy_standings.recompute(firm)
    client.force_login(cast["mei"])
    page = client.get(LIST, {"review": "overdue"})
    assert names(page) == [firm.name]
    assert page.context["counts"]["overdue"] == 1
    assert names(client.get(LIST))[0] == firm.name


def test_nobody_sees_strategies_of_customers_that_do_not_exist_for_them(cast, both, client):
    client.force_login(cast["otto"])
    assert names(client.get(LIST)) == []


def test_an_account_manager_sees_no_share_of_the_companys_revenue(cast, both, client):
    client.force_login(cast["mei"])
    assert client.get(LIST).context["controlled"] is None


def asked(client):
    with CaptureQueriesContext(connection) as found:
        assert client.get(LIST).status_code == 200
    return len(found)


def test_the_list_costs_the_same_for_two_and_for_twenty(cast, both, client):
    client.force_login(cast["fay"])
    asked(client)
    few = asked(client)
    for _ in range(18):
        make_answer(make_customer(cast["mei"], tier="B"))
    assert asked(client) == few


def test_computing_everybody_asks_the_same_for_two_and_for_twenty(cast, both):
    def computed():
        with CaptureQueriesContext(connection) as found:
            strategy_standings.recompute_all()
        return len(found)

    few = computed()
    for _ in range(18):
        make_answer(make_customer(cast["mei"], tier="B"))
    assert computed() == few


def test_customers_are_listed_by_their_dependence_and_control(cast, both, client):
    alone, firm = both
    client.force_login(cast["mei"])
    url = reverse("customers:list")
    page = client.get(
        url, {"columns": ["dependence", "strategic_control", "stickiness"], "strategic_control": "enough"}
    )
    body = page.content.decode()
    assert firm.name in body
    assert alone.name not in body
    assert alone.name in client.get(url, {"dependence": "unknown"}).content.decode()


def test_held_revenue_is_that_of_upper_tiers_with_enough_control(cast, both):
    alone, firm = both
    make_worth(alone, 300)
    make_worth(firm, 100)
    make_worth(make_customer(cast["mei"], tier="B"), 600)
    strategy_standings.recompute_all()
    found = controlled_revenue(base.measured(CustomerStanding.objects.today(), months=False), None)
    assert (found["customers"], found["enough"], found["share"]) == (2, 1, "0.2500")
    assert Decimal(found["revenue"]) == 400


def told(key, customer):
    [answer] = extensions.feed(key, Customer.objects.filter(pk=customer.pk), today())
    return answer.get(customer.pk)


def test_the_test_feeds_the_tier_and_what_is_in_between_says_nothing(cast):
    customer = make_customer(cast["mei"])
    assert told(MUTUAL, customer) is None
    make_answer(customer, "visit", "happened")
    make_answer(customer, "compensation", "likely")
    assert told(MUTUAL, customer) is None
    make_answer(customer, "compensation", "precedent")
    assert told(MUTUAL, customer) is True
    make_answer(customer, "visit", "no")
    assert told(MUTUAL, customer) is False


def test_culture_fit_of_the_scorecard_is_the_mean_of_the_ratings_of_culture(cast, client):
    customer = make_customer(cast["mei"])
    make_answer(customer, "decision_speed", 4)
    assert told(CULTURE_FIT, customer) is None
    make_answer(customer, "openness", 5)
    assert told(CULTURE_FIT, customer) == 4.5
    worth.recompute([customer.pk])
    standing = CustomerStanding.objects.get(current_for=customer)
    assert Decimal(str(standing.parts["scorecard"]["scores"]["culture_fit"])) == Decimal("87.5")
    client.force_login(cast["fay"])
    page = client.get(reverse("customers:judgement", args=[customer.pk])).content.decode()
    assert "“战略”页文化评分的平均" in page
