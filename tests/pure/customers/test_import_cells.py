"""Cells as people and programs write them, and what is read from them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.importing import cells
from customers.importing.cells import Style
from customers.importing.problems import Problem
from office.formatting import spreadsheets

STYLE = Style()
COMMA = Style(decimal_mark=",")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        pytest.param("1234.56", "1234.56", id="plain"),
        pytest.param("1,234.56", "1234.56", id="thousands"),
        pytest.param("1,234,567", "1234567", id="two groups"),
        pytest.param("1,2345,6789", "123456789", id="groups of four, as 万 are read"),
        pytest.param("-3", "-3", id="minus"),
        pytest.param("−3", "-3", id="a real minus sign"),
        pytest.param("3-", "-3", id="minus behind"),
        pytest.param("(1,234.50)", "-1234.50", id="brackets are minus"),
        pytest.param("（12）", "-12", id="full width brackets"),
        pytest.param("１２．５", "12.5", id="full width digits"),
        pytest.param("¥1,000", "1000", id="yen or yuan sign"),
        pytest.param("￥-12", "-12", id="full width sign, then minus"),
        pytest.param("-$12.00", "-12.00", id="minus, then sign"),
        pytest.param("12元", "12", id="yuan behind"),
        pytest.param("12.5万", "125000", id="万"),
        pytest.param("1.2亿元", "120000000", id="亿元"),
        pytest.param("RMB 8", "8", id="letters before"),
        pytest.param("8 CNY", "8", id="letters behind"),
        pytest.param("1 234,5", None, id="a decimal comma in a column of points"),
        pytest.param("1E+3", "1E+3", id="scientific"),
        pytest.param(" 7 ", "7", id="spaces around"),
        pytest.param("'-12", "-12", id="our own apostrophe"),
        pytest.param("1.2.3", None, id="two points"),
        pytest.param("12,34.5", None, id="groups of two"),
        pytest.param("abc", None, id="letters"),
        pytest.param("-", None, id="a dash alone"),
        pytest.param("1e400", None, id="too large"),
        pytest.param("nan", None, id="not a number"),
        pytest.param("Infinity", None, id="infinity"),
    ],
)
def test_numbers(text: str, amount: str | None) -> None:
    value = cells.number(text, STYLE)
    if amount is None:
        assert isinstance(value, Problem)
    else:
        assert value == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.234,56", "1234.56"), ("0,5", "0.5"), ("12", "12"), ("-1.234", "-1234"), ("1,234.56", None)],
)
def test_numbers_of_a_column_with_decimal_commas(text: str, amount: str | None) -> None:
    value = cells.number(text, COMMA)
    assert value == Decimal(amount) if amount else isinstance(value, Problem)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_every_amount_that_we_write_is_read_back(amount: Decimal) -> None:
    assert cells.number(f"{amount:,}", STYLE) == amount
    assert cells.number(spreadsheets.guard(str(amount)), STYLE) == amount


@pytest.mark.parametrize(
    ("samples", "mark"),
    [
        pytest.param(["1,234.56", "12"], ".", id="both marks, point last"),
        pytest.param(["1.234,56", "12"], ",", id="both marks, comma last"),
        pytest.param(["12,5", "3,75"], ",", id="a comma that cannot be a thousand"),
        pytest.param(["1,234", "5,678"], ".", id="only thousands: the comma stays one"),
        pytest.param([], ".", id="nothing"),
    ],
)
def test_the_decimal_mark_is_told_by_the_column(samples: list[str], mark: str) -> None:
    assert cells.decimal_mark_of(samples) == mark


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2024-01-05", date(2024, 1, 5), id="ISO"),
        pytest.param("2024/1/5", date(2024, 1, 5), id="slashes"),
        pytest.param("2024.01.05", date(2024, 1, 5), id="points"),
        pytest.param("2024年1月5日", date(2024, 1, 5), id="Chinese"),
        pytest.param("２０２４年１月５日", date(2024, 1, 5), id="full width"),
        pytest.param("20240105", date(2024, 1, 5), id="compact"),
        pytest.param("2010-12-01 08:26:00", date(2010, 12, 1), id="with a clock"),
        pytest.param("2010/12/1 8:26", date(2010, 12, 1), id="with a short clock"),
        pytest.param("2024-01-05T23:30:00Z", date(2024, 1, 6), id="UTC, next day in Shanghai"),
        pytest.param("2024-01-05T23:30:00+08:00", date(2024, 1, 5), id="our own zone"),
        pytest.param("45296", date(2024, 1, 5), id="spreadsheet serial"),
        pytest.param("45296.75", date(2024, 1, 5), id="serial with a clock"),
        pytest.param("2024-02-29", date(2024, 2, 29), id="leap day"),
        pytest.param("29/02/2024", date(2024, 2, 29), id="the day must be first"),
        pytest.param("02/29/2024", date(2024, 2, 29), id="the month must be first"),
        pytest.param("05/05/2024", date(2024, 5, 5), id="the same either way"),
        pytest.param("2023-02-29", "no_such_day", id="no leap year"),
        pytest.param("2024-13-01", "no_such_day", id="month 13"),
        pytest.param("03/04/2024", "ambiguous_date", id="either way"),
        pytest.param("12", "not_a_date", id="a small number"),
        pytest.param("99999", "date_range", id="a serial of 2173"),
        pytest.param("2424-01-05", "date_range", id="a typing error in the year"),
        pytest.param("yesterday", "not_a_date", id="a word"),
        pytest.param("2024-01-05 noon", "not_a_date", id="no clock"),
    ],
)
def test_dates(text: str, day: date | str) -> None:
    value = cells.day(text, STYLE)
    assert value.code == day if isinstance(value, Problem) else value == day


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2024, 4, 3)), ("mdy", date(2024, 3, 4))])
def test_the_order_of_day_and_month_is_the_columns(order: str, day: date) -> None:
    assert cells.day("03/04/2024", Style(date_order=order)) == day


@pytest.mark.parametrize(
    ("samples", "order"),
    [
        (["03/04/2024", "25/04/2024"], "dmy"),
        (["03/04/2024", "04/25/2024"], "mdy"),
        (["03/04/2024", "05/06/2024"], None),
        (["25/04/2024", "04/25/2024"], None),
        (["2024-01-05"], None),
    ],
)
def test_the_order_is_told_by_a_day_above_twelve(samples: list[str], order: str | None) -> None:
    assert cells.date_order_of(samples) == order


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("17850", "17850", id="digits stay text"),
        pytest.param("17850.0", "17850", id="a number that a program made a fraction"),
        pytest.param("00123", "00123", id="leading zeros stay"),
        pytest.param("85123A", "85123A", id="letters"),
        pytest.param("1E5", "1E5", id="a code that looks scientific"),
        pytest.param("9.1321E+17", None, id="a number that a spreadsheet shortened"),
        pytest.param("", None, id="empty"),
    ],
)
def test_codes(text: str, code: str | None) -> None:
    value = cells.code_of(80)(text, STYLE)
    assert value == code if code is not None or text == "" else isinstance(value, Problem)


FORMULAS = [
    "=1+1",
    "+86 138 0000 0000",
    "-12",
    "@sum",
    "\tx",
    "\rx",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "'=1",
    "'x",
    "x",
    "''",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_we_guard_for_spreadsheets_comes_back_as_it_was(text: str) -> None:
    guarded = spreadsheets.guard(text)
    assert guarded[0] not in spreadsheets.FORMULA_STARTS
    assert spreadsheets.unguard(guarded) == text


@pytest.mark.parametrize(
    ("text", "rate"), [("13%", "0.13"), ("0.13", "0.13"), ("13", "0.13"), ("6 %", "0.06"), ("0", "0"), ("130", None)]
)
def test_vat_rates(text: str, rate: str | None) -> None:
    value = cells.share(text, STYLE)
    assert value == Decimal(rate) if rate else isinstance(value, Problem)


@pytest.mark.parametrize("text", ["x\x00y", "客\ufffd户"])
def test_text_that_cannot_be_stored_is_a_problem(text: str) -> None:
    assert isinstance(cells.text_of(80)(text, STYLE), Problem)


def test_text_beyond_its_length_is_a_problem_and_not_cut() -> None:
    assert cells.text_of(3)("four", STYLE) == Problem("too_long", details={"limit": 3})


def test_a_value_that_is_no_choice_is_told_the_choices_in_both_languages() -> None:
    read = cells.choice_of({"revenue": "revenue", "收入": "revenue", "營收": "revenue", "nrr": "nrr"})
    assert read("胡说", STYLE) == Problem("not_a_choice", details={"choices": "收入 / revenue, nrr"})
    assert read("收入", STYLE) == "revenue"
