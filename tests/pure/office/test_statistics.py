"""What must hold of the statistics whatever the numbers."""

from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.statistics import (
    bh,
    hypergeometric_tail,
    mann_kendall_decreasing,
    r1,
    reaches,
    rounded,
    sign_test,
    six,
    theil_sen,
    tidy,
    wilson,
)
from office.statistics.exact import EXACT_UP_TO, MOST
from office.statistics.trends import falling

SERIES = st.lists(st.integers(-50, 50).map(Decimal), min_size=1, max_size=14)
PS = st.lists(st.integers(0, 1000).map(lambda k: k / 1000), max_size=12)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (59.95, 60.0),
        (59.949, 59.9),
        (59.9499999, 59.9),
        (179.85 / 3, 60.0),
        (100 * 0.0185, 1.9),
        (-0.1 * 0.35 / 0.14, -0.3),
        (0.25, 0.3),
        (-0.25, -0.3),
        (-0.04, 0.0),
        (2.675, 2.7),
        (1e-9, 0.0),
        (69.95, 70.0),
    ],
)
def test_a_score_is_rounded_half_away_from_zero(value: float, shown: float) -> None:
    assert r1(value) == shown
    assert str(r1(value)) != "-0.0"
    for line in (shown - 0.1, shown, shown + 0.1):
        assert reaches(value, line) == (r1(value) >= line)


def test_what_binary_fractions_add_is_not_part_of_a_number() -> None:
    assert tidy(179.85 / 3) == 59.95
    assert tidy(2 / 3) == pytest.approx(2 / 3)
    assert str(tidy(-1e-12)) == "0.0"


@given(st.decimals(-10_000, 10_000, places=5))
def test_rounding_never_moves_by_more_than_half_a_step(value: Decimal) -> None:
    result = rounded(value, Decimal("0.01"))
    assert abs(result - value) <= Decimal("0.005")
    assert rounded(-value, Decimal("0.01")) == -result


@given(SERIES)
def test_a_series_and_its_mirror_share_the_probability(values: list[Decimal]) -> None:
    (s, p), (mirrored, q) = falling(values), falling(values[::-1])
    assert mirrored == -s
    if len(set(values)) == 1 or len(values) == 1:
        assert (p, q) == (1.0, 1.0)
    elif s == 0:
        assert (p, q) == (0.5, 0.5)
    else:
        assert p + q == pytest.approx(1)


@given(SERIES, st.integers(1, 9), st.integers(-100, 100))
def test_shifting_and_stretching_a_series_leaves_its_trend(values: list[Decimal], times: int, plus: int) -> None:
    assert mann_kendall_decreasing([value * times + plus for value in values]) == mann_kendall_decreasing(values)


@given(st.lists(st.integers(-99, 99).map(float), min_size=2, max_size=12), st.integers(-9, 9))
def test_a_line_added_to_a_series_adds_to_its_slope(values: list[float], slope: int) -> None:
    tilted = [value + slope * place for place, value in enumerate(values)]
    assert theil_sen(tilted) == pytest.approx((theil_sen(values) or 0) + slope)


def test_a_slope_needs_two_values_with_places_of_their_own() -> None:
    assert theil_sen([1.0]) is None
    with pytest.raises(ValueError, match="position"):
        theil_sen([1.0, 2.0], [0.0, 0.0])


@given(PS)
def test_adjusted_probabilities_keep_their_order_and_never_shrink(p: list[float]) -> None:
    adjusted = bh(p).adjusted
    assert all(after >= before for before, after in zip(p, adjusted, strict=True))
    by_size = [after for _, after in sorted(zip(p, adjusted, strict=True))]
    assert by_size == sorted(by_size)


@given(PS, st.integers(0, 100), st.integers(0, 100))
def test_who_is_believed_at_a_rate_is_believed_at_any_larger_rate(p: list[float], some: int, more: int) -> None:
    strict = bh(p, min(some, more) / 100).reject
    loose = bh(p, max(some, more) / 100).reject
    assert all(after or not before for before, after in zip(strict, loose, strict=True))


def test_a_probability_on_the_line_is_on_the_line() -> None:
    assert bh([0.1, 0.05, 0.025], 0.1).reject == [True, True, True]
    assert bh([0.03], 0.03).reject == [True]


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_wilson_interval_holds_the_share_and_stays_inside(k: int, n: int) -> None:
    low, high = wilson(min(k, n), n)
    assert 0 <= low <= rounded(Decimal(min(k, n)) / n, Decimal("0.0001")) <= high <= 1


def test_more_hits_than_tries_are_refused() -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(3, 2)


@pytest.mark.parametrize(("up", "down", "p"), [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 0.0625), (3, 3, 1.0), (0, 6, 0.03125)])
def test_the_sign_test_is_exact(up: int, down: int, p: float) -> None:
    assert sign_test(up, down) == p


@given(st.data())
def test_the_hypergeometric_tail_is_the_sum_of_its_chances(data: st.DataObject) -> None:
    total = data.draw(st.integers(1, 40))
    marked, drawn = data.draw(st.integers(0, total)), data.draw(st.integers(0, total))
    most = min(marked, drawn)
    hits = data.draw(st.integers(max(0, marked + drawn - total), most))
    ways = sum(comb(marked, k) * comb(total - marked, drawn - k) for k in range(hits, most + 1))
    assert hypergeometric_tail(hits, total, marked, drawn) == pytest.approx(float(Fraction(ways, comb(total, drawn))))


def test_the_hypergeometric_tail_is_exact_on_a_line() -> None:
    assert hypergeometric_tail(1, 100, 10, 1) == 0.1
    ways = sum(comb(8, k) * comb(32, 16 - k) for k in range(5, 9))
    assert hypergeometric_tail(5, 40, 8, 16) == float(Fraction(ways, comb(40, 16)))


@pytest.mark.parametrize("excess", [0, 1], ids=["in whole numbers", "in logarithms"])
def test_large_counts_are_tested_the_same_way_on_both_sides_of_the_limit(excess: int) -> None:
    total = EXACT_UP_TO + excess
    assert sign_test(total // 2 + 100, total - total // 2 - 100) == pytest.approx(0.159, abs=3e-3)
    assert hypergeometric_tail(3100, total, 10_000, 6000) == pytest.approx(0.00106, abs=2e-5)


@pytest.mark.parametrize("count", [MOST + 1, 10**23])
def test_more_than_a_million_are_refused_at_once(count: int) -> None:
    with pytest.raises(ValueError, match="more than a million"):
        sign_test(count, 4)
    with pytest.raises(ValueError, match="more than a million"):
        hypergeometric_tail(1, count, 10, 10)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0078125, 0.007813),
        (Fraction(1, 128), 0.007813),
        (0.0000005, 0.000001),
        (0.12345649, 0.123456),
        (0.0, 0.0),
        (1.0, 1.0),
        (1e-300, 0.0),
    ],
)
def test_probabilities_are_rounded_half_up(value: float | Fraction, shown: float) -> None:
    assert six(value) == shown


def test_adjusted_probabilities_are_rounded_half_up() -> None:
    assert bh([0.0000125, 1.0, 1.0, 1.0, 1.0]).adjusted[0] == 0.000063


def test_counts_that_contradict_one_another_are_refused() -> None:
    with pytest.raises(ValueError, match="contradict"):
        hypergeometric_tail(5, 10, 4, 6)
