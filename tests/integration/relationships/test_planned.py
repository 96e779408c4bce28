"""Contacts ahead: planned, moved, cancelled, done in one step; and cold until then."""

import threading
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.models import HistoryEntry
from customers.services import archiving
from office.models import User
from relationships.errors import BehindUsError, NotYoursError, PlanChangedError, PlanOverError
from relationships.models import Interaction, PlannedContact
from relationships.selectors import planned
from relationships.selectors.scores import standing_today
from relationships.services import planning, standings, voiding
from relationships.services.visits import Stop
from tests.factories.customers import make_contact, make_customer
from tests.factories.office import make_cast
from tests.factories.relationships import make_interaction, make_plan

Cast = dict[str, User]
SignedIn = Callable[[str], Client]
TODAY = date(2026, 11, 19)
SHANGHAI = ZoneInfo("Asia/Shanghai")
NAMES = ("kind", "on", "time", "minutes", "place", "purpose")


def moved(plan: PlannedContact, by: User, **changes: Any) -> PlannedContact:
    terms = {name: getattr(plan, name) for name in NAMES}
    people = {"contacts": [one.pk for one in plan.contacts.all()], "colleagues": [by.pk]}
    return planning.change(plan, by=by, version=changes.pop("version", plan.version), **people, **(terms | changes))


class TestDone:
    def test_one_tap_logs_what_was_planned_and_ties_it_to_the_plan(self, cast: Cast, signed_in: SignedIn, clock: Any):
        contact = make_contact(make_customer(cast["mei"]))
        plan = make_plan(contact.customer, contact, colleagues=[cast["mei"].pk, cast["lea"].pk], purpose="补签验收单")
        clock.move_to(datetime(2026, 11, 20, 14, tzinfo=SHANGHAI))
        answer = signed_in("mei").post(reverse("relationships:plan-done", args=[plan.pk]))
        plan.refresh_from_db()
        entry = plan.interaction
        assert answer.status_code == 302
        assert plan.state == "done"
        assert entry is not None
        assert (entry.line, entry.kind, entry.minutes) == ("补签验收单", "visit", 60)
        assert entry.at == datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)
        assert list(entry.contacts.all()) == [contact]
        assert {one.user for one in entry.participations.all()} == {cast["mei"], cast["lea"]}

    def test_a_second_tap_logs_nothing_more(self, cast: Cast, clock: Any):
        plan = make_plan(make_customer(cast["mei"]))
        first, second = planning.as_planned(plan, by=cast["mei"]), planning.as_planned(plan, by=cast["lea"])
        assert (first.created, second.created) == (True, False)
        assert second.interaction == first.interaction
        assert Interaction.objects.count() == 1

    def test_the_log_form_comes_filled_and_saves_what_was_corrected(self, cast: Cast, signed_in: SignedIn, clock: Any):
        contact = make_contact(make_customer(cast["mei"]))
        plan = make_plan(contact.customer, contact, on=TODAY, time=time(9))
        browser, url = signed_in("mei"), f"{reverse('relationships:log')}?planned={plan.pk}"
        form = browser.get(url).context["form"]
        assert form["customer"].value() == contact.customer_id
        assert form["line"].value() == "看新产线"
        sent = {
            "customer": contact.customer_id,
            "contacts": [contact.pk],
            "kind": "meeting",
            "line": "看了产线，还差一台",
            "direction": "mutual",
            "quality": "4",
            "idempotency_key": "k1",
        }
        assert browser.post(url, sent).status_code == 302
        plan.refresh_from_db()
        assert plan.interaction is not None
        assert (plan.interaction.kind, plan.interaction.line) == ("meeting", "看了产线，还差一台")

    def test_a_plan_without_people_asks_who_it_was(self, cast: Cast, signed_in: SignedIn):
        plan = make_plan(make_customer(cast["mei"]))
        plan.contacts.clear()
        answer = signed_in("mei").post(reverse("relationships:plan-done", args=[plan.pk]))
        assert answer["Location"] == f"{reverse('relationships:log')}?planned={plan.pk}"
        assert not Interaction.objects.exists()

    def test_taken_back_it_stands_in_the_plan_again_and_is_done_anew(self, cast: Cast, clock: Any):
        plan = make_plan(make_customer(cast["mei"]))
        first = planning.as_planned(plan, by=cast["mei"]).interaction
        voiding.void(first, by=cast["mei"], reason="too early")
        assert list(PlannedContact.objects.open()) == [plan]
        second = planning.as_planned(plan, by=cast["mei"])
        plan.refresh_from_db()
        assert second.created
        assert plan.interaction == second.interaction != first

    def test_the_stops_of_a_trip_become_entries_of_one_visit(self, cast: Cast, clock: Any):
        first, second = make_contact(make_customer(cast["mei"])), make_contact(make_customer(cast["mei"]))
        one = make_plan(first.customer, first, minutes=100, also=[Stop(second.customer, [second.pk])])
        other = PlannedContact.objects.exclude(pk=one.pk).get()
        assert (one.visit_id, one.minutes, other.minutes) == (other.visit_id, 50, 50)
        entries = [planning.as_planned(each, by=cast["mei"]).interaction for each in (one, other)]
        assert {each.visit_id for each in entries} == {one.visit_id}

    def test_the_whole_trip_is_done_by_one_tap_and_undone_by_one(self, cast: Cast, signed_in: SignedIn, clock: Any):
        first, second, silent, away = (make_contact(make_customer(cast["mei"])) for _number in range(4))
        stops = [Stop(second.customer, [second.pk]), Stop(silent.customer), Stop(away.customer, [away.pk])]
        one = make_plan(first.customer, first, also=stops)
        moved(PlannedContact.objects.get(customer=away.customer), cast["mei"], on=TODAY + timedelta(days=5))
        browser = signed_in("mei")
        answer = browser.post(reverse("relationships:plan-trip-done", args=[one.pk]), follow=True)
        logged = Interaction.objects.standing()
        assert set(logged.values_list("customer", "visit_id")) == {
            (each.customer_id, one.visit_id) for each in (first, second)
        }
        assert f"还要单独记：{silent.customer}" in answer.content.decode()
        assert set(PlannedContact.objects.open().values_list("customer", flat=True)) == {
            silent.customer_id,
            away.customer_id,
        }
        entry = Interaction.objects.get(customer=first.customer)
        browser.post(reverse("relationships:interaction-undo", args=[entry.pk]))
        assert not Interaction.objects.standing().exists()

    def test_undoing_one_stop_leaves_the_others_of_the_trip(self, cast: Cast, signed_in: SignedIn, clock: Any):
        first, second = make_contact(make_customer(cast["mei"])), make_contact(make_customer(cast["mei"]))
        one = make_plan(first.customer, first, also=[Stop(second.customer, [second.pk])])
        other = PlannedContact.objects.exclude(pk=one.pk).get()
        kept = planning.as_planned(one, by=cast["mei"]).interaction
        back = planning.as_planned(other, by=cast["mei"]).interaction
        signed_in("mei").post(f"{reverse('relationships:interaction-undo', args=[back.pk])}?only=1")
        assert [each.is_voided for each in Interaction.objects.filter(pk__in=[kept.pk, back.pk]).order_by("pk")] == [
            False,
            True,
        ]

    def test_a_plan_warms_nothing_until_it_is_logged(self, cast: Cast, clock: Any):
        customer = make_customer(cast["mei"])
        make_interaction(customer, at=datetime(2026, 10, 1, 9, tzinfo=SHANGHAI))
        before = standings.recompute(customer).temperature
        plan = make_plan(customer, on=TODAY, time=time(8))
        assert standings.recompute(customer).temperature == before
        planning.as_planned(plan, by=cast["mei"])
        assert standing_today(customer, cast["mei"]).temperature > before


class TestChanges:
    def test_another_day_is_kept_as_a_move_with_its_reason(self, cast: Cast, clock: Any):
        plan = make_plan(make_customer(cast["mei"]))
        later = moved(plan, cast["mei"], on=TODAY + timedelta(days=5), why="对方临时开会")
        (move,) = later.moves.all()
        assert (move.from_on, move.to_on, move.why) == (
            TODAY + timedelta(days=1),
            TODAY + timedelta(days=5),
            "对方临时开会",
        )
        assert HistoryEntry.objects.filter(customer=plan.customer, verb=planning.MOVED).count() == 1

    def test_another_place_is_no_move(self, cast: Cast):
        plan = make_plan(make_customer(cast["mei"]))
        assert not moved(plan, cast["mei"], place="总部").moves.exists()

    def test_who_read_an_older_version_overwrites_nothing(self, cast: Cast):
        plan = make_plan(make_customer(cast["mei"]))
        moved(plan, cast["mei"], place="总部")
        with pytest.raises(PlanChangedError):
            moved(plan, cast["lea"], place="工地", version=plan.version)
        plan.refresh_from_db()
        assert plan.place == "总部"

    def test_cancelled_with_its_reason_and_back(self, cast: Cast):
        plan = planning.cancel(make_plan(make_customer(cast["mei"])), by=cast["mei"], reason="停产检修")
        assert (plan.state, plan.cancel_reason) == ("cancelled", "停产检修")
        for refused in (lambda: planning.as_planned(plan, by=cast["mei"]), lambda: moved(plan, cast["mei"])):
            with pytest.raises(PlanOverError):
                refused()
        assert planning.reopen(plan, by=cast["mei"]).state == "planned"

    def test_a_day_that_is_over_cannot_be_planned(self, cast: Cast, clock: Any):
        with pytest.raises(BehindUsError):
            make_plan(make_customer(cast["mei"]), on=TODAY - timedelta(days=3))

    def test_two_sends_of_one_form_make_one_plan(self, cast: Cast):
        contact = make_contact(make_customer(cast["mei"]))
        for _again in range(2):
            make_plan(contact.customer, contact, idempotency_key="one-form")
        assert PlannedContact.objects.count() == 1

    def test_a_stranger_changes_nothing(self, cast: Cast):
        plan = make_plan(make_customer(cast["mei"]))
        with pytest.raises(NotYoursError):
            planning.cancel(plan, by=cast["otto"], reason="x")


class TestPages:
    def test_today_asks_whether_what_has_passed_took_place(self, cast: Cast, signed_in: SignedIn, clock: Any):
        plan = make_plan(make_customer(cast["mei"]), purpose="补签验收单")
        browser = signed_in("mei")
        assert "发生了吗？" not in browser.get("/").content.decode()
        clock.move_to(datetime(2026, 11, 20, 11, 30, tzinfo=SHANGHAI))
        page = browser.get("/").content.decode()
        assert "发生了吗？" in page
        assert "补签验收单" in page
        assert planned.awaiting_word(cast["mei"], datetime(2026, 11, 20, 11, 30, tzinfo=SHANGHAI)) == [plan]

    def test_a_day_without_a_time_is_asked_about_on_the_next(self, cast: Cast, clock: Any):
        make_plan(make_customer(cast["mei"]), on=TODAY, time=None)
        assert not planned.awaiting_word(cast["mei"], datetime(2026, 11, 19, 23, tzinfo=SHANGHAI))
        assert planned.awaiting_word(cast["mei"], datetime(2026, 11, 20, 0, 30, tzinfo=SHANGHAI))

    @pytest.mark.parametrize(
        ("who", "of", "seen"),
        [
            pytest.param("mei", "", True, id="her own week"),
            pytest.param("lea", "", False, id="not the lead's own"),
            pytest.param("lea", "team", True, id="the lead's team"),
            pytest.param("otto", "team", False, id="a stranger's team"),
            pytest.param("fay", "team", True, id="the founder follows everybody"),
        ],
    )
    def test_whose_week(self, cast: Cast, signed_in: SignedIn, clock: Any, who: str, of: str, seen: bool):
        make_plan(make_customer(cast["mei"]), purpose="看二期产线")
        page = signed_in(who).get(reverse("relationships:agenda"), {"of": of} if of else {}).content.decode()
        assert ("看二期产线" in page) is seen

    def test_customers_in_the_archive_leave_the_agenda(self, cast: Cast, signed_in: SignedIn, clock: Any):
        plan = make_plan(make_customer(cast["mei"]), purpose="看二期产线")
        archiving.archive(plan.customer, by=cast["ops"], reason="closed")
        assert "看二期产线" not in signed_in("mei").get(reverse("relationships:agenda")).content.decode()

    def test_a_nonsense_week_is_this_week(self, signed_in: SignedIn, clock: Any):
        answer = signed_in("mei").get(reverse("relationships:agenda"), {"week": "2026-W99"})
        assert answer.context["week"] == "2026-W47"

    def test_the_dialog_plans_a_trip(self, cast: Cast, signed_in: SignedIn, clock: Any):
        first, second = make_contact(make_customer(cast["mei"])), make_contact(make_customer(cast["mei"]))
        browser = signed_in("mei")
        assert browser.get(reverse("relationships:plan-add"), {"customer": first.customer_id}).status_code == 200
        sent = {
            "customer": first.customer_id,
            "contacts": [first.pk],
            "kind": "visit",
            "on": "2026-11-24",
            "time": "09:30",
            "minutes": "60",
            "purpose": "巡检",
            "idempotency_key": "k",
            "also_count": "1",
            "also-0-customer": second.customer_id,
            "also-0-contacts": [second.pk],
        }
        assert browser.post(reverse("relationships:plan-add"), sent).status_code == 302
        assert PlannedContact.objects.values("visit_id").distinct().count() == 1
        assert PlannedContact.objects.count() == 2

    def test_the_agenda_costs_the_same_for_two_plans_and_for_twenty(self, cast: Cast, signed_in: SignedIn, clock: Any):
        browser, url = signed_in("mei"), reverse("relationships:agenda")

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                browser.get(url)
            return len(captured)

        for _number in range(2):
            make_plan(make_customer(cast["mei"]))
        few = cost()
        for _number in range(18):
            make_plan(make_customer(cast["mei"]))
        assert cost() == few


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_two_people_complete_one_plan_at_the_same_instant_and_one_entry_is_made(_round: int) -> None:
    cast = make_cast()
    plan = make_plan(make_customer(cast["mei"]))
    start, answers = threading.Barrier(2), []

    def send(login: str) -> None:
        try:
            start.wait(timeout=10)
            by = User.objects.get(username=login)
            answers.append(planning.as_planned(PlannedContact.objects.get(pk=plan.pk), by=by).created)
        except BaseException as error:  # the test must see whatever went wrong in the thread
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[login]) for login in ("mei", "lea")]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=30)
    assert Interaction.objects.count() == 1, answers
    assert sorted(answers) == [False, True]
