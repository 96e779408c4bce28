"""Agreed pro rata against bought, by hand."""

from datetime import date
from decimal import Decimal

import pytest

from relationships.strategy.agreements import running_year, shortfall

BEGAN = date(2025, 4, 1)


@pytest.mark.parametrize(
    ("until", "day", "first", "last", "counted"),
    [
        pytest.param(None, date(2025, 4, 1), BEGAN, date(2026, 3, 31), date(2025, 4, 1), id="its first day"),
        pytest.param(None, date(2026, 3, 31), BEGAN, date(2026, 3, 31), date(2026, 3, 31), id="the year's last day"),
        pytest.param(
            None, date(2026, 4, 1), date(2026, 4, 1), date(2027, 3, 31), date(2026, 4, 1), id="the second year"
        ),
        pytest.param(
            date(2026, 9, 30),
            date(2027, 1, 1),
            date(2026, 4, 1),
            date(2026, 9, 30),
            date(2026, 9, 30),
            id="after its end",
        ),
    ],
)
def test_the_running_year_goes_from_anniversary_to_anniversary(until, day, first, last, counted):
    year = running_year(BEGAN, until, day)
    assert year is not None
    assert (year.first, year.last, year.counted) == (first, last, counted)


def test_nothing_is_agreed_before_it_begins():
    assert running_year(BEGAN, None, date(2025, 3, 31)) is None


def test_pro_rata_counts_days_of_the_year():
    year = running_year(BEGAN, None, date(2025, 6, 12))  # 73 of 365 days: a fifth
    assert year is not None
    found = shortfall(Decimal(500_000), Decimal(80_000), year)
    assert (found.agreed, found.missing, found.ratio) == (Decimal(100_000), Decimal(20_000), Decimal("0.2"))
    assert found.flagged


@pytest.mark.parametrize(
    ("day", "bought", "flagged"),
    [
        pytest.param(date(2025, 6, 12), 90_000, False, id="a tenth less is within what was agreed"),
        pytest.param(date(2025, 6, 12), 89_999, True, id="more than a tenth is not"),
        pytest.param(date(2025, 5, 29), 0, False, id="before sixty days nobody is blamed"),
        pytest.param(date(2025, 5, 30), 0, True, id="from the sixtieth day on"),
        pytest.param(date(2025, 6, 12), 140_000, False, id="more than agreed"),
    ],
)
def test_when_a_shortfall_is_flagged(day, bought, flagged):
    year = running_year(BEGAN, None, day)
    assert year is not None
    assert shortfall(Decimal(500_000), Decimal(bought), year).flagged is flagged


def test_a_year_cut_short_never_asks_for_all_of_it():
    year = running_year(BEGAN, date(2025, 9, 30), date(2026, 9, 30))
    assert year is not None
    assert year.share == Decimal(183) / Decimal(365)


def test_an_agreement_about_nothing_is_an_error():
    year = running_year(BEGAN, None, BEGAN)
    assert year is not None
    with pytest.raises(ValueError, match="nothing"):
        shortfall(Decimal(0), Decimal(0), year)
