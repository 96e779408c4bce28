"""How many requests are answered, how fast, and how many are solved without staff."""

from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.outcomes.requests import Request, answering, median_wait

# A Monday, nine o'clock in Shanghai.
MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)
END = MONDAY + timedelta(days=7)


def at(hours):
    return MONDAY + timedelta(hours=hours)


def told(*requests, end=END):
    return answering(requests, MONDAY, end, {})


def test_reply_rate_median_and_share_without_staff():
    found = told(
        Request(at(0), answered_at=at(2), solved_at=at(30)),
        Request(at(0), answered_at=at(3)),
        Request(at(0), solved_at=at(0.5), alone=True),
        Request(at(1)),
    )
    assert (found.raised, found.replied.k, found.replied.share) == (4, 3, 0.75)
    assert found.median_hours == 2.5
    assert (found.alone.k, found.alone.n) == (1, 2)
    assert found.alone.low < 0.5 < found.alone.high


def test_working_hours_alone_count_and_lunch_and_night_do_not():
    assert told(Request(at(2), answered_at=at(5))).median_hours == 2.0
    assert told(Request(at(8), answered_at=at(25))).median_hours == 2.0


def test_what_happened_after_the_span_is_not_known_yet():
    late = Request(at(0), answered_at=at(24 * 8), solved_at=at(24 * 9), alone=True)
    found = told(late)
    assert (found.replied.k, found.alone.n, found.median_hours) == (0, 0, None)
    assert told(Request(END)).raised == 0


def test_nothing_raised_is_no_share_and_not_nought():
    found = told()
    assert (found.replied.share, found.alone.share, found.median_hours) == (None, None, None)


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        ([(1, True), (2, True), (3, True)], 2),
        ([(1, True), (2, True)], 1.5),
        ([(1, True), (9, False)], 1),
        ([(1, True), (9, False), (9, False)], None),
        ([(1, False), (2, True), (3, True)], 2.5),
        ([], None),
    ],
)
def test_who_still_waits_counts_as_waiting_longer(waits, expected):
    assert median_wait(waits) == expected


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_where_nobody_waits_it_is_the_ordinary_median(times):
    assert median_wait([(float(time), True) for time in times]) == pytest.approx(median(times))


MOMENTS = st.integers(0, 24 * 6)


@given(st.lists(st.tuples(MOMENTS, st.one_of(st.none(), MOMENTS), st.booleans()), max_size=15))
def test_counts_never_exceed_what_they_are_of(rows):
    requests = [
        Request(
            at(raised),
            at(raised + after) if after is not None else None,
            at(raised + after) if alone and after else None,
            alone,
        )
        for raised, after, alone in rows
    ]
    found = told(*requests)
    assert 0 <= found.alone.k <= found.alone.n <= found.raised
    assert found.replied.k <= found.raised == found.replied.n
    for one in (found.replied, found.alone):
        assert one.share is None or (one.low <= one.share + 1e-9 and one.share - 1e-9 <= one.high)
