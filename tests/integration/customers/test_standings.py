"""Twelve months of revenue, stored so that the list orders by it at once."""

from datetime import date

import pytest

from customers.models import CustomerStanding, RevenueLine
from customers.services import rollups, standings
from tests.factories.customers import make_customer


def sell(customer, day: str, net: str) -> RevenueLine:
    return RevenueLine.objects.create(
        customer=customer, document=f"{customer.pk}-{day}", booked_on=day, net=net, currency="CNY"
    )


@pytest.fixture
def two(cast, clock):
    small, large = make_customer(cast["mei"], name="小"), make_customer(cast["mei"], name="大")
    sell(small, "2026-10-01", "5.00")
    sell(large, "2025-11-30", "80.00")
    sell(large, "2026-10-31", "9.50")
    sell(large, "2026-11-01", "700.00")  # the running month does not count yet
    rollups.rebuild()
    return small, large


def test_it_holds_the_twelve_complete_months(two):
    small, large = two
    assert dict(CustomerStanding.objects.values_list("customer", "net_t12")) == {small.pk: 5, large.pk: 89.5}


def test_the_list_orders_by_it_and_customers_without_come_last(two, cast, signed_in):
    make_customer(cast["mei"], name="无")
    page = signed_in("fay").get("/customers/?sort=-revenue").content.decode()
    assert page.index(">大<") < page.index(">小<") < page.index(">无<")


def test_when_a_month_ends_the_window_moves(two, clock):
    small, large = two
    assert standings.refresh_if_a_month_ended() == 0
    clock.move_to(date(2026, 12, 2))
    assert standings.refresh_if_a_month_ended() == 2
    assert dict(CustomerStanding.objects.values_list("customer", "net_t12")) == {small.pk: 5, large.pk: 709.5}


def test_a_customer_whose_lines_are_gone_has_none(two):
    small, _large = two
    RevenueLine.objects.filter(customer=small).delete()
    rollups.refresh([small.pk])
    assert not CustomerStanding.objects.filter(customer=small).exists()
