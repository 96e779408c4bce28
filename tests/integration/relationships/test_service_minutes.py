"""Time with customers, from entries and the contact log: counted once, in the right line, at the rate of its day."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Customer, EffortEntry, HourlyRate, RevenueLine
from customers.selectors.effort import Effort, effort_by_customer
from office.models import User
from relationships.models import Interaction, Participation
from relationships.services import voiding
from tests.factories.customers import make_customer

pytestmark = pytest.mark.django_db

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def met(customer: Customer, user: User, day: str, kind: str, minutes: int | None, **fields: Any) -> Interaction:
    role = fields.pop("role", "csm")
    moment = datetime.fromisoformat(f"{day}T02:00:00").replace(tzinfo=UTC)
    row = Interaction.objects.create(customer=customer, at=moment, kind=kind, line="到访", logged_by=user, **fields)
    Participation.objects.create(interaction=row, user=user, minutes=minutes, cost_role=role)
    return row


def worked(customer: Customer, day: str, minutes: int, **fields: Any) -> None:
    EffortEntry.objects.create(
        customer=customer, on=date.fromisoformat(day), minutes=minutes, key=f"{day} {minutes}", **fields
    )


@pytest.fixture
def customer(cast: dict[str, User]) -> Customer:
    made = make_customer(cast["mei"])
    RevenueLine.objects.create(
        customer=made, document="D1", booked_on=date(2026, 3, 10), net=Decimal(1), currency="CNY"
    )
    HourlyRate.objects.create(role="csm", since=date(2026, 1, 1), hourly=Decimal(120))
    HourlyRate.objects.create(role="csm", since=date(2026, 5, 1), hourly=Decimal(180))
    return made


def told(customer: Customer) -> dict[tuple[str, str], Effort]:
    found = effort_by_customer([customer.pk], *YEAR).get(customer.pk, [])
    return {(f"{each.month:%m}", each.kind): each for each in found}


def test_the_first_order_divides_winning_from_serving_and_keeping(customer: Customer, cast: dict[str, User]) -> None:
    met(customer, cast["mei"], "2026-03-09", "training", 60)
    met(customer, cast["mei"], "2026-03-10", "training", 30)
    met(customer, cast["mei"], "2026-03-11", "tech_exchange", 40)
    met(customer, cast["mei"], "2026-03-12", "visit", 50, on_site_support=True)
    met(customer, cast["mei"], "2026-03-13", "visit", 90)
    found = told(customer)
    assert {key: (dict(each.minutes), each.cost) for key, each in found.items()} == {
        ("03", "acquisition"): ({"csm": 60}, Decimal("120.00")),
        ("03", "service_cost"): ({"csm": 120}, Decimal("240.00")),
        ("03", "retention_cost"): ({"csm": 90}, Decimal("180.00")),
    }


def test_a_recorded_first_deal_before_the_ledger_counts(customer: Customer, cast: dict[str, User]) -> None:
    Customer.objects.filter(pk=customer.pk).update(first_deal_on=date(2026, 2, 1))
    met(customer, cast["mei"], "2026-02-01", "call", 30)
    met(customer, cast["mei"], "2026-01-31", "call", 30)
    assert told(customer).keys() == {("02", "retention_cost"), ("01", "acquisition")}


def test_whoever_never_bought_is_still_being_won(cast: dict[str, User]) -> None:
    prospect = make_customer(cast["mei"])
    met(prospect, cast["mei"], "2026-06-01", "training", 60)
    [effort] = effort_by_customer(None, *YEAR)[prospect.pk]
    assert (effort.kind, effort.missing_minutes) == ("acquisition", 60)


def test_voided_contacts_and_other_days_do_not_count(customer: Customer, cast: dict[str, User]) -> None:
    voiding.void(met(customer, cast["mei"], "2026-04-01", "visit", 60), by=cast["mei"], reason="写错客户")
    met(customer, cast["mei"], "2025-12-31", "visit", 60)
    met(customer, cast["mei"], "2027-01-01", "visit", 60)
    assert told(customer) == {}


def test_a_day_is_the_company_s_own(customer: Customer, cast: dict[str, User]) -> None:
    late = met(customer, cast["mei"], "2026-04-30", "visit", 60)
    Interaction.objects.filter(pk=late.pk).update(at=datetime(2026, 4, 30, 17, 0, tzinfo=UTC))
    assert told(customer)[("05", "retention_cost")].cost == Decimal("180.00")


def test_each_colleague_counts_with_own_minutes_and_unknown_time_is_told(
    customer: Customer, cast: dict[str, User]
) -> None:
    visit = met(customer, cast["mei"], "2026-04-02", "visit", 60)
    Participation.objects.create(interaction=visit, user=cast["otto"], minutes=20, cost_role="engineer")
    Participation.objects.create(interaction=visit, user=cast["lea"], minutes=None, cost_role="sales")
    effort = told(customer)[("04", "retention_cost")]
    assert dict(effort.minutes) == {"csm": 60, "engineer": 20}
    assert (effort.cost, effort.missing_minutes, effort.untimed) == (Decimal("120.00"), 20, 1)


def test_a_booked_amount_wins_over_minutes(customer: Customer) -> None:
    worked(customer, "2026-04-01", 300, role="csm", kind="service_cost")
    worked(customer, "2026-04-02", 60, role="csm", kind="service_cost", booked=Decimal(800))
    assert told(customer)[("04", "service_cost")].cost == Decimal("1400.00")


def test_the_rate_of_the_day_holds(customer: Customer) -> None:
    worked(customer, "2026-04-30", 60, role="csm", kind="custom_rd")
    worked(customer, "2026-05-01", 60, role="csm", kind="custom_rd")
    found = told(customer)
    assert (found["04", "custom_rd"].cost, found["05", "custom_rd"].cost) == (Decimal("120.00"), Decimal("180.00"))


def test_all_customers_cost_as_many_queries_as_one(customer: Customer, cast: dict[str, User]) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            effort_by_customer(None, *YEAR)
        return len(captured)

    met(customer, cast["mei"], "2026-04-01", "visit", 60)
    few = cost()
    for number in range(5):
        other = make_customer(cast["mei"])
        met(other, cast["mei"], f"2026-04-1{number}", "visit", 60)
        worked(other, f"2026-04-1{number}", 10 + number, role="csm")
    assert cost() == few <= 8


def test_everything_since_ever_can_be_asked_for(customer: Customer, cast: dict[str, User]) -> None:
    met(customer, cast["mei"], "2026-03-13", "visit", 90)
    found = effort_by_customer([customer.pk], date.min, YEAR[1])
    assert sum(each.minutes["csm"] for each in found[customer.pk]) == 90
