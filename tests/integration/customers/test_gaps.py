"""What figures of a customer do not know is named as what it is, and never counted as nothing."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from customers.models import Contract, CostLine, CustomerStanding, LighthouseRecord, Referral, RevenueLine
from customers.selectors import worth
from customers.services import rollups, standings
from tests.factories.customers import make_customer
from tests.factories.money import make_invoice

MONTHS = [f"{2025 + place // 12}-{place % 12 + 1:02d}" for place in range(8, 22)]
"""September 2025 to October 2026: fourteen."""


@pytest.fixture
def customer(cast, clock):
    customer = make_customer(cast["mei"], first_deal_on="2021-10-23")
    for month in MONTHS:
        RevenueLine.objects.create(
            customer=customer, document=month, booked_on=f"{month}-05", net="100.00", currency="CNY"
        )
    rollups.rebuild()
    return customer


def told(name: str, customer) -> dict:
    out = StringIO()
    with translation.override("en"):
        call_command("figures", name, customer=customer.pk, json=True, stdout=out)
    return json.loads(out.getvalue())


def gaps(name: str, customer) -> list[str]:
    return [each["text"] for each in told(name, customer)["missing"]]


def test_a_ledger_of_fourteen_months_knows_no_year_before_and_says_when_it_will(customer):
    standings.recompute_all()
    before, growth = told("net_p12", customer), told("growth", customer)
    assert (before["value"], growth["value"], told("net_t12", customer)["value"]) == (None, None, "1200.00")
    assert before["missing"][0]["text"].endswith("the twelve months before are whole from 2027-08-31 on.")
    assert growth["missing"][0]["text"].startswith("The ledger begins in Sep 2025: ")
    assert CustomerStanding.objects.get(current_for=customer).stage == "mature"


def test_revenue_alone_tells_no_year_before_the_ledger_either(customer):
    standings.refresh(None)
    row = CustomerStanding.objects.get(current_for=customer)
    assert (row.net_t12, row.net_p12) == (1200, None)


def test_kept_months_of_a_customer_with_a_known_first_deal_never_say_new(customer):
    standings.freeze_what_is_due()
    assert set(CustomerStanding.objects.filter(customer=customer).values_list("stage", flat=True)) == {"mature"}


def test_invoices_without_a_rate_are_named_by_every_figure_that_leaves_them_out(customer):
    for number in (1, 2):
        make_invoice(customer, f"2026-0{number}-05", f"2026-0{number}-28", "100", currency="USD")
    standings.recompute_all()
    sentence = "2 invoices are left out: their days have no exchange rate."
    for name in ("receivable", "payment_grade", "capital_cost", "expected_loss"):
        assert told(name, customer)["value"] is None, name
        assert gaps(name, customer) == [sentence, *gaps(name, customer)[1:]], name
    assert "Neither" not in " ".join(gaps("receivable", customer))
    assert CustomerStanding.objects.get(current_for=customer).partial


@pytest.mark.parametrize(
    ("fee", "currency", "sentence"),
    [
        (None, "CNY", "1 running subscription has no fee."),
        ("1200.00", "USD", "1 running subscription is left out: its first day has no exchange rate."),
    ],
)
def test_a_running_subscription_whose_fee_nobody_can_tell_is_not_called_none(customer, fee, currency, sentence):
    Contract.objects.create(
        customer=customer,
        number="1",
        kind="subscription",
        starts_on="2026-01-01",
        fee=fee,
        currency=currency,
        months=12,
    )
    standings.recompute_all()
    assert (told("mrr", customer)["value"], gaps("mrr", customer)) == (None, [sentence])


def test_revenue_without_product_cost_is_no_contribution_that_a_lighthouse_pulled(customer, cast):
    LighthouseRecord.objects.create(customer=customer, innovator=True, opens_market=True, evidence="x")
    pulled = [make_customer(cast["mei"]) for _ in range(3)]
    for number, each in enumerate(pulled):
        Referral.objects.create(customer=each, named=customer, on="2026-01-01")
        for month in ("2026-02", "2026-03"):
            RevenueLine.objects.create(
                customer=each, document=f"{each.pk}-{month}", booked_on=f"{month}-05", net="100.00", currency="CNY"
            )
        for month in ("2026-02", "2026-03")[: 2 - number]:
            CostLine.objects.create(
                customer=each,
                key=f"{each.pk}-{month}",
                kind="product_cost",
                booked_on=f"{month}-05",
                amount=30,
                currency="CNY",
            )
    rollups.rebuild()
    [facts] = worth.facts_of([customer.pk], date(2026, 11, 19), None)
    assert (facts.pulled_contribution, facts.pulled_without_cost) == (210, 2)
    CostLine.objects.all().delete()
    rollups.rebuild()
    [facts] = worth.facts_of([customer.pk], date(2026, 11, 19), None)
    assert (facts.pulled_contribution, facts.pulled_without_cost) == (None, 3)


def test_what_is_no_lighthouse_and_has_no_plan_says_that_and_nothing_of_costs(customer):
    standings.recompute_all()
    assert gaps("lighthouse", customer) == ["They are not treated as a lighthouse."]
    assert gaps("curve_status", customer) == ["No value plan was made for them."]
    LighthouseRecord.objects.create(customer=customer, innovator=True, opens_market=True, evidence="x", cap=5)
    standings.recompute_all()
    assert told("lighthouse", customer)["value"] == "cost_unknown"
    assert gaps("lighthouse", customer) == ["Without product cost nobody knows what they have cost so far."]


def test_control_without_a_subscription_there_is_none(customer):
    standings.recompute_all()
    assert gaps("mrr", customer) == ["No contract with recurring fees runs."]
