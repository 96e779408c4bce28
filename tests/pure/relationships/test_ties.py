"""Ties between one of ours and one of theirs: edges of stability, freshness and age."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.network.events import KINDS, TWO_WAY, Event
from relationships.network.ties import HALF_STRENGTH, Judgement, Tie, meetings, settle, shares, tie, ties, ties_of

TODAY = date(2026, 3, 31)


def met(days_ago: int, kind: str = "call", direction: str = "answered", contacts: tuple[str, ...] = ("c1",)) -> Event:
    return Event(TODAY - timedelta(days=days_ago), kind, direction, 3, ("u1",), contacts)


def between(events: list[Event], **given: object) -> Tie:
    return tie(events, "u1", "c1", TODAY, **given)  # type: ignore[arg-type]


STEADY = [met(85, "visit"), met(43, "visit"), met(8, "visit")]

EVENTS = st.lists(
    st.builds(
        Event,
        at=st.dates(TODAY - timedelta(days=1500), TODAY + timedelta(days=9)),
        kind=st.sampled_from(sorted(KINDS)),
        dir=st.sampled_from(sorted(TWO_WAY)),
        quality=st.integers(1, 5),
        users=st.lists(st.sampled_from(["u1", "u2"]), max_size=2, unique=True),
        contacts=st.lists(st.sampled_from(["c1", "c2"]), max_size=2, unique=True),
        recorded=st.none(),
    ),
    max_size=10,
)


@given(EVENTS, st.none() | st.integers(0, 4))
def test_strengths_lie_between_nothing_and_a_hundred(events: list[Event], judged: int | None) -> None:
    found = between(events, judged=judged, judged_on=TODAY)
    assert found.computed is None or 0 <= found.computed <= 100
    assert 0 <= found.effective <= 100
    assert not found.stable or found.source == "computed"


@given(EVENTS)
def test_all_ties_at_once_are_the_ties_one_by_one(events: list[Event]) -> None:
    together = ties(events, TODAY, {("u1", "c9"): Judgement(3, TODAY)}, inactive=["c2"])
    for (user, contact), found in together.items():
        judged = 3 if contact == "c9" else None
        assert found == tie(events, user, contact, TODAY, judged, TODAY, active=contact != "c2")


@pytest.mark.parametrize(
    ("events", "stable"),
    [
        pytest.param(STEADY, True, id="three days over eleven weeks"),
        pytest.param(STEADY[1:], False, id="two days"),
        pytest.param([met(61, "visit"), met(40, "visit"), met(2, "visit")], False, id="59 days apart"),
        pytest.param([met(62, "visit"), met(40, "visit"), met(2, "visit")], True, id="60 days apart"),
        pytest.param([met(days, "visit") for days in (180, 170, 160, 150, 121, 60)], True, id="latest 60 days ago"),
        pytest.param([met(days, "visit") for days in (180, 170, 160, 150, 122, 61)], False, id="latest 61 days ago"),
        pytest.param([met(days, "mail") for days in range(0, 90, 3)], False, id="nothing but mail"),
        pytest.param([*[met(days, "mail") for days in range(0, 90, 3)], met(1)], True, id="mail and one call"),
        pytest.param([met(days, "visit", "unanswered") for days in (85, 43, 8)], False, id="never answered"),
        pytest.param([met(85), met(43), met(8, "mail")], False, id="too weak"),
    ],
)
def test_when_a_tie_is_stable(events: list[Event], stable: bool) -> None:
    assert between(events).stable is stable


def test_who_has_left_has_no_tie_but_keeps_the_history() -> None:
    found = between(STEADY, active=False)
    assert (found.effective, found.source, found.stable) == (0.0, "left", False)
    assert found.computed is not None


@pytest.mark.parametrize(
    ("first", "half_life"),
    [pytest.param(364, 60, id="young"), pytest.param(365, 90, id="a year"), pytest.param(1095, 120, id="three years")],
)
def test_older_ties_fade_more_slowly(first: int, half_life: int) -> None:
    assert between([met(first), met(5)]).half_life == half_life


@pytest.mark.parametrize(
    ("events", "judged", "age", "source", "effective"),
    [
        pytest.param([], 4, 180, "judged_only", 50.0, id="a fresh judgement counts at most half"),
        pytest.param([], 1, 10, "judged_only", 25.0, id="acquainted"),
        pytest.param([], 4, 181, "none", 0.0, id="a judgement grows stale"),
        pytest.param([], 4, -1, "none", 0.0, id="a judgement of tomorrow has not been made"),
        pytest.param([met(366)], 2, 10, "judged_only", 50.0, id="after a year of silence the judgement counts"),
        pytest.param([met(366)], None, 10, "none", 0.0, id="nobody judged"),
    ],
)
def test_what_counts_when_nothing_was_logged(
    events: list[Event], judged: int | None, age: int, source: str, effective: float
) -> None:
    found = between(events, judged=judged, judged_on=TODAY - timedelta(days=age))
    assert (found.source, found.effective) == (source, effective)


def test_a_crowd_counts_for_less_and_a_mass_mail_for_nothing() -> None:
    ten = tuple(f"c{number}" for number in range(1, 11))
    assert (between([met(0, contacts=ten)]).computed or 0) < (between([met(0)]).computed or 0)
    assert between([met(0, "broadcast", contacts=ten)]).computed is None


def test_mails_of_one_day_count_once_for_the_pair_whoever_else_was_addressed() -> None:
    assert (
        between([met(0, "mail"), met(0, "mail", contacts=("c1", "c2"))]).computed == between([met(0, "mail")]).computed
    )


def test_a_judgement_beyond_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="judgement 5"):
        between([], judged=5, judged_on=TODAY)


@given(EVENTS, st.dates(TODAY - timedelta(days=900), TODAY))
def test_all_ties_at_once_are_those_asked_one_by_one(events: list[Event], day: date) -> None:
    found = ties_of(settle(meetings(events)), day, {})
    for pair, one in found.items():
        assert one == tie(events, *pair, day)
    absent = {(user, contact) for user in ("u1", "u2") for contact in ("c1", "c2")} - set(found)
    assert all(tie(events, *pair, day).computed is None for pair in absent)


@given(EVENTS)
def test_the_shares_behind_a_tie_add_up_to_its_strength(events: list[Event]) -> None:
    for pair, met_in in meetings(events).items():
        strength = tie(events, *pair, TODAY).computed
        total = sum(share.given for share in shares(met_in, TODAY))
        assert 100 * (1 - 2 ** (-total / HALF_STRENGTH)) == pytest.approx(strength or 0.0)


@given(st.lists(st.tuples(st.integers(0, 1500), st.sampled_from(["visit", "meeting", "call"])), min_size=1, max_size=6))
def test_the_strength_is_the_sum_of_r2_written_out(some: list[tuple[int, str]]) -> None:
    half_life = next(days for line, days in ((365, 60), (1095, 90), (9999, 120)) if max(some)[0] < line)
    total = sum(KINDS[kind].points * 0.5 ** (age / half_life) for age, kind in some if age <= 730)
    assert between([met(age, kind) for age, kind in some]).computed == pytest.approx(100 * (1 - 2 ** (-total / 8)))
