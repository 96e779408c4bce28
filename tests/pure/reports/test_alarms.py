"""What became of alarms."""

from datetime import date
from decimal import Decimal

from reports.indicators.alarms import Tally, by_month, precision

MARCH, APRIL, OCTOBER = date(2026, 3, 1), date(2026, 4, 1), date(2026, 10, 1)
TALLIES = [
    Tally(MARCH, "confirmed", "true", 2),
    Tally(MARCH, "suspect", "recovered", 1),
    Tally(MARCH, "suspect", "false", 1),
    Tally(APRIL, "suspect", "open", 3),
    Tally(OCTOBER, "confirmed", "false", 5),
]


def test_only_alarms_of_six_months_and_settled_ones_count():
    found = precision(TALLIES, date(2026, 11, 1))
    assert (found.true, found.settled, found.open) == (3, 4, 3)
    assert found.share == Decimal("0.7500")
    assert found.ci95 == [Decimal("0.3006"), Decimal("0.9544")]


def test_a_day_before_six_months_an_alarm_is_not_ripe():
    assert precision(TALLIES, date(2026, 9, 30)).settled == 0
    assert precision(TALLIES, date(2026, 9, 30)).share is None


def test_months_stand_newest_first_with_their_counts():
    rows = by_month(TALLIES)
    assert [row.month for row in rows] == [OCTOBER, APRIL, MARCH]
    assert (rows[2].confirmed, rows[2].suspect, rows[2].true, rows[2].false, rows[2].open) == (2, 2, 3, 1, 0)
