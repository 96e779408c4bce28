"""The revenue tab of a customer: who sees what of it, and how it pages."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer, RevenueLine
from customers.services import ledger, rollups
from office.models import User
from tests.conftest import NOW
from tests.factories.customers import make_customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

Enter = Callable[[str], Client]
TODAY = NOW.date()


@pytest.fixture
def customer(cast: dict[str, User]) -> Customer:
    made = make_customer(cast["mei"], members=[cast["otto"]])
    ledger.enter_revenue(
        made, document="INV-7", booked_on=TODAY - timedelta(days=40), net=Decimal("1234.50"), by=cast["fin"]
    )
    ledger.enter_cost(
        made, kind="product_cost", booked_on=TODAY - timedelta(days=40), amount=Decimal("777.25"), by=cast["fin"]
    )
    return made


def page(client: Client, customer: Customer, query: str = "") -> str:
    response = client.get(reverse("customers:ledger", args=[customer.pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("who", "costs"), [("mei", False), ("lea", True), ("fay", True), ("fin", True), ("ops", True)])
def test_costs_are_for_those_who_see_margins(customer: Customer, signed_in: Enter, who: str, costs: bool) -> None:
    shown = page(signed_in(who), customer)
    assert "1,234.50" in shown
    assert ("777.25" in shown) is costs
    assert ("457.25" in shown) is costs


def test_the_bars_name_their_first_and_last_month(customer: Customer, signed_in: Enter) -> None:
    shown = page(signed_in("mei"), customer)
    assert re.findall(r'<text class="bars__month"[^>]*>([^<]+)<', shown) == ["2024年12月", "2026年11月"]


def test_a_colleague_on_the_account_sees_no_revenue_and_no_tab(customer: Customer, signed_in: Enter) -> None:
    client = signed_in("otto")
    assert client.get(reverse("customers:ledger", args=[customer.pk])).status_code == 404
    own = client.get(customer.get_absolute_url())
    assert own.status_code == 200
    assert reverse("customers:ledger", args=[customer.pk]) not in own.content.decode()


def test_lines_page_without_gap_or_repeat(
    customer: Customer, signed_in: Enter, queries_of: Callable[[Client, str], int]
) -> None:
    client, url = signed_in("mei"), reverse("customers:ledger", args=[customer.pk])
    few = queries_of(client, url)
    RevenueLine.objects.bulk_create(
        RevenueLine(
            customer=customer, document=f"L{n}", booked_on=date(2026, 1, n % 3 + 1), net=Decimal(1), currency="CNY"
        )  # type: ignore[misc]
        for n in range(120)
    )
    rollups.refresh([customer.pk])
    assert queries_of(client, url) == few
    seen: list[str] = []
    query = ""
    for _ in range(5):
        shown = page(client, customer, query)
        seen += re.findall(r">(L\d+|INV-7)<", shown)
        more = re.search(r'rel="next" href="[^"]*(\?before=[^"]+)"', shown)
        if more is None:
            break
        query = more[1]
    assert len(seen) == len(set(seen)) == 121


@pytest.mark.parametrize(
    "before", ["x", "2026-01-01", "2026-01-01.x", "2026-13-01.1", "\x00.1", "2026-01-01.99999999999999999999"]
)
def test_a_place_that_is_none_begins_at_the_front(customer: Customer, signed_in: Enter, before: str) -> None:
    response = signed_in("mei").get(reverse("customers:ledger", args=[customer.pk]), {"before": before})
    assert response.status_code == 200
    assert "INV-7" in response.content.decode()


def test_the_months_of_a_customer_lost_long_ago_are_those_with_lines(cast: dict[str, User], signed_in: Enter) -> None:
    old = make_customer(cast["mei"])
    ledger.enter_revenue(old, document="D", booked_on=date(2005, 5, 31), net=Decimal("42.42"), by=cast["fin"])
    months = signed_in("mei").get(reverse("customers:ledger", args=[old.pk])).context["months"]
    assert [(row["month"], row["net"]) for row in months] == [(date(2005, 5, 1), Decimal("42.42"))]


def test_a_customer_without_revenue_says_the_next_step(cast: dict[str, User], signed_in: Enter) -> None:
    assert "empty__what" in page(signed_in("mei"), make_customer(cast["mei"]))


def test_lines_without_a_rate_are_told(customer: Customer, cast: dict[str, User], signed_in: Enter) -> None:
    ledger.enter_revenue(customer, document="U1", booked_on=TODAY, net=Decimal(5), currency="USD", by=cast["fin"])
    assert "banner--warn" in page(signed_in("mei"), customer)
