"""Today: what I owe, who is cooling, and nothing of anybody else's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from customers import extensions
from customers.models import Customer, RevenueLine
from office.models import User
from relationships.errors import AlreadyClosedError, NotYoursError, OwnerCannotSeeError
from relationships.models import NextAction
from relationships.selectors.actions import overdue_actions
from relationships.services import next_actions, standings
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_interaction, make_next_action

Cast = dict[str, User]
SignedIn = Callable[[str], Client]
TODAY = date(2026, 11, 19)


def fall(customer: Customer) -> None:
    """Three executive visits in early October and nothing since: more than ten points lost in 28 days."""
    contact = make_contact(customer)
    for day in (1, 8, 15):
        make_interaction(customer, contact, kind="exec_visit", at=datetime(2026, 10, day, 4, tzinfo=UTC))
    standings.recompute(customer)


def page(browser: Client, url: str = "/") -> str:
    return browser.get(url).content.decode()


class TestAgenda:
    @pytest.fixture
    def promises(self, cast: Cast, clock: Any) -> dict[str, NextAction]:
        customer = make_customer(cast["mei"])
        days = {"late": -6, "now": 0, "soon": 1, "sunday": 3, "monday": 4}
        return {
            name: make_next_action(customer, due_on=TODAY + timedelta(days=days[name]), text=f"promise-{name}")
            for name in days
        }

    def test_by_nearness_up_to_the_end_of_the_week(self, signed_in: SignedIn, promises: dict[str, NextAction]) -> None:
        found = signed_in("mei").get("/").context["agenda"]
        assert found.overdue == [promises["late"]]
        assert found.today == [promises["now"]]
        assert found.this_week == [promises["soon"], promises["sunday"]]
        assert (found.later, found.total) == (1, 5)

    def test_one_click_finishes_and_can_be_undone(self, signed_in: SignedIn, promises: dict[str, NextAction]) -> None:
        browser, action = signed_in("mei"), promises["late"]
        response = browser.post(reverse("relationships:action-finish", args=[action.pk]))
        assert response["Location"] == "/"
        action.refresh_from_db()
        assert (action.is_open, action.done_by) == (False, signed_in_user(browser))
        [message] = get_messages(response.wsgi_request)
        assert message.extra_tags == f"undo:{reverse('relationships:action-reopen', args=[action.pk])}"
        browser.post(reverse("relationships:action-reopen", args=[action.pk]))
        action.refresh_from_db()
        assert action.is_open

    def test_finishing_twice_is_told_and_changes_nothing(
        self, signed_in: SignedIn, promises: dict[str, NextAction], cast: Cast
    ) -> None:
        next_actions.finish(promises["late"], by=cast["fay"], note="she did it")
        response = signed_in("mei").post(reverse("relationships:action-finish", args=[promises["late"].pk]))
        assert response.status_code == 302
        promises["late"].refresh_from_db()
        assert (promises["late"].done_by, promises["late"].done_note) == (cast["fay"], "she did it")

    def test_it_moves_to_another_day(self, signed_in: SignedIn, promises: dict[str, NextAction]) -> None:
        url = reverse("relationships:action-postpone", args=[promises["late"].pk])
        assert signed_in("mei").post(url, {"due_on": "2026-11-27"}).status_code == 302
        promises["late"].refresh_from_db()
        assert promises["late"].due_on == date(2026, 11, 27)

    def test_dropping_wants_a_reason(self, signed_in: SignedIn, promises: dict[str, NextAction]) -> None:
        url = reverse("relationships:action-drop", args=[promises["late"].pk])
        assert signed_in("mei").post(url, {"reason": ""}).status_code == 200
        assert signed_in("mei").post(url, {"reason": "overtaken by events"}).status_code == 302
        promises["late"].refresh_from_db()
        assert promises["late"].cancel_reason == "overtaken by events"

    def test_promises_of_an_archived_customer_wait_for_nobody(
        self, signed_in: SignedIn, promises: dict[str, NextAction], clock: Any
    ) -> None:
        Customer.objects.update(archived_at=datetime(2026, 11, 1, tzinfo=UTC))
        assert signed_in("mei").get("/").context["agenda"].total == 0
        assert not overdue_actions(TODAY).exists()


def signed_in_user(browser: Client) -> User:
    return User.objects.get(pk=browser.session["_auth_user_id"])


class TestPromises:
    def test_only_who_may_log_there_promises(self, cast: Cast) -> None:
        action = make_next_action(make_customer(cast["mei"]))
        with pytest.raises(NotYoursError):
            next_actions.finish(action, by=cast["otto"])

    def test_whoever_owes_it_may_close_it(self, cast: Cast) -> None:
        customer = make_customer(cast["lea"])
        action = next_actions.add(customer=customer, text="x", owner=cast["mei"], due_on=TODAY, by=cast["lea"])
        assert not next_actions.finish(action, by=cast["mei"]).is_open

    def test_nobody_owes_what_they_cannot_see(self, cast: Cast) -> None:
        with pytest.raises(OwnerCannotSeeError):
            next_actions.add(
                customer=make_customer(cast["mei"]), text="x", owner=cast["otto"], due_on=TODAY, by=cast["mei"]
            )

    def test_closed_is_closed(self, cast: Cast) -> None:
        action = make_next_action(make_customer(cast["mei"]))
        next_actions.drop(action, by=cast["mei"], reason="no more")
        with pytest.raises(AlreadyClosedError):
            next_actions.postpone(action, due_on=TODAY, by=cast["mei"])

    def test_each_change_moves_the_version(self, cast: Cast) -> None:
        action = make_next_action(make_customer(cast["mei"]))
        assert next_actions.postpone(action, due_on=TODAY, by=cast["mei"]).version == 2


class TestCooling:
    def test_mine_with_the_reason(self, signed_in: SignedIn, cast: Cast, clock: Any) -> None:
        fall(make_customer(cast["mei"], name="转凉重工", tier="S"))
        fall(make_customer(cast["otto"], name="别家转凉"))
        [row] = signed_in("mei").get("/").context["attention"]
        assert row.customer.name == "转凉重工"
        assert row.degrees.change.falling
        assert row.degrees.change.delta <= -10
        assert row.quiet == "静默 35 天" or "35" in row.quiet

    def test_down_to_invoices(self, signed_in: SignedIn, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"], name="只剩开票")
        RevenueLine.objects.create(
            customer=customer, document="F1", booked_on=date(2026, 11, 2), net="1.00", currency="CNY"
        )
        standings.recompute(customer)
        [row] = signed_in("mei").get("/").context["attention"]
        assert (row.customer, row.degrees.value) == (customer, 0)

    @pytest.mark.parametrize(
        ("who", "names"),
        [
            pytest.param("mei", {"北"}, id="a CSM: her own"),
            pytest.param("lea", {"北"}, id="a lead: the team's"),
            pytest.param("fay", {"北", "南"}, id="the founder: everybody's"),
        ],
    )
    def test_whose_customers_are_my_business(
        self, signed_in: SignedIn, cast: Cast, clock: Any, who: str, names: set[str]
    ) -> None:
        fall(make_customer(cast["mei"], name="北"))
        fall(make_customer(cast["otto"], name="南"))
        assert {row.customer.name for row in signed_in(who).get("/").context["attention"]} == names

    def test_a_lead_sees_what_the_team_owes_and_not_what_others_do(
        self, signed_in: SignedIn, cast: Cast, clock: Any
    ) -> None:
        late = make_next_action(make_customer(cast["mei"]), due_on=TODAY - timedelta(days=2))
        make_next_action(make_customer(cast["otto"]), due_on=TODAY - timedelta(days=2))
        assert signed_in("lea").get("/").context["others"] == [late]


def test_nothing_yet_says_the_next_step(signed_in: SignedIn) -> None:
    text = page(signed_in("mei"))
    assert 'href="/log/"' in text
    assert "empty__what" in text


def test_who_keeps_the_books_sees_no_people(signed_in: SignedIn, cast: Cast, clock: Any) -> None:
    fall(make_customer(cast["mei"], name="转凉重工"))
    make_next_action(Customer.objects.get(), text="给秦望舒发换件清单")
    text = page(signed_in("fin"))
    assert "转凉重工" not in text
    assert "换件清单" not in text
    assert 'class="logbox' not in text


def test_cards_of_other_apps_stand_in_their_column(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    card = extensions.TodayCard("x", "components/empty.html", lambda request, day: {}, column="main")
    silent = extensions.TodayCard("y", "components/empty.html", lambda request, day: None)
    monkeypatch.setattr(extensions, "today_cards", [card, silent])
    assert signed_in("mei").get("/").context["cards"] == {
        "main": [{"template": "components/empty.html", "content": {}}],
        "aside": [],
    }


def test_today_costs_the_same_for_little_and_for_much(
    signed_in: SignedIn, queries_of: Callable[[Client, str], int], cast: Cast, clock: Any
) -> None:
    def another() -> None:
        customer = make_customer(cast["mei"])
        fall(customer)
        make_next_action(customer, due_on=TODAY - timedelta(days=1))

    browser = signed_in("mei")
    for _ in range(2):
        another()
    few = queries_of(browser, "/")
    for _ in range(4):
        another()
    assert queries_of(browser, "/") == few
    assert few <= 25


class TestOnTheCustomersPage:
    """What other pages show of us goes through the registries; each costs a constant number of queries."""

    def sources(self) -> dict[str, extensions.TimelineSource]:
        return {source.key: source for source in extensions.timeline_sources}

    def test_the_timeline_pages_through_contacts_without_gap_or_repeat(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        contact = make_contact(customer)
        at = datetime(2026, 11, 1, 4, tzinfo=UTC)
        made = [make_interaction(customer, contact, at=at + timedelta(days=number // 3)) for number in range(9)]
        source = self.sources()["interaction"]
        seen: list[int] = []
        before = None
        while entries := source.entries(customer, cast["mei"], before, 2):
            seen += [entry.id for entry in entries]
            before = entries[-1].key
        assert seen == [one.pk for one in reversed(made)]

    def test_at_one_moment_sources_follow_each_other_by_name(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        interaction = make_interaction(customer)
        source = self.sources()["interaction"]
        assert source.entries(customer, cast["mei"], (interaction.at, "history", 1), 5) == []
        assert len(source.entries(customer, cast["mei"], (interaction.at, "voice", 1), 5)) == 1

    def test_a_timeline_costs_the_same_for_few_and_many(
        self, cast: Cast, clock: Any, django_assert_num_queries: Any
    ) -> None:
        customer = make_customer(cast["mei"])
        for _ in range(6):
            make_interaction(customer)
        source = self.sources()["interaction"]
        reader = User.objects.get(pk=cast["mei"].pk)
        assert reader.roles
        for limit in (2, 6):
            with django_assert_num_queries(3):
                assert len(source.entries(customer, reader, None, limit)) == limit

    def test_finance_gets_no_tile_no_panel_no_timeline(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        make_interaction(customer)
        make_next_action(customer)
        tiles = {tile.key: tile for tile in extensions.tiles}
        panels = {panel.key: panel for panel in extensions.side_panels}
        assert tiles["temperature"].load(customer, cast["fin"], TODAY) is None
        assert panels["next_actions"].load(customer, cast["fin"], TODAY) is None
        assert list(self.sources()["interaction"].entries(customer, cast["fin"], None, 5)) == []

    def test_the_tile_prints_whole_degrees_that_agree_with_the_band(self) -> None:
        from relationships.presenters import whole

        assert [whole(value) for value in (39.94, 39.96, 79.99, -9.96, -9.94, None)] == [39, 40, 80, -10, -9, None]


def test_the_evidence_adds_up_and_costs_the_same(
    signed_in: SignedIn, queries_of: Callable[[Client, str], int], cast: Cast, clock: Any
) -> None:
    customer = make_customer(cast["mei"])
    contact = make_contact(customer)
    for _ in range(2):
        make_interaction(customer, contact)
    browser, url = signed_in("mei"), reverse("relationships:temperature", args=[customer.pk])
    few = queries_of(browser, url)
    for _ in range(5):
        make_interaction(customer, contact, kind="im")
    assert queries_of(browser, url) == few
    context = browser.get(url).context
    heats = [row.heat for row in context["sources"]]
    assert sum(heats) == pytest.approx(context["evidence"].temperature.heat_sum)
    assert sum(row.stands_for is not None for row in context["sources"]) == 4
