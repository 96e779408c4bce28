"""The share of promises kept, by hand."""

from datetime import date

import pytest

from relationships.outcomes.promises import Given, kept_share

DAY = date(2026, 11, 28)


def test_kept_late_broken_and_overdue_are_counted_apart():
    found = kept_share(
        [
            Given(date(2026, 11, 1), kept=date(2026, 10, 30)),
            Given(date(2026, 11, 1), kept=date(2026, 11, 1)),
            Given(date(2026, 11, 1), kept=date(2026, 11, 2)),
            Given(date(2026, 11, 1), broken=date(2026, 11, 1)),
            Given(date(2026, 11, 27)),
            Given(date(2026, 12, 5)),
        ],
        DAY,
    )
    assert (found.n, found.kept, found.late, found.broken, found.overdue) == (5, 2, 1, 1, 1)
    assert found.share == 0.4
    assert found.interval == pytest.approx((0.1176, 0.7693), abs=1e-4)


@pytest.mark.parametrize(
    ("promise", "n", "kept"),
    [
        pytest.param(Given(DAY), 0, 0, id="nobody is late on the day itself"),
        pytest.param(Given(DAY, kept=DAY), 1, 1, id="kept on its day"),
        pytest.param(Given(date(2027, 2, 1), kept=date(2026, 11, 20)), 1, 1, id="kept ahead of its day counts now"),
        pytest.param(Given(date(2027, 2, 1), broken=date(2026, 11, 20)), 1, 0, id="broken ahead of its day too"),
        pytest.param(Given(date(2026, 12, 9), slipped=True, kept=DAY), 1, 0, id="a new day after the old one is late"),
        pytest.param(Given(date(2025, 11, 28), kept=date(2025, 11, 1)), 0, 0, id="a year ago and more is left out"),
        pytest.param(Given(date(2025, 11, 28), kept=date(2025, 11, 28)), 1, 1, id="365 days ago still counts"),
        pytest.param(Given(date(2025, 11, 27), kept=date(2025, 11, 27)), 0, 0, id="366 days ago does not"),
        pytest.param(Given(date(2026, 11, 20), kept=date(2026, 12, 1)), 1, 0, id="what comes later is not known yet"),
    ],
)
def test_which_promises_count(promise, n, kept):
    found = kept_share([promise], DAY)
    assert (found.n, found.kept) == (n, kept)


def test_nothing_promised_is_unknown_not_nought():
    assert kept_share([], DAY).share is None
    assert kept_share([], DAY).interval is None
