"""Exchange rates for many lines at once."""

from bisect import bisect_right
from datetime import date
from decimal import Decimal

from customers.models import ExchangeRate
from customers.valuation.money import money

MAX_AGE = 31


class Table:
    """All rates, read once when a foreign amount first asks; gives for each line what `valuation.to_base` gives, by
    bisection."""

    def __init__(self, base_currency: str) -> None:
        self.base = base_currency
        self._kept: dict[str, tuple[list[date], list[Decimal]]] | None = None

    def to_base(self, amount: Decimal, currency: str, on: date) -> Decimal | None:
        """None without a rate on or in the 31 days before the document's date. Source: metrics-economics 0.6."""
        if currency == self.base:
            return money(amount)
        if self._kept is None:
            self._kept = _read()
        days, rates = self._kept.get(currency, ([], []))
        place = bisect_right(days, on) - 1
        if place < 0 or (on - days[place]).days > MAX_AGE:
            return None
        return money(amount * rates[place])


def _read() -> dict[str, tuple[list[date], list[Decimal]]]:
    """Currency → days in order, and the rate of each."""
    kept: dict[str, tuple[list[date], list[Decimal]]] = {}
    for currency, on, rate in ExchangeRate.objects.order_by("currency", "on").values_list("currency", "on", "rate"):
        days, rates = kept.setdefault(currency, ([], []))
        days.append(on)
        rates.append(rate)
    return kept
