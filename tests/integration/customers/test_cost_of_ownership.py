"""What a customer has cost in all and brought so far: beside the payback, each with what stands behind it (economics 2.3, 2.4)."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from customers.figures.reading import read
from customers.figures.registry import find
from customers.models import AcquisitionChannel, AcquisitionSpend, CostLine, CustomerStanding, RevenueLine
from customers.services import company_money, effort, rollups, standings
from office.models import User
from tests.factories.customers import make_customer


@pytest.fixture(autouse=True)
def _in_english(cast):
    User.objects.update(language="en")
    with override("en"):
        yield


@pytest.fixture
def firm(cast, clock):
    """Won in July for 500; 40 a month for four complete months, less 10 booked for service and an hour of ours at 60."""
    channel = AcquisitionChannel.objects.get(code="founder")
    old = make_customer(cast["mei"], name="旧")
    RevenueLine.objects.create(customer=old, document="old", booked_on="2020-01-05", net="1", currency="CNY")
    made = make_customer(cast["mei"], name="北渡精工", acquisition_channel=channel)
    AcquisitionSpend.objects.create(key="1", month="2026-07-01", channel=channel, amount="500", currency="CNY")
    for month in (7, 8, 9, 10):
        day = f"2026-{month:02}-05"
        RevenueLine.objects.create(customer=made, document=day, booked_on=day, net="100", currency="CNY")
        CostLine.objects.create(customer=made, key=day, kind="product_cost", booked_on=day, amount="60", currency="CNY")
    for key, day, kind, amount in (
        ("s", "2026-08-05", "service_cost", "10"),
        ("r", "2026-08-06", "retention_cost", "5"),
        ("d", "2026-08-07", "custom_rd", "1"),
        ("late", "2026-11-07", "service_cost", "1000"),
    ):
        CostLine.objects.create(customer=made, key=key, kind=kind, booked_on=day, amount=amount, currency="CNY")
    company_money.set_hourly_rate(role="csm", since=date(2026, 1, 1), hourly=Decimal(60), by=cast["fin"])
    effort.enter(made, on=date(2026, 9, 5), role="csm", minutes=60, by=cast["fin"])
    rollups.rebuild()
    standings.recompute_all()
    return made


def told(name: str, firm, cast, as_of=None):
    return read(find(name), firm, cast["fay"], as_of)


def test_what_they_cost_is_the_winning_and_all_service_and_relationship_to_the_last_complete_month(firm, cast):
    found = told("total_cost", firm, cast)
    assert found.value == 500 + 10 + 5 + 60
    assert [each.value for each in found.inputs] == [500, 70, 5]
    assert (found.first, found.last) == (date(2026, 7, 5), date(2026, 10, 31))
    assert (found.count.value, found.gaps) == (60, [])
    row = CustomerStanding.objects.get(current_for=firm)
    assert row.net_profit_ever == 160 - 76, "net profit carries service and relationship already"


def test_historic_value_less_the_winning_is_the_net_one(firm, cast):
    assert told("net_profit_ever", firm, cast).value == 84
    net = told("net_historic_value", firm, cast)
    assert net.value == 84 - 500
    assert [str(each.figure) for each in net.inputs] == ["net_profit_ever", "cac"]
    assert (net.first, net.last) == (date(2026, 7, 5), date(2026, 10, 31))


def test_minutes_that_no_rate_prices_and_lines_without_one_leave_it_incomplete(firm, cast, signed_in):
    effort.enter(firm, on=date(2026, 9, 6), role="engineer", minutes=90, by=cast["fin"])
    CostLine.objects.create(
        customer=firm, key="usd", kind="service_cost", booked_on="2026-08-08", amount="3", currency="USD"
    )
    rollups.rebuild()
    found = told("total_cost", firm, cast)
    assert found.value == 575
    assert [each.code for each in found.gaps] == ["hourly_rate", "rate"]
    assert "90 minutes of engineer" in found.gaps[0].text
    page = signed_in("fay").get(f"/customers/{firm.pk}/figures/total_cost/").content.decode()
    assert "/money/?part=rates" in page
    assert (
        "/money/?part=rates" not in signed_in("ops").get(f"/customers/{firm.pk}/figures/total_cost/").content.decode()
    )


def test_an_unknown_cost_of_winning_leaves_both_unknown_and_says_so_first(cast, firm):
    other = make_customer(cast["mei"], name="溟舟科技")
    RevenueLine.objects.create(customer=other, document="o", booked_on="2026-05-05", net="9", currency="CNY")
    CostLine.objects.create(
        customer=other, key="o", kind="product_cost", booked_on="2026-05-05", amount=1, currency="CNY"
    )
    rollups.rebuild()
    standings.recompute_all()
    for name in ("total_cost", "net_historic_value"):
        found = told(name, other, cast)
        assert found.value is None
        assert found.gaps[0].code == "acquisition_spend"
    without = told("net_historic_value", make_customer(cast["mei"], name="丙"), cast)
    assert without.value is None
    assert without.gaps


def test_they_stand_beside_the_payback_for_who_sees_costs_alone(firm, cast, signed_in):
    page = signed_in("fay").get(f"/customers/{firm.pk}/economics/").content.decode()
    for words in ("Total cost of ownership", "Net historic value", "Historic lifetime value"):
        assert words in page
    assert "net profit carries the second part" in page
    mei = signed_in("mei").get(f"/customers/{firm.pk}/economics/").content.decode()
    for words in ("Total cost of ownership", "Net historic value", "Historic lifetime value"):
        assert words not in mei
    assert signed_in("mei").get(f"/customers/{firm.pk}/figures/total_cost/").status_code == 404


def test_an_earlier_day_takes_the_winning_as_kept_and_the_rest_up_to_that_month(firm, cast, clock):
    standings.freeze_what_is_due()
    kept = CustomerStanding.objects.filter(customer=firm).exclude(kind="today").order_by("-as_of").first()
    assert kept is not None
    found = told("total_cost", firm, cast, kept.as_of)
    assert (found.kind, found.as_of) == (kept.kind, kept.as_of)
    assert found.value == kept.cac + 75
