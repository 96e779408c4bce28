"""Sums, counts and shares as people read them: 万 and 亿 in Chinese, K, M and B in English."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

MINUS = "\u2212"
SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$", "TWD": "NT$"}


class Scale(NamedTuple):
    """A unit of large numbers: from `start` on, divided by 10 ** `power`, shown with `places` decimals and `word`."""

    start: Decimal
    power: int
    places: int
    word: str


PLAIN = Scale(Decimal(1), 0, 0, "")
# Smallest first. A word that opens with a space is a Chinese unit: it stands after a space.
SCALES = {
    "zh-hans": (Scale(Decimal(10**4), 4, 1, " 万"), Scale(Decimal(10**8), 8, 2, " 亿")),
    "zh-hant": (Scale(Decimal(10**4), 4, 1, " 萬"), Scale(Decimal(10**8), 8, 2, " 億")),
    "en": (
        Scale(Decimal(10**4), 3, 1, "K"),
        Scale(Decimal(10**6), 6, 2, "M"),
        Scale(Decimal(10**9), 9, 2, "B"),
    ),
}
# The one unit of a table: name → power of ten, decimals.
TABLE_UNITS = {"plain": (0, 0), "wan": (4, 1), "yi": (8, 2), "k": (3, 1), "m": (6, 2)}


def scales(language: str) -> tuple[Scale, ...]:
    return SCALES.get(language.lower(), SCALES["en"])


def figure(value: Decimal, places: int) -> str:
    """`value` rounded half away from zero to `places`, digits grouped, with a true minus: −1,234.5."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}"
    return f"{MINUS}{text}" if rounded < 0 else text


def scale_for(value: Decimal, language: str) -> Scale:
    """The scale in which `value` reads best, judged after rounding: 9,999.5 is already 1.0 万."""
    best = PLAIN
    for scale in scales(language):
        if rounded(abs(value), best) < scale.start:
            break
        best = scale
    return best


def rounded(size: Decimal, scale: Scale) -> Decimal:
    """`size` as `scale` would show it."""
    return size.quantize(Decimal(1).scaleb(scale.power - scale.places), rounding=ROUND_HALF_UP)


def amount(value: Decimal | int, language: str, *, currency: str = "") -> str:
    """A sum in the base unit of `currency`: 386.4 万, 1.28 亿, 8,640; in English ¥3.86M.

    The currency shows in English only; Chinese pages say 元 once in the head. Below 100 a broken sum keeps its
    cents, so that no real sum reads as 0.
    """
    value = Decimal(value)
    scale = scale_for(value, language)
    places = scale.places
    if scale is PLAIN and abs(value) < 100 and value != value.to_integral_value():
        places = 2
    text = figure(value.scaleb(-scale.power), places) + scale.word
    return with_symbol(text, currency) if not language.lower().startswith("zh") else text


def amount_in(value: Decimal | int, unit: str) -> str:
    """The bare figure of a column whose head names the one unit, a key of TABLE_UNITS."""
    exponent, places = TABLE_UNITS[unit]
    return figure(Decimal(value).scaleb(-exponent), places)


def exact(value: Decimal | int, language: str, *, currency: str = "") -> str:
    """A sum to the cent, for documents and ledger lines: 1,234.50."""
    text = figure(Decimal(value), 2)
    return with_symbol(text, currency) if not language.lower().startswith("zh") else text


def alone(text: str, language: str, currency: str) -> str:
    """A sum of `amount` or `exact` that stands by itself, without a head to name its unit: 680.00 元, 386.4 万元."""
    if not language.lower().startswith("zh"):
        return text
    unit = "元" if currency == "CNY" else f" {currency}"
    return f"{text}{unit}" if text[-1:] in "万萬亿億" else f"{text} {unit.strip()}"


def with_symbol(text: str, currency: str) -> str:
    symbol = SYMBOLS.get(currency, f"{currency} " if currency else "")
    return f"{MINUS}{symbol}{text[1:]}" if text.startswith(MINUS) else f"{symbol}{text}"


def percent(share: Decimal | float | int, places: int = 1) -> str:
    """A share (0.312) as 31.2%."""
    return f"{figure(Decimal(str(share)) * 100, places)}%"


def signed(text: str) -> str:
    """A change carries its sign: +6, −4; zero carries none."""
    return text if text.startswith(MINUS) or not any(digit in text for digit in "123456789") else f"+{text}"
