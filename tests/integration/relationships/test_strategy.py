"""Why a customer stays: answers follow one another, figures say what is missing, and nobody infers the company's revenue."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from customers import binning, extensions
from customers.errors import ArchivedError, FieldRefusedError, ReasonMissingError
from customers.models import HistoryEntry, SatisfactionScore
from customers.selectors.knowledge import ON_TIME_ANSWERS
from customers.services import archiving
from office.clock import today
from relationships.binding import figures, readings
from relationships.binding.readings import known
from relationships.errors import NotVoidedError, OwnerCannotSeeError
from relationships.models import Interaction, StrategyAnswer, StrategyPlan, StrategyStanding
from relationships.selectors.strategy import facts_by_customer
from relationships.services import confirming, deciding, strategy, strategy_plans, strategy_standings
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_reading
from tests.factories.relationships import make_interaction
from tests.factories.strategy import make_answer, make_move, make_plan, make_point, make_request, make_worth


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"], tier="S")


def figure(definition, customer, user):
    fresh = type(customer).objects.get(pk=customer.pk)
    with override("en"):
        return definition.read(fresh, user, today())


def tab(client, customer, **query):
    return client.get(reverse("relationships:strategy-tab", args=[customer.pk]), query)


def inputs(customer):
    return facts_by_customer([customer.pk], today())[customer.pk].inputs


def test_a_new_answer_follows_and_overwrites_nothing(cast, customer):
    make_answer(customer, "visit", "no", on=today() - timedelta(days=30))
    make_answer(customer, "visit", "happened")
    assert StrategyAnswer.objects.filter(customer=customer).count() == 2
    assert inputs(customer).visit == "happened"


def test_an_answer_counts_for_365_days_and_then_says_so(cast, customer):
    make_answer(customer, "compensation", "clause")
    last = make_answer(customer, "visit", "happened", on=today() - timedelta(days=365))
    assert figure(figures.TWO_QUESTIONS, customer, cast["mei"]).value == "pass"
    StrategyAnswer.objects.filter(pk=last.pk).update(on=today() - timedelta(days=366))
    late = figure(figures.TWO_QUESTIONS, customer, cast["mei"])
    assert late.value is None
    assert (today() - timedelta(days=366)).isoformat() in late.gaps[0].text


def test_an_answer_needs_evidence_and_a_value_of_its_question(cast, customer):
    give = {"by": cast["mei"], "on": today()}
    with pytest.raises(FieldRefusedError):
        strategy.answer(customer, topic="visit", value="perhaps", evidence="x", **give)
    with pytest.raises(FieldRefusedError):
        strategy.answer(customer, topic="visit", value="no", evidence="  ", **give)
    for value in ("-1", "1.5", "NaN", "100"):
        with pytest.raises(FieldRefusedError):
            strategy.answer(customer, topic="alternatives", value=value, evidence="x", **give)
    with pytest.raises(FieldRefusedError):
        strategy.answer(customer, topic="shared_plan", value="30", evidence="x", **give)
    with pytest.raises(FieldRefusedError):
        strategy.answer(
            customer, topic="visit", value="no", evidence="x", by=cast["mei"], on=today() + timedelta(days=1)
        )
    with pytest.raises(strategy.UnknownTopicError):
        strategy.answer(customer, topic="weather", value="no", evidence="x", **give)
    assert not StrategyAnswer.objects.exists()


def test_a_withdrawn_answer_counts_no_longer_and_the_one_before_counts_again(cast, customer):
    make_answer(customer, "visit", "no", on=today() - timedelta(days=9))
    wrong = make_answer(customer, "visit", "happened")
    with pytest.raises(ReasonMissingError):
        strategy.withdraw(wrong, reason=" ", by=cast["mei"])
    strategy.withdraw(wrong, reason="it was another customer", by=cast["mei"])
    assert inputs(customer).visit == "no"
    with pytest.raises(strategy.WithdrawnAlreadyError):
        strategy.withdraw(wrong, reason="again", by=cast["mei"])


def test_a_withdrawn_entry_counts_again_from_the_page_of_all_entries(cast, customer, client):
    make_answer(customer, "visit", "no", on=today() - timedelta(days=9))
    point, newest = make_point(customer, 9), make_answer(customer, "visit", "happened")
    for row in (point, newest):
        strategy.withdraw(row, reason="it was another customer", by=cast["mei"])
    assert (inputs(customer).visit, StrategyStanding.objects.get(customer=customer).control_value) == ("no", None)
    client.force_login(cast["mei"])
    page = reverse("relationships:strategy-rows", args=[customer.pk])
    for kind, row in (("point", point), ("answer", newest)):
        url = reverse("relationships:strategy-restore", args=[kind, row.pk])
        assert f'action="{url}"' in client.get(page).text
        assert client.post(url).url == page
        assert f'action="{url}"' not in client.get(page).text
    assert (inputs(customer).visit, StrategyStanding.objects.get(customer=customer).control_value) == ("happened", 9)
    assert client.post(reverse("relationships:strategy-restore", args=["plan", point.pk])).status_code == 404
    assert str(NotVoidedError.message) in client.post(url, follow=True).text


def test_the_bin_does_not_tell_a_sum_to_who_does_not_see_the_revenue(cast, customer):
    cost = make_answer(customer, "one_off", 123456)
    strategy.withdraw(cost, reason="a typing error", by=cast["mei"])
    [entry] = binning.read(cast["mei"], source="strategy_answer").entries
    assert entry.name == cost.get_topic_display()
    assert binning.read(cast["eve"], source="strategy_answer").entries == []


def test_readers_do_not_write_and_the_archive_takes_nothing(cast, customer):
    for who in ("eve", "otto"):
        with pytest.raises(PermissionDenied):
            make_answer(customer, by=cast[who])
    make_answer(customer, by=cast["fay"])
    archived = archiving.archive(customer, by=cast["ops"], reason="moved away")
    with pytest.raises(ArchivedError):
        make_point(archived)


def test_dependence_says_what_is_missing_before_it_says_a_class(cast, customer):
    reading = figure(figures.DEPENDENCE, customer, cast["fay"])
    assert reading.value is None
    assert {each.code for each in reading.gaps} == {"no_revenue", "wallet", "switching", "alternatives"}


def test_dependence_is_fed_by_revenue_wallet_and_alternatives(cast, customer):
    make_worth(customer, 300, wallet_share=0.2)
    make_worth(make_customer(cast["otto"]), 700)
    make_answer(customer, "alternatives", 4)
    reading = figure(figures.DEPENDENCE, customer, cast["fay"])
    found = {str(each.label): each.value for each in reading.inputs}
    assert reading.value == "captive"
    assert found["Share of our revenue"] == pytest.approx(0.3)
    assert (found["We depend on them"], found["They depend on us"]) == (pytest.approx(100), pytest.approx(10))


def test_an_account_manager_sees_the_class_and_nothing_to_work_the_revenue_out_from(cast, customer, client):
    make_worth(customer, 300, wallet_share=0.2)
    make_worth(make_customer(cast["otto"]), 700)
    make_answer(customer, "alternatives", 4)
    reading = figure(figures.DEPENDENCE, customer, cast["mei"])
    labels = {str(each.label) for each in reading.inputs}
    assert reading.value == "captive"
    assert reading.hidden == 4
    assert not labels & {"Share of our revenue", "We depend on them", "Theirs minus ours", "Joint dependence"}
    client.force_login(cast["mei"])
    page = tab(client, customer).content.decode()
    assert "我方依赖对方" not in page
    assert "对方依赖我方" in page
    client.force_login(cast["fay"])
    assert "我方依赖对方" in tab(client, customer).content.decode()


def test_what_switching_costs_is_hidden_from_those_who_do_not_see_the_revenue(cast, customer):
    make_worth(customer, 1_000_000)
    make_answer(customer, "months", 6)
    make_answer(customer, "one_off", 300_000)
    assert figure(figures.SWITCHING_COST, customer, cast["mei"]).value == pytest.approx(40)
    assert figure(figures.SWITCHING_COST, customer, cast["mei"]).hidden == 0
    stranger = figure(figures.SWITCHING_COST, customer, cast["otto"])
    assert (stranger.hidden, [each for each in stranger.inputs if each.unit == "money"]) == (3, [])


def test_stickiness_counts_scores_meetings_goals_and_ratings(cast, customer, monkeypatch):
    for kind, scores in (("csat5", (5, 4, 2)), ("ces7", (7, 5, 4, 1))):
        for number, score in enumerate(scores):
            on = today() - timedelta(days=20)
            SatisfactionScore.objects.create(
                customer=customer, source="x", key=f"{kind}-{number}", on=on, kind=kind, score=score
            )
    make_interaction(customer, kind=Interaction.Kind.PLANNING)
    make_interaction(customer, kind=Interaction.Kind.EXEC_VISIT, at=timezone.now() - timedelta(days=370))
    reading = make_reading(make_goal(customer, ops=cast["ops"]), "75")
    make_reading(make_goal(customer, ops=cast["ops"]), "90")
    confirming.write_down(
        reading, contact=make_contact(customer), on=today(), manner="mail", evidence="mail", by=cast["mei"]
    )
    for topic, value in (("decision_speed", 4), ("openness", 2), ("shared_plan", 50), ("core_process", 100)):
        make_answer(customer, topic, value)
    monkeypatch.setitem(
        extensions.fact_feeds,
        ON_TIME_ANSWERS,
        [extensions.FactFeed(ON_TIME_ANSWERS, lambda _rows, _day: {customer.pk: (0.9, 10)})],
    )
    found = inputs(customer)
    assert found.csat == pytest.approx(200 / 3)
    assert (found.on_time, found.easy, found.top_meetings) == (90, 50, 1)
    assert found.attainment == pytest.approx(50)
    rows = {row.key: (row.score, row.count) for row in readings.held(known(customer, cast["mei"], today()))}
    assert rows["culture"] == (50, 2)
    assert rows["meetings"] == (50, 1)
    assert rows["csat"][1] == 3
    assert rows["attainment"][1] == 1


def test_what_no_app_tells_is_unknown_with_its_reason(cast, customer):
    reading = figure(figures.STICKINESS, customer, cast["mei"])
    assert reading.value is None
    assert {"csat", "easy", "on_time", "attainment", "culture"} <= {each.code for each in reading.gaps}


def test_decision_days_are_the_median_of_a_year_and_slow_ones_show(cast, customer, client):
    for days in (2, 4, 20):
        make_request(customer, days)
    make_request(customer, None, days_ago=30)
    reading = figure(figures.DECISION_DAYS, customer, cast["mei"])
    found = {str(each.label): each.value for each in reading.inputs}
    assert (reading.value, reading.count.value, found["Open longer than the median"]) == (4, 3, 1)


def test_buying_decisions_count_as_what_they_were_asked_to_decide(cast, customer, client):
    def needed(what, raised, settled=None, stage="decided"):
        found = deciding.raise_need(customer, what=what, raised_on=today() - timedelta(days=raised), by=cast["mei"])
        if settled is not None:
            day = today() - timedelta(days=settled)
            deciding.settle(found, stage=stage, settled_on=day, outcome="ours", by=cast["mei"])
        return found

    make_request(customer, 2)
    for raised, settled in ((14, 10), (40, 10)):
        needed("line two", raised, settled)
    needed("spare parts", 300, 1, stage="dropped")
    waiting = needed("a second press", 21)
    cycle = known(customer, cast["mei"], today()).profile.cycle
    assert (cycle.median_days, cycle.n, cycle.open_days, cycle.slow_open) == (4, 3, [21], 1)
    assert StrategyStanding.objects.get(customer=customer).cycle_days == 4
    client.force_login(cast["mei"])
    page = tab(client, customer).content.decode()
    assert waiting.get_absolute_url() in page
    assert "spare parts" not in page
    deciding.settle(waiting, stage="decided", settled_on=today(), outcome="ours", by=cast["mei"])
    assert StrategyStanding.objects.get(customer=customer).cycle_days == 12.5


def test_a_request_is_decided_once_and_not_before_it_was_raised(cast, customer):
    waiting = make_request(customer, None, days_ago=10)
    with pytest.raises(FieldRefusedError):
        strategy.decide(waiting, decided_on=today() - timedelta(days=11), by=cast["mei"])
    strategy.decide(waiting, decided_on=today(), by=cast["mei"], outcome="yes")
    with pytest.raises(strategy.DecidedAlreadyError):
        strategy.decide(waiting, decided_on=today(), by=cast["mei"])


def test_a_control_point_shows_against_the_minimum_of_the_tier(cast, customer):
    make_point(customer, 5)
    point = make_point(customer, 8, days_ago=90, erodes_by=today())
    kept = StrategyStanding.objects.get(customer=customer)
    assert (kept.control_value, kept.control_minimum, kept.control_meets, kept.double_lock) == (8, 7, True, True)
    strategy.withdraw(point, reason="the patent fell", by=cast["mei"])
    kept.refresh_from_db()
    assert (kept.control_value, kept.control_meets) == (5, False)
    with pytest.raises(FieldRefusedError):
        make_point(customer, 11)


def test_a_changed_plan_is_a_further_version_with_its_reason(cast, customer):
    make_plan(customer)
    with pytest.raises(ReasonMissingError):
        make_plan(customer, number=1, reason="")
    make_plan(customer, number=1, position="second choice")
    with pytest.raises(strategy_plans.PlanChangedMeanwhileError):
        make_plan(customer, number=1)
    assert list(StrategyPlan.objects.values_list("number", "position")) == [
        (2, "second choice"),
        (1, "first choice for sensors"),
    ]
    with pytest.raises(OwnerCannotSeeError):
        make_plan(customer, number=2, owner=cast["otto"])


def test_a_move_is_closed_with_what_came_of_it(cast, customer, client):
    move = make_move(customer)
    with pytest.raises(FieldRefusedError):
        strategy_plans.close_move(move, result=" ", by=cast["mei"])
    strategy_plans.close_move(move, result="bench stands in their hall", by=cast["mei"])
    client.force_login(cast["mei"])
    assert "bench stands in their hall" in tab(client, customer).content.decode()
    with pytest.raises(strategy_plans.MoveClosedError):
        strategy_plans.close_move(move, result="again", by=cast["mei"])


def test_every_verb_leaves_a_trace_in_the_history(cast, customer):
    make_answer(customer)
    make_point(customer)
    make_plan(customer)
    verbs = set(HistoryEntry.objects.filter(customer=customer).values_list("verb", flat=True))
    assert {strategy.ANSWERED, strategy.HELD, strategy_plans.PLANNED} <= verbs
    assert verbs & set(extensions.verbs)


def test_the_dialog_writes_and_the_tab_tells_the_answer(cast, customer, client):
    client.force_login(cast["mei"])
    url = reverse("relationships:strategy-answer", args=[customer.pk, "compensation"])
    assert client.post(url, {"value": "clause", "evidence": "", "on": today()}).status_code == 200
    client.post(url, {"value": "clause", "evidence": "contract § 9", "on": today()})
    page = tab(client, customer).content.decode()
    assert "contract § 9" in page
    assert "会，合同有条款" in page


def test_all_rows_stay_readable_with_why_they_count_no_longer(cast, customer, client):
    make_answer(customer, "visit", "no", on=today() - timedelta(days=3))
    wrong = make_answer(customer, "visit", "happened")
    strategy.withdraw(wrong, reason="it was another customer", by=cast["mei"])
    client.force_login(cast["eve"])
    page = client.get(reverse("relationships:strategy-rows", args=[customer.pk])).content.decode()
    assert "it was another customer" in page


@pytest.mark.parametrize("definition", figures.FIGURES, ids=lambda each: each.name)
def test_each_figure_opens_with_its_formula_and_its_rows(definition, cast, customer, client):
    client.force_login(cast["mei"])
    url = reverse("customers:figure", args=[customer.pk, definition.name])
    page = client.get(url).content.decode()
    assert reverse("relationships:strategy-tab", args=[customer.pk]) in page
    client.force_login(cast["fin"])
    assert client.get(url).status_code == 404
    yesterday = today() - timedelta(days=1)
    reading = definition.read(customer, cast["mei"], yesterday)
    assert (reading.value, [each.code for each in reading.gaps]) == (None, ["nothing_kept"])


def test_the_tab_costs_the_same_however_much_is_known(cast, client, django_assert_max_num_queries):
    def asked(customer):

        with CaptureQueriesContext(
            connection,
        ) as found:
            assert tab(client, customer).status_code == 200
        return len(found)

    client.force_login(cast["mei"])
    much = make_customer(cast["mei"])
    make_worth(much, 10)
    for _ in range(6):
        make_answer(much)
        make_point(much)
        make_request(much)
        make_move(much)
    little = make_customer(cast["mei"])
    make_worth(little, 10)
    make_answer(little)
    make_point(little)
    make_request(little)
    make_move(little)
    asked(little)
    assert asked(much) == asked(little)


def test_everybody_of_the_upper_tiers_is_looked_at_and_others_once_something_is_known(cast, customer):
    other, known_one = make_customer(cast["mei"], tier="C"), make_customer(cast["mei"], tier="C")
    make_answer(known_one)
    assert strategy_standings.recompute_all() == 2
    kept = set(StrategyStanding.objects.values_list("customer_id", flat=True))
    assert kept == {customer.pk, known_one.pk}
    assert other.pk not in kept
