"""Monthly recurring revenue, and shares of what ended."""

from datetime import date
from decimal import Decimal

import pytest

from customers.valuation.recurring import is_running, last_day, mrr
from customers.valuation.wins import win_rate


def test_a_fee_is_spread_over_the_months_it_pays_for():
    assert mrr(Decimal(1200), 12) == Decimal("100.00")
    assert mrr(Decimal(1000), 12) == Decimal("83.33")
    with pytest.raises(ValueError, match="at least one month"):
        mrr(Decimal(1), 0)


def test_an_agreement_runs_from_its_first_to_its_last_day():
    first, end = date(2026, 1, 1), date(2026, 12, 31)
    assert [is_running(first, end, None, date(*day)) for day in ((2025, 12, 31), (2026, 1, 1), (2026, 12, 31))] == [
        False, True, True,
    ]  # fmt: skip
    assert not is_running(first, end, date(2026, 6, 30), date(2026, 7, 1))
    assert is_running(first, None, None, date(2099, 1, 1))
    assert last_day(None, None) is None


def test_below_twenty_there_are_counts_and_no_rate():
    few, enough = win_rate(8, 11), win_rate(8, 12)
    assert (few.won, few.ended, few.rate, few.small_sample) == (8, 19, None, True)
    assert (enough.rate, enough.small_sample) == (Decimal("0.4000"), False)
    with pytest.raises(ValueError, match="zero or more"):
        win_rate(-1, 5)
