"""Ties and penetration from logged contacts: kept on the standing, judged beside, told to lists and other apps."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers import extensions
from customers.errors import ReasonMissingError
from customers.models import Contact, Customer, HistoryEntry
from customers.selectors import flags
from customers.services import people
from office.models import User
from relationships.errors import ContactNotFoundError, NotYetError
from relationships.models import RelationshipStanding, TieJudgement
from relationships.services import judging_ties, standings, voiding
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_interaction

Cast = dict[str, User]
SUNDAY = date(2026, 11, 15)


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


def steady(contact: Contact, **fields: Any) -> None:
    """Three visits over more than sixty days, the last a week ago: a stable tie with the owner."""
    for month, day in ((9, 1), (10, 8), (11, 12)):
        moment = noon(month, day)
        make_interaction(contact.customer, contact, kind="visit", at=moment, recorded_at=moment, **fields)


def today_of(customer: Customer) -> RelationshipStanding:
    return RelationshipStanding.objects.today().get(customer=customer)


@pytest.fixture
def buyer(cast: Cast, clock: Any) -> Contact:
    """The one we see often, in procurement."""
    contact = make_contact(make_customer(cast["mei"]), function="procurement", seniority=3)
    steady(contact)
    return contact


class TestStanding:
    def test_knowing_only_the_buyer_is_danger_and_hangs_on_one_person_of_each_side(self, buyer: Contact) -> None:
        kept = today_of(buyer.customer)
        assert (kept.access, kept.spof_ours, kept.spof_theirs, kept.no_stable_tie) == ("danger", True, True, False)
        assert kept.penetration is not None
        assert kept.penetration_raw is not None
        assert kept.penetration <= 20
        # Depth 35 with one stable manager; threads 100 × (0.6/5 + 0.4/3).
        assert kept.depth == 35
        assert kept.multithread == pytest.approx(100 * (0.12 + 0.4 / 3))

    def test_a_stable_tie_in_production_opens_the_door(self, buyer: Contact) -> None:
        steady(make_contact(buyer.customer, function="production", seniority=4))
        kept = today_of(buyer.customer)
        assert (kept.access, kept.spof_ours, kept.spof_theirs) == ("ok", True, False)
        assert kept.stable_contacts == 2

    def test_without_people_it_is_unknown(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        kept = standings.recompute(customer)
        assert (kept.penetration, kept.access, kept.spof_ours) == (None, "", None)

    def test_a_leaving_and_a_voided_contact_show_at_once(
        self, buyer: Contact, cast: Cast, django_capture_on_commit_callbacks: Any
    ) -> None:
        interaction = buyer.interactions.order_by("at").first()
        assert interaction is not None
        voiding.void(interaction, by=cast["mei"], reason="twice")
        assert today_of(buyer.customer).no_stable_tie
        voiding.restore(interaction, by=cast["mei"])
        assert not today_of(buyer.customer).no_stable_tie
        with django_capture_on_commit_callbacks(execute=True):
            people.mark_left(buyer, by=cast["mei"])
        assert (today_of(buyer.customer).access, today_of(buyer.customer).no_stable_tie) == ("no_access", True)

    def test_a_frozen_sunday_keeps_what_was_known(self, buyer: Contact) -> None:
        standings.freeze(SUNDAY, "week")
        frozen = RelationshipStanding.objects.get(kind="week")
        assert (frozen.access, frozen.penetration) == ("danger", pytest.approx(today_of(buyer.customer).penetration))
        steady(make_contact(buyer.customer, function="production"))
        frozen.refresh_from_db()
        assert frozen.access == "danger"

    def test_what_is_computed_in_bulk_is_what_one_by_one_gives(self, buyer: Contact, cast: Cast) -> None:
        other = make_contact(make_customer(cast["mei"], chart_complete=True), function="rnd", seniority=5)
        steady(other, by=cast["mei"], colleagues=[cast["mei"].pk, cast["otto"].pk])
        columns = ("penetration", "breadth", "depth", "multithread", "access", "spof_ours", "inputs_digest")
        rows = RelationshipStanding.objects.today().order_by("customer_id")
        for customer in (buyer.customer, other.customer):
            standings.recompute(customer)
        before = list(rows.values_list(*columns))
        standings.recompute_all()
        assert list(rows.values_list(*columns)) == before
        assert before[1][0] > 20

    def test_bulk_costs_the_same_for_many(self, buyer: Contact, cast: Cast) -> None:
        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                standings.recompute_all()
            return len(captured)

        few = cost()
        for _ in range(3):
            steady(make_contact(make_customer(cast["mei"]), function="rnd"))
        assert cost() == few


class TestJudging:
    def test_it_stands_beside_and_disagrees_when_far_off(self, buyer: Contact, cast: Cast) -> None:
        judging_ties.judge(buyer, cast["mei"], level=0, reason="他说不认识我", by=cast["lea"])
        kept = today_of(buyer.customer)
        assert kept.disagreements == 1
        assert kept.no_stable_tie is False
        assert HistoryEntry.objects.filter(customer=buyer.customer, verb="tie_judged").count() == 1
        judging_ties.judge(buyer, cast["mei"], level=3, reason="主动来问", by=cast["mei"])
        assert today_of(buyer.customer).disagreements == 0
        assert [row.level for row in TieJudgement.objects.all()] == [3, 0]

    def test_a_judged_tie_is_never_stable_and_opens_no_door(self, buyer: Contact, cast: Cast) -> None:
        head = make_contact(buyer.customer, function="executive", seniority=5)
        judging_ties.judge(head, cast["fay"], level=4, reason="同学", by=cast["fay"])
        kept = today_of(buyer.customer)
        assert (kept.access, kept.stable_contacts) == ("danger", 1)

    def test_refusals_write_nothing(self, buyer: Contact, cast: Cast) -> None:
        with pytest.raises(ReasonMissingError):
            judging_ties.judge(buyer, cast["mei"], level=2, reason=" ", by=cast["mei"])
        with pytest.raises(ContactNotFoundError):
            judging_ties.judge(buyer, cast["otto"], level=2, reason="x", by=cast["otto"])
        ahead = SUNDAY + timedelta(days=9)
        with pytest.raises(NotYetError):
            judging_ties.judge(buyer, cast["mei"], level=2, reason="x", by=cast["mei"], on=ahead)
        assert not TieJudgement.objects.exists()

    def test_whose_customer_one_does_not_see_are_not_there(self, buyer: Contact, cast: Cast) -> None:
        judging_ties.judge(buyer, cast["mei"], level=2, reason="常来往", by=cast["mei"])
        assert TieJudgement.objects.visible_to(cast["lea"]).exists()
        assert not TieJudgement.objects.visible_to(cast["otto"]).exists()
        assert not TieJudgement.objects.visible_to(cast["fin"]).exists()


class TestTold:
    def test_other_apps_read_it_of_today_and_of_a_day_that_was_kept(self, buyer: Contact) -> None:
        blank = make_customer(buyer.customer.owner)
        standings.recompute(blank)
        standings.freeze(SUNDAY, "week")
        RelationshipStanding.objects.filter(kind="week").update(penetration=7.5)

        def told(day: date) -> dict[int, float | None]:
            [answer] = extensions.feed("penetration", Customer.objects.all(), day)
            return dict(answer)

        assert told(date(2026, 11, 19)) == {buyer.customer_id: today_of(buyer.customer).penetration, blank.pk: None}
        assert told(date(2026, 11, 17)) == {buyer.customer_id: 7.5}
        assert told(date(2026, 11, 14)) == {}

    def test_the_list_shows_orders_and_narrows_by_it(self, buyer: Contact, cast: Cast, signed_in: Any) -> None:
        Customer.objects.filter(pk=buyer.customer_id).update(name="险", short_name="")
        blank = make_customer(cast["mei"], name="空")
        standings.recompute(blank)
        browser = signed_in("mei")

        def names(query: str) -> list[str]:
            page = browser.get(f"/customers/?{query}").content.decode()
            return [name for name in "险空" if f">{name}<" in page]

        assert "只认识采购和财务" in browser.get("/customers/?columns=access,penetration").content.decode()
        assert names("access=danger") == ["险"]
        assert names("access=single") == ["险"]
        assert names("access=unknown") == ["空"]
        assert names("access=disagrees") == []
        assert names("access=no_core") == ["险"]
        assert flags.flags_on(Customer.objects.all(), date(2026, 11, 19))[buyer.customer_id]["no_core_tie"]
        assert names("sort=-penetration") == ["险", "空"]

    def test_finance_has_neither_column_nor_filter(self, buyer: Contact, signed_in: Any) -> None:
        page = signed_in("fin").get("/customers/?columns=access,penetration&access=danger").content.decode()
        assert "只认识采购和财务" not in page
        assert str(buyer.customer) in page
