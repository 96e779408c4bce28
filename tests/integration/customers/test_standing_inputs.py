"""What the standing reads of people's judgements, of contracts and of what customers say."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers import extensions
from customers.extensions import FactFeed
from customers.models import (
    Contract,
    CustomerYear,
    ExchangeRate,
    LighthouseRecord,
    Rating,
    SatisfactionScore,
    TierOverride,
    ValuePlan,
    WalletEstimate,
)
from customers.selectors import contracts, judgements, knowledge
from customers.valuation.recurring import Recurring
from customers.valuation.satisfaction import Mood, Sentiment, Survey
from tests.factories.customers import make_customer

TODAY = date(2026, 11, 19)


@pytest.fixture
def customer(cast, clock):
    return make_customer(cast["mei"])


def rate(customer, day: str, value: int = 3, dimension: str = "compliance") -> Rating:
    return Rating.objects.create(customer=customer, dimension=dimension, value=value, evidence="seen", rated_on=day)


def subscribe(customer, number: str, starts_on: str, ends_on: str | None = None, **fields) -> Contract:
    values = {"fee": "1200.00", "months": 12, "currency": "CNY", **fields}
    return Contract.objects.create(customer=customer, number=number, starts_on=starts_on, ends_on=ends_on, **values)


def test_the_newest_rating_of_a_dimension_counts_for_twelve_months(customer):
    rate(customer, "2025-11-19", 1)
    assert judgements.ratings_by_customer(None, TODAY) == {}
    rate(customer, "2025-11-20", 2)
    rate(customer, "2026-11-19", 5)
    rate(customer, "2026-11-20", 4)
    rate(customer, "2026-01-05", 3, "outlook")
    found = {"compliance": (5, date(2026, 11, 19)), "outlook": (3, date(2026, 1, 5))}
    assert judgements.ratings_by_customer([customer.pk], TODAY) == {customer.pk: found}
    assert judgements.ratings_by_customer([customer.pk + 1], TODAY) == {}


def test_an_override_holds_from_its_first_to_its_last_day_unless_taken_back(cast, customer):
    def override(tier: str, starts: str, expires: str, ended: str | None = None) -> None:
        TierOverride.objects.create(
            customer=customer, tier=tier, reason="a long reason", starts_on=starts, expires_on=expires,
            by=cast["fay"], ended_on=ended,
        )  # fmt: skip

    override("S", "2026-01-01", "2026-11-18")
    override("B", "2026-02-01", "2026-12-31", ended="2026-11-19")
    override("C", "2026-11-20", "2026-12-31")
    assert judgements.overrides_by_customer(None, TODAY) == {}
    override("A", "2026-01-01", "2026-11-19")
    [held] = judgements.overrides_by_customer(None, TODAY).values()
    assert (held.tier, held.expires_on) == ("A", TODAY)


def test_lighthouses_and_plans_come_by_customer(customer):
    LighthouseRecord.objects.create(customer=customer, innovator=True, evidence="first of its kind")
    ValuePlan.objects.create(customer=customer, starts_on="2026-01-01", years=[["invest", "-1200.50"], ["", "0"]])
    assert judgements.lighthouses(None)[customer.pk].criteria["innovator"]
    plan = judgements.plans([customer.pk])[customer.pk]
    assert (plan.labels, plan.amounts) == (("invest", ""), (Decimal("-1200.50"), Decimal(0)))


def test_a_wallet_has_the_newest_usable_estimate_and_one_six_months_older(customer):
    def estimate(on: str, total: int, category: str = "", confidence: str = "medium") -> None:
        WalletEstimate.objects.create(
            customer=customer, on=on, total=total, category=category, told_by="buyer", confidence=confidence
        )

    estimate("2026-10-01", 999, confidence="low")
    estimate("2026-12-01", 998)
    estimate("2026-09-01", 1000, "sensors", "high")
    estimate("2026-03-02", 900, "sensors")
    estimate("2026-02-01", 800)
    estimate("2026-01-01", 700, "sensors")
    [wallet] = knowledge.wallets_by_customer(None, TODAY).values()
    assert (wallet.category, wallet.now.total, wallet.prior.total) == ("sensors", 1000, 700)


def test_years_come_newest_first(customer):
    for year, revenue in ((2024, 5), (2025, None), (2027, 9)):
        CustomerYear.objects.create(customer=customer, year=year, revenue=revenue)
    found = knowledge.years_by_customer(None, TODAY)[customer.pk]
    assert [(each.year, each.revenue) for each in found] == [(2025, None), (2024, 5)]


def test_moods_gather_scores_of_ours_and_of_other_apps_and_halve_sentiments(customer, monkeypatch):
    SatisfactionScore.objects.create(customer=customer, key="1", on="2026-05-01", kind="nps", score=9)
    SatisfactionScore.objects.create(customer=customer, key="2", on="2025-11-19", kind="nps", score=1)
    asked = {customer.pk: [(date(2026, 6, 1), "csat5", 2), (date(2025, 6, 1), "csat5", 1)]}
    heard = {customer.pk: [(date(2026, 11, 1), -1), (date(2026, 5, 19), 2)]}
    monkeypatch.setitem(extensions.fact_feeds, "satisfaction", [FactFeed("satisfaction", lambda rows, day: asked)])
    monkeypatch.setitem(extensions.fact_feeds, "sentiment", [FactFeed("sentiment", lambda rows, day: heard)])
    surveys = (Survey(date(2026, 5, 1), "nps", 9), Survey(date(2026, 6, 1), "csat5", 2))
    assert knowledge.moods_by_customer(None, TODAY) == {
        customer.pk: Mood(surveys, (Sentiment(date(2026, 11, 1), Decimal("-0.5")),))
    }


def test_monthly_recurring_revenue_adds_what_runs_and_counts_what_is_unknown(customer):
    ExchangeRate.objects.create(currency="USD", on="2026-01-01", rate="7.1")
    subscribe(customer, "1", "2026-01-01", "2026-11-19")
    subscribe(customer, "2", "2026-01-10", None, fee="10.00", months=1, currency="USD")
    subscribe(customer, "3", "2026-05-01", None, currency="USD")
    subscribe(customer, "4", "2026-05-01", None, fee=None)
    subscribe(customer, "5", "2026-01-01", "2026-12-31", ended_on="2026-11-18")
    subscribe(customer, "6", "2026-11-20")
    subscribe(customer, "7", "2026-01-01", kind="frame")
    found = contracts.mrr_by_customer(None, TODAY)
    assert found == {customer.pk: Recurring(Decimal("171.00"), 4, 1, 1)}
    without_rate = contracts.mrr_by_customer(None, date(2025, 12, 31))
    assert without_rate == {}


def test_renewals_are_those_whose_last_day_lay_in_the_twelve_complete_months(customer):
    subscribe(customer, "1", "2024-01-01", "2025-10-31", renewal="renewed")
    subscribe(customer, "2", "2025-01-01", "2025-11-01", renewal="renewed")
    subscribe(customer, "3", "2025-11-01", "2026-10-31", renewal="ended")
    subscribe(customer, "4", "2025-11-01", "2027-10-31", ended_on="2026-03-01")
    subscribe(customer, "5", "2025-11-01", "2026-05-31", kind="frame")
    subscribe(customer, "6", "2025-11-01", "2026-11-01")
    subscribe(customer, "7", "2025-11-01", "2026-05-31", kind="project")
    assert contracts.renewals_by_customer(None, TODAY) == {customer.pk: contracts.Renewals(4, 1, 2)}


def test_a_subscription_is_active_while_one_runs_and_ended_on_the_last_ones_last_day(cast, customer):
    other = make_customer(cast["mei"])
    subscribe(customer, "1", "2025-01-01", "2025-12-31")
    subscribe(customer, "2", "2026-01-01", "2026-12-31")
    subscribe(other, "3", "2025-01-01", "2026-12-31", ended_on="2026-03-31")
    subscribe(other, "4", "2024-01-01", "2024-12-31")
    assert contracts.subscriptions_by_customer(None, TODAY) == {
        customer.pk: contracts.Subscription(active=True, ended_on=date(2025, 12, 31)),
        other.pk: contracts.Subscription(active=False, ended_on=date(2026, 3, 31)),
    }


def test_many_customers_cost_as_many_queries_as_one(cast, clock):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            judgements.ratings_by_customer(None, TODAY)
            judgements.overrides_by_customer(None, TODAY)
            judgements.lighthouses(None)
            judgements.plans(None)
            knowledge.wallets_by_customer(None, TODAY)
            knowledge.years_by_customer(None, TODAY)
            knowledge.moods_by_customer(None, TODAY)
            contracts.mrr_by_customer(None, TODAY)
            contracts.renewals_by_customer(None, TODAY)
            contracts.subscriptions_by_customer(None, TODAY)
        return len(captured)

    def know(customer) -> None:
        rate(customer, "2026-10-01")
        subscribe(customer, str(customer.pk), "2026-01-01")
        ValuePlan.objects.create(customer=customer, starts_on="2026-01-01", years=[])
        LighthouseRecord.objects.create(customer=customer, evidence="x")
        WalletEstimate.objects.create(customer=customer, on="2026-10-01", total=1, told_by="x")
        CustomerYear.objects.create(customer=customer, year=2025)
        SatisfactionScore.objects.create(customer=customer, key=str(customer.pk), on="2026-10-01", kind="nps", score=9)

    know(make_customer(cast["mei"]))
    one = cost()
    for _ in range(4):
        know(make_customer(cast["otto"]))
    assert cost() == one
