"""Goals of customers: agreed, read, changed and confirmed by those whom they are about."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from customers.errors import ReasonMissingError
from customers.models import Customer, Person
from customers.selectors import flags
from office.clock import today
from office.models import CalendarDay
from relationships.models import Confirmation, ConfirmLink, NextAction, OutcomeReading
from relationships.selectors.outcomes import needing_owner, standings
from relationships.selectors.scorecards import scorecard
from relationships.services import confirming, goals, kpis, next_actions, readings, reminding
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_kpi, make_product, make_reading
from tests.integration.customers.importing import bring_in, counts, file
from voice.models import VoiceItem


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


@pytest.fixture
def goal(cast, customer):
    return make_goal(customer, ops=cast["ops"])


def state(goal):
    [found] = standings(type(goal).objects.filter(pk=goal.pk), today())
    return found


def ask(goal, cast, value="90", **options):
    reading = make_reading(goal, value)
    link, token = confirming.ask(reading, contact=make_contact(goal.customer, "林若水"), by=cast["mei"], **options)
    return reading, link, token


def address(token):
    return reverse("relationships:confirm", args=[token])


def test_a_sixth_kpi_of_a_product_is_refused_until_one_retires(cast):
    product = make_product(core=True)
    first, *_rest = [make_kpi(product, by=cast["ops"]) for _ in range(5)]
    with pytest.raises(kpis.TooManyKpisError):
        make_kpi(product, by=cast["ops"])
    kpis.set_active(first, active=False, by=cast["ops"])
    make_kpi(product, by=cast["ops"])
    with pytest.raises(kpis.TooManyKpisError):
        kpis.set_active(first, active=True, by=cast["ops"])


def test_a_changed_goal_is_a_further_version_and_the_old_one_stays(cast, goal):
    with pytest.raises(ReasonMissingError):
        goals.change(goal, changes={"target": Decimal(80)}, reason=" ", number=1, by=cast["mei"])
    goals.change(goal, changes={"target": Decimal(80)}, reason="line two came later", number=1, by=cast["mei"])
    assert [(one.number, one.target, one.reason) for one in goal.versions.all()] == [
        (2, Decimal(80), "line two came later"),
        (1, Decimal(90), ""),
    ]
    with pytest.raises(goals.GoalChangedMeanwhileError):
        goals.change(goal, changes={"target": Decimal(70)}, reason="again", number=1, by=cast["mei"])


def test_nobody_moves_the_line_of_a_goal_whose_day_has_passed(cast, customer):
    over = make_goal(customer, ops=cast["ops"], due=today() - timedelta(days=1))
    with pytest.raises(goals.GoalJudgedError):
        goals.change(over, changes={"due": today() + timedelta(days=90)}, reason="late", number=1, by=cast["mei"])
    make_goal(customer, ops=cast["ops"], kpi=over.kpi, start=today())


def test_two_goals_of_a_kpi_do_not_run_at_once(cast, goal):
    with pytest.raises(goals.GoalStandsError):
        make_goal(goal.customer, ops=cast["ops"], kpi=goal.kpi)


def test_a_correction_stands_beside_what_it_corrects_and_inherits_no_confirmation(cast, goal):
    reading, _link, token = ask(goal, cast)
    confirming.answer(token, agreed=True)
    assert state(goal).state.status == "achieved"
    make_reading(goal, "91", on=reading.period_end)
    assert state(goal).state.status == "achieved_unconfirmed"
    assert OutcomeReading.objects.filter(goal=goal).count() == 2
    assert readings.record(goal, period_end=reading.period_end, value=Decimal(91), by=cast["mei"])[1] is False


def warned(goal, day):
    told = flags.flags_on(Customer.objects.all(), day).get(goal.customer_id, {})
    return {key: told[key] for key in ("off_track", "stale_kpi") if key in told}


def test_a_reading_brings_the_customers_standing_up_to_date(goal, client, cast):
    assert goal.customer.relationship_now.attainment is None
    assert warned(goal, today()) == {}
    make_reading(goal, "75")
    found = Customer.objects.get(pk=goal.customer_id).relationship_now
    assert (found.attainment, found.goals, found.goals_measured) == (0.5, 1, 1)
    assert warned(goal, today()) == {"off_track": False, "stale_kpi": False}
    assert warned(goal, today() + timedelta(days=99)) == {"off_track": True, "stale_kpi": True}
    client.force_login(cast["mei"])
    assert "50%" in client.get(reverse("customers:list") + "?columns=attainment").content.decode()


def test_the_customer_confirms_once_by_a_link_without_an_account(cast, goal, client):
    _reading, link, token = ask(goal, cast)
    page = client.get(address(token))
    assert (page.status_code, page["Cache-Control"], page["X-Robots-Tag"][:7]) == (200, "no-store", "noindex")
    assert "林若水" in page.content.decode()
    assert not Confirmation.objects.exists()  # looking is not answering: mail scanners look too
    assert client.post(address(token), {"answer": "yes"}).status_code == 200
    word = Confirmation.objects.get()
    assert (word.agreed, word.contact_id, word.manner) == (True, link.contact_id, "link")
    assert state(goal).state.confirmed
    again = client.post(address(token), {"answer": "no", "comment": "no"})
    assert again.status_code == 404
    assert Confirmation.objects.get().agreed


def test_an_objection_becomes_a_voice_in_their_words(cast, goal, client):
    _reading, _link, token = ask(goal, cast)
    said = "  这个数不对：停线两周不该算。\n请重算。"
    assert client.post(address(token), {"answer": "no"}).status_code == 422
    assert not VoiceItem.objects.exists()
    assert client.post(address(token), {"answer": "no", "comment": said}).status_code == 200
    voice, word = VoiceItem.objects.get(), Confirmation.objects.get()
    assert voice.verbatim.text.replace("\r\n", "\n") == said
    assert (voice.customer, voice.speaker, word.voice_id, word.agreed) == (goal.customer, word.contact, voice.pk, False)
    assert (voice.origin_kind, voice.origin_id) == ("confirmation", word.pk)
    assert state(goal).state.status == "achieved_unconfirmed"


def spoil_expired(link, cast):
    ConfirmLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())


def spoil_revoked(link, cast):
    confirming.revoke(link, by=cast["mei"])


def spoil_corrected(link, cast):
    make_reading(link.reading.goal, "88", on=link.reading.period_end)


def spoil_left(link, cast):
    type(link.contact).objects.filter(pk=link.contact_id).update(left_on=today())


def spoil_voided(link, cast):
    goals.void(link.reading.goal, reason="product left", by=cast["mei"])


@pytest.mark.parametrize("spoil", [spoil_expired, spoil_revoked, spoil_corrected, spoil_left, spoil_voided])
def test_a_link_that_is_over_shows_the_same_polite_page_and_writes_nothing(cast, goal, client, spoil):
    _reading, link, token = ask(goal, cast)
    assert client.get(address(token)).status_code == 200
    spoil(link, cast)
    unknown = client.get(address("not-a-token"))
    for answer in (client.get(address(token)), client.post(address(token), {"answer": "yes"})):
        assert answer.status_code == unknown.status_code == 404
        assert "<h1>" in answer.content.decode()
        assert "林若水" not in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_two_links_of_one_reading_take_one_answer(cast, goal):
    reading, _link, token = ask(goal, cast)
    _other, second = confirming.ask(reading, contact=make_contact(goal.customer), by=cast["mei"])
    confirming.answer(token, agreed=True)
    with pytest.raises(confirming.LinkOverError):
        confirming.answer(second, agreed=False, comment="no")


def test_the_token_is_kept_nowhere(cast, goal, client, caplog):
    caplog.set_level("DEBUG")
    _reading, link, token = ask(goal, cast)
    client.get(address(token))
    assert token not in str(ConfirmLink.objects.filter(pk=link.pk).values())
    from config.logs import LineFormatter

    line = LineFormatter().format(
        __import__("logging").LogRecord("django.request", 40, "", 0, "Not Found: %s", (address(token),), None)
    )
    assert token not in line
    assert "/confirm/" in line


def test_a_public_address_is_tried_only_so_often(client, db):
    answers = [client.get(address(f"guess-{place}")).status_code for place in range(32)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_the_link_speaks_the_contacts_language(cast, goal, client):
    _reading, link, token = ask(goal, cast)

    def spoken(browser):
        return client.get(address(token), headers={"accept-language": browser})["Content-Language"]

    assert [spoken(browser) for browser in ("zh-TW,en;q=0.5", "fr", "en-GB")] == ["zh-hant", "zh-hans", "en"]
    Person.objects.filter(pk=link.contact.person_id).update(language="zh-hant")
    assert spoken("en") == "zh-hant"
    ConfirmLink.objects.update(language="en")
    assert spoken("zh-hans") == "en"


def test_quick_entry_keeps_all_filled_rows_or_none(cast, goal, client):
    other = make_goal(goal.customer, ops=cast["ops"])
    client.force_login(cast["mei"])
    url = reverse("relationships:outcomes-entry")
    day = today()

    def body(second_day):
        return {
            f"goal-{goal.pk}-period_end": day.isoformat(),
            f"goal-{goal.pk}-value": "70",
            f"goal-{other.pk}-period_end": second_day.isoformat(),
            f"goal-{other.pk}-value": "71",
        }

    assert client.post(url, body(day + timedelta(days=2))).status_code == 422
    assert not OutcomeReading.objects.exists()
    assert client.post(url, body(day)).status_code == 302
    assert OutcomeReading.objects.count() == 2


def test_rows_of_quick_entry_without_a_value_are_left_alone(cast, goal, client):
    client.force_login(cast["mei"])
    url = reverse("relationships:outcomes-entry")
    body = {f"goal-{goal.pk}-period_end": today().isoformat(), f"goal-{goal.pk}-value": ""}
    assert client.post(url, body).status_code == 302
    assert not OutcomeReading.objects.exists()


def test_the_scorecard_counts_what_customers_confirmed_in_time(cast, customer):
    ops, due = cast["ops"], today() - timedelta(days=1)
    reached, unconfirmed, missed = (make_goal(customer, ops=ops, due=due) for _ in range(3))
    _reading, _link, token = ask(reached, cast, "90")
    confirming.answer(token, agreed=True)
    make_reading(unconfirmed, "95")
    make_reading(missed, "70")
    gone = make_goal(customer, ops=ops, due=due)
    goals.void(gone, reason="product left", by=cast["mei"])
    card = scorecard(cast["mei"], due - timedelta(days=30), today(), today()).company
    assert (card.rate.k, card.rate.n) == (1, 3)
    assert card.rate.wilson_low < 1 / 3 < card.rate.wilson_high
    assert scorecard(cast["otto"], due - timedelta(days=30), today(), today()).company.rate.n == 0


@pytest.mark.parametrize("name", ["outcomes", "outcomes-entry", "scorecard"])
def test_lists_cost_the_same_however_many_goals(cast, goal, client, name, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(cast["mei"])
    url = reverse(f"relationships:{name}")
    make_reading(goal)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(5):
        make_reading(make_goal(make_customer(cast["mei"]), ops=cast["ops"]))
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_a_due_reading_reminds_its_owner_once_and_the_reading_closes_it(cast, goal):
    assert reminding.remind(today()) == 1
    assert reminding.remind(today()) == 0
    reminder = NextAction.objects.get(goal=goal)
    assert (reminder.owner, reminder.is_open) == (cast["mei"], True)
    make_reading(goal)
    reminder.refresh_from_db()
    assert not reminder.is_open
    assert reminding.remind(today()) == 0
    assert reminding.remind(today() + timedelta(days=40)) == 1


def test_a_file_brings_readings_once_and_a_new_value_as_a_correction(cast, goal, tmp_path):
    day = today() - timedelta(days=5)
    head = "customer,kpi code,period end,value,evidence\n"
    row = f"{goal.customer.name},{goal.kpi.code},{day},{{}},report\n"
    first = file(tmp_path, row.format("72.5"), f"{goal.customer.name},nothing,{day},1,\n", head=head, name="a.csv")
    assert counts(bring_in(first, "readings")) == (1, 0, 0, 1)
    again = file(tmp_path, row.format("72.50"), head=head, name="b.csv")
    assert counts(bring_in(again, "readings")) == (0, 0, 1, 0)
    other = file(tmp_path, row.format("73"), head=head, name="c.csv")
    assert counts(bring_in(other, "readings")) == (1, 0, 0, 0)
    assert state(goal).latest.value == 73


def reminded(goal, *days):
    """How many reminders each day brings."""
    return [reminding.remind(day) for day in days]


def test_each_missing_period_of_a_weekly_goal_is_reminded_of_once(cast, customer, clock):
    clock.move_to(datetime(2026, 11, 2, 9, tzinfo=UTC))
    weekly = make_goal(customer, ops=cast["ops"], kpi=make_kpi(by=cast["ops"], cadence="weekly"), start=today())
    assert reminded(weekly, date(2026, 11, 8), date(2026, 11, 9)) == [0, 1]
    clock.move_to(datetime(2026, 11, 10, 9, tzinfo=UTC))
    make_reading(weekly, on=date(2026, 11, 8))
    assert reminded(weekly, date(2026, 11, 14), date(2026, 11, 15), date(2026, 11, 16)) == [0, 1, 0]
    # Nobody reads it; the owner says so. The week that goes on stays quiet, the next one is a period of its own.
    clock.move_to(datetime(2026, 11, 17, 9, tzinfo=UTC))
    next_actions.drop(NextAction.objects.open().get(goal=weekly), by=cast["mei"], reason="no counter there")
    assert reminded(weekly, date(2026, 11, 17), date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 29)) == [
        0,
        0,
        1,
        0,
    ]
    expected = NextAction.objects.filter(goal=weekly).order_by("pk").values_list("expected_on", flat=True)
    assert list(expected) == [date(2026, 11, 9), date(2026, 11, 15), date(2026, 11, 22)]


def test_readings_that_come_late_leave_the_next_missing_one_to_be_reminded_of(cast, customer, clock):
    clock.move_to(datetime(2026, 12, 7, 9, tzinfo=UTC))
    start = date(2026, 11, 2)
    weekly = make_goal(customer, ops=cast["ops"], kpi=make_kpi(by=cast["ops"], cadence="weekly"), start=start)
    assert reminded(weekly, today()) == [1]
    make_reading(weekly, on=date(2026, 11, 9))
    assert reminded(weekly, today(), today()) == [1, 0]
    assert NextAction.objects.open().get(goal=weekly).expected_on == date(2026, 11, 16)


def test_a_reminder_falls_due_by_our_own_calendar(cast, goal, clock):
    clock.move_to(datetime(2026, 11, 19, 2, tzinfo=UTC))
    CalendarDay.objects.create(date=date(2026, 11, 20), working=False)
    CalendarDay.objects.create(date=date(2026, 11, 22), working=True)
    CalendarDay.objects.create(date=date(2026, 11, 24), working=False)
    reminding.remind(date(2026, 11, 19))
    # Sunday, Monday, Wednesday, Thursday, Friday.
    assert NextAction.objects.get(goal=goal).due_on == date(2026, 11, 27)


def test_a_goal_reached_and_over_has_no_old_reading_anywhere(cast, customer, client):
    due = today() - timedelta(days=20)
    over = make_goal(customer, ops=cast["ops"], due=due)
    reading = make_reading(over, "95", on=due - timedelta(days=70))
    said = {"contact": make_contact(customer), "on": due, "manner": "minutes", "evidence": "minutes of June"}
    confirming.write_down(reading, **said, by=cast["mei"])
    make_reading(make_goal(customer, ops=cast["ops"]), "75")
    found = state(over)
    assert (found.state.status, found.state.stale, found.stale) == ("achieved", True, False)
    assert Customer.objects.get(pk=customer.pk).relationship_now.goals_stale == 0
    assert warned(over, today())["stale_kpi"] is False
    assert needing_owner(cast["mei"], today()) == []
    card = scorecard(cast["mei"], due, today(), today()).company
    assert (card.stale, card.running) == (0, 1)
    client.force_login(cast["mei"])
    assert (
        over.get_absolute_url() not in client.get(reverse("relationships:outcomes") + "?status=stale").content.decode()
    )
    assert (
        over.get_absolute_url() in client.get(reverse("relationships:outcomes") + "?status=achieved").content.decode()
    )


def test_the_admin_names_goals_and_values_as_the_pages_do(signed_in, customer, goal):
    make_reading(goal, "72.5")
    told = {
        name: signed_in("ops").get(reverse(f"admin:relationships_{name}_changelist")).content.decode()
        for name in ("goal", "goalversion", "outcomereading")
    }
    assert "60% → 90%" in told["goal"]
    assert "72.5%" in told["outcomereading"]
    for page in told.values():
        assert customer.name in page
        assert str(goal.kpi) in page
        assert str(goal.current) not in page
        assert str(goal) not in page


def test_a_goal_that_runs_with_an_old_reading_is_told(cast, customer):
    goal = make_goal(customer, ops=cast["ops"], due=today())
    make_reading(goal, "95", on=today() - timedelta(days=47))
    assert [one.goal for one in needing_owner(cast["mei"], today())] == [goal]


def test_s_and_a_customers_without_any_goal_count_as_not_covered(cast):
    covered = make_customer(cast["mei"], tier="S", status="current")
    for _ in range(3):
        make_goal(covered, ops=cast["ops"], kpi=make_kpi(by=cast["ops"]))
    make_customer(cast["mei"], tier="A", status="current")
    make_customer(cast["mei"], tier="B", status="current")
    make_customer(cast["mei"], tier="A", status="current", archived=True)
    make_customer(cast["mei"], tier="A", status="lost", lost_on=today())
    make_customer(cast["otto"], tier="S", status="current")
    found = scorecard(cast["fay"], today(), today(), today())
    assert (found.company.key_covered, found.company.key_customers) == (1, 3)
    assert {card.key: (card.key_covered, card.key_customers) for card in found.owners} == {
        cast["mei"]: (1, 2),
        cast["otto"]: (0, 1),
    }
    assert {card.key: card.key_customers for card in found.teams} == {cast["mei"].team: 2, cast["otto"].team: 1}
    own = scorecard(cast["mei"], today(), today(), today()).company
    assert (own.key_covered, own.key_customers) == (1, 2)
    assert len(found.products) == 3


def test_the_mean_of_customers_stands_beside_the_mean_of_goals(cast, client):
    large, small = make_customer(cast["mei"]), make_customer(cast["mei"])
    for value in ("90", "90", "90"):
        make_reading(make_goal(large, ops=cast["ops"]), value)
    make_reading(make_goal(small, ops=cast["ops"]), "60")
    client.force_login(cast["mei"])
    for name in ("outcomes", "scorecard"):
        page = client.get(reverse(f"relationships:{name}")).content.decode()
        told = page[page.index("客户平均") :]
        assert "50%" in told[:400], name
        assert "75%" in page
    tab = client.get(reverse("relationships:outcomes-tab", args=[large.pk])).content.decode()
    assert "客户平均" not in tab


def test_several_values_are_asked_for_at_once_only_while_some_wait(cast, customer, goal, client):
    client.force_login(cast["mei"])
    tab = reverse("relationships:outcomes-tab", args=[customer.pk])
    ask_url = reverse("relationships:readings-ask", args=[customer.pk])
    assert ask_url not in client.get(tab).content.decode()
    reading = make_reading(goal)
    assert ask_url in client.get(tab).content.decode()
    said = {"contact": make_contact(customer), "on": today(), "manner": "minutes", "evidence": "minutes"}
    confirming.write_down(reading, **said, by=cast["mei"])
    assert ask_url not in client.get(tab).content.decode()
