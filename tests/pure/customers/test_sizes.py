"""Sizes by the national standard: every line of its table at its edge, and the rule that joins them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.models import Industry
from customers.valuation.sizes import LINES, OwnYear, SizeFound, national_size, size_of

ORDER = ("micro", "small", "medium", "large")
TABLE = """
agriculture    revenue   20000 500 50
industry       employees 1000 300 20      revenue 40000 2000 300
construction   revenue   80000 6000 300   assets  80000 5000 300
wholesale      employees 200 20 5         revenue 40000 5000 1000
retail         employees 300 50 10        revenue 20000 500 100
transport      employees 1000 300 20      revenue 30000 3000 200
storage        employees 200 100 20       revenue 30000 1000 100
post           employees 1000 300 20      revenue 30000 2000 100
accommodation  employees 300 100 10       revenue 10000 2000 100
catering       employees 300 100 10       revenue 10000 2000 100
transmission   employees 2000 100 10      revenue 100000 1000 100
software       employees 300 100 10       revenue 10000 1000 50
real_estate    revenue   200000 1000 100  assets  10000 5000 2000
property       employees 1000 300 100     revenue 5000 1000 500
leasing        employees 300 100 10       assets  120000 8000 100
other          employees 300 100 10
"""
"""As printed in 统计上大中小微型企业划分办法（2017）: people, and ten thousand yuan."""
ROWS = [line.split() for line in TABLE.strip().splitlines()]


def of(standard, **values):
    return national_size(
        standard,
        **{name: value if name == "employees" else Decimal(value) * 10_000 for name, value in values.items()},
    )


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_line_of_the_table_holds_at_its_edge(row):
    standard, *rest = row
    measures = [(rest[at], [int(line) for line in rest[at + 1 : at + 4]]) for at in range(0, len(rest), 4)]
    assert list(LINES[standard]) == [name for name, _lines in measures]
    for name, lines in measures:
        others = {other: 10_000_000 for other, _lines in measures if other != name}
        for line, size, below in zip(lines, ("large", "medium", "small"), ("medium", "small", "micro"), strict=True):
            assert of(standard, **others, **{name: line}) == size
            assert of(standard, **others, **{name: line - 1}) == below


def test_the_table_is_whole_and_every_category_can_be_chosen():
    assert {row[0] for row in ROWS} == set(LINES) == set(Industry.Standard.values)


def test_all_lines_of_a_size_must_be_met_else_the_next_one_down_until_they_are():
    assert of("industry", employees=1000, revenue=40_000) == "large"
    assert of("industry", employees=1000, revenue=39_999) == "medium"
    assert of("industry", employees=1500, revenue=1_000) == "small"
    assert of("industry", employees=19, revenue=40_000) == "micro"
    assert of("industry", employees=5_000, revenue=299) == "micro"
    assert national_size("industry", 300, Decimal("19999999.99")) == "small"


def test_what_is_not_known_gives_no_size():
    assert of("industry", employees=1000) == of("industry", revenue=40_000) == of("", employees=10) == ""
    assert of("agriculture", employees=1000) == ""


YEARS = [OwnYear(2025, None, Decimal(4 * 10**8)), OwnYear(2024, 1200, Decimal(5 * 10**8)), OwnYear(2023, 1, Decimal(1))]


def test_the_newest_year_that_tells_everything_counts_and_the_reason_is_told_else():
    assert size_of("industry", YEARS) == SizeFound("large", "", "industry", YEARS[1])
    assert size_of("industry", YEARS[:1]).why == "employees"
    assert size_of("construction", [OwnYear(2025, 5)]).why == "revenue assets"
    assert size_of("industry", []).why == "years"
    assert size_of("", YEARS).why == "standard"
    assert size_of("industry", YEARS, "USD").why == "currency"
    assert size_of("other", [OwnYear(2025, 100)], "USD").size == "medium"


@given(
    st.sampled_from(sorted(LINES)),
    st.integers(0, 3000),
    st.integers(0, 300_000),
    st.integers(0, 300_000),
    st.sampled_from(("employees", "revenue", "assets")),
)
def test_growing_in_any_measure_never_makes_smaller(standard, employees, revenue, assets, grows):
    values = {"employees": employees, "revenue": revenue, "assets": assets}
    before, after = of(standard, **values), of(standard, **values | {grows: values[grows] * 2 + 1})
    assert ORDER.index(after) >= ORDER.index(before)
