"""The penetration map: levels, access, single points of failure, and what one departure does."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.network.decisions import Member, Need, decision_cycle, dmu
from relationships.network.departures import if_leaves
from relationships.network.dependence import dependence
from relationships.network.layers import layers
from relationships.network.maps import WEIGHTS, Department, PairTie, Person
from relationships.network.penetration import penetration

DEPTS = [Department("d1", "rnd"), Department("d2", "procurement"), Department("d3", "finance"), Department("d4", "rnd")]
PEOPLE = [Person(f"c{number}", f"d{number % 4 + 1}", number % 5 + 1) for number in range(8)]
PAIRS = st.lists(
    st.builds(
        PairTie,
        user=st.sampled_from(["u1", "u2", "u3"]),
        contact=st.sampled_from([person.id for person in PEOPLE]),
        effective=st.floats(0, 100),
        stable=st.booleans(),
        source=st.none(),
    ),
    max_size=8,
    unique_by=lambda pair: (pair.user, pair.contact),
)


def pair(
    contact: str, user: str = "u1", effective: float = 60, *, stable: bool = True, source: str | None = None
) -> PairTie:
    return PairTie(user, contact, effective, stable, source)


@given(PAIRS, st.booleans())
def test_scores_stay_within_their_bounds(pairs: list[PairTie], complete: bool) -> None:
    found = penetration(DEPTS, PEOPLE, pairs, complete)
    for score in (found.raw, found.breadth, found.depth, found.multithread):
        assert 0 <= score <= 100 + 1e-9
    assert found.score <= found.raw
    assert sum([found.spof_ours and found.no_stable_tie, found.spof_theirs and found.no_stable_tie]) == 0


@given(PAIRS, st.sampled_from([person.id for person in PEOPLE]))
def test_one_more_stable_tie_never_lowers_the_raw_score(pairs: list[PairTie], contact: str) -> None:
    before = penetration(DEPTS, PEOPLE, pairs, True).raw
    assert penetration(DEPTS, PEOPLE, [*pairs, pair(contact, "u9")], True).raw >= before - 1e-9


@given(PAIRS, st.booleans())
def test_ties_that_do_not_touch_count_nowhere(pairs: list[PairTie], complete: bool) -> None:
    """All of R3 asks for a stable tie or for one of at least 20, so the weak ones, which are most, are left out first."""
    strong = [one for one in pairs if one.stable or round(one.effective, 1) >= 20]
    assert penetration(DEPTS, PEOPLE, pairs, complete) == penetration(DEPTS, PEOPLE, strong, complete)
    assert layers(DEPTS, PEOPLE, pairs, [], complete) == layers(DEPTS, PEOPLE, strong, [], complete)


@given(PAIRS, st.sampled_from(["u1", "u2", "u3", *(person.id for person in PEOPLE)]))
def test_a_departure_never_raises_the_raw_score(pairs: list[PairTie], who: str) -> None:
    gone = if_leaves(DEPTS, PEOPLE, pairs, who, True)
    assert gone.raw_after <= gone.raw_before + 1e-9
    assert set(gone.dark).isdisjoint(gone.weaker)


@given(PAIRS)
def test_an_unfinished_chart_never_scores_higher(pairs: list[PairTie]) -> None:
    assert penetration(DEPTS, PEOPLE, pairs, False).breadth <= penetration(DEPTS, PEOPLE, pairs, True).breadth + 1e-9


@pytest.mark.parametrize(
    ("pairs", "level"),
    [
        pytest.param([], 1, id="somebody is recorded"),
        pytest.param([pair("a", effective=19.94, stable=False)], 1, id="too weak to touch"),
        pytest.param([pair("a", effective=19.95, stable=False)], 2, id="touched, judged on one decimal"),
        pytest.param([pair("a")], 3, id="connected"),
        pytest.param([pair("a"), pair("b")], 3, id="only one of ours"),
        pytest.param([pair("a"), pair("a", "u2")], 3, id="only one of theirs"),
        pytest.param([pair("a"), pair("b", "u2")], 4, id="deep"),
    ],
)
def test_how_deep_we_are_in_a_department(pairs: list[PairTie], level: int) -> None:
    people = [Person("a", "d1", 3), Person("b", "d1", 1)]
    assert penetration([DEPTS[0]], people, pairs, True).levels == {"d1": level}


def test_deep_needs_somebody_senior() -> None:
    juniors = [Person("a", "d1", 2), Person("b", "d1", None)]
    assert penetration([DEPTS[0]], juniors, [pair("a"), pair("b", "u2")], True).levels == {"d1": 3}


@pytest.mark.parametrize(
    ("depts", "pairs", "complete", "none"),
    [
        pytest.param(DEPTS, [pair("lab")], True, False, id="tied to a core department"),
        pytest.param(DEPTS, [pair("lab", stable=False), pair("buy")], True, True, id="touched is not tied"),
        pytest.param(DEPTS[1:3], [pair("buy")], False, True, id="core departments that nobody knows of"),
        pytest.param(DEPTS[1:3], [pair("buy")], True, None, id="there is no core department"),
    ],
)
def test_whether_a_core_department_is_tied_to_us(
    depts: list[Department], pairs: list[PairTie], complete: bool, none: bool | None
) -> None:
    people = [Person("lab", "d1", 3), Person("buy", "d2", 3)]
    assert penetration(depts, people, pairs, complete).no_core_tie is none


@pytest.mark.parametrize(
    ("pairs", "access"),
    [
        pytest.param([], "no_access", id="nobody"),
        pytest.param([pair("buy"), pair("pay")], "danger", id="only those who buy and pay"),
        pytest.param(
            [pair("buy"), pair("lab", effective=25, stable=False)], "warning", id="stable only where they buy"
        ),
        pytest.param([pair("lab", effective=25, stable=False)], "ok", id="a core department touched"),
        pytest.param([pair("lab"), pair("buy")], "ok", id="a core department connected"),
        pytest.param(
            [pair("buy"), pair("lab", effective=50, stable=False, source="judged_only")],
            "danger",
            id="a judgement opens no door",
        ),
    ],
)
def test_whether_anybody_but_procurement_knows_us(pairs: list[PairTie], access: str) -> None:
    people = [Person("lab", "d1", 3), Person("buy", "d2", 3), Person("pay", "d3", 3)]
    found = penetration(DEPTS, people, pairs, True)
    assert found.access == access
    assert access != "danger" or found.score <= 20


def test_a_department_touched_by_judgement_alone_is_marked() -> None:
    people = [Person("lab", "d1", 3)]
    found = penetration(DEPTS, people, [pair("lab", effective=50, stable=False, source="judged_only")], True)
    assert (found.levels["d1"], found.judged_only) == (2, ["d1"])


def test_one_contact_only_is_a_single_point_of_failure_of_theirs() -> None:
    found = penetration([DEPTS[0]], [Person("a", "d1", 3)], [pair("a"), pair("a", "u2")], True)
    assert (found.spof_theirs, found.spof_ours) == (True, False)
    assert found.multithread == pytest.approx(12 + 100 * 0.4 * 2 / 3)


def test_who_left_is_off_the_map() -> None:
    person = Person("a", "d1", 3)
    assert penetration([DEPTS[0]], [replace(person, active=False)], [pair("a")], True).levels == {"d1": 0}


def test_two_departments_of_one_function_share_its_weight() -> None:
    found = penetration([DEPTS[0], DEPTS[3]], [Person("a", "d1", 3)], [pair("a")], True)
    assert found.breadth == pytest.approx(40.0)


def test_nothing_recorded_gives_zero_not_an_error() -> None:
    found = penetration([], [], [], True)
    assert (found.score, found.access, found.top_user_share) == (0.0, "no_access", None)
    assert layers([], [], [], []).general is None
    assert set(penetration([], [], []).levels) == {
        f"?{name}" for name in [*list(WEIGHTS)[:6], "procurement", "finance"]
    }


def test_a_function_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="functions are executive"):
        penetration([Department("x", "astrology")], [], [])
    with pytest.raises(ValueError, match="items are"):
        layers([], [], [], ["golf"])


@pytest.mark.parametrize(
    ("attitude", "key"),
    [
        pytest.param(1, 100.0, id="for us"),
        pytest.param(0, 50.0, id="neutral"),
        pytest.param(-1, 0.0, id="opposed"),
        pytest.param(None, 50.0, id="unknown"),
    ],
)
def test_what_a_key_person_counts(attitude: int | None, key: float) -> None:
    people = [Person("a", "d1", 5, attitude=attitude)]
    assert layers([DEPTS[0]], people, [pair("a")], []).key == key


@pytest.mark.parametrize(
    ("given", "test", "class_"),
    [
        pytest.param({"visit": None, "compensation": "clause"}, "untested", "insufficient", id="one question unasked"),
        pytest.param({"visit": "happened", "compensation": "precedent"}, "pass", "insufficient", id="passed"),
        pytest.param(
            {"visit": "happened", "compensation": "no", "alternatives": 0, "switching_index": 90},
            "fail",
            "needed",
            id="they need us",
        ),
        pytest.param(
            {"visit": "no", "compensation": "no", "alternatives": 4, "switching_index": 10},
            "fail",
            "loose",
            id="nobody needs anybody",
        ),
    ],
)
def test_who_needs_whom(given: dict[str, object], test: str, class_: str) -> None:
    found = dependence(revenue_share=0.03, **given)  # type: ignore[arg-type]
    assert (found.test, found.class_) == (test, class_)


@pytest.mark.parametrize(
    ("revenue", "wallet", "switching", "asymmetry", "class_"),
    [
        (0.09, 0.43, 67.1, 25.05, "needed"),
        (0.21, 0.648, 25.1, -25.05, "captive"),
        (0.09, 0.43, 67.08, 25.04, "balanced"),
    ],
)
def test_a_tilt_on_a_half_is_judged_as_printed(
    revenue: float, wallet: float, switching: float, asymmetry: float, class_: str
) -> None:
    found = dependence("happened", "clause", revenue, wallet, switching)
    assert (found.asymmetry, found.class_, found.well_matched) == (asymmetry, class_, class_ == "balanced")


def test_who_left_decides_nothing() -> None:
    gone = Member("m1", ["economic"], 80, 5, -2, active=False)
    found = dmu([gone])
    assert (found.coverage, found.net_support, found.blockers) == (0.0, None, [])


def test_unknown_influence_weighs_nothing_in_support_and_opposition() -> None:
    """Counting it as 3 would say 100 × (5·1 + 3·−2) / (2·5 + 2·3) = −6.25 and name a blocker."""
    known, unknown = Member("m1", ["economic"], 45, 5, 1), Member("m2", ["user"], 70, None, -2)
    found = dmu([known, unknown])
    assert (found.coverage, found.net_support, found.blockers) == (50.0, 50.0, [])
    assert dmu([unknown]).net_support is None


def test_a_decision_before_its_need_is_refused() -> None:
    with pytest.raises(ValueError, match="before it is raised"):
        decision_cycle([Need(date(2026, 2, 1), date(2026, 1, 1))], date(2026, 4, 1))
    assert decision_cycle([], date(2026, 4, 1)).median_days is None
