"""Forms of address, birthdays, greetings and the register of gifts."""

import threading
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.errors import FieldRefusedError
from customers.models import Contact, HistoryEntry
from office.models import AuditEntry, FestivalDay, User
from relationships.models import Birthday, Gift, GiftLimits, Interaction
from relationships.selectors import courtesies as selectors
from relationships.services import courtesies, gifts
from tests.factories.customers import make_contact, make_customer
from tests.factories.office import make_cast
from tests.factories.relationships import make_gift

Cast = dict[str, User]
SignedIn = Callable[[str], Client]
TODAY = date(2026, 11, 19)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def born(contact: Contact, month: int, day: int, year: int | None = None, *, lunar: bool = False) -> None:
    assert contact.customer.owner is not None
    form = contact.person.form_of_address
    courtesies.note(
        contact,
        by=contact.customer.owner,
        version=contact.version,
        form_of_address=form,
        month=month,
        day=day,
        year=year,
        lunar=lunar,
    )


class TestBirthdays:
    def test_birthday_and_form_of_address_are_kept_and_forgotten(self, cast: Cast):
        contact = make_contact(make_customer(cast["mei"]), "王建国", title="总经理")
        born(contact, 2, 29)
        assert str(Birthday.objects.get(person=contact.person)) == "02-29"
        contact.refresh_from_db()
        courtesies.note(contact, by=cast["mei"], version=contact.version, form_of_address="王董")
        contact.person.refresh_from_db()
        assert contact.person.form_of_address == "王董"
        assert not Birthday.objects.exists()

    def test_by_the_farmland_calendar_it_is_told_so_and_reminds_on_its_solar_day(
        self, cast: Cast, signed_in: SignedIn, clock: Any
    ):
        contact = make_contact(make_customer(cast["mei"]), "王建国")
        url = reverse("relationships:contact-courtesy", args=[contact.pk])
        sent = {"version": contact.version, "month": 10, "day": 15, "year": 1980, "lunar": "on"}
        assert signed_in("mei").post(url, sent).status_code == 302
        assert "1980 · 农历十月十五" in signed_in("mei").get(contact.get_absolute_url()).content.decode()
        (found,) = selectors.due(cast["mei"], TODAY)
        assert (found.due.on, found.due.age) == (date(2026, 11, 23), 46)
        contact.refresh_from_db()
        with pytest.raises(FieldRefusedError):
            born(contact, 10, 31, lunar=True)

    @pytest.mark.parametrize(("month", "day", "year"), [(2, 30, None), (2, 29, 2023), (4, 31, None), (3, None, None)])
    def test_a_day_that_is_none_is_refused(self, cast: Cast, month: int, day: int | None, year: int | None):
        contact = make_contact(make_customer(cast["mei"]))
        with pytest.raises(FieldRefusedError):
            courtesies.note(contact, by=cast["mei"], version=1, form_of_address="", month=month, day=day, year=year)

    def test_nothing_of_it_stands_in_the_history_and_it_goes_with_the_person(self, cast: Cast):
        contact = make_contact(make_customer(cast["mei"]))
        born(contact, 7, 14, 1981)
        told = str(list(HistoryEntry.objects.values("verb", "why", "detail")))
        assert "1981" not in told
        assert "birthday" not in told
        person = contact.person
        contact.delete()
        person.delete()
        assert not Birthday.objects.exists()


class TestGreetings:
    def test_the_festivals_of_four_years_are_there(self, db: None):
        days = {(row.festival, row.date) for row in FestivalDay.objects.all()}
        assert len(days) == 24
        assert ("spring", date(2027, 2, 6)) in days
        assert ("mid_autumn", date(2026, 9, 25)) in days
        assert ("lantern", date(2028, 2, 9)) in days
        assert ("dragon_boat", date(2025, 5, 31)) in days

    def test_birthdays_of_own_customers_in_the_next_two_weeks(self, cast: Cast, clock: Any):
        mine, far, foreign = (make_contact(make_customer(cast[owner])) for owner in ("mei", "mei", "otto"))
        born(mine, 11, 25, 1980)
        born(far, 12, 20)
        born(foreign, 11, 25)
        (found,) = selectors.due(cast["mei"], TODAY)
        assert (found.contact, found.due.on, found.due.age) == (mine, date(2026, 11, 25), 46)

    def test_one_tap_logs_the_greeting_once_and_takes_it_from_the_list(
        self, cast: Cast, signed_in: SignedIn, clock: Any
    ):
        contact = make_contact(make_customer(cast["mei"]))
        born(contact, 11, 25)
        browser = signed_in("mei")
        assert str(contact) in browser.get(reverse("relationships:agenda")).content.decode()
        for _again in range(2):
            sent = {"occasion": "birthday", "on": "2026-11-25"}
            assert browser.post(reverse("relationships:greet", args=[contact.pk]), sent).status_code == 302
        entry = Interaction.objects.get()
        assert (entry.kind, entry.direction, entry.line) == ("greeting", "unanswered", "生日问候")
        assert not selectors.due(cast["mei"], TODAY)

    def test_festivals_are_for_key_people(self, cast: Cast, clock: Any):
        customer = make_customer(cast["mei"])
        key = make_contact(customer, key_person=True)
        make_contact(customer)
        clock.move_to(datetime(2026, 12, 25, 9, tzinfo=SHANGHAI))
        (found,) = selectors.due(cast["mei"], date(2026, 12, 25))
        assert (found.contact, found.due.occasion, found.festival) == (key, "new_year", "元旦")

    def test_the_list_costs_the_same_for_two_people_and_for_twenty(self, cast: Cast, clock: Any):
        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                selectors.due(cast["mei"], TODAY)
            return len(captured)

        for _number in range(2):
            born(make_contact(make_customer(cast["mei"])), 11, 25)
        few = cost()
        for _number in range(18):
            born(make_contact(make_customer(cast["mei"])), 11, 26)
        assert cost() == few


class TestGifts:
    @pytest.fixture
    def limits(self, cast: Cast) -> GiftLimits:
        return gifts.change_limits(per_gift=Decimal(200), per_year=Decimal(500), why="守则", number=0, by=cast["fay"])

    def test_within_the_limits_it_counts_at_once(self, cast: Cast, limits: GiftLimits, clock: Any):
        contact = make_contact(make_customer(cast["mei"]))
        gift = make_gift(contact, by=cast["mei"], value=Decimal(200))
        assert (gift.state, gift.limits) == ("recorded", limits)
        assert selectors.totals(Gift.objects.all(), 2026)[contact.pk].given == Decimal(200)

    def test_above_one_gift_it_needs_a_reason_and_counts_only_when_approved(self, cast: Cast, limits: GiftLimits):
        contact = make_contact(make_customer(cast["mei"]))
        with pytest.raises(gifts.AboveLimitError) as refused:
            make_gift(contact, by=cast["mei"], value=Decimal("200.01"))
        assert refused.value.field == "reason"
        gift = make_gift(contact, by=cast["mei"], value=Decimal(300), reason="十周年")
        assert gift.state == "requested"
        assert not Gift.objects.counting().exists()
        decided = gifts.decide(gift, agreed=True, why="董事长到访", by=cast["lea"])
        assert (decided.state, decided.decided_by) == ("approved", cast["lea"])
        assert list(Gift.objects.counting()) == [gift]

    def test_the_year_of_a_contact_is_one_sum_for_each_direction(self, cast: Cast, limits: GiftLimits, clock: Any):
        contact, other = (make_contact(make_customer(cast["mei"])) for _number in range(2))
        for _number in range(2):
            make_gift(contact, by=cast["mei"], value=Decimal(200))
        with pytest.raises(gifts.AboveLimitError):
            make_gift(contact, by=cast["mei"], value=Decimal(101))
        make_gift(contact, by=cast["mei"], value=Decimal(101), direction="received")
        make_gift(contact, by=cast["mei"], value=Decimal(101), on=date(2025, 12, 31))
        make_gift(other, by=cast["mei"], value=Decimal(101))
        assert set(Gift.objects.values_list("state", flat=True)) == {"recorded"}

    def test_refused_it_counts_nowhere_and_cannot_be_decided_again(self, cast: Cast, limits: GiftLimits):
        gift = make_gift(make_contact(make_customer(cast["mei"])), by=cast["mei"], value=Decimal(300), reason="x")
        gifts.decide(gift, agreed=False, why="太贵", by=cast["fay"])
        assert not Gift.objects.counting().exists()
        with pytest.raises(gifts.DecidedError):
            gifts.decide(gift, agreed=True, why="doch", by=cast["fay"])

    def test_nobody_decides_on_a_gift_of_their_own(self, cast: Cast, limits: GiftLimits):
        gift = make_gift(make_contact(make_customer(cast["mei"])), by=cast["fay"], value=Decimal(300), reason="x")
        with pytest.raises(PermissionDenied):
            gifts.decide(gift, agreed=True, why="ich", by=cast["fay"])
        assert gifts.decide(gift, agreed=True, why="ok", by=cast["lea"]).state == "approved"

    def test_taken_back_it_counts_no_more_and_restored_it_is_held_against_the_limits_again(
        self, cast: Cast, limits: GiftLimits
    ):
        contact = make_contact(make_customer(cast["mei"]))
        first = gifts.void(make_gift(contact, by=cast["mei"], value=Decimal(200)), by=cast["mei"], reason="退回")
        for _number in range(2):
            make_gift(contact, by=cast["mei"], value=Decimal(200))
        assert gifts.restore(first, by=cast["mei"]).state == "requested"

    def test_limits_are_versions_and_a_stale_change_is_refused(self, cast: Cast, limits: GiftLimits):
        with pytest.raises(gifts.LimitsChangedError):
            gifts.change_limits(per_gift=Decimal(1), per_year=Decimal(1), why="x", number=0, by=cast["fay"])
        with pytest.raises(PermissionDenied):
            gifts.change_limits(per_gift=Decimal(1), per_year=Decimal(1), why="x", number=1, by=cast["mei"])
        second = gifts.change_limits(per_gift=Decimal(100), per_year=Decimal(300), why="x", number=1, by=cast["fay"])
        assert (gifts.limits_now(), GiftLimits.objects.count()) == (second, 2)
        assert AuditEntry.objects.filter(verb=gifts.LIMITS_CHANGED).count() == 2

    def test_each_step_stands_in_the_customers_history(self, cast: Cast, limits: GiftLimits):
        gift = make_gift(make_contact(make_customer(cast["mei"])), by=cast["mei"], value=Decimal(300), reason="x")
        gifts.decide(gift, agreed=True, why="ok", by=cast["fay"])
        verbs = set(HistoryEntry.objects.filter(customer=gift.customer).values_list("verb", flat=True))
        assert {gifts.ASKED, gifts.APPROVED} <= verbs

    @pytest.mark.parametrize(
        ("who", "seen"),
        [("mei", 1), ("otto", 0), ("lea", 1), ("fay", 1), ("eve", 1), ("fin", 1), ("ops", 1), ("ada", 1)],
    )
    def test_who_sees_the_register(self, cast: Cast, signed_in: SignedIn, clock: Any, who: str, seen: int):
        make_gift(make_contact(make_customer(cast["mei"])), by=cast["mei"], what="月饼礼盒")
        browser = signed_in(who)
        assert ("月饼礼盒" in browser.get(reverse("relationships:gifts")).content.decode()) is bool(seen)
        file = b"".join(browser.get(reverse("relationships:gifts-export")).streaming_content).decode()
        assert file.count("月饼礼盒") == seen

    def test_the_register_costs_the_same_for_two_gifts_and_for_twenty(
        self, cast: Cast, signed_in: SignedIn, limits: GiftLimits
    ):
        browser, url = signed_in("fay"), reverse("relationships:gifts")

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                browser.get(url)
            return len(captured)

        def add(number: int) -> None:
            for _number in range(number):
                contact = make_contact(make_customer(cast["mei"]))
                make_gift(contact, by=cast["mei"], value=Decimal(100))
                make_gift(contact, by=cast["mei"], value=Decimal(300), reason="x")

        add(2)
        few = cost()
        add(18)
        assert cost() == few

    def test_the_page_of_a_person_shows_the_year_against_the_limit(
        self, cast: Cast, signed_in: SignedIn, limits: GiftLimits, clock: Any
    ):
        contact = make_contact(make_customer(cast["mei"]), "王建国", title="总经理")
        make_gift(contact, by=cast["mei"], value=Decimal(120))
        page = signed_in("mei").get(contact.get_absolute_url()).content.decode()
        assert "王总" in page
        assert "送出 120 元，" in page


@pytest.mark.django_db(transaction=True)
def test_of_two_gifts_at_the_same_instant_the_second_one_sees_the_first_in_the_sum() -> None:
    cast = make_cast()
    gifts.change_limits(per_gift=Decimal(200), per_year=Decimal(300), why="x", number=0, by=cast["fay"])
    contact = make_contact(make_customer(cast["mei"]))
    start, answers = threading.Barrier(2), []

    def send() -> None:
        try:
            start.wait(timeout=10)
            mei = User.objects.get(username="mei")
            answers.append(make_gift(Contact.objects.get(pk=contact.pk), by=mei, value=Decimal(200), reason="x").state)
        except BaseException as error:  # the test must see whatever went wrong in the thread
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=30)
    assert sorted(answers) == ["recorded", "requested"]
