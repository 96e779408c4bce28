"""Surveys, autopsies and needs: bounds, silence and small numbers."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.listening.autopsies import Autopsy, Living, autopsy_rates, pattern_match
from voice.listening.coverage import Response, nps_accounts
from voice.listening.foresight import Prediction, brier, committee
from voice.listening.markets import Threat, five_forces, overlap, substitution
from voice.listening.needs import NeedLevels, OurLevels, ladder, need_satisfaction
from voice.listening.promoters import nps, nps_change
from voice.listening.repurchases import repurchase_after
from voice.listening.surveys import Feeling, ces, csat, love

SCORES = st.lists(st.integers(0, 10), max_size=30)


@given(SCORES)
def test_a_net_promoter_score_and_its_interval_stay_within_a_hundred(scores: list[int]) -> None:
    found = nps(scores)
    assert found.n == len(scores)
    if found.nps is None:
        assert not scores
    else:
        assert found.ci_low is not None
        assert found.ci_high is not None
        assert -100 <= found.ci_low <= found.ci_high <= 100
        assert found.low_n is (found.n < 10)


@given(SCORES.filter(bool))
def test_asking_everybody_narrows_the_interval(scores: list[int]) -> None:
    wide, narrow = nps(scores), nps(scores, len(scores) * 2)
    assert (narrow.se_adj or 0) <= (wide.se_adj or 0)
    assert nps(scores, len(scores)).se_adj == 0


@given(SCORES.filter(bool), SCORES.filter(bool))
def test_a_change_backwards_is_the_opposite_change(before: list[int], after: list[int]) -> None:
    there, back = nps_change(before, after), nps_change(after, before)
    assert there.change == pytest.approx(-(back.change or 0))
    assert there.p == pytest.approx(back.p)


def test_a_wave_nobody_answered_cannot_have_changed() -> None:
    assert nps_change([], [9]).significant is False


@pytest.mark.parametrize("wrong", [[11], [-1]])
def test_a_score_beyond_the_scale_is_refused(wrong: list[int]) -> None:
    with pytest.raises(ValueError, match="between 0 and 10"):
        nps(wrong)
    with pytest.raises(ValueError, match="between 1 and"):
        csat(wrong)
    with pytest.raises(ValueError, match="between 1 and"):
        ces(wrong)


def test_more_answers_than_invitations_are_refused() -> None:
    with pytest.raises(ValueError, match="2 answers of 1 invited"):
        nps([9, 9], 1)


def test_the_latest_answer_of_a_contact_wins_whatever_the_order() -> None:
    day = date(2026, 3, 1)
    early, late = Response("a", "1", 0, day), Response("a", "1", 10, datetime(2026, 3, 1, 1, tzinfo=UTC))
    for order in ([early, late], [late, early]):
        assert nps_accounts(order, {"a": 1.0}).respondent_nps == 100.0


def test_an_account_without_revenue_keeps_its_vote_and_has_no_weight() -> None:
    answers = [Response("a", "1", 10, date(2026, 3, 1)), Response("b", "2", 0, date(2026, 3, 1))]
    found = nps_accounts(answers, {"a": -5.0, "b": 0.0})
    assert (found.account_nps, found.revenue_nps, found.revenue_coverage) == (0.0, None, None)
    uninvited = nps_accounts(answers, {"a": 5.0})
    assert (uninvited.account_nps, uninvited.revenue_nps, uninvited.account_response_rate) == (0.0, 100.0, 1.0)
    assert nps_accounts([], {}).account_response_rate is None


def test_nobody_asked_is_nothing_known() -> None:
    assert (csat([]).csat, ces([]).mean, love([]).love_rate) == (None, None, None)
    assert repurchase_after({}, {}, date(2026, 1, 1)).rate is None
    assert (need_satisfaction([]), brier([]), overlap({}).known) == (None, None, None)
    assert (autopsy_rates([]).coverage, pattern_match([], [Living("x", {})])) == (None, [])


def test_who_did_not_answer_the_question_may_still_be_politely_content() -> None:
    found = love([Feeling(None, 4), Feeling(9, 4, acts=1), Feeling(9, None)])
    assert (found.love_rate, found.polite_share_of_satisfied) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("case", "counts"),
    [
        pytest.param(Autopsy(30, 3, 3, "price", "quality"), True, id="on the last day"),
        pytest.param(Autopsy(31, 3, 3, "price", "quality"), False, id="a day late"),
        pytest.param(Autopsy(None, 3, 3, "price", "quality"), False, id="not done"),
        pytest.param(Autopsy(1, 2, 2, "price", "quality"), False, id="two whys"),
        pytest.param(Autopsy(1, 4, 3, "price", "quality"), False, id="a why without evidence"),
        pytest.param(Autopsy(1, 3, 3, "price", None), False, id="no root cause"),
    ],
)
def test_which_autopsies_count(case: Autopsy, counts: bool) -> None:
    assert autopsy_rates([case]).coverage == float(counts)


def test_a_pattern_needs_two_matches_and_ranks_the_strongest_first() -> None:
    flags = {"cooling": True, "silent": True, "spof": None}
    living = [
        Living("b", flags),
        Living("a", flags),
        Living("c", {**flags, "spof": True}),
        Living("d", {"silent": True}),
    ]
    assert [each.id for each in pattern_match(["cooling", "silent", "spof"], living)] == ["c", "a", "b"]
    assert pattern_match(["silent"], living) == []
    assert pattern_match(["cooling", "silent", "x", "y"], living) == []


def test_a_need_without_a_past_has_no_past_jump() -> None:
    found = ladder(NeedLevels(2, 2), OurLevels(3, 3))
    assert (found.past_jump, found.lagging, found.gap.next) == (None, False, -1)
    with pytest.raises(ValueError, match="between 1 and 4"):
        ladder(NeedLevels(5, 2), OurLevels(3, 3))


def test_a_market_needs_all_five_forces() -> None:
    assert five_forces([1, 1, 1, 1, None]) is None
    assert five_forces([1, 1, 1, 1]) is None
    assert (five_forces([1] * 5), five_forces([5] * 5)) == (100.0, 0.0)
    with pytest.raises(ValueError, match="between 1 and 5"):
        five_forces([0, 1, 1, 1, 1])
    with pytest.raises(ValueError, match="between 1 and 5"):
        substitution([Threat("x", 6, 1)])


CRITERIA = {"user": {"ease": 1.0}}


def test_between_equals_the_rival_wins() -> None:
    tied = {"us": {"user": {"ease": 3.0}}, "zeta": {"user": {"ease": 3.0}}}
    found = committee({"user": 1.0}, CRITERIA, tied)
    assert (found.winner, found.margin_us, found.lost_roles) == ("zeta", 0.0, ["user"])
    alone = committee({"user": 1.0}, CRITERIA, {"us": {"user": {"ease": 3.0}}})
    assert (alone.winner, alone.margin_us, alone.lost_roles) == ("us", None, [])


@pytest.mark.parametrize(
    ("weights", "scores", "told"),
    [
        pytest.param({"user": 1.0}, {"rival": {"user": {"ease": 3.0}}}, "`us` is missing", id="without us"),
        pytest.param({"user": 1.0}, {"us": {"user": {}}}, "no score for ease", id="without a score"),
        pytest.param({"user": 0.0}, {"us": {"user": {"ease": 1.0}}}, "weights", id="without weight"),
        pytest.param({"boss": 1.0}, {"us": {}}, "weights", id="without criteria"),
    ],
)
def test_a_committee_that_cannot_decide_says_why(
    weights: dict[str, float], scores: dict[str, dict[str, dict[str, float]]], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        committee(weights, CRITERIA, scores)


def test_a_prediction_is_a_chance() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        brier([Prediction(1.5, 1)])
