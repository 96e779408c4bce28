"""Leads, deals and contracts by the API: rights, filters, orders, what is computed, and what it costs."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from customers.services import leads, selling
from office.scopes import Scope
from tests.factories.customers import make_customer

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def sold(cast):
    customer = make_customer(cast["mei"])
    terms = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "fee": Decimal(1000), "by": cast["mei"]}
    selling.add_contract(customer, **terms)
    selling.add_contract(customer, **{**terms, "kind": "frame", "ended_on": date(2026, 6, 30)})
    selling.add_deal(customer, name="二期", opened_on=date(2026, 3, 1), amount=Decimal("9000.5"), by=cast["mei"])
    return customer


def found(client: Client, path: str) -> list[dict]:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_contracts_carry_their_monthly_revenue(sold, called):
    rows = found(called("mei"), "contracts/?sort=-starts_on")
    assert sorted(str(row["mrr"]) for row in rows) == ["83.33", "None"]
    assert [row["kind"] for row in found(called("mei"), "contracts/?runs_on=2026-07-01")] == ["subscription"]
    assert found(called("otto"), "contracts/") == []


def test_deals_narrow_by_outcome_and_day(sold, called):
    client = called("fin")
    assert [row["amount"] for row in found(client, "deals/?outcome=open&opened_since=2026-03-01")] == ["9000.50"]
    assert found(client, "deals/?outcome=won") == []


@pytest.mark.parametrize("path", ["deals/?nonsense=1", "leads/?sort=note", "contracts/?kind=x", "leads/?since=x"])
def test_what_nobody_knows_is_a_bad_request(sold, called, path):
    assert called("fay").get(f"/api/v1/{path}").status_code == 400


def test_a_lead_tells_its_customer_to_those_who_see_it(cast, called):
    lead = leads.add("南岸仪表", created_on=date(2026, 9, 1), by=cast["mei"])
    foreign = make_customer(cast["otto"])
    leads.win(lead, customer=foreign, by=cast["ops"])
    assert [row["customer"] for row in found(called("mei"), "leads/?outcome=won")] == [None]
    assert [row["customer"] for row in found(called("ops"), "leads/")] == [foreign.pk]


def test_a_key_for_customers_alone_opens_no_money(sold, called):
    client = called("mei", [Scope.READ_CUSTOMERS])
    assert client.get("/api/v1/leads/").status_code == 200
    assert {client.get(f"/api/v1/{path}/").status_code for path in ("deals", "contracts")} == {403}


def test_lists_cost_the_same_with_many_rows(cast, sold, called):
    client = called("fay")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            for path in ("leads", "deals", "contracts"):
                found(client, f"{path}/")
        return len(captured)

    leads.add("甲", created_on=date(2026, 9, 1), by=cast["mei"])
    cost()
    few = cost()
    for number in range(4):
        leads.add(f"乙{number}", created_on=date(2026, 9, 1), by=cast["otto"])
        selling.add_deal(sold, name="三期", opened_on=date(2026, 3, 1), by=cast["mei"])
        selling.add_contract(sold, starts_on=date(2026, 3, 1), by=cast["mei"])
    assert cost() == few
