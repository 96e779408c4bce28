"""The lines that a kept figure was judged by, as they were set when it was computed."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any

from customers.valuation.settings import Settings


def lines_of(values: Mapping[str, Any]) -> dict[str, tuple[Decimal, Decimal]]:
    """Name → watch and red; a figure kept before lines could be set was judged by the standard ones."""
    kept, standard = values.get("lines") or {}, Settings().concentration_lines
    return standard | {name: (Decimal(watch), Decimal(red)) for name, (watch, red) in kept.items()}


def fewest_equals(red: Decimal) -> int:
    """With fewer customers than these, all equal, five bring more than the line; 0 where no number of them tells."""
    return int((5 / red).to_integral_value(ROUND_CEILING)) if 0 < red < 1 else 0


def state_of(value: Decimal, red: Decimal, watch: Decimal | None = None) -> str:
    if value > red:
        return "bad"
    return "warn" if watch is not None and value > watch else "good"
