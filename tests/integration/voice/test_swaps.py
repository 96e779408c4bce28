"""Swaps of duty: who took a week is logged, who was away is offered the next free one, and the rotation never moves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from customers import extensions
from office.calendar import Week, week_add
from office.models import AuditEntry, User
from reports.selectors.weekly_inputs import _wall
from tests.factories.customers import make_customer
from tests.factories.voice import make_published
from voice.errors import NoLongerOfferedError, NotYoursError, WeekOverError
from voice.models import DutyAbsence, DutySwap, Edition
from voice.selectors import business_calendar, duties_of, duty_of, records_by_executive
from voice.services import duty, editions, swaps
from voice.tasks import settle_swaps

pytestmark = pytest.mark.usefixtures("clock", "rota")
WEEK = "2026-W47"
"""The week of the stopped clock: the turn of eve; then come fay, ada, eve."""


def week(number: int) -> str:
    return str(week_add(Week(WEEK), number))


@pytest.fixture
def rota(cast):
    return duty.set_roster([cast["eve"], cast["fay"], cast["ada"]], from_week=WEEK, by=cast["fay"])


@pytest.fixture
def swap(cast, rota) -> DutySwap:
    """Eve is away this week; fay takes it."""
    duty.be_away(cast["eve"], week=WEEK, by=cast["eve"])
    return DutySwap.objects.get()


def on_duty(first: int = 0, last: int = 5) -> list[str]:
    turns = duties_of([week(n) for n in range(first, last + 1)])
    return [turn.on_duty.username if turn.on_duty else "-" for turn in turns]


def base(last: int = 5) -> list[str]:
    return [turn.turn.username for turn in duties_of([week(n) for n in range(last + 1)])]


def offered() -> dict[str, str]:
    return dict(DutySwap.objects.values_list("week", "offered_week"))


def moved_on(clock, weeks: int) -> None:
    clock.shift(timedelta(weeks=weeks))


def test_a_swap_is_logged_and_the_next_free_week_offered(cast, swap) -> None:
    assert (swap.week, swap.absentee, swap.taken_by, swap.offered_week) == (WEEK, cast["eve"], cast["fay"], week(1))
    assert (swap.answer, swap.answered_by, swap.answered_at) == ("", None, None)
    assert on_duty() == ["fay", "fay", "ada", "eve", "fay", "ada"], "an offer alone changes nothing"


def test_who_accepts_has_the_week_and_the_rotation_stays(cast, swap) -> None:
    before = base()
    swaps.accept(swap, week=week(1), by=cast["eve"])
    swap.refresh_from_db()
    assert (swap.answer, swap.answered_by) == ("accepted", cast["eve"])
    assert on_duty() == ["fay", "eve", "ada", "eve", "fay", "ada"]
    assert base() == before
    turn = duties_of([week(1)])[0]
    assert (turn.turn, turn.in_return, turn.stands_in) == (cast["fay"], swap, False)
    assert AuditEntry.objects.filter(verb="swap_answered", by=cast["eve"]).count() == 1


def test_who_declines_leaves_it_and_is_offered_none_after_it(cast, swap) -> None:
    swaps.decline(swap, week=week(1), by=cast["eve"])
    swaps.settle()
    swap.refresh_from_db()
    assert (swap.answer, swap.offered_week) == ("declined", week(1))
    assert on_duty()[1] == "fay"


@pytest.mark.parametrize("verb", [swaps.accept, swaps.decline])
def test_an_answer_can_be_taken_back(cast, swap, verb) -> None:
    verb(swap, week=week(1), by=cast["eve"])
    swaps.reopen(swap, by=cast["eve"])
    swap.refresh_from_db()
    assert (swap.answer, swap.answered_by, swap.answered_at, swap.offered_week) == ("", None, None, week(1))
    assert on_duty()[1] == "fay"


def test_answering_twice_is_answering_once(cast, swap) -> None:
    for _ in range(2):
        swaps.accept(swap, week=week(1), by=cast["eve"])
    for _ in range(2):
        swaps.reopen(swap, by=cast["eve"])
    assert AuditEntry.objects.filter(verb="swap_answered").count() == 2


def test_a_week_that_was_offered_before_the_page_was_sent_is_refused(cast, swap) -> None:
    for verb in (swaps.accept, swaps.decline):
        with pytest.raises(NoLongerOfferedError):
            verb(swap, week=week(2), by=cast["eve"])
    duty.be_back(DutyAbsence.objects.get(), by=cast["eve"])
    with pytest.raises(NoLongerOfferedError):
        swaps.accept(swap, week=week(1), by=cast["eve"])


def test_only_the_absentee_and_who_notes_every_absence_answer(cast, swap) -> None:
    duty.be_away(cast["ada"], week=week(2), by=cast["ada"])
    hers = DutySwap.objects.get(absentee=cast["ada"])
    with pytest.raises(NotYoursError):
        swaps.accept(hers, week=hers.offered_week, by=cast["eve"])
    swaps.accept(hers, week=hers.offered_week, by=cast["ops"])
    hers.refresh_from_db()
    assert hers.answered_by == cast["ops"]


def test_an_absence_taken_back_ends_the_swap_and_the_week_accepted_for_it(cast, swap) -> None:
    swaps.accept(swap, week=week(1), by=cast["eve"])
    duty.be_back(DutyAbsence.objects.get(), by=cast["eve"])
    assert not DutySwap.objects.exists()
    assert on_duty() == base()


def test_several_absentees_are_offered_different_weeks(cast, swap) -> None:
    duty.be_away(cast["fay"], week=week(1), by=cast["fay"])
    # Fay's own week is no longer free: ada takes it.
    assert offered() == {WEEK: week(2), week(1): week(3)}
    assert on_duty(0, 3) == ["fay", "ada", "ada", "eve"]


def test_two_away_in_one_week_are_one_swap(cast, swap) -> None:
    duty.be_away(cast["fay"], week=WEEK, by=cast["fay"])
    swap.refresh_from_db()
    assert (DutySwap.objects.count(), swap.absentee, swap.taken_by) == (1, cast["eve"], cast["ada"])
    assert swap.offered_week == week(1), "fay stood in for nobody and is owed nothing"


def test_everybody_away_is_no_swap_until_somebody_is_back(cast, swap) -> None:
    for name in ("fay", "ada"):
        duty.be_away(cast[name], week=WEEK, by=cast["fay"])
    assert not DutySwap.objects.exists()
    assert duty_of(WEEK) is None
    duty.be_back(DutyAbsence.objects.get(user=cast["ada"]), by=cast["ada"])
    assert DutySwap.objects.get().taken_by == cast["ada"]


def test_a_long_absence_is_a_swap_for_each_turn_and_the_weeks_come_after_the_return(cast) -> None:
    duty.be_away(cast["eve"], week=WEEK, until=week(4), by=cast["eve"])
    # Her turns of weeks 0 and 3; back in week 5, which is ada's; week 6 is her own.
    assert offered() == {WEEK: week(5), week(3): week(7)}


def test_over_the_new_year_with_a_week_53(cast, clock) -> None:
    duty.set_roster([cast["eve"], cast["fay"]], from_week="2026-W52", by=cast["fay"])
    duty.be_away(cast["eve"], week="2026-W52", by=cast["eve"])
    swap = DutySwap.objects.get()
    assert swap.offered_week == "2026-W53"
    duty.be_away(cast["eve"], week="2026-W53", by=cast["eve"])
    swap.refresh_from_db()
    assert swap.offered_week == "2027-W02", "the first week of the year is her own turn"
    swaps.accept(swap, week="2027-W02", by=cast["eve"])
    turns = duties_of(["2026-W53", "2027-W01", "2027-W02", "2027-W03"])
    assert [turn.on_duty.username for turn in turns] == ["fay", "eve", "eve", "eve"]
    assert [turn.turn.username for turn in turns] == ["fay", "eve", "fay", "eve"]


def test_who_leaves_the_roster_is_offered_nothing_and_has_no_week(cast, swap) -> None:
    duty.set_roster([cast["fay"], cast["ada"]], from_week=week(1), by=cast["fay"])
    swap.refresh_from_db()
    assert swap.offered_week == ""
    duty.set_roster([cast["eve"], cast["fay"], cast["ada"]], from_week=week(1), by=cast["fay"])
    swap.refresh_from_db()
    assert swap.offered_week == week(2), "week 1 is her own turn now"


def test_who_leaves_the_roster_with_an_accepted_week_has_it_no_more(cast, swap) -> None:
    swaps.accept(swap, week=week(1), by=cast["eve"])
    duty.set_roster([cast["fay"], cast["ada"]], from_week=week(1), by=cast["fay"])
    swap.refresh_from_db()
    assert (swap.answer, swap.offered_week) == ("", "")
    assert on_duty(1, 2) == ["fay", "ada"]


def test_who_leaves_the_house_is_jumped_over_at_once_and_owed_nothing_after_the_night(cast, swap) -> None:
    swaps.accept(swap, week=week(1), by=cast["eve"])
    before = base()
    User.objects.filter(pk=cast["eve"].pk).update(is_active=False)
    assert on_duty(1, 3) == ["fay", "ada", "fay"]
    assert base() == before, "the others keep their weeks"
    settle_swaps(lambda **_: None)
    swap.refresh_from_db()
    assert (swap.answer, swap.offered_week) == ("", "")
    assert DutySwap.objects.count() == 1, "her later turns are no swaps"


def test_who_is_away_in_the_week_accepted_is_offered_another(cast, swap) -> None:
    swaps.accept(swap, week=week(1), by=cast["eve"])
    duty.be_away(cast["eve"], week=week(1), by=cast["eve"])
    swap.refresh_from_db()
    assert (swap.answer, swap.offered_week) == ("", week(2))
    assert on_duty(0, 2) == ["fay", "fay", "ada"]
    assert DutySwap.objects.count() == 1


def test_the_stand_ins_absence_in_the_week_given_back_is_no_swap(cast, swap) -> None:
    swaps.accept(swap, week=week(1), by=cast["eve"])
    duty.be_away(cast["fay"], week=week(1), by=cast["fay"])
    assert DutySwap.objects.count() == 1
    assert on_duty()[1] == "eve"
    swaps.reopen(swap, by=cast["eve"])
    # Now ada stands in for fay; eve is offered the week after, and fay the one after her own.
    assert offered() == {WEEK: week(2), week(1): week(3)}


def test_an_offer_nobody_answered_moves_on_when_its_week_is_over(cast, swap, clock) -> None:
    moved_on(clock, 2)
    with pytest.raises(NoLongerOfferedError):
        swaps.accept(swap, week=week(1), by=cast["eve"])
    settle_swaps(lambda **_: None)
    swap.refresh_from_db()
    assert swap.offered_week == week(2)
    moved_on(clock, 60)
    settle_swaps(lambda **_: None)
    swap.refresh_from_db()
    assert swap.offered_week == "", "after a year nothing is owed"


def test_what_is_over_stays_as_it_was(cast, swap, clock) -> None:
    swaps.accept(swap, week=week(1), by=cast["eve"])
    moved_on(clock, 2)
    with pytest.raises(WeekOverError):
        swaps.reopen(swap, by=cast["eve"])
    duty.set_roster([cast["ada"]], from_week=week(2), by=cast["fay"])
    swap.refresh_from_db()
    assert (swap.answer, swap.offered_week) == ("accepted", week(1))
    assert on_duty(0, 2) == ["fay", "eve", "ada"]


def test_a_published_week_is_not_swapped_any_more(cast) -> None:
    make_published(WEEK, make_customer(cast["mei"]), by=cast["eve"])
    duty.be_away(cast["eve"], week=WEEK, by=cast["eve"])
    assert not DutySwap.objects.exists()
    assert duty_of(WEEK) == cast["eve"]


def test_wall_picking_today_report_and_reminders_name_the_same_executive(cast, swap, clock, signed_in) -> None:
    draft = editions.open_week(WEEK, by=cast["fay"])
    swaps.accept(swap, week=week(1), by=cast["eve"])
    moved_on(clock, 1)
    draft = editions.open_week(week(1), by=cast["fay"])
    # A draft begun before a change of the roster says what it was begun with; nobody reads it.
    Edition.objects.filter(pk=draft.pk).update(duty=cast["ada"])
    fay, calendar = signed_in("fay"), business_calendar()
    assert duty_of(week(1)) == cast["eve"]
    assert fay.get(reverse("voice:pick", args=[week(1)])).context["duty"] == cast["eve"]
    assert fay.get(reverse("voice:wall")).context["duty"] == cast["eve"]
    assert fay.get(reverse("voice:roster")).context["rows"][0].on_duty == cast["eve"]
    today = {
        card["content"]["week"]: card["content"]["duty"]
        for card in fay.get("/").context["cards"]["aside"]
        if (card["content"] or {}).get("week")
    }
    assert today == {week(1): cast["eve"]}
    assert _wall(Week(week(1)), timezone.now(), calendar)["duty"] == str(cast["eve"])
    assert [source(timezone.localdate()) for source in extensions.on_duty] == [cast["eve"]]
    made = make_published(week(1), make_customer(cast["mei"]), by=cast["fay"])
    assert (made.duty, made.payload["duty"]) == (cast["eve"], str(cast["eve"]))
    records = {one.executive: one.required for one in records_by_executive(week(1), timezone.now(), calendar)}
    assert records == {cast["fay"]: 1, cast["eve"]: 1}, "the draft of the week before was missed"


class TestPages:
    def answer(self, browser, swap, verb, **fields):
        return browser.post(reverse("voice:swap", args=[swap.pk, verb]), {"week": swap.offered_week, **fields})

    def test_today_offers_the_week_and_takes_the_answer_without_scripts(self, cast, swap, signed_in) -> None:
        eve = signed_in("eve")
        text = eve.get("/").content.decode()
        assert reverse("voice:swap", args=[swap.pk, "accept"]) in text
        assert reverse("voice:swap", args=[swap.pk, "decline"]) in text
        assert reverse("voice:swap", args=[swap.pk, "accept"]) not in signed_in("fay").get("/").content.decode()
        sent = eve.post(
            reverse("voice:swap", args=[swap.pk, "accept"]),
            {"week": week(1)},
            headers={"referer": "http://testserver/"},
        )
        assert sent.url == "/"
        after = eve.get("/").content.decode()
        assert reverse("voice:swap", args=[swap.pk, "reopen"]) in after, "undo"
        assert reverse("voice:swap", args=[swap.pk, "accept"]) not in after

    def test_the_roster_says_whose_week_it_is_and_why(self, cast, swap, signed_in) -> None:
        eve = signed_in("eve")
        assert self.answer(eve, swap, "accept").url == reverse("voice:roster")
        page = eve.get(reverse("voice:roster"))
        row = page.context["rows"][1]
        assert (row.turn, row.on_duty, row.in_return, row.stands_in) == (cast["fay"], cast["eve"], swap, False)
        assert f"由{cast['fay']}代班" in page.content.decode()
        assert self.answer(eve, swap, "reopen").status_code == 302
        assert eve.get(reverse("voice:roster")).context["rows"][1].on_duty == cast["fay"]

    def test_declining_is_said_with_who_and_when(self, cast, swap, signed_in) -> None:
        self.answer(signed_in("ops"), swap, "decline")
        [line] = signed_in("eve").get(reverse("voice:roster")).context["swaps"]
        assert (line.is_open, line.may_answer, line.may_reopen, line.swap.answered_by) == (
            False,
            False,
            True,
            cast["ops"],
        )

    def test_others_read_the_swap_and_cannot_answer(self, cast, swap, signed_in) -> None:
        assert self.answer(signed_in("mei"), swap, "accept").status_code == 403
        assert self.answer(signed_in("eve"), swap, "enjoy").status_code == 404
        assert signed_in("eve").get(reverse("voice:swap", args=[swap.pk, "accept"])).status_code == 405

    def test_a_stale_week_is_said_and_changes_nothing(self, cast, swap, signed_in) -> None:
        eve = signed_in("eve")
        assert self.answer(eve, swap, "accept", week=week(4)).status_code == 302
        swap.refresh_from_db()
        assert swap.answer == ""

    def test_pages_cost_the_same_with_many_swaps(self, cast, swap, signed_in, queries_of) -> None:
        eve = signed_in("eve")
        for url in (reverse("voice:roster"), "/"):
            queries_of(eve, url)
        few = [queries_of(eve, url) for url in (reverse("voice:roster"), "/")]
        duty.be_away(cast["eve"], week=WEEK, until=week(20), by=cast["eve"])
        assert DutySwap.objects.count() == 7
        assert [queries_of(eve, url) for url in (reverse("voice:roster"), "/")] == few

    def test_the_administration_lists_swaps(self, cast, swap, signed_in) -> None:
        assert WEEK in signed_in("ada").get("/admin/voice/dutyswap/").content.decode()


def test_the_database_keeps_swaps_whole(cast, swap) -> None:
    other = {"absentee": cast["ada"], "taken_by": cast["eve"], "at": swap.at}
    for fields in (
        {"week": WEEK, "offered_week": ""},
        {"week": week(2), "offered_week": week(1)},
        {"week": week(3), "offered_week": week(2)},
        {"week": week(2), "offered_week": "", "answer": "accepted"},
        {"week": week(2), "offered_week": week(4), "answer": "accepted"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DutySwap.objects.create(**other, **fields)
