"""Number formats with the language already given: what a chart takes as `write`."""

from collections.abc import Callable
from decimal import Decimal

from office.formatting import amounts

Write = Callable[[Decimal | float | int], str]


def amount_writer(language: str, currency: str = "") -> Write:
    """Sums in words of the reader: 386.4 万, ¥3.86M."""
    return lambda value: amounts.amount(Decimal(str(value)), language, currency=currency)


def percent_writer(places: int = 1) -> Write:
    """Shares, 0.312, as 31.2%."""
    return lambda value: amounts.percent(value, places)


def figure_writer(places: int = 0) -> Write:
    """Plain numbers, grouped, with a true minus."""
    return lambda value: amounts.figure(Decimal(str(value)), places)
