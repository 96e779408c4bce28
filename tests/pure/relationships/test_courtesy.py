"""Birthdays, festivals and the limits of gifts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.courtesy.gifts import Limits, over
from relationships.courtesy.greetings import BIRTHDAY, Born, falls_on, greetings_due, next_birthday

SPRING = ("spring", date(2027, 2, 6))


@pytest.mark.parametrize(
    ("month", "day", "as_of", "falls"),
    [
        pytest.param(2, 29, date(2027, 2, 1), date(2027, 2, 28), id="29 February in a common year"),
        pytest.param(2, 29, date(2028, 2, 1), date(2028, 2, 29), id="29 February in a leap year"),
        pytest.param(2, 29, date(2027, 3, 1), date(2028, 2, 29), id="over for this year"),
        pytest.param(12, 31, date(2026, 12, 31), date(2026, 12, 31), id="today"),
        pytest.param(1, 3, date(2026, 12, 28), date(2027, 1, 3), id="over the turn of the year"),
    ],
)
def test_the_next_birthday(month: int, day: int, as_of: date, falls: date) -> None:
    assert next_birthday(Born(1, month, day), as_of) == (falls, falls.year)


@pytest.mark.parametrize(
    ("month", "day", "as_of", "falls", "year"),
    [
        pytest.param(8, 15, date(2026, 9, 1), date(2026, 9, 25), 2026, id="ahead in this farmland year"),
        pytest.param(8, 15, date(2026, 9, 26), date(2027, 9, 15), 2027, id="over for this farmland year"),
        pytest.param(12, 8, date(2027, 1, 2), date(2027, 1, 15), 2026, id="the farmland year before is still running"),
    ],
)
def test_the_next_birthday_by_the_farmland_calendar(month: int, day: int, as_of: date, falls: date, year: int) -> None:
    assert next_birthday(Born(1, month, day, lunar=True), as_of) == (falls, year)


def test_a_day_that_no_year_has_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        falls_on(4, 31, 2026)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_the_next_birthday_is_within_a_year_and_never_past(born: date, as_of: date) -> None:
    found, _year = next_birthday(Born(1, born.month, born.day), as_of)
    assert 0 <= (found - as_of).days <= 366


def test_birthdays_and_festivals_by_nearness_with_the_age_where_the_year_is_known() -> None:
    born = [Born(1, 2, 10, 1980), Born(2, 1, 30), Born(3, 3, 1)]
    found = greetings_due(born, [SPRING], [4], {}, date(2027, 1, 28))
    assert [(one.contact, one.occasion, one.on, one.age) for one in found] == [
        (2, BIRTHDAY, date(2027, 1, 30), None),
        (4, "spring", date(2027, 2, 6), None),
        (1, BIRTHDAY, date(2027, 2, 10), 47),
    ]


@pytest.mark.parametrize(
    ("greeting", "left"),
    [
        pytest.param(("spring", date(2027, 1, 28)), False, id="sent early for this very occasion"),
        pytest.param(("spring", date(2026, 2, 16)), True, id="sent last year"),
        pytest.param(("birthday", date(2027, 2, 5)), True, id="sent for another occasion"),
        pytest.param(("", date(2027, 2, 4)), False, id="logged by hand two days before"),
        pytest.param(("", date(2027, 1, 29)), True, id="logged by hand long before"),
    ],
)
def test_who_was_greeted_is_not_listed_again(greeting: tuple[str, date], left: bool) -> None:
    assert bool(greetings_due([], [SPRING], [1], {1: [greeting]}, date(2027, 2, 5))) is left


@pytest.mark.parametrize(
    ("value", "earlier", "crossed"),
    [
        ("200", "0", []),
        ("200.01", "0", ["per_gift"]),
        ("200", "300", []),
        ("150", "400", ["per_year"]),
        ("250", "400", ["per_gift", "per_year"]),
    ],
)
def test_exactly_the_limit_is_within_it(value: str, earlier: str, crossed: list[str]) -> None:
    assert over(Decimal(value), Decimal(earlier), Limits(Decimal(200), Decimal(500))) == crossed
