"""Logging a contact: one save, wholly or not at all; the temperature of the specification comes out of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from customers.extensions import LogPart
from customers.models import Contact, Customer, RevenueLine
from office.models import User
from relationships.errors import (
    ColleagueNotFoundError,
    ContactNotFoundError,
    CustomerNotFoundError,
    NobodyThereError,
    NotYetError,
    NoWordsError,
    UnstorableError,
)
from relationships.models import Interaction, NextAction, Participation, RelationshipStanding
from relationships.services import logging, standings, voiding
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_interaction

Cast = dict[str, User]


@pytest.fixture
def customer(cast: Cast) -> Customer:
    return make_customer(cast["mei"], name="北渡汽车零部件")


def send(customer: Customer, by: User, *contacts: Contact, **fields: Any) -> logging.Logged:
    values: dict[str, Any] = {"kind": "call", "line": "二号线停线是传感器受潮。", "at": timezone.now()} | fields
    return logging.log(customer=customer, contacts=[one.pk for one in contacts], by=by, **values)


def shanghai(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


class TestGoldens:
    """R1 of the specification, from rows in the database through the service to the stored standing."""

    def test_r1_1_several_kinds_with_a_repeat_on_one_day(self, cast: Cast, clock: Any) -> None:
        clock.move_to(shanghai(4, 1, 12))
        customer = make_customer(cast["mei"], tier="A")
        contact = make_contact(customer)
        for kind, at, direction, quality in [
            ("visit", shanghai(3, 2), "mutual", 3),
            ("tech_exchange", shanghai(3, 16), "mutual", 4),
            ("im", shanghai(3, 30, 9), "inbound", 3),
            ("im", shanghai(3, 30, 15), "answered", 3),
            ("mail", datetime(2026, 3, 31, 16, 30, tzinfo=UTC), "unanswered", 3),
        ]:
            send(customer, cast["mei"], contact, kind=kind, at=at, direction=direction, quality=quality)
        standing = RelationshipStanding.objects.today().get(customer=customer)
        assert standing.as_of == date(2026, 4, 1)
        assert standing.heat_sum == pytest.approx(15.21648, abs=1e-6)
        assert standing.temperature == pytest.approx(50.497681, abs=1e-6)
        assert standing.delta28 == pytest.approx(20.372586, abs=1e-6)
        assert (standing.band, standing.trend, standing.quiet_days) == ("mild", "rising", 2)
        assert standing.below_target is True
        assert standing.last_two_way_on == date(2026, 3, 30)
        assert standing.events == 5

    def test_r1_2_one_half_life_later(self, cast: Cast, clock: Any) -> None:
        clock.move_to(shanghai(4, 16, 12))
        customer = make_customer(cast["mei"], tier="S")
        make_interaction(customer, kind="visit", at=shanghai(3, 2))
        standing = RelationshipStanding.objects.today().get(customer=customer)
        assert standing.temperature == pytest.approx(16.87621, abs=1e-6)
        assert standing.delta28 == pytest.approx(-7.885714, abs=1e-6)
        assert (standing.band, standing.trend, standing.quiet_days) == ("cold", "steady", 45)

    def test_r1_3_invoices_alone_are_zero_and_transaction_only(self, cast: Cast, clock: Any) -> None:
        clock.move_to(shanghai(4, 1, 12))
        customer = make_customer(cast["mei"])
        RevenueLine.objects.create(
            customer=customer, document="F1", item="1", booked_on=date(2026, 3, 5), net="10.00", currency="CNY"
        )
        standing = standings.recompute(customer)
        assert (standing.temperature, standing.delta28, standing.transaction_only) == (0, None, True)
        assert standings.recompute_all([customer.pk]) == 1
        again = RelationshipStanding.objects.today().get(customer=customer)
        assert (again.temperature, again.transaction_only) == (0, True)

    def test_nothing_at_all_is_unknown_with_its_reason(self, customer: Customer) -> None:
        standing = standings.recompute(customer)
        assert (standing.temperature, standing.reason) == (None, "no_interaction")


def test_a_log_tells_the_temperature_before_and_after_and_who_is_new(
    customer: Customer, cast: Cast, clock: Any
) -> None:
    known, new = make_contact(customer), make_contact(customer, "贺知秋")
    first = send(customer, cast["mei"], known)
    assert (first.before, first.after) == (None, pytest.approx(16.876, abs=1e-3))
    second = send(customer, cast["mei"], known, new, kind="visit")
    assert second.before == pytest.approx(first.after)
    assert second.after is not None
    assert second.after > first.after  # type: ignore[operator]
    assert second.first_contacts == [new]


def test_one_save_keeps_contact_new_person_promise_and_colleagues(customer: Customer, cast: Cast, clock: Any) -> None:
    known = make_contact(customer)
    logged = send(
        customer,
        cast["mei"],
        known,
        minutes=22,
        colleagues=[cast["mei"].pk, cast["fay"].pk],
        new_person=logging.NewPerson("贺知秋", title="生产部副部长"),
        next_action=logging.Promise("给秦望舒发换件清单", date(2026, 11, 20), cast["mei"]),
    )
    interaction = Interaction.objects.get()
    names = {contact.person.name for contact in interaction.contacts.all()}
    assert names == {known.person.name, "贺知秋"}
    assert set(Participation.objects.values_list("user__username", "minutes", "cost_role")) == {
        ("mei", 22, "csm"),
        ("fay", 22, "executive"),
    }
    action = NextAction.objects.get()
    assert (action, action.source, action.owner) == (logged.action, interaction, cast["mei"])
    assert [one.person.name for one in logged.first_contacts][-1] == "贺知秋"


def test_a_part_that_fails_leaves_nothing_behind(customer: Customer, cast: Cast) -> None:
    def save(*_args: Any, **_fields: Any) -> None:
        raise RuntimeError("the words could not be kept")

    part = LogPart("words", "Words", form=lambda **_: None, is_filled=lambda _: True, save=save, template="")  # type: ignore[arg-type, return-value]
    contact = make_contact(customer)
    with pytest.raises(RuntimeError):
        send(
            customer,
            cast["mei"],
            contact,
            new_person=logging.NewPerson("贺知秋"),
            parts=[(part, None)],  # type: ignore[list-item]
        )
    assert not Interaction.objects.exists()
    assert Contact.objects.count() == 1
    assert not RelationshipStanding.objects.filter(events__gt=0).exists()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        pytest.param("mei", True, id="the owner"),
        pytest.param("lea", True, id="the lead of the owner's team"),
        pytest.param("fay", True, id="the founder"),
        pytest.param("eve", True, id="an executive"),
        pytest.param("ops", True, id="sales operations"),
        pytest.param("otto", False, id="a stranger"),
        pytest.param("fin", False, id="who keeps the books"),
    ],
)
def test_who_may_log(customer: Customer, cast: Cast, who: str, may: bool) -> None:
    contact = make_contact(customer)
    if may:
        assert send(customer, cast[who], contact).created
    else:
        with pytest.raises(CustomerNotFoundError):
            send(customer, cast[who], contact)
        assert not Interaction.objects.exists()


def test_a_colleague_of_the_team_reads_but_does_not_log(cast: Cast) -> None:
    customer = make_customer(cast["lea"], name="队友的客户")
    assert Customer.objects.visible_to(cast["mei"]).filter(pk=customer.pk).exists()
    with pytest.raises(CustomerNotFoundError):
        send(customer, cast["mei"], make_contact(customer))


def test_people_on_the_account_log(cast: Cast) -> None:
    customer = make_customer(cast["mei"], members=[cast["otto"]])
    assert send(customer, cast["otto"], make_contact(customer)).created


def test_a_customer_in_the_archive_takes_no_entries(cast: Cast) -> None:
    customer = make_customer(cast["mei"])
    contact = make_contact(customer)
    Customer.objects.filter(pk=customer.pk).update(archived_at=timezone.now())
    with pytest.raises(CustomerNotFoundError):
        send(customer, cast["mei"], contact)


class TestRefusals:
    def test_somebody_of_another_customer(self, customer: Customer, cast: Cast) -> None:
        stranger = make_contact(make_customer(cast["mei"]))
        with pytest.raises(ContactNotFoundError) as refused:
            send(customer, cast["mei"], make_contact(customer), stranger)
        assert refused.value.field == "contacts"
        assert not Interaction.objects.exists()

    def test_nobody_there(self, customer: Customer, cast: Cast) -> None:
        with pytest.raises(NobodyThereError):
            send(customer, cast["mei"])

    def test_a_mass_message_needs_nobody(self, customer: Customer, cast: Cast) -> None:
        assert send(customer, cast["mei"], kind="broadcast").created

    def test_somebody_who_is_no_colleague(self, customer: Customer, cast: Cast) -> None:
        with pytest.raises(ColleagueNotFoundError):
            send(customer, cast["mei"], make_contact(customer), colleagues=[999_999])

    def test_a_moment_to_come(self, customer: Customer, cast: Cast) -> None:
        with pytest.raises(NotYetError):
            send(customer, cast["mei"], make_contact(customer), at=timezone.now() + timedelta(hours=1))

    @pytest.mark.parametrize("line", ["", "  \n "], ids=["empty", "blank"])
    def test_no_words(self, customer: Customer, cast: Cast, line: str) -> None:
        with pytest.raises(NoWordsError):
            send(customer, cast["mei"], make_contact(customer), line=line)

    @pytest.mark.parametrize("line", ["a\x00b", "a\ud83d"], ids=["NUL", "half a pair"])
    def test_letters_that_no_database_keeps(self, customer: Customer, cast: Cast, line: str) -> None:
        with pytest.raises(UnstorableError):
            send(customer, cast["mei"], make_contact(customer), line=line)


class TestSentTwice:
    def test_one_key_makes_one_row(self, customer: Customer, cast: Cast) -> None:
        contact = make_contact(customer)
        first = send(customer, cast["mei"], contact, idempotency_key="k1")
        second = send(customer, cast["mei"], contact, idempotency_key="k1")
        assert (first.created, second.created) == (True, False)
        assert first.interaction == second.interaction
        assert Interaction.objects.count() == 1

    def test_a_key_belongs_to_one_person(self, customer: Customer, cast: Cast) -> None:
        contact = make_contact(customer)
        send(customer, cast["mei"], contact, idempotency_key="k1")
        assert send(customer, cast["fay"], contact, idempotency_key="k1").created

    def test_without_a_key_two_sends_are_two_rows(self, customer: Customer, cast: Cast) -> None:
        contact = make_contact(customer)
        send(customer, cast["mei"], contact)
        send(customer, cast["mei"], contact)
        assert Interaction.objects.count() == 2


class TestDays:
    def test_a_late_evening_belongs_to_the_next_day_of_the_company(
        self, customer: Customer, cast: Cast, clock: Any
    ) -> None:
        send(customer, cast["mei"], make_contact(customer), at=datetime(2026, 11, 17, 16, 30, tzinfo=UTC))
        assert RelationshipStanding.objects.today().get(customer=customer).last_two_way_on == date(2026, 11, 18)

    def test_the_day_on_which_clocks_go_forward_is_one_day(self, customer: Customer, cast: Cast, clock: Any) -> None:
        from office.models import Company

        company = Company.get()
        company.time_zone = "America/New_York"
        company.save()
        clock.move_to(datetime(2026, 3, 9, 3, 59, tzinfo=UTC))  # 8 March 23:59, a day of 23 hours
        send(customer, cast["mei"], make_contact(customer), at=datetime(2026, 3, 8, 5, 0, tzinfo=UTC))
        standing = RelationshipStanding.objects.today().get(customer=customer)
        assert (standing.as_of, standing.quiet_days) == (date(2026, 3, 8), 0)


class TestVoiding:
    def test_a_voided_contact_gives_no_heat_and_stays_readable(self, customer: Customer, cast: Cast) -> None:
        logged = send(customer, cast["mei"], make_contact(customer))
        voiding.void(logged.interaction, by=cast["mei"], reason="wrong customer")
        kept = Interaction.objects.get()
        assert (kept.is_voided, kept.voided_by, kept.void_reason) == (True, cast["mei"], "wrong customer")
        assert RelationshipStanding.objects.today().get(customer=customer).temperature is None

    def test_its_open_promise_goes_and_comes_back_with_it(self, customer: Customer, cast: Cast) -> None:
        promise = logging.Promise("call back", date(2026, 12, 1), cast["mei"])
        logged = send(customer, cast["mei"], make_contact(customer), next_action=promise)
        voiding.void(logged.interaction, by=cast["mei"], reason="wrong customer")
        assert not NextAction.objects.open().exists()
        voiding.restore(logged.interaction, by=cast["mei"])
        assert NextAction.objects.open().count() == 1
        assert RelationshipStanding.objects.today().get(customer=customer).temperature == pytest.approx(
            16.876, abs=1e-3
        )

    @pytest.mark.parametrize(
        ("who", "may"),
        [("mei", True), ("lea", True), ("fay", True), ("ops", True), ("ada", True), ("otto", False), ("eve", False)],
    )
    def test_who_may(self, customer: Customer, cast: Cast, who: str, may: bool) -> None:
        interaction = send(customer, cast["mei"], make_contact(customer)).interaction
        assert voiding.may_void(interaction, cast[who]) is may
