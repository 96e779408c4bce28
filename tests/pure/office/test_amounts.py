"""Sums and shares as people read them: interface rules for 万 and 亿, signs and decimals."""

from decimal import Decimal

import pytest

from office.formatting import amounts


@pytest.mark.parametrize(
    ("value", "simplified", "traditional", "english"),
    [
        pytest.param("0", "0", "0", "¥0", id="zero is a number"),
        pytest.param("0.40", "0.40", "0.40", "¥0.40", id="a real sum never reads as 0"),
        pytest.param("99.5", "99.50", "99.50", "¥99.50", id="cents below a hundred"),
        pytest.param("8640.49", "8,640", "8,640", "¥8,640", id="plain below 1 万"),
        pytest.param("9999.49", "9,999", "9,999", "¥9,999", id="just below 1 万"),
        pytest.param("9999.5", "1.0 万", "1.0 萬", "¥10.0K", id="rounding lifts it to 1 万"),
        pytest.param("3864000", "386.4 万", "386.4 萬", "¥3.86M", id="万 with one decimal"),
        pytest.param("99999499", "9,999.9 万", "9,999.9 萬", "¥100.00M", id="just below 1 亿"),
        pytest.param("99999500", "1.00 亿", "1.00 億", "¥100.00M", id="rounding lifts it to 1 亿"),
        pytest.param("128000000", "1.28 亿", "1.28 億", "¥128.00M", id="亿 with two decimals"),
        pytest.param("999994999", "10.00 亿", "10.00 億", "¥999.99M", id="just below a billion"),
        pytest.param("999995000", "10.00 亿", "10.00 億", "¥1.00B", id="rounding lifts it to a billion"),
        pytest.param("-416000", "−41.6 万", "−41.6 萬", "−¥416.0K", id="a true minus before the symbol"),
        pytest.param("-0.004", "0.00", "0.00", "¥0.00", id="no minus before zero"),
    ],
)
def test_an_amount_in_three_languages(value: str, simplified: str, traditional: str, english: str) -> None:
    told = [amounts.amount(Decimal(value), language, currency="CNY") for language in ("zh-hans", "zh-hant", "en")]
    assert told == [simplified, traditional, english]


@pytest.mark.parametrize(
    ("unit", "text"), [("plain", "3,864,049"), ("wan", "386.4"), ("yi", "0.04"), ("k", "3,864.0"), ("m", "3.86")]
)
def test_one_table_keeps_one_unit(unit: str, text: str) -> None:
    assert amounts.amount_in(Decimal("3864049"), unit) == text


@pytest.mark.parametrize(
    ("share", "places", "text"),
    [("0.312", 1, "31.2%"), ("0.3125", 1, "31.3%"), ("-0.019", 1, "−1.9%"), ("0.98", 0, "98%")],
)
def test_a_share_is_told_in_percent(share: str, places: int, text: str) -> None:
    assert amounts.percent(Decimal(share), places) == text


@pytest.mark.parametrize(("text", "told"), [("6", "+6"), ("−4", "−4"), ("0", "0"), ("0.00", "0.00"), ("1.8", "+1.8")])
def test_a_change_carries_its_sign(text: str, told: str) -> None:
    assert amounts.signed(text) == told


@pytest.mark.parametrize(
    ("currency", "text"), [("USD", "$1,234.50"), ("CHF", "CHF 1,234.50"), ("", "1,234.50")], ids=str
)
def test_a_document_shows_cents(currency: str, text: str) -> None:
    assert amounts.exact(Decimal("1234.5"), "en", currency=currency) == text


@pytest.mark.parametrize(
    ("text", "language", "currency", "told"),
    [
        ("680", "zh-hans", "CNY", "680 元"),
        ("386.4 万", "zh-hans", "CNY", "386.4 万元"),
        ("1.28 億", "zh-hant", "CNY", "1.28 億元"),
        ("680", "zh-hans", "USD", "680 USD"),
        ("¥680", "en", "CNY", "¥680"),
    ],
)
def test_a_sum_that_stands_alone_names_its_unit(text: str, language: str, currency: str, told: str) -> None:
    assert amounts.alone(text, language, currency) == told
