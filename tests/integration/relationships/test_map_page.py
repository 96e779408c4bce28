"""The map of a customer: grid, drawing, what if she leaves, other days, one tie, the paper."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.models import Contact, Customer
from customers.services import decision_roles, people
from office.models import User
from office.services import people as office_people
from relationships.models import TieJudgement
from relationships.selectors.maps import read_map
from relationships.services import judging_ties
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_interaction, make_next_action

Cast = dict[str, User]
SignedIn = Callable[[str], Client]


ASKED = {"HX-Request": "true"}
STEP = (
    *("map-day", "map-grid", "map-figure", "map-decisions", "leaving"),
    *("replay-on", "replay-said", "map-changes"),
)


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


def steady(contact: Contact, **fields: Any) -> None:
    for month, day in ((9, 1), (10, 8), (11, 12)):
        moment = noon(month, day)
        make_interaction(contact.customer, contact, kind="visit", at=moment, recorded_at=moment, **fields)


def url(customer: Customer, query: str = "") -> str:
    return reverse("relationships:map", args=[customer.pk]) + query


@pytest.fixture
def buyer(cast: Cast, clock: Any) -> Contact:
    """The one whom mei sees often, in procurement, of a customer with an unmet engineer."""
    customer = make_customer(cast["mei"], name="北渡汽车", renewal_on=date(2027, 2, 1))
    contact = make_contact(customer, "秦望舒", function="procurement", seniority=3)
    make_contact(customer, "莫听澜", function="rnd", seniority=4)
    steady(contact)
    return contact


class TestPage:
    def test_the_danger_comes_first_with_what_is_untouched_and_at_stake(
        self, buyer: Contact, signed_in: SignedIn
    ) -> None:
        response = signed_in("mei").get(url(buyer.customer))
        assert response.context["banner"]["state"] == "bad"
        text = response.content.decode()
        assert "74 天后续约" in text
        assert text.index("只认识采购和财务") < text.index("秦望舒")

    def test_core_departments_stand_on_top_and_the_empty_ones_are_there(
        self, buyer: Contact, signed_in: SignedIn
    ) -> None:
        groups = signed_in("mei").get(url(buyer.customer)).context["grid"].groups
        assert [(group.core, group.level) for group in groups][:2] == [(True, 1), (True, 0)]
        assert next(group.level for group in groups if group.rows and str(group.rows[0].contact) == "秦望舒") == 3
        Customer.objects.filter(pk=buyer.customer_id).update(chart_complete=True)
        assert len(signed_in("mei").get(url(buyer.customer)).context["grid"].groups) == 2

    def test_single_points_are_named_on_both_sides(self, buyer: Contact, signed_in: SignedIn) -> None:
        response = signed_in("mei").get(url(buyer.customer))
        assert len(response.context["single"]) == 2
        [column, *_] = response.context["grid"].columns
        assert (str(column.user), column.single) == (str(buyer.customer.owner), True)

    def test_who_holds_most_of_the_stable_ties_is_named(self, buyer: Contact, cast: Cast, signed_in: SignedIn) -> None:
        # Of three equal ties lea holds two, and two lead to the buyer: 66.7%.
        for contact in (buyer, Contact.objects.get(person__name="莫听澜")):
            steady(contact, colleagues=[cast["lea"].pk])
        said = signed_in("mei").get(url(buyer.customer)).context["single"]
        assert said == ["全部稳定联系强度的 67% 集中在李雅手中。", "全部稳定联系强度的 67% 指向秦望舒。"]

    def test_half_and_half_is_not_concentrated(self, buyer: Contact, cast: Cast, signed_in: SignedIn) -> None:
        steady(Contact.objects.get(person__name="莫听澜"), colleagues=[cast["lea"].pk])
        assert signed_in("mei").get(url(buyer.customer)).context["single"] == []

    def test_a_cell_says_number_stable_and_judgement_and_leads_to_the_tie(
        self, buyer: Contact, cast: Cast, signed_in: SignedIn
    ) -> None:
        judging_ties.judge(buyer, cast["mei"], level=1, reason="换了人", by=cast["mei"])
        groups = signed_in("mei").get(url(buyer.customer)).context["grid"].groups
        cell = next(row for group in groups for row in group.rows if row.contact == buyer).cells[0]
        assert (cell.stable, cell.pips, bool(cell.review)) == (True, (True, False, False, False), True)
        assert cell.url == reverse("relationships:tie", args=[buyer.customer_id, cast["mei"].pk, buyer.pk])
        assert "强度" in cell.label

    def test_without_anybody_it_says_so(self, cast: Cast, signed_in: SignedIn) -> None:
        customer = make_customer(cast["mei"])
        response = signed_in("mei").get(url(customer))
        assert response.context["scores"] == []
        assert "还没有记录对方的任何人" in response.content.decode()

    def test_names_are_text_never_markup(self, cast: Cast, signed_in: SignedIn) -> None:
        customer = make_customer(cast["mei"])
        contact = make_contact(customer, "<svg/onload=alert(1)>", function="rnd")
        steady(contact)
        page = signed_in("mei").get(url(customer)).content.decode()
        assert "<svg/onload" not in page
        assert "&lt;svg/onload" in page

    def test_a_large_department_is_folded_and_opens(self, buyer: Contact, signed_in: SignedIn) -> None:
        for _ in range(11):
            people_of = make_contact(buyer.customer)
            people_of.department = buyer.department
            people_of.save()
        key = f"d{buyer.department_id}"

        def rows(query: str) -> int:
            groups = signed_in("mei").get(url(buyer.customer, query)).context["grid"].groups
            return len(next(group for group in groups if group.key == key).rows)

        assert (rows(""), rows(f"?dept={key}"), rows("?dept=all")) == (1, 12, 12)

    def test_it_costs_the_same_for_few_and_for_many(self, buyer: Contact, cast: Cast, signed_in: SignedIn) -> None:
        browser = signed_in("mei")

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                browser.get(url(buyer.customer, f"?who=u{cast['mei'].pk}"))
            return len(captured)

        steady(make_contact(buyer.customer, function="production"))
        cost()
        few = cost()
        for function in ("rnd", "production", "quality", "it"):
            steady(make_contact(buyer.customer, function=function), colleagues=[cast["mei"].pk, cast["lea"].pk])
        assert cost() == few


class TestLeaving:
    def test_ours_takes_the_department_and_all_they_look_after(
        self, buyer: Contact, cast: Cast, signed_in: SignedIn
    ) -> None:
        make_next_action(buyer.customer, owner=cast["mei"])
        decision_roles.change(buyer, by=cast["mei"], take={"economic"}, leave=set())
        found = signed_in("mei").get(url(buyer.customer, f"?who=u{cast['mei'].pk}")).context["leaving"]
        assert found.loss > 0
        assert found.dark == [str(buyer.department)]
        assert [loss.count for loss in found.losses] == [1, 0, 1, 0, 0, 0]
        assert len(found.roles) == 1

    def test_theirs_can_leave_too_and_nobody_else(self, buyer: Contact, cast: Cast, signed_in: SignedIn) -> None:
        browser = signed_in("mei")
        found = browser.get(url(buyer.customer, f"?who=c{buyer.pk}")).context["leaving"]
        assert (found.name, found.losses, len(found.dark)) == ("秦望舒", [], 1)
        foreign = make_contact(make_customer(cast["otto"]))
        for who in (f"c{foreign.pk}", "u999999", "x1", "c1' OR 1=1"):
            assert browser.get(url(buyer.customer, f"?who={who}")).context["leaving"] is None


class TestReplay:
    def test_an_earlier_day_shows_who_was_there_and_what_changed_since(
        self, buyer: Contact, cast: Cast, signed_in: SignedIn
    ) -> None:
        engineer = Contact.objects.get(person__name="莫听澜")
        steady(engineer)
        people.mark_left(engineer, by=cast["mei"], on=date(2026, 11, 16))
        now = signed_in("mei").get(url(buyer.customer))
        before = signed_in("mei").get(url(buyer.customer, "?on=2026-11-15"))
        assert now.context["banner"]["state"] == "bad"
        assert before.context["banner"] is None
        [change] = before.context["replay"].changes
        assert (change.name, change.fell) == (str(engineer.department), True)
        assert "莫听澜" in change.why

    def test_who_left_us_leaves_the_map_on_that_day(self, buyer: Contact, cast: Cast, clock: Any) -> None:
        mei, day = cast["mei"], date(2026, 11, 15)

        def stable(on: date) -> int:
            found = read_map(buyer.customer, cast["fay"], on).picture.penetration
            assert found is not None
            return found.stable_users

        clock.move_to(datetime(2026, 11, 14, 16, 30, tzinfo=UTC))
        mei.is_active = False
        mei.save()
        clock.move_to(noon(11, 19))
        assert (stable(day), stable(date(2026, 11, 19))) == (1, 0)
        clock.move_to(datetime(2026, 11, 14, 16, 30, tzinfo=UTC))
        office_people.changed(mei, by=cast["ada"], fields=["is_active"])
        clock.move_to(noon(11, 19))
        assert (stable(date(2026, 11, 14)), stable(day)) == (1, 0)

    def test_weeks_back_and_nonsense(self, buyer: Contact, signed_in: SignedIn) -> None:
        browser = signed_in("mei")

        def day(query: str) -> date:
            found: date = browser.get(url(buyer.customer, query)).context["map"].day
            return found

        assert day("?weeks=2") == date(2026, 11, 5)
        assert day("?on=2027-01-01") == day("?on=x&weeks=y") == day("") == date(2026, 11, 19)

    def test_places_are_the_same_on_every_day_and_on_paper(self, buyer: Contact, signed_in: SignedIn) -> None:
        browser = signed_in("mei")
        now = browser.get(url(buyer.customer)).context["figure"].picture
        before = browser.get(url(buyer.customer, "?on=2026-08-01")).context["figure"].picture
        assert now.places == before.places
        assert len(now.ties) > len(before.ties)

    def test_as_known_then_leaves_out_what_was_entered_later(self, buyer: Contact, signed_in: SignedIn) -> None:
        late = make_contact(buyer.customer, function="production")
        for month, day in ((9, 1), (10, 8), (11, 12)):
            make_interaction(buyer.customer, late, kind="visit", at=noon(month, day), recorded_at=noon(11, 18))
        browser = signed_in("mei")
        corrected = browser.get(url(buyer.customer, "?on=2026-11-15")).context["map"].picture.penetration
        known = browser.get(url(buyer.customer, "?on=2026-11-15&mode=as_known")).context["map"].picture.penetration
        assert (corrected.access, known.access) == ("ok", "danger")


class TestParts:
    """What htmx asks for alone, so that a step of the slider or a table costs no whole page."""

    def test_another_day_brings_each_part_that_it_changes_and_nothing_else(
        self, buyer: Contact, signed_in: SignedIn
    ) -> None:
        browser = signed_in("mei")
        whole = browser.get(url(buyer.customer)).content.decode()
        step = browser.get(url(buyer.customer, "?weeks=2"), headers=ASKED | {"HX-Target": "map-day"}).content.decode()
        for part in STEP:
            assert (whole.count(f'id="{part}"'), step.count(f'id="{part}"')) == (1, 1), part
        assert step.count('hx-swap-oob="true"') == len(STEP) - 1
        assert "hx-swap-oob" not in whole
        assert 'value="2026-11-05"' in step
        assert "data-graph-open" not in step
        assert "<main" not in step

    def test_whoever_leaves_is_told_alone(self, buyer: Contact, signed_in: SignedIn) -> None:
        asked = ASKED | {"HX-Target": "leaving"}
        text = signed_in("mei").get(url(buyer.customer, f"?who=c{buyer.pk}"), headers=asked).content.decode()
        assert str(buyer.department) in text
        assert "map-grid" not in text

    def test_ties_as_rows_come_when_they_are_opened_or_with_the_page_for_who_follows_the_link(
        self, buyer: Contact, signed_in: SignedIn
    ) -> None:
        browser = signed_in("mei")
        page = browser.get(url(buyer.customer))
        address = page.context["figure"].table_url
        assert page.context["figure"].table is None
        assert f'href="{address.replace("&", "&amp;")}"' in page.content.decode()
        rows = browser.get(address, headers=ASKED)
        assert [row.name for row in rows.context["table"].rows] == [str(buyer.customer.owner)]
        assert "map-grid" not in rows.content.decode()
        assert len(browser.get(address).context["figure"].table.rows) == 1


class TestGraph:
    def test_the_browser_s_graph_has_the_places_of_the_drawing(self, buyer: Contact, signed_in: SignedIn) -> None:
        browser = signed_in("mei")
        context = browser.get(url(buyer.customer)).context
        places, graph = context["figure"].picture.places, browser.get(context["graph_url"]).json()
        assert {node["id"]: (node["x"], node["y"]) for node in graph["nodes"]} == {
            key: tuple(place) for key, place in places.items() if key != ""
        }
        [tie] = graph["ties"]
        assert (tie["target"], tie["stable"]) == (f"c{buyer.pk}", True)

    def test_in_a_crowd_only_those_who_matter_are_named_at_first(self, buyer: Contact, signed_in: SignedIn) -> None:
        for _ in range(60):
            make_contact(buyer.customer)
        graph = signed_in("mei").get(url(buyer.customer, "?graph=1")).json()
        assert graph["folded"]
        theirs = [node for node in graph["nodes"] if node["kind"] == "theirs"]
        assert len(theirs) == 62
        assert [node["id"] for node in theirs if node["named"]] == [f"c{buyer.pk}"]

    def test_of_few_people_the_graph_opens_unasked_and_a_large_map_says_that_it_waits(
        self, buyer: Contact, signed_in: SignedIn
    ) -> None:
        few = signed_in("mei").get(url(buyer.customer)).content.decode()
        assert "data-graph-at-once" in few
        for _ in range(47):
            make_contact(buyer.customer)
        many = signed_in("mei").get(url(buyer.customer)).content.decode()
        assert "data-graph-at-once" not in many
        assert ("49 人" in many, "49 人" in few) == (True, False)


class TestTie:
    def tie(self, contact: Contact, user: User) -> str:
        return reverse("relationships:tie", args=[contact.customer_id, user.pk, contact.pk])

    def test_it_shows_each_contact_and_takes_a_judgement(self, buyer: Contact, cast: Cast, signed_in: SignedIn) -> None:
        browser = signed_in("mei")
        page = browser.get(self.tie(buyer, cast["mei"]))
        assert len(page.context["sources"]) == 3
        assert page.context["tie"].stable
        response = browser.post(self.tie(buyer, cast["mei"]), {"level": "3", "reason": "主动约我们看线"})
        assert response["Location"] == url(buyer.customer)
        assert TieJudgement.objects.get().level == 3
        assert "主动约我们看线" in browser.get(self.tie(buyer, cast["mei"])).content.decode()

    def test_a_judgement_needs_its_reason(self, buyer: Contact, cast: Cast, signed_in: SignedIn) -> None:
        response = signed_in("mei").post(self.tie(buyer, cast["mei"]), {"level": "3", "reason": " "})
        assert response.status_code == 200
        assert not TieJudgement.objects.exists()

    def test_a_person_of_another_customer_is_not_there(self, buyer: Contact, cast: Cast, signed_in: SignedIn) -> None:
        other = make_contact(make_customer(cast["mei"]))
        address = reverse("relationships:tie", args=[buyer.customer_id, cast["mei"].pk, other.pk])
        assert signed_in("mei").get(address).status_code == 404


class TestPaper:
    @pytest.mark.parametrize("size", ["a4", "a3"])
    def test_it_is_a_pdf_with_the_names(self, buyer: Contact, signed_in: SignedIn, size: str) -> None:
        response = signed_in("mei").get(reverse("relationships:map-paper", args=[buyer.customer_id]) + f"?size={size}")
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
