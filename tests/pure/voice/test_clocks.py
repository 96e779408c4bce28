"""The clocks of a voice item and the life it may lead."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.listening.clocks import VoiceClock, is_legal, voice_clock
from voice.listening.statuses import FOLLOWERS, STATUSES, IllegalStepError, Known, check_step, missing_for

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 4, 6, 9, tzinfo=SHANGHAI)


def log(*steps: tuple[str, float]) -> list[tuple[str, datetime]]:
    """Statuses with their hours after Monday 09:00."""
    return [(status, MONDAY + timedelta(hours=hours)) for status, hours in steps]


def clock(*steps: tuple[str, float], hours: float, severity: int = 3) -> VoiceClock:
    return voice_clock(log(*steps), severity, MONDAY + timedelta(hours=hours))


@given(st.lists(st.sampled_from(STATUSES), max_size=8))
def test_a_log_is_legal_exactly_when_every_step_may_follow(statuses: list[str]) -> None:
    steps = log(*((status, hours) for hours, status in enumerate(statuses)))
    possible = bool(statuses) and statuses[0] == "new"
    possible = possible and all(after in FOLLOWERS[before] for before, after in pairwise(statuses))
    assert is_legal(steps) is possible


def test_a_duplicate_is_final_and_nothing_comes_before_new() -> None:
    assert FOLLOWERS["duplicate"] == frozenset()
    assert not any("new" in followers for followers in FOLLOWERS.values())
    with pytest.raises(IllegalStepError, match="answered may not follow new"):
        check_step("new", "answered")


@pytest.mark.parametrize(
    ("days", "legal"),
    [pytest.param(180, True, id="within 180 days"), pytest.param(181, False, id="then it is a new item")],
)
def test_how_long_an_item_can_be_reopened(days: int, legal: bool) -> None:
    steps = log(("new", 0), ("triaged", 1), ("assigned", 2), ("answered", 3), ("closed_confirmed", 4))
    assert is_legal([*steps, *log(("reopened", 4 + 24 * days))]) is legal


def test_time_does_not_run_backwards() -> None:
    assert not is_legal(log(("new", 5), ("triaged", 4)))


def test_clocks_run_until_now_while_nothing_happens() -> None:
    waiting = clock(("new", 0), hours=9)
    assert (waiting.triage_h, waiting.answer_h, waiting.close_h) == (8.0, 8.0, 8.0)
    assert waiting.breach == (False, False, False)
    assert clock(("new", 0), hours=25.1).breach == (True, False, False)


def test_the_closing_clock_stands_still_while_the_item_is_not_with_us() -> None:
    steps = [("new", 0.0), ("triaged", 1.0), ("acknowledged", 2.0)]
    assert clock(*steps, hours=24 * 30).close_h == 2.0
    reopened = [*steps[:2], ("assigned", 1.5), ("answered", 2), ("closed_no_reply", 24), ("reopened", 48)]
    assert clock(*reopened, hours=50).close_h == 4.0


def test_a_breach_is_judged_on_one_decimal() -> None:
    assert clock(("new", 0), hours=2.04, severity=1).breach[0] is False
    assert clock(("new", 0), hours=2.05, severity=1).breach[0] is True
    # Three spans that add up to 160 hours and three minutes, and in binary fractions to a little less.
    late = clock(("new", 0), ("triaged", 1 / 60), ("assigned", 4 / 60), hours=4 * 7 * 24 + 0.05, severity=4)
    assert (late.close_h, late.breach[2]) == (160.05, True)


def test_steps_of_tomorrow_have_not_been_made() -> None:
    found = clock(("new", 0), ("triaged", 30), hours=2)
    assert (found.status, found.triage_h) == ("new", 2.0)
    assert clock(("new", 5), hours=2).status is None


def test_a_severity_beyond_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="severity 5"):
        clock(("new", 0), hours=1, severity=5)


def test_a_moment_of_utc_is_the_same_moment() -> None:
    steps = [(status, moment.astimezone(UTC)) for status, moment in log(("new", 0), ("triaged", 3))]
    assert voice_clock(steps, 1, MONDAY + timedelta(hours=4)) == clock(("new", 0), ("triaged", 3), hours=4, severity=1)


TODAY = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("following", "known", "missing"),
    [
        pytest.param("triaged", Known(kind="praise"), ["category", "severity"], id="triage"),
        pytest.param("assigned", Known(has_owner=True), ["due"], id="assignment"),
        pytest.param(
            "acknowledged", Known(kind="complaint"), ["praise_or_question"], id="a complaint is not waved off"
        ),
        pytest.param("acknowledged", Known(kind="question"), [], id="a question may be"),
        pytest.param("closed_confirmed", Known(has_root_cause=True), ["action", "confirmation"], id="closing"),
        pytest.param("closed_no_reply", Known(answered_on=date(2026, 4, 6)), [], id="ten working days"),
        pytest.param("closed_no_reply", Known(answered_on=date(2026, 4, 7)), ["too_early"], id="nine working days"),
        pytest.param("reopened", Known(closed_on=TODAY - timedelta(days=181)), ["too_late"], id="after half a year"),
        pytest.param("answered", Known(), [], id="an answer needs nothing"),
    ],
)
def test_what_a_status_needs(following: str, known: Known, missing: list[str]) -> None:
    assert missing_for(following, known, today=TODAY) == missing
