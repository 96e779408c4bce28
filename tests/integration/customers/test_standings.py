"""Twelve months of revenue, stored so that the list orders by it at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.errors import FieldRefusedError, ReasonMissingError
from customers.models import (
    CompanyStanding,
    CostLine,
    Customer,
    CustomerStanding,
    DefectorAlert,
    HistoryEntry,
    RevenueLine,
    SatisfactionScore,
    ValuationSettings,
)
from customers.services import alerts, archiving, rollups, standings
from office.calendar.months import add_months
from reports.indicators.alarms import by_month
from reports.selectors import defectors
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
    clock.move_to(date(2026, 12, 2))
    standings.recompute_all()
    assert dict(CustomerStanding.objects.today().values_list("customer", "net_t12")) == {small.pk: 5, large.pk: 709.5}


def test_a_customer_whose_lines_are_gone_has_no_revenue(two):
    small, _large = two
    RevenueLine.objects.filter(customer=small).delete()
    rollups.refresh([small.pk])
    assert CustomerStanding.objects.get(customer=small).net_t12 is None


def test_one_customer_alone_gets_what_the_computation_of_all_gives(two):
    standings.recompute_all()
    both = list(CustomerStanding.objects.today().order_by("customer").values())
    standings.recompute([customer.pk for customer in two])
    again = list(CustomerStanding.objects.today().order_by("customer").values())
    for one, other in zip(both, again, strict=True):
        assert {**one, "computed_at": None} == {**other, "computed_at": None}
    assert CompanyStanding.objects.get(kind="today").changed_since == 2


def test_an_archived_customer_leaves_the_standings(two, cast):
    small, large = two
    archiving.archive(small, by=cast["ops"], reason="zu")
    standings.recompute_all()
    assert list(CustomerStanding.objects.today().values_list("customer", flat=True)) == [large.pk]


def test_sundays_and_month_ends_are_frozen_once_and_stay(two):
    _small, large = two
    assert "month 2026-10-31" in standings.freeze_what_is_due()
    before = CustomerStanding.objects.get(customer=large, kind="month", as_of="2026-10-31")
    sell(large, "2026-10-30", "1000.00")
    rollups.refresh([large.pk])
    assert standings.freeze_what_is_due() == []
    after = CustomerStanding.objects.get(customer=large, kind="month", as_of="2026-10-31")
    assert (after.net_t12, after.computed_at) == (before.net_t12, before.computed_at)
    assert CustomerStanding.objects.get(current_for=large).net_t12 == Decimal("1089.50")


def test_a_changed_setting_leaves_frozen_rows_and_is_named_on_new_ones(two):
    standings.freeze_what_is_due()
    ValuationSettings.objects.create(number=1, values={"ltv_horizon": 3}, why="kürzer")
    standings.recompute_all()
    assert set(CustomerStanding.objects.today().values_list("settings_number", flat=True)) == {1}
    assert set(CustomerStanding.objects.filter(kind="month").values_list("settings_number", flat=True)) == {0}


def test_a_few_changed_customers_are_measured_at_once_and_many_wait_for_the_job(two, monkeypatch):
    small, _large = two
    standings.recompute_all()
    CostLine.objects.create(
        customer=small, key="k", kind="product_cost", booked_on="2026-10-02", amount=2, currency="CNY"
    )
    monkeypatch.setattr(standings, "FEW", 0)
    rollups.refresh([small.pk])
    assert CustomerStanding.objects.get(current_for=small).net_profit is None
    monkeypatch.setattr(standings, "FEW", 1)
    rollups.refresh([small.pk])
    assert CustomerStanding.objects.get(current_for=small).net_profit == 3


def test_an_import_asks_for_all_once(two):
    one = standings.ask_for_all()
    assert standings.ask_for_all() == one


def test_the_computation_costs_the_same_queries_for_few_and_many(cast, clock):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            standings.recompute_all()
        return len(captured)

    sell(make_customer(cast["mei"], name="一"), "2026-10-01", "5.00")
    rollups.rebuild()
    standings.recompute_all()
    few = count()
    for number in range(12):
        sell(make_customer(cast["mei"], name=f"客{number}"), "2026-10-01", "5.00")
    rollups.rebuild()
    assert count() == few


def falling(cast, count: int = 12):
    """Customers that buy steadily and one, satisfied, that buys less and less."""
    customers = [make_customer(cast["mei"], name=f"客{number}") for number in range(count)]
    for place, customer in enumerate(customers):
        for back in range(24):
            month = add_months(date(2026, 10, 5), -back)
            amount = 1000 if place or back >= 12 else 1000 - 75 * (12 - back)
            sell(customer, month.isoformat(), str(amount + (back * 7) % 5))
        SatisfactionScore.objects.create(customer=customer, key=str(place), on="2026-09-01", kind="nps", score=9)
    rollups.rebuild()
    return customers


def test_a_silent_defector_is_found_raised_once_and_settled_by_its_owner(cast, clock):
    first, *others = falling(cast)
    standings.recompute_all()
    standings.recompute_all()
    alert = DefectorAlert.objects.get()
    assert (alert.customer, alert.status, alert.owner) == (first, "confirmed", first.owner)
    row = CustomerStanding.objects.get(current_for=first)
    assert (row.alarm, row.satisfied) == ("confirmed", True)
    assert row.money_at_risk == row.leaked_annual + row.at_stake_annual
    assert not CustomerStanding.objects.today().filter(customer__in=others).exclude(alarm="").exists()
    with pytest.raises(ReasonMissingError):
        alerts.settle(alert, outcome="true", note=" ", by=cast["mei"])
    with pytest.raises(PermissionDenied):
        alerts.settle(alert, outcome="true", note="x", by=cast["otto"])
    settled = alerts.settle(alert, outcome="true", note="换了供应商", by=cast["mei"])
    assert settled.outcome_on == date(2026, 11, 19)
    standings.recompute_all()
    assert DefectorAlert.objects.get().outcome == "true"


def test_an_alarm_that_late_facts_refute_is_withdrawn_and_opens_again_when_they_are_taken_back(cast, clock, signed_in):
    first, *_others = falling(cast)
    standings.recompute_all()
    late = [
        RevenueLine.objects.create(
            customer=first, document=f"late {back}", booked_on=add_months(date(2026, 10, 20), -back), net=75 * (12 - back),
            currency="CNY",
        )
        for back in range(12)
    ]  # fmt: skip
    rollups.refresh([first.pk])
    standings.recompute_all()
    alert = DefectorAlert.objects.get()
    assert (alert.status, alert.outcome, alert.outcome_on) == ("confirmed", "withdrawn", date(2026, 11, 19))
    assert HistoryEntry.objects.get(verb="alert_withdrawn").detail == {"alert": alert.pk}
    [month] = by_month(defectors.tallies(cast["fay"]))
    assert (month.confirmed, month.open, month.withdrawn) == (0, 0, 1)
    assert defectors.alerts_of(cast["fay"], date(2026, 10, 1)) == []
    page = signed_in("fay").get(f"/portfolio/silent-defectors/{alert.pk}/").content.decode()
    assert 'value="withdrawn"' not in page
    with pytest.raises(FieldRefusedError):
        alerts.settle(alert, outcome="withdrawn", note="x", by=cast["mei"])
    RevenueLine.objects.filter(pk__in=[line.pk for line in late]).delete()
    rollups.refresh([first.pk])
    standings.recompute_all()
    again = DefectorAlert.objects.get()
    assert (again.outcome, again.outcome_on) == ("open", None)
    Customer.objects.filter(pk=first.pk).update(status="lost", lost_on="2026-11-10")
    standings.recompute_all()
    assert DefectorAlert.objects.get().outcome == "open"


def test_control_without_an_opinion_it_is_no_silent_defector(cast, clock):
    first, *_others = falling(cast)
    SatisfactionScore.objects.filter(customer=first).delete()
    standings.recompute_all()
    assert not DefectorAlert.objects.exists()
    assert CustomerStanding.objects.get(current_for=first).alarm == "unsaid"
