"""Cells into values. Each parser takes the text of a cell and answers a value, None for an empty cell, or a `Problem`."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from customers.importing.problems import Problem
from customers.money import LARGEST
from office.formatting.spreadsheets import unguard

EXCEL_EPOCH = date(1899, 12, 30)
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
Value = Any
Parser = Callable[[str, "Style"], Value]


@dataclass(frozen=True)
class Style:
    """How a file writes what can be written in two ways. None: nothing in the file tells."""

    date_order: str | None = None  # "dmy" or "mdy"; dates that begin with the year need none
    decimal_mark: str = "."
    zone: str = "Asia/Shanghai"


def plain(text: str) -> str | Problem | None:
    """The text of a cell without edges; None when nothing is left."""
    if "\x00" in text:
        return Problem("control")
    if "\ufffd" in text:
        return Problem("unreadable")
    return unguard(text.strip(" \t\r\n\u00a0\u3000\u200b\ufeff")) or None


def text_of(limit: int) -> Parser:
    """A parser of texts of at most `limit` characters."""

    def parse(text: str, style: Style) -> Value:
        value = plain(text)
        if isinstance(value, str) and len(value) > limit:
            return Problem("too_long", details={"limit": limit})
        return value

    return parse


SHORTENED = re.compile(r"\d[.,]\d+[eE]\+\d{2,}", re.ASCII)
WHOLE_AS_FLOAT = re.compile(r"(-?\d{1,15})\.0", re.ASCII)


def code_of(limit: int) -> Parser:
    """As `text_of`, for numbers of documents, items and customers: 17850.0 is 17850, and 1.2E+17 is damage."""
    short = text_of(limit)

    def parse(text: str, style: Style) -> Value:
        value = short(text, style)
        if not isinstance(value, str):
            return value
        if SHORTENED.fullmatch(value):
            return Problem("damaged_number")
        as_float = WHOLE_AS_FLOAT.fullmatch(value)
        return as_float[1] if as_float else value

    return parse


SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
MONEY_MARKS = re.compile(
    r"^(?:CNY|RMB|USD|EUR|GBP|HKD|TWD|NT\$|HK\$|US\$|[¥$€£])|(?:CNY|RMB|USD|EUR|GBP|HKD|TWD|元|圆|圓|[¥$€£])$"
)
POINT_NUMBER = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+)?(?:\.\d*)?(?:[eE][+-]?\d{1,2})?", re.ASCII)
COMMA_NUMBER = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?(?:[eE][+-]?\d{1,2})?", re.ASCII)


def number(text: str, style: Style) -> Value:
    """1,234.56 · 1.234,56 (where the column writes so) · （1,234.56） · ￥12.5万 · －3 · 12元."""
    value = plain(text)
    if not isinstance(value, str):
        return value
    digits = re.sub(r"[\s'’_]", "", unicodedata.normalize("NFKC", value).replace("−", "-").replace("–", "-").upper())
    negative = False
    if digits[:1] == "(" and digits[-1:] == ")":
        digits, negative = digits[1:-1], True
    scale = 1
    for _ in range(3):  # ¥-12 · -¥12 · 12.5万元
        if digits[:1] in {"-", "+"} and digits[1:]:
            negative, digits = negative != (digits[0] == "-"), digits[1:]
        if digits[-1:] == "-":
            negative, digits = not negative, digits[:-1]
        digits = MONEY_MARKS.sub("", digits)
        if digits[-1:] in SCALES:
            scale, digits = scale * SCALES[digits[-1]], digits[:-1]
    return _decimal(digits, style, scale, negative)


def _decimal(digits: str, style: Style, scale: int, negative: bool) -> Value:
    comma = style.decimal_mark == ","
    pattern, other = (COMMA_NUMBER, POINT_NUMBER) if comma else (POINT_NUMBER, COMMA_NUMBER)
    if not re.search(r"\d", digits) or not pattern.fullmatch(digits):
        return Problem("number_style" if re.search(r"\d", digits) and other.fullmatch(digits) else "not_a_number")
    bare = digits.replace(".", "").replace(",", ".") if comma else digits.replace(",", "")
    try:
        amount = Decimal(bare) * scale
    except InvalidOperation:
        return Problem("not_a_number")
    if abs(amount) > LARGEST:
        return Problem("too_large")
    return -amount if negative and amount else amount


def quantity(text: str, style: Style) -> Value:
    value = number(text, style)
    if isinstance(value, Decimal) and abs(value) >= 1_000_000_000_000:
        return Problem("too_large")
    return value


def whole_of(lowest: int, highest: int) -> Parser:
    """Whole numbers within bounds: years, scores, counts."""

    def parse(text: str, style: Style) -> Value:
        value = number(text, style)
        if value is None or isinstance(value, Problem):
            return value
        if value != value.to_integral_value() or not lowest <= value <= highest:
            return Problem("not_whole", details={"lowest": lowest, "highest": highest})
        return int(value)

    return parse


def share(text: str, style: Style) -> Value:
    """A rate: 13% · 0.13 · 13 are the same."""
    percent = unicodedata.normalize("NFKC", text).strip()
    value = number(percent.rstrip("%"), style)
    if not isinstance(value, Decimal):
        return value
    rate = value / 100 if percent.endswith("%") or value >= 1 else value
    return rate.quantize(Decimal("0.0001"), ROUND_HALF_UP) if 0 <= rate < 1 else Problem("too_large")


def figure(text: str, style: Style) -> Value:
    """An amount or a share of any size: 105% is 1.05."""
    percent = unicodedata.normalize("NFKC", text).strip()
    value = number(percent.rstrip("%"), style)
    return value / 100 if isinstance(value, Decimal) and percent.endswith("%") else value


YEAR_FIRST = re.compile(r"(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?(?:[T\s]+(.*))?", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T\s]+(.*))?", re.ASCII)
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
SERIAL = re.compile(r"(\d{1,6})(?:\.\d+)?", re.ASCII)
CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4])[:时時点點]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?\s*(?:[ap]\.?m\.?)?(Z|[+-]\d{2}:?\d{2})?",
    re.I | re.ASCII,
)


def day(text: str, style: Style) -> Value:
    """ISO, 2024/1/5, 2024年1月5日, 20240105, spreadsheet serials; 5/1/2024 in the order of the column."""
    value = plain(text)
    if not isinstance(value, str):
        return value
    value = unicodedata.normalize("NFKC", value)
    if found := YEAR_FIRST.fullmatch(value):
        return _day(int(found[1]), int(found[2]), int(found[3]), found[4], style)
    if found := COMPACT.fullmatch(value):
        return _day(int(found[1]), int(found[2]), int(found[3]), None, style)
    if found := YEAR_LAST.fullmatch(value):
        return _year_last(found, style)
    if found := SERIAL.fullmatch(value):
        return _within(EXCEL_EPOCH + timedelta(days=int(found[1]))) if int(found[1]) > 60 else Problem("not_a_date")
    return Problem("not_a_date")


def _year_last(found: re.Match[str], style: Style) -> Value:
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    year += (2000 if year < 70 else 1900) if len(found[3]) == 2 else 0
    if style.date_order is None and first != second:
        if first <= 12 and second <= 12:
            return Problem("ambiguous_date")
        return _day(year, second, first, found[4], style) if first > 12 else _day(year, first, second, found[4], style)
    month, of_month = (first, second) if style.date_order == "mdy" else (second, first)
    return _day(year, month, of_month, found[4], style)


def _day(year: int, month: int, of_month: int, clock: str | None, style: Style) -> Value:
    try:
        value = date(year, month, of_month)
    except ValueError:
        return Problem("no_such_day")
    if clock:
        told = CLOCK.fullmatch(clock.strip())
        if told is None:
            return Problem("not_a_date")
        if told[1]:
            try:
                moment = datetime.fromisoformat(f"{value.isoformat()}T{clock.strip()}")
            except ValueError:
                return Problem("not_a_date")
            value = moment.astimezone(ZoneInfo(style.zone)).date()
    return _within(value)


def _within(value: date) -> date | Problem:
    return value if EARLIEST <= value <= LATEST else Problem("date_range")


CURRENCIES = {"元": "CNY", "人民币": "CNY", "人民幣": "CNY", "RMB": "CNY", "¥": "CNY", "美元": "USD", "$": "USD"} | {
    "欧元": "EUR", "歐元": "EUR", "€": "EUR", "英镑": "GBP", "英鎊": "GBP", "£": "GBP", "港元": "HKD", "港币": "HKD",
    "港幣": "HKD", "日元": "JPY", "日圆": "JPY", "日圓": "JPY", "新台币": "TWD", "新臺幣": "TWD", "新台幣": "TWD", "台币": "TWD",
    "韩元": "KRW", "韓元": "KRW", "韩国元": "KRW", "新加坡元": "SGD", "澳元": "AUD", "澳大利亚元": "AUD", "加元": "CAD", "加拿大元": "CAD",
    "瑞士法郎": "CHF", "卢布": "RUB", "盧布": "RUB", "泰铢": "THB", "泰銖": "THB", "印度卢比": "INR", "越南盾": "VND",
}  # fmt: skip


def currency(text: str, style: Style) -> Value:
    value = plain(text)
    if not isinstance(value, str):
        return value
    code = unicodedata.normalize("NFKC", value).upper()
    code = CURRENCIES.get(code, code)
    return code if re.fullmatch(r"[A-Z]{3}", code) else Problem("not_a_currency")


YES = {"1", "yes", "y", "true", "是", "对", "對", "√", "✓", "x"}
NO = {"0", "no", "n", "false", "否", "不是", "×"}


def yes_no(text: str, style: Style) -> Value:
    value = plain(text)
    if not isinstance(value, str):
        return value
    word = unicodedata.normalize("NFKC", value).casefold()
    return True if word in YES else False if word in NO else Problem("not_yes_no")


def choice_of(words: dict[str, str]) -> Parser:
    """A parser of one of some words, written in any of the three languages; keys are folded."""
    choices = ", ".join(_spelled(value, words) for value in dict.fromkeys(words.values()))

    def parse(text: str, style: Style) -> Value:
        value = plain(text)
        if not isinstance(value, str):
            return value
        known = words.get(unicodedata.normalize("NFKC", value).casefold())
        return known if known is not None else Problem("not_a_choice", details={"choices": choices})

    return parse


def _spelled(value: str, words: Mapping[str, str]) -> str:
    """A choice as a reader of either language may write it: 收入 / revenue."""
    chinese = next((word for word, meant in words.items() if meant == value and re.match("[\u4e00-\u9fff]", word)), "")
    return f"{chinese} / {value}" if chinese else value


def mail(text: str, style: Style) -> Value:
    value = text_of(200)(text, style)
    if isinstance(value, str) and not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+", value):
        return Problem("not_a_mail")
    return value


def date_order_of(samples: Iterable[str]) -> str | None:
    """Whether the column puts the day or the month first; None when nothing tells, or both are told."""
    orders = set()
    for text in samples:
        found = YEAR_LAST.fullmatch(unicodedata.normalize("NFKC", text.strip()))
        if found and (int(found[1]) > 12) != (int(found[2]) > 12):
            orders.add("dmy" if int(found[1]) > 12 else "mdy")
    return orders.pop() if len(orders) == 1 else None


def decimal_mark_of(samples: Iterable[str]) -> str:
    """The decimal mark of the numbers in a column: "," only when it cannot be anything else."""
    comma = point = 0
    for text in samples:
        marks = re.sub(r"[^\d.,]", "", unicodedata.normalize("NFKC", text))
        last_comma, last_point = marks.rfind(","), marks.rfind(".")
        if last_comma > last_point and (
            last_point >= 0 or (marks.count(",") == 1 and len(marks) - last_comma - 1 not in {3, 4})
        ):
            comma += 1
        elif last_point > last_comma and (
            last_comma >= 0 or (marks.count(".") == 1 and len(marks) - last_point - 1 != 3)
        ):
            point += 1
    return "," if comma > point else "."
