"""Standings: today's is computed anew, Sundays and month ends are kept as known that day and never change."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.events import facts_changed, ledger_imported
from customers.models import Customer, RevenueLine
from customers.selectors.activity import active_ids
from office import jobs, schedules
from office.models import User
from relationships import tasks
from relationships.models import Interaction, RelationshipStanding
from relationships.selectors.attention import cooling, last_contact_days, needing_attention
from relationships.selectors.evidence import evidence
from relationships.selectors.exchanges import exchanges_by_customer, exchanges_of
from relationships.services import standings, voiding
from tests.factories.customers import make_contact, make_customer
from tests.factories.money import make_invoice, make_payment
from tests.factories.relationships import make_interaction

Cast = dict[str, User]
SUNDAY = date(2026, 11, 15)


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


def kept(kind: str = "week") -> list[tuple[date, float | None]]:
    rows = RelationshipStanding.objects.filter(kind=kind).order_by("as_of", "customer_id")
    return [(row.as_of, row.temperature) for row in rows]


def days_of_billing(customer: Customer, *days: date) -> None:
    for number, day in enumerate(days):
        RevenueLine.objects.create(
            customer=customer, document=f"F{customer.pk}-{number}", booked_on=day, net="10.00", currency="CNY"
        )


class TestFreezing:
    def test_a_sunday_is_frozen_once_and_does_not_follow_later_entries(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        contact = make_contact(customer)
        make_interaction(customer, contact, kind="visit", at=noon(11, 10), recorded_at=noon(11, 10))
        assert standings.freeze(SUNDAY, "week") == 1
        before = kept()
        make_interaction(customer, contact, kind="planning", at=noon(11, 12))
        assert standings.freeze(SUNDAY, "week") == 0
        assert kept() == before

    def test_what_was_entered_later_is_not_known_on_that_day(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        contact = make_contact(customer)
        make_interaction(customer, contact, kind="visit", at=noon(11, 10), recorded_at=noon(11, 10))
        make_interaction(customer, contact, kind="planning", at=noon(11, 12), recorded_at=noon(11, 17))
        standings.freeze(SUNDAY, "week")
        standings.recompute(customer)
        frozen = RelationshipStanding.objects.get(kind="week")
        now = RelationshipStanding.objects.today().get()
        assert frozen.temperature is not None
        assert now.temperature is not None
        assert frozen.temperature < 40 < now.temperature
        [week] = evidence(customer, cast["mei"], date(2026, 11, 19)).weeks
        assert (week.late, week.value) == (1, frozen.temperature)
        assert week.corrected is not None
        assert week.corrected > week.value + 1

    def test_a_frozen_week_that_still_holds_carries_no_mark(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        make_interaction(customer, kind="visit", at=noon(11, 10), recorded_at=noon(11, 10))
        standings.freeze(SUNDAY, "week")
        [week] = evidence(customer, cast["mei"], date(2026, 11, 19)).weeks
        assert (week.late, week.corrected) == (0, None)

    def test_customers_without_any_exchange_are_not_remembered(self, cast: Cast, clock: Any) -> None:
        make_customer(cast["mei"])
        assert standings.freeze(SUNDAY, "week") == 0

    def test_missed_sundays_and_month_ends_are_caught_up(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        make_interaction(customer, kind="visit", at=noon(10, 20), recorded_at=noon(10, 20))
        standings.freeze_what_is_due()
        assert [day for day, _value in kept("week")] == [
            date(2026, 10, 25),
            date(2026, 11, 1),
            date(2026, 11, 8),
            date(2026, 11, 15),
        ]
        assert [day for day, _value in kept("month")] == [date(2026, 10, 31)]
        before = kept("week"), kept("month")
        standings.freeze_what_is_due()
        assert (kept("week"), kept("month")) == before

    def test_a_day_that_broke_off_is_whole_after_the_next_night(
        self, cast: Cast, clock: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        customers = [make_customer(cast["mei"]) for _ in range(3)]
        for customer in customers:
            make_interaction(customer, kind="visit", at=noon(10, 20), recorded_at=noon(10, 20))
        read, asked = standings.inputs_by_customer, iter(range(1, 99))

        def dies_in_the_second_batch(*given: Any, **options: Any) -> Any:
            if next(asked) == 2:
                raise MemoryError
            return read(*given, **options)

        monkeypatch.setattr(standings, "BATCH", 1)
        monkeypatch.setattr(standings, "inputs_by_customer", dies_in_the_second_batch)
        with pytest.raises(MemoryError):
            standings.freeze_what_is_due()
        assert standings.freeze_what_is_due()["week 2026-10-25"] == 3
        assert "week 2026-10-25" not in standings.freeze_what_is_due()
        frozen = RelationshipStanding.objects.filter(kind="week", as_of=date(2026, 10, 25))
        assert set(frozen.values_list("customer_id", flat=True)) == {one.pk for one in customers}

    def test_a_sunday_that_ends_a_month_belongs_to_both_series(self, cast: Cast, clock: Any) -> None:
        clock.move_to(noon(6, 2))
        customer = make_customer(cast["mei"])
        make_interaction(customer, at=noon(5, 29), recorded_at=noon(5, 29))
        standings.freeze_what_is_due()
        assert (date(2026, 5, 31) in dict(kept("week")), date(2026, 5, 31) in dict(kept("month"))) == (True, True)


class TestToday:
    def test_one_row_per_customer_however_often_it_is_computed(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        make_interaction(customer)
        first = RelationshipStanding.objects.today().get()
        clock.shift(timedelta(days=3))
        standings.recompute_all()
        again = RelationshipStanding.objects.today().get()
        assert again.pk == first.pk
        assert (again.as_of, again.quiet_days) == (date(2026, 11, 22), 3)
        customer.refresh_from_db()
        assert customer.relationship_now == again

    def test_the_same_inputs_give_the_same_digest(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        make_interaction(customer)
        first = standings.recompute(customer).inputs_digest
        assert standings.recompute(customer).inputs_digest == first
        make_interaction(customer)
        assert standings.recompute(customer).inputs_digest != first

    def test_all_at_once_and_one_by_one_agree(self, cast: Cast, clock: Any) -> None:
        customers = [make_customer(cast["mei"], tier=tier) for tier in ("S", "A", "B", "C", "")]
        for age, customer in enumerate(customers):
            contact = make_contact(customer)
            make_interaction(customer, contact, kind="im", at=noon(11, 10 + age))
            make_interaction(
                customer, contact, kind="im", at=noon(11, 10 + age) + timedelta(hours=1), direction="inbound"
            )
            days_of_billing(customer, date(2026, 9, 1), date(2026, 10, 1 + age), date(2026, 12, 24))
        singly = [(one.temperature, one.delta28, one.transaction_only) for one in map(standings.recompute, customers)]
        standings.recompute_all()
        rows = RelationshipStanding.objects.today().order_by("customer_id")
        assert [(row.temperature, row.delta28, row.transaction_only) for row in rows] == singly

    def test_computing_all_costs_the_same_number_of_queries(self, cast: Cast, clock: Any) -> None:
        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                standings.recompute_all()
            return len(captured)

        make_interaction(make_customer(cast["mei"]))
        make_interaction(make_customer(cast["mei"]))
        few = cost()
        for _ in range(8):
            make_interaction(make_customer(cast["mei"]))
        assert cost() == few

    def test_news_of_a_fact_computes_it_anew(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        days_of_billing(customer, date(2026, 11, 1))
        facts_changed.send(sender=None, customer_id=customer.pk)
        assert RelationshipStanding.objects.today().get().transaction_only is True

    def test_lost_interest_shows_before_the_night(self, cast: Cast, clock: Any) -> None:
        interaction = make_interaction(make_customer(cast["mei"]))
        voiding.void(interaction, by=cast["mei"], reason="twice")
        assert RelationshipStanding.objects.today().get().reason == "no_interaction"


def test_the_nightly_job_freezes_computes_and_may_run_again(cast: Cast, clock: Any) -> None:
    make_interaction(make_customer(cast["mei"]), at=noon(11, 10), recorded_at=noon(11, 10))

    class Progress:
        job_id = 1

        def report(self, done: int, total: int | None = None, message: str = "") -> None: ...

    kind = jobs.kind(tasks.KIND)
    assert kind is not None
    first = kind.run(Progress())
    assert first is not None
    assert (first["customers"], first["frozen"]["week 2026-11-15"]) == (1, 1)
    again = kind.run(Progress())
    assert again is not None
    assert again["customers"] == 1
    assert "week 2026-11-15" not in again["frozen"]
    due = {
        schedule.kind for schedule, _period in schedules.due(noon(11, 19), User.objects.get(username="mei") and _zone())
    }
    assert tasks.KIND in due


def _zone() -> Any:
    from office.models import Company

    return Company.get().zone


class TestWhoNeedsACall:
    def test_cooling_silent_and_down_to_invoices(self, cast: Cast, clock: Any) -> None:
        fallen = make_customer(cast["mei"], name="转凉", tier="S")
        for day in (1, 8, 15):
            make_interaction(fallen, kind="exec_visit", at=noon(10, day))
        invoices = make_customer(cast["mei"], name="只剩开票")
        days_of_billing(invoices, date(2026, 11, 2))
        fine = make_customer(cast["mei"], name="热络")
        make_interaction(fine, kind="visit", at=noon(11, 18))
        never = make_customer(cast["mei"], name="新来的")
        standings.recompute_all()
        names = [row.customer.name for row in needing_attention(Customer.objects.all())]
        assert names == ["转凉", "只剩开票"]
        assert [row.customer for row in cooling()] == [fallen]
        assert never.name not in names

    def test_a_lost_or_archived_customer_needs_none(self, cast: Cast, clock: Any) -> None:
        lost = make_customer(cast["mei"], status="lost", lost_on=date(2026, 10, 1))
        days_of_billing(lost, date(2026, 9, 2))
        standings.recompute_all()
        assert list(needing_attention(Customer.objects.all())) == []

    def test_cooling_of_a_past_week_is_what_was_frozen(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        for day in (1, 8, 15):
            make_interaction(customer, kind="exec_visit", at=noon(10, day), recorded_at=noon(10, day))
        standings.freeze(SUNDAY, "week")
        assert [row.customer for row in cooling(as_of=SUNDAY)] == [customer]
        assert list(cooling(as_of=date(2026, 11, 8))) == []


class TestBilling:
    """Billing contacts are derived from invoices and payments, not from the ledger alone (decision 32)."""

    def test_an_invoice_and_a_payment_alone_are_what_is_left(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        make_invoice(customer, date(2026, 10, 10), date(2026, 11, 10), "113.00")
        make_payment(customer, date(2026, 11, 14), "113.00")
        one = standings.recompute(customer)
        assert (one.temperature, one.reason, one.transaction_only) == (0, "", True)
        assert evidence(customer, cast["mei"], date(2026, 11, 19)).billing_days == 2

    @pytest.mark.parametrize(
        ("paid", "only"),
        [
            pytest.param(date(2026, 5, 23), True, id="180 days ago"),
            pytest.param(date(2026, 5, 22), False, id="181 days ago"),
        ],
    )
    def test_a_payment_counts_for_180_days(self, cast: Cast, clock: Any, paid: date, only: bool) -> None:
        customer = make_customer(cast["mei"])
        make_payment(customer, paid, "10.00")
        assert standings.recompute(customer).transaction_only is only

    def test_all_at_once_and_one_by_one_agree(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        days_of_billing(customer, date(2026, 9, 1))
        make_invoice(customer, date(2026, 8, 1), date(2026, 12, 10), "113.00")
        make_invoice(customer, date(2026, 12, 1), date(2026, 12, 10), "113.00")
        make_payment(customer, date(2026, 11, 14), "113.00")
        singly, together = (
            exchanges_of(customer.pk, as_of=SUNDAY),
            exchanges_by_customer([customer.pk], as_of=SUNDAY)[customer.pk],
        )
        assert [one.at for one in singly.events] == [date(2026, 8, 1), date(2026, 9, 1), date(2026, 11, 14)]
        assert [one.at for one in together.events] == [date(2026, 8, 1), date(2026, 11, 14)]


class TestReplies:
    def test_the_page_says_how_many_of_ours_were_answered(self, cast: Cast, clock: Any, client: Client) -> None:
        customer = make_customer(cast["mei"])
        client.force_login(cast["mei"])
        page = reverse("relationships:temperature", args=[customer.pk])
        assert "回复率：未知" in client.get(page).content.decode()
        make_interaction(customer, kind="mail", direction="answered")
        for day in (10, 11):
            make_interaction(customer, kind="mail", direction="unanswered", at=noon(11, day))
        assert "回复率：33%，90 天内由我方发起的 3 次联系中有 1 次得到回复" in client.get(page).content.decode()


class TestActive:
    @pytest.mark.parametrize(
        ("fields", "active"),
        [
            pytest.param({"at": noon(8, 21)}, True, id="two-way, 90 days ago"),
            pytest.param({"at": noon(8, 20)}, False, id="two-way, 91 days ago"),
            pytest.param({"direction": "unanswered"}, False, id="nobody answered"),
            pytest.param({"kind": "broadcast"}, False, id="a mass message"),
        ],
    )
    def test_by_talking(self, cast: Cast, clock: Any, fields: dict[str, Any], active: bool) -> None:
        customer = make_customer(cast["mei"])
        make_interaction(customer, **fields)
        assert (customer.pk in active_ids(Customer.objects.current(), date(2026, 11, 19))) is active

    @pytest.mark.parametrize(
        ("lines", "active"),
        [
            pytest.param([("2026-08-21", "5.00")], True, id="an order 90 days ago"),
            pytest.param([("2026-08-20", "5.00")], False, id="an order 91 days ago"),
            pytest.param([("2026-11-01", "5.00"), ("2026-11-01", "-5.00")], False, id="refunded the same day"),
            pytest.param([("2026-11-01", "-5.00")], False, id="only a refund"),
            pytest.param([("2026-11-20", "5.00")], False, id="an order to come"),
        ],
    )
    def test_by_ordering(self, cast: Cast, clock: Any, lines: list[tuple[str, str]], active: bool) -> None:
        customer = make_customer(cast["mei"])
        for number, (day, net) in enumerate(lines):
            RevenueLine.objects.create(
                customer=customer, document=f"F{number}", booked_on=date.fromisoformat(day), net=net, currency="CNY"
            )
        assert (customer.pk in active_ids(Customer.objects.current(), date(2026, 11, 19))) is active

    def test_a_voided_contact_makes_nobody_active(self, cast: Cast, clock: Any) -> None:
        interaction = make_interaction(make_customer(cast["mei"]))
        voiding.void(interaction, by=cast["mei"], reason="twice")
        assert not active_ids(Customer.objects.current(), date(2026, 11, 19))
        assert last_contact_days(Customer.objects.all(), date(2026, 11, 19)) == {}


def test_contact_days_are_fed_to_other_apps(cast: Cast, clock: Any) -> None:
    from customers import extensions

    customer = make_customer(cast["mei"])
    make_interaction(customer, at=datetime(2026, 11, 17, 16, 30, tzinfo=UTC))
    make_interaction(customer, direction="unanswered")
    [fed] = extensions.feed("contact_days", Customer.objects.all(), date(2026, 11, 19))
    assert fed == {customer.pk: date(2026, 11, 18)}
    assert Interaction.objects.count() == 2


def test_an_import_of_invoices_shows_in_the_standing_of_today(cast: Cast, clock: Any) -> None:
    customer = make_customer(cast["mei"])
    RevenueLine.objects.create(
        customer=customer, document="D1", booked_on=date(2026, 11, 2), net="9.00", currency="CNY"
    )
    ledger_imported.send(sender=None, customer_ids=[customer.pk])
    standing = RelationshipStanding.objects.today().get(customer=customer)
    assert (standing.temperature, standing.transaction_only) == (0, True)
