"""The calendar behind an address, and the mails about what is planned."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.logs import without_tokens
from customers.services import archiving, owning
from office.models import OutgoingMail, User
from relationships.models import CalendarFeed, ReminderChoice
from relationships.services import calendar_links, plan_parts, plan_reminders, planning
from tests.factories import plans, strategy
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_next_action, make_plan

Cast = dict[str, User]
SignedIn = Callable[[str], Client]
TODAY = date(2026, 11, 19)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def read(token: str, **headers: str) -> Any:
    return Client().get(reverse("relationships:calendar", args=[token]), headers=headers)


def unfolded(answer: Any) -> list[str]:
    text: str = answer.content.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events(answer: Any) -> list[dict[str, str]]:
    """Each event by the names of its lines, parameters included."""
    found: list[dict[str, str]] = []
    for line in unfolded(answer):
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1].setdefault(name, value)
    return found


@pytest.fixture
def token(cast: Cast) -> str:
    return calendar_links.renew(by=cast["mei"])[1]


class TestFeed:
    def test_a_plan_is_an_event_with_its_people_place_and_moment(self, cast: Cast, token: str, clock: Any):
        contact = make_contact(make_customer(cast["mei"], name="北渡精工"), "王建国", title="总经理")
        plan = make_plan(contact.customer, contact, purpose="看产线, 核对; 尺寸", minutes=90)
        (event,) = events(read(token))
        assert event["UID"] == f"plan-{plan.pk}@localhost"
        assert event["SUMMARY"] == "拜访，北渡精工：看产线\\, 核对\\; 尺寸"
        assert (event["DTSTART"], event["DTEND"]) == ("20261120T020000Z", "20261120T033000Z")
        assert event["LOCATION"] == "二号车间"
        assert event["DESCRIPTION"].startswith("王总（王建国）")
        assert event["STATUS"] == "CONFIRMED"
        assert event["DTSTAMP"]

    def test_next_actions_stand_on_their_whole_day(self, cast: Cast, token: str, clock: Any):
        make_next_action(make_customer(cast["mei"]), due_on=date(2026, 11, 30))
        (event,) = events(read(token))
        assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20261130", "20261201")

    def test_moved_it_is_the_same_event_with_a_higher_sequence(self, cast: Cast, token: str, clock: Any):
        plan = make_plan(make_customer(cast["mei"]))
        before = events(read(token))[0]
        names = ("kind", "time", "minutes", "place", "purpose")
        terms: dict[str, Any] = {name: getattr(plan, name) for name in names}
        planning.change(
            plan, by=cast["mei"], version=1, contacts=[], on=TODAY + timedelta(days=9), why="moved", **terms
        )
        after = events(read(token))[0]
        assert after["UID"] == before["UID"]
        assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
        assert after["DTSTART"] == "20261128T020000Z"

    def test_cancelled_it_says_so(self, cast: Cast, token: str, clock: Any):
        planning.cancel(make_plan(make_customer(cast["mei"])), by=cast["mei"], reason="stopped")
        assert events(read(token))[0]["STATUS"] == "CANCELLED"

    def test_without_a_time_it_takes_the_day(self, cast: Cast, token: str, clock: Any):
        make_plan(make_customer(cast["mei"]), time=None)
        assert events(read(token))[0]["DTSTART;VALUE=DATE"] == "20261120"

    def test_reviews_of_plans_and_strategies_stand_on_their_day_until_they_are_held(
        self, cast: Cast, token: str, clock: Any
    ):
        customer = make_customer(cast["mei"], name="北渡精工")
        theirs = make_customer(cast["otto"])
        plan = plans.make_plan(customer)
        review = plans.make_review(plan, planned_on=date(2026, 12, 10))
        # Of another owner: only where she is to be there, and never where she sees nothing.
        plans.make_review(plans.make_plan(theirs), planned_on=date(2026, 12, 11))
        strategy.make_plan(customer, review_in=20)
        strategy.make_plan(customer, number=1, review_in=30)
        strategy.make_move(customer, review_on=date(2026, 12, 30))
        told = {event["DTSTART;VALUE=DATE"]: event["SUMMARY"] for event in events(read(token))}
        assert told == {
            "20261210": "回顾，北渡精工：让二号线跑满",
            "20261219": "战略复核，北渡精工：first choice for sensors",
            "20261230": "战略复核，北渡精工：joint test bench",
        }
        plan_parts.hold_review(
            review, held_on=TODAY, notes="went well", decisions="", ours=[], theirs=[], version=None, by=cast["mei"]
        )
        assert "20261210" not in {event["DTSTART;VALUE=DATE"] for event in events(read(token))}

    def test_customers_set_aside_and_handed_away_vanish(self, cast: Cast, token: str, clock: Any):
        gone, handed, kept = (make_customer(cast["mei"]) for _number in range(3))
        for customer in (gone, handed, kept):
            make_plan(customer, purpose=f"visit-{customer.pk}")
        archiving.archive(gone, by=cast["ops"], reason="closed")
        owning.assign_owner(handed, owner=cast["otto"], by=cast["ops"])
        text = read(token).content.decode()
        assert [f"visit-{one.pk}" in text for one in (gone, handed, kept)] == [False, False, True]

    def test_what_was_not_changed_is_not_sent_again(self, cast: Cast, token: str, clock: Any):
        customer = make_customer(cast["mei"])
        make_plan(customer)
        tag = read(token)["ETag"]
        assert read(token, **{"If-None-Match": tag}).status_code == 304
        make_plan(customer)
        assert read(token, **{"If-None-Match": tag}).status_code == 200

    def test_it_costs_the_same_for_two_plans_and_for_twenty(self, cast: Cast, token: str, clock: Any):
        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                read(token)
            return len(captured)

        def more() -> None:
            customer = make_customer(cast["mei"])
            make_plan(customer)
            plans.make_review(plans.make_plan(customer))
            strategy.make_plan(customer)

        for _number in range(2):
            more()
        few = cost()
        for _number in range(8):
            more()
        assert cost() == few


class TestAddress:
    def test_wrong_revoked_renewed_and_orphaned_addresses_give_one_and_the_same_404(self, cast: Cast, token: str):
        renewed = calendar_links.renew(by=cast["mei"])[1]
        orphaned = calendar_links.renew(by=cast["otto"])[1]
        User.objects.filter(pk=cast["otto"].pk).update(is_active=False)
        assert read(renewed).status_code == 200
        calendar_links.revoke(by=cast["mei"])
        answers = [read(each) for each in ("wrong", "号", token, renewed, orphaned)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert not any(answer.cookies for answer in answers)

    def test_only_a_digest_is_kept_and_the_page_shows_the_address_once(self, cast: Cast, signed_in: SignedIn):
        browser, url = signed_in("mei"), reverse("relationships:calendar-own")
        address = browser.post(url).context["address"]
        token = address.rsplit("/", 1)[1].removesuffix(".ics")
        assert address.endswith(".ics")
        assert token not in str(list(CalendarFeed.objects.values()))
        assert address not in browser.get(url).content.decode()
        assert Client().get(reverse("relationships:calendar", args=[token])).status_code == 200

    def test_the_log_never_holds_the_token(self, token: str):
        line = without_tokens(f'GET /calendar/{token}.ics HTTP/1.1" 200')
        assert token not in line

    def test_a_person_has_one_live_address(self, cast: Cast, token: str):
        calendar_links.renew(by=cast["mei"])
        assert CalendarFeed.objects.filter(user=cast["mei"], revoked_at=None).count() == 1


class TestReminders:
    @pytest.fixture
    def planned(self, cast: Cast, clock: Any) -> None:
        contact = make_contact(make_customer(cast["mei"], name="北渡精工"), "王建国", title="总经理")
        make_plan(contact.customer, contact, purpose="看新产线", time=time(10))

    def mails(self) -> list[OutgoingMail]:
        return list(OutgoingMail.objects.filter(purpose=plan_reminders.PURPOSE))

    def test_nobody_is_written_to_who_did_not_ask_for_it(self, planned: None):
        evening = datetime(2026, 11, 19, 18, tzinfo=SHANGHAI)
        assert plan_reminders.remind("evening", now=evening) == 0
        ReminderChoice.objects.create(user=User.objects.get(username="mei"), morning=True)
        assert plan_reminders.remind("evening", now=evening) == 0

    def test_the_evening_before_and_the_morning_name_what_is_planned_once(self, cast: Cast, planned: None):
        calendar_links.choose_reminders(by=cast["mei"], evening=True, morning=True)
        for _again in range(2):
            plan_reminders.remind("evening", now=datetime(2026, 11, 19, 18, tzinfo=SHANGHAI))
            plan_reminders.remind("morning", now=datetime(2026, 11, 20, 8, tzinfo=SHANGHAI))
        found = self.mails()
        assert len(found) == 2
        assert all("10:00–11:00" in mail.body and "王总" in mail.body and "北渡精工" in mail.body for mail in found)

    def test_at_night_nobody_is_written_to(self, cast: Cast, planned: None):
        calendar_links.choose_reminders(by=cast["mei"], evening=True, morning=True)
        assert plan_reminders.remind("evening", now=datetime(2026, 11, 19, 22, tzinfo=SHANGHAI)) == 0
        assert plan_reminders.remind("morning", now=datetime(2026, 11, 20, 5, tzinfo=SHANGHAI)) == 0

    def test_a_day_without_plans_sends_nothing(self, cast: Cast, planned: None):
        calendar_links.choose_reminders(by=cast["mei"], evening=True, morning=True)
        assert plan_reminders.remind("morning", now=datetime(2026, 11, 19, 8, tzinfo=SHANGHAI)) == 0
