"""Months folded small are the same months."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.valuation.worth.folded import Folded
from office.calendar.months import Month, months_until

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)
MONTHS = st.dictionaries(st.sampled_from(months_until(Month("2026-10"), 60)), AMOUNTS)


@given(MONTHS)
def test_what_is_folded_unfolds_to_the_same_digits_in_the_same_order(amounts):
    unfolded = Folded(amounts).unfolded()
    assert list(unfolded.items()) == list(amounts.items())
    assert [str(each) for each in unfolded.values()] == [str(each) for each in amounts.values()]


@given(MONTHS)
def test_it_reads_like_the_mapping_it_was(amounts):
    folded = Folded(amounts)
    assert dict(folded) == amounts == dict(folded.items())
    assert len(folded) == len(amounts)
    assert list(folded.values()) == list(amounts.values())
    assert folded == amounts


def test_a_month_that_is_not_there_is_not_there():
    folded = Folded({Month("2026-10"): Decimal("1.50")})
    assert folded.get(Month("2026-09")) is None
    assert Month("2026-09") not in folded
    with pytest.raises(KeyError):
        folded[Month("2026-09")]


def test_a_profit_of_many_digits_loses_none():
    profit = Decimal(1) / Decimal(3)
    assert Folded({Month("2026-10"): profit})[Month("2026-10")] == profit


def test_customers_with_the_same_months_share_them():
    one, other = (Folded({Month("2026-09"): Decimal(each), Month("2026-10"): Decimal(1)}) for each in (1, 2))
    assert one._months is other._months
