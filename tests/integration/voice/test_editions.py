"""The weekly wall: what may be picked, when it may be published, and that a published edition stays as it was."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from customers import extensions
from customers.extensions import FactFeed
from customers.models import MonthlyTotal, RevenueLine, SatisfactionScore
from office.models import CalendarDay
from tests.factories.customers import make_contact, make_customer
from tests.factories.voice import (
    COMPLAINT,
    CRITICISM,
    PRAISE,
    REQUEST,
    close_confirmed,
    days_ago,
    make_answered,
    make_edition,
    make_published,
    make_voice,
    publish,
)
from voice import guards
from voice.errors import (
    AlreadyPublishedError,
    FullError,
    NotListedError,
    NotPickableError,
    NotPublishedError,
    NotYoursError,
    PublishCheckError,
    WordsMissingError,
    WrongWeekError,
)
from voice.models import Edition, EditionQuote, Verbatim
from voice.presenters.editions import edition_for_week
from voice.selectors import (
    business_calendar,
    candidates,
    duty_of,
    follow_up_quotes,
    heard_counts,
    past_due_follow_ups,
    quiet_customers,
    record_of,
    records_by_executive,
)
from voice.services import duty, editions, erasing, errata, handling, superseding

WEEK = "2026-W47"


@pytest.fixture(autouse=True)
def _at_the_day_of_the_pictures(request) -> None:
    if "race" not in request.node.name:
        request.getfixturevalue("clock")


@pytest.fixture
def mei(cast):
    return cast["mei"]


@pytest.fixture
def eve(cast):
    return cast["eve"]


def voices(customer, by, *judgements) -> list:
    return [make_voice(customer, by=by, judgement=one) for one in judgements]


# ── The publish check ──


@pytest.mark.parametrize(
    ("judgements", "errors"),
    [
        pytest.param((), ["too_few", "no_criticism"], id="nothing"),
        pytest.param((COMPLAINT, PRAISE), ["too_few"], id="two"),
        pytest.param((REQUEST, PRAISE, PRAISE), ["no_criticism"], id="only nice words"),
        pytest.param((CRITICISM, PRAISE, PRAISE), [], id="three with criticism"),
        pytest.param((COMPLAINT,) * 5, [], id="five complaints"),
    ],
)
def test_the_publish_check(customer, mei, eve, judgements, errors) -> None:
    edition = make_edition(WEEK, voices(customer, mei, *judgements), by=eve)
    assert editions.check(edition).errors == errors
    if errors:
        with pytest.raises(PublishCheckError) as refused:
            editions.publish(edition, by=eve)
        assert refused.value.errors == errors
        assert not Edition.objects.published().exists()
    else:
        assert editions.publish(edition, by=eve).is_published


def test_a_sixth_quote_does_not_fit(customer, mei, eve) -> None:
    edition = make_edition(WEEK, voices(customer, mei, *(COMPLAINT,) * 5), by=eve)
    with pytest.raises(FullError):
        editions.pick(edition, make_voice(customer, by=mei), by=eve)


def test_two_quotes_of_one_customer_are_a_warning_only(customer, mei, eve) -> None:
    edition = make_edition(WEEK, voices(customer, mei, COMPLAINT, PRAISE, PRAISE), by=eve)
    assert editions.check(edition).warnings == ["same_account"]
    assert editions.check(edition).publishable


def test_words_that_were_tampered_with_are_not_published(customer, mei, eve) -> None:
    picked = voices(customer, mei, COMPLAINT, PRAISE, PRAISE)
    edition = make_edition(WEEK, picked, by=eve)
    guards.drop(connection)
    Verbatim.objects.filter(pk=picked[0].verbatim_id).update(text="都很好。")
    guards.install(connection)
    with pytest.raises(PublishCheckError) as refused:
        editions.publish(edition, by=eve)
    assert refused.value.errors == ["edited"]


def test_last_times_quotes_block_until_somebody_says_what_happened(customer, mei, eve) -> None:
    make_published("2026-W46", customer, by=eve, at=days_ago(6))
    edition = make_edition(WEEK, voices(customer, mei, COMPLAINT, PRAISE, PRAISE), by=eve)
    listed = follow_up_quotes(edition)
    assert len(listed) == 3
    for one in listed:
        assert editions.check(edition).errors == ["follow_up_missing"]
        editions.write_follow_up(edition, one.quote, line="签字从七人减到两人。", by=eve)
    assert editions.check(edition).errors == []
    with pytest.raises(WordsMissingError):
        editions.write_follow_up(edition, listed[0].quote, line="  ", by=eve)


def test_an_open_quote_stays_until_it_is_closed_and_turns_red_after_four_weeks(customer, mei, eve, clock) -> None:
    answered = make_answered(customer, by=mei)
    first = make_edition("2026-W46", [answered, *voices(customer, mei, PRAISE, PRAISE)], by=eve)
    publish(first, by=eve, at=days_ago(6))
    for praise in first.quotes.exclude(voice=answered):
        handling.acknowledge(praise.voice, by=mei)
    for _ in range(5):
        week = str(business_calendar().week(timezone.now()))
        publish(make_edition(week, voices(customer, mei, COMPLAINT, PRAISE, PRAISE), by=eve), by=eve)
        clock.shift(timedelta(weeks=1))
    page = edition_for_week("2026-W51")
    assert page is not None
    shown = {one.words: (one.state, one.label) for one in page.follow_ups}
    assert shown[answered.verbatim.text][0] == "bad"
    assert "5" in shown[answered.verbatim.text][1]
    close_confirmed(answered, by=mei)
    latest = Edition(week="2026-W52")
    assert answered.pk not in {one.voice.pk for one in follow_up_quotes(latest)}


def test_only_listed_quotes_get_a_line_and_only_from_their_owner_or_a_publisher(customer, mei, eve, cast) -> None:
    make_published("2026-W46", customer, by=eve, at=days_ago(6))
    edition = make_edition(WEEK, voices(customer, mei, COMPLAINT), by=eve)
    with pytest.raises(NotListedError):
        editions.write_follow_up(edition, edition.quotes.get(), line="x", by=eve)
    quote = follow_up_quotes(edition)[0].quote
    for stranger in (mei, cast["otto"], cast["ops"]):
        with pytest.raises(NotYoursError):
            editions.write_follow_up(edition, quote, line="x", by=stranger)
    handling.assign(quote.voice, owner=mei, due=date(2026, 11, 24), by=mei)
    assert editions.write_follow_up(edition, quote, line="改好了。", by=mei).by == mei


# ── Picking ──


def test_what_cannot_be_picked(customer, mei, eve, cast) -> None:
    edition = make_edition(WEEK, [], by=eve)
    unsorted = make_voice(customer, by=mei, judgement=None)
    replaced = make_voice(customer, by=mei)
    superseding.supersede(replaced, text="更正。", reason="听错了", by=mei)
    twin = make_voice(customer, by=mei)
    handling.mark_duplicate(twin, of=make_voice(customer, by=mei), by=mei)
    erased = make_voice(customer, by=mei)
    erasing.erase(erased, reason="本人要求", by=cast["ops"])
    for voice in (unsorted, replaced, twin, erased):
        with pytest.raises(NotPickableError):
            editions.pick(edition, voice, by=eve)
    offered = {voice.pk for voice in candidates(edition)}
    assert offered.isdisjoint({unsorted.pk, replaced.pk, twin.pk, erased.pk})


def test_words_erased_after_picking_are_not_published(customer, mei, eve, cast) -> None:
    picked = voices(customer, mei, COMPLAINT, PRAISE, PRAISE)
    edition = make_edition(WEEK, picked, by=eve)
    erasing.erase(picked[0], reason="本人要求", by=cast["ops"])
    with pytest.raises(PublishCheckError):
        editions.publish(edition, by=eve)


def test_voices_from_before_the_last_edition_carry_the_mark_of_older_ones(customer, mei, eve) -> None:
    old = make_voice(customer, by=mei, received_at=days_ago(8))
    make_published("2026-W46", customer, by=eve, at=days_ago(6))
    fresh = make_voice(customer, by=mei)
    edition = make_edition(WEEK, [old, fresh], by=eve)
    assert dict(edition.quotes.values_list("voice", "old")) == {old.pk: True, fresh.pk: False}


def test_criticism_stands_first_whatever_the_order_of_picking(customer, mei, eve) -> None:
    picked = voices(customer, mei, PRAISE, CRITICISM, REQUEST, COMPLAINT)
    edition = make_edition(WEEK, picked, by=eve)
    editions.arrange(edition, [picked[3].pk, picked[2].pk], by=eve)
    publish(edition, by=eve)
    page = edition_for_week(WEEK)
    assert page is not None
    assert [quote.kind for quote in page.quotes] == ["complaint", "criticism", "request", "praise"]


def test_who_may_not_publish_may_not_pick(customer, mei, cast, eve) -> None:
    edition = make_edition(WEEK, [], by=eve)
    for who in ("mei", "lea", "ops", "fin"):
        for deed in (
            lambda by: editions.open_week(WEEK, by=by),
            lambda by: editions.pick(edition, make_voice(customer, by=mei), by=by),
            lambda by: editions.publish(edition, by=by),
        ):
            with pytest.raises(NotYoursError):
                deed(cast[who])


# ── Frozen ──


def test_a_published_edition_cannot_be_changed(customer, mei, eve) -> None:
    edition = make_published(WEEK, customer, by=eve)
    voice = make_voice(customer, by=mei)
    quote = EditionQuote.objects.first()
    for deed in (
        lambda: editions.pick(edition, voice, by=eve),
        lambda: editions.unpick(edition, quote.voice, by=eve),
        lambda: editions.arrange(edition, [], by=eve),
        lambda: editions.publish(edition, by=eve),
        lambda: editions.write_follow_up(edition, quote, line="x", by=eve),
    ):
        with pytest.raises(AlreadyPublishedError):
            deed()


def test_it_keeps_what_it_showed_whatever_happens_to_the_archive(customer, mei, eve) -> None:
    contact = make_contact(customer, "江晚照", title="设备科长")
    picked = [make_voice(customer, by=mei, judgement=one, speaker=contact) for one in (COMPLAINT, PRAISE, PRAISE)]
    publish(make_edition(WEEK, picked, by=eve), by=eve)
    before = edition_for_week(WEEK)
    customer.short_name = "改了名"
    customer.save()
    contact.title = "厂长"
    contact.save()
    handling.triage(picked[0], kind="praise", category="other", severity=4, by=mei)
    make_voice(customer, by=mei)
    assert edition_for_week(WEEK) == before


def test_a_correction_goes_below_and_only_below_a_published_edition(customer, eve) -> None:
    with pytest.raises(NotPublishedError):
        errata.add(editions.open_week(WEEK, by=eve), text="x", by=eve)
    edition = make_published(WEEK, customer, by=eve)
    payload = dict(edition.payload)
    errata.add(edition, text="日期应为 11-18。", by=eve)
    page = edition_for_week(WEEK)
    assert page is not None
    assert [one.text for one in page.errata] == ["日期应为 11-18。"]
    assert Edition.objects.get(pk=edition.pk).payload == payload


def test_no_words_are_kept_twice(customer, eve) -> None:
    edition = make_published(WEEK, customer, by=eve)
    for verbatim in Verbatim.objects.all():
        assert verbatim.text not in str(edition.payload)


# ── Weeks ──


@pytest.mark.parametrize(
    ("utc", "week"),
    [
        pytest.param("2026-12-27T15:59Z", "2026-W52", id="Sunday 23:59 is still W52"),
        pytest.param("2026-12-27T16:00Z", "2026-W53", id="Monday 00:00 in Shanghai is W53"),
        pytest.param("2027-01-03T15:59Z", "2026-W53", id="Sunday of new year"),
        pytest.param("2027-01-03T16:00Z", "2027-W01", id="first Monday of 2027"),
    ],
)
def test_the_week_is_the_iso_week_of_the_company(customer, mei, eve, clock, utc: str, week: str) -> None:
    clock.move_to(utc)
    assert business_calendar().week(timezone.now()) == week
    edition = make_edition(week, voices(customer, mei, COMPLAINT, PRAISE, PRAISE), by=eve)
    assert publish(edition, by=eve).week == week
    assert sum(heard_counts(week, business_calendar()).values()) == 3


@pytest.mark.parametrize(
    ("utc", "state"),
    [
        pytest.param("2026-12-27T15:59Z", None, id="before its week"),
        pytest.param("2027-01-01T10:00Z", "on_time", id="Friday 18:00"),
        pytest.param("2027-01-01T10:01Z", "late_same_week", id="Friday 18:01"),
        pytest.param("2027-01-03T16:00Z", "late", id="Monday after"),
        pytest.param("2027-01-10T15:59Z", "late", id="Sunday after"),
        pytest.param("2027-01-10T16:00Z", None, id="missed for good"),
    ],
)
def test_week_53_is_published_in_its_time_and_judged_by_its_deadline(customer, mei, eve, clock, utc, state) -> None:
    edition = make_edition("2026-W53", [], by=eve)
    clock.move_to(utc)
    for voice in voices(customer, mei, COMPLAINT, PRAISE, PRAISE):
        editions.pick(edition, voice, by=eve)
    if state is None:
        with pytest.raises(WrongWeekError):
            editions.publish(edition, by=eve)
        return
    editions.publish(edition, by=eve)
    page = edition_for_week("2026-W53")
    assert page is not None
    assert (page.state, page.monday, page.sunday) == (state, date(2026, 12, 28), date(2027, 1, 3))


def test_the_record_counts_required_weeks_only(customer, eve, clock) -> None:
    for day in range(23, 28):
        CalendarDay.objects.create(date=date(2026, 11, day), working=False)
    make_published("2026-W46", customer, by=eve, at=days_ago(7))
    make_published("2026-W47", customer, by=eve, at=days_ago(0))
    clock.move_to("2026-12-08T02:00Z")
    record = record_of("2026-W50", timezone.now(), business_calendar())
    assert record.states == [
        ("2026-W50", "open"),
        ("2026-W49", "missed"),
        ("2026-W48", "exempt"),
        ("2026-W47", "on_time"),
        ("2026-W46", "on_time"),
    ]
    assert (record.required, record.on_time, record.streak) == (3, 2, 0)


def test_each_executive_has_a_record_of_the_weeks_that_were_theirs(cast, customer, eve, clock) -> None:
    """W46 eve as the edition says, W47 fay by the roster, W48 missed: ada was away and eve stood in."""
    fay, ada = cast["fay"], cast["ada"]
    duty.set_roster([ada, eve, fay], from_week="2026-W45", by=fay)
    duty.be_away(ada, week="2026-W48", by=fay)
    make_published("2026-W46", customer, by=eve, at=days_ago(7))
    make_published("2026-W47", customer, by=fay, at=days_ago(0))
    Edition.objects.filter(week="2026-W47").update(duty=None)
    clock.move_to("2026-12-01T02:00Z")
    found = records_by_executive("2026-W49", timezone.now(), business_calendar())
    assert [(each.executive, each.on_time, each.required) for each in found] == [(eve, 1, 2), (fay, 1, 1)]


def test_duty_turns_by_the_roster_and_jumps_over_absences(cast, eve) -> None:
    fay, ada = cast["fay"], cast["ada"]
    duty.set_roster([eve, fay, ada], from_week="2026-W50", by=fay)
    assert [duty_of(week) for week in ("2026-W52", "2026-W53", "2027-W01")] == [ada, eve, fay]
    assert duty_of("2026-W49") is None
    [absence] = duty.be_away(eve, week="2026-W53", by=fay)
    assert absence.taken_by == fay
    assert [duty_of(week) for week in ("2026-W53", "2027-W01")] == [fay, fay]
    assert editions.open_week("2026-W53", by=fay).duty == fay


def test_lines_nobody_wrote_are_past_due_once_the_wall_is(customer, eve, clock) -> None:
    make_published("2026-W46", customer, by=eve, at=days_ago(6))
    calendar = business_calendar()
    assert past_due_follow_ups(timezone.now(), calendar) == []
    clock.move_to("2026-11-20T10:01Z")
    assert len(past_due_follow_ups(timezone.now(), calendar)) == 3
    publish(make_edition(WEEK, voices(customer, eve, COMPLAINT, PRAISE, PRAISE), by=eve), by=eve)
    assert past_due_follow_ups(timezone.now(), calendar) == []


# ── The quiet list ──


def order(customer, day: date, net: str = "100.00") -> None:
    RevenueLine.objects.create(
        customer=customer, document=f"D{customer.pk}-{day}", booked_on=day, net=net, currency="CNY"
    )
    MonthlyTotal.objects.create(customer=customer, month=day.replace(day=1), kind="sales", amount=net, lines=1)


def test_active_customers_nobody_heard_for_their_tiers_weeks_are_quiet(mei, monkeypatch) -> None:
    """On 19 November: A is quiet from 4 weeks on, B from 8; who is not active is not on the list."""
    today = date(2026, 11, 19)
    big, small, heard, asleep, talks, lost = (
        make_customer(mei, name=name, tier=tier)
        for name, tier in (("大", "A"), ("小", "B"), ("近", "A"), ("睡", "A"), ("聊", "B"), ("失", "A"))
    )
    for customer, net in ((big, "900.00"), (small, "50.00"), (heard, "700.00")):
        order(customer, date(2026, 9, 1), net)
    order(asleep, date(2026, 8, 20))
    order(lost, date(2026, 9, 1))
    lost.status, lost.lost_on = "lost", today
    lost.save()
    make_voice(big, by=mei, said_at=days_ago(28))
    make_voice(heard, by=mei, said_at=days_ago(27))
    type(talks).objects.filter(pk=talks.pk).update(first_deal_on=date(2026, 1, 1))
    feed = FactFeed("contact_days", lambda customers, as_of: {talks.pk: date(2026, 11, 1)})
    monkeypatch.setitem(extensions.fact_feeds, "contact_days", [feed])

    found = quiet_customers(today, business_calendar())

    assert [(one.name, one.weeks, one.never) for one in found] == [("大", 4, False), ("小", 11, True), ("聊", 46, True)]
    assert found[0].revenue == 900


@pytest.mark.parametrize(
    ("scored", "weeks"),
    [
        pytest.param([date(2026, 10, 22)], 4, id="a score of 28 days ago after older words"),
        pytest.param([date(2026, 10, 23)], None, id="a score of 27 days ago"),
        pytest.param([date(2026, 6, 1)], 5, id="words after an older score"),
        pytest.param([date(2026, 11, 20)], 5, id="a score to come"),
    ],
)
def test_whoever_gave_a_score_was_heard(mei, scored, weeks) -> None:
    spoke = make_customer(mei, name="大", tier="A")
    order(spoke, date(2026, 10, 1))
    make_voice(spoke, by=mei, said_at=days_ago(35))
    for day in scored:
        SatisfactionScore.objects.create(customer=spoke, key=str(day), on=day, kind="nps", score=9)
    found = quiet_customers(date(2026, 11, 19), business_calendar())
    assert [(one.weeks, one.never) for one in found] == ([] if weeks is None else [(weeks, False)])


def test_a_score_alone_is_not_silence_since_ever(mei) -> None:
    scored = make_customer(mei, tier="A")
    order(scored, date(2026, 10, 1))
    SatisfactionScore.objects.create(customer=scored, key="x", on=date(2026, 10, 5), kind="csat5", score=3)
    [found] = quiet_customers(date(2026, 11, 19), business_calendar())
    assert (found.weeks, found.never) == (6, False)


def test_the_quiet_list_of_others_gives_no_revenue_away(customer, mei, eve) -> None:
    for name, net, weeks in (("大", "900.00", 5), ("中", "500.00", 9), ("小", "50.00", 7)):
        quiet = make_customer(mei, name=name, tier="A")
        order(quiet, date(2026, 10, 1), net)
        make_voice(quiet, by=mei, said_at=days_ago(7 * weeks))
    edition = make_published(WEEK, customer, by=eve)
    assert "900" not in str(edition.payload)
    founder, house = edition_for_week(WEEK, by_revenue=True), edition_for_week(WEEK)
    assert founder is not None
    assert house is not None
    assert [row.name for row in founder.quiet] == ["大", "中", "小"]
    assert [row.name for row in house.quiet] == ["中", "小", "大"]


# ── Two at once ──


@pytest.fixture
def two_publishers(transactional_db, request):
    from tests.factories.office import make_cast

    cast = make_cast()
    customer = make_customer(cast["mei"])
    week = str(business_calendar().week(datetime.now(UTC)))
    return make_edition(week, voices(customer, cast["mei"], COMPLAINT, PRAISE, PRAISE), by=cast["eve"]), [
        cast["eve"],
        cast["fay"],
    ]


def publish_at_once(edition: Edition, publishers: list) -> list[str]:
    """Both publish at the same moment; who succeeded and who was told that it had been done."""
    start, outcomes = threading.Barrier(2), []

    def run(by) -> None:
        try:
            start.wait(10)
            editions.publish(edition, by=by)
            outcomes.append("published")
        except AlreadyPublishedError:
            outcomes.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(by,)) for by in publishers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(outcomes)


def test_race_of_two_publishers_has_one_winner(two_publishers) -> None:
    edition, publishers = two_publishers
    assert publish_at_once(edition, publishers) == ["published", "told"]


def test_race_control_without_the_lock_both_publish(two_publishers, monkeypatch) -> None:
    edition, publishers = two_publishers
    read_before = [Edition.objects.get(pk=edition.pk) for _ in publishers]
    monkeypatch.setattr(editions, "_locked", lambda _edition: read_before.pop())
    assert publish_at_once(edition, publishers) == ["published", "published"]
