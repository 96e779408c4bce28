"""The parameters of customer economics 参数, each with its default; a version of them is stored with every result."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from typing import Any

TIER_WEIGHTS: Mapping[str, int] = {
    "net_profit": 25,
    "ltv": 15,
    "potential": 20,
    "strategic": 15,
    "stability": 10,
    "payment": 10,
    "influence": 5,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Rates as fractions a year, windows in months, scores 0 to 100. Source: metrics-economics 14."""

    annual_capital_rate: Decimal = Decimal("0.08")
    discount_rate: Decimal = Decimal("0.10")
    ltv_horizon: int = 5
    vat_rate: Decimal = Decimal("0.13")
    cac_lag_months: int = 0
    conversion_window_days: int = 90
    active_months: int = 6
    release_months: int = 3
    discovery_rate: Decimal = Decimal("0.10")
    suspect_p: Decimal = Decimal("0.05")
    tier_s: Decimal = Decimal(85)
    tier_a: Decimal = Decimal(70)
    tier_b: Decimal = Decimal(50)
    tier_hysteresis: Decimal = Decimal(2)
    tier_weights: Mapping[str, int] = field(default_factory=lambda: dict(TIER_WEIGHTS))

    @property
    def tier_thresholds(self) -> dict[str, Decimal]:
        return {"S": self.tier_s, "A": self.tier_a, "B": self.tier_b}

    def as_values(self) -> dict[str, Any]:
        """What differs from the defaults, as JSON keeps it: decimals as text."""
        standard = Settings()
        return {
            each.name: _plain(getattr(self, each.name))
            for each in fields(self)
            if getattr(self, each.name) != getattr(standard, each.name)
        }


class SettingsError(ValueError):
    """A parameter that cannot be: `name` says which, `reason` is a code the form explains."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


def settings_from(values: Mapping[str, Any]) -> Settings:
    """Settings with `values` in place of defaults. Errors: SettingsError for what is unknown or out of its bounds."""
    standard = Settings()
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name not in {each.name for each in fields(Settings)}:
            raise SettingsError(name, "unknown")
        read[name] = _read(name, value, getattr(standard, name))
    chosen = Settings(**read)
    _check(chosen)
    return chosen


def _read(name: str, value: Any, standard: Any) -> Any:
    try:
        if isinstance(standard, Decimal):
            return Decimal(str(value))
        if isinstance(standard, int):
            return int(value)
        return {str(key): int(weight) for key, weight in value.items()}
    except (InvalidOperation, TypeError, ValueError, AttributeError) as error:
        raise SettingsError(name, "not_a_number") from error


SHARES = (
    ("annual_capital_rate", True),
    ("discount_rate", True),
    ("vat_rate", True),
    ("discovery_rate", False),
    ("suspect_p", False),
)
"""Fractions below 1, and whether 0 is one of them."""
BOUNDS = (
    ("ltv_horizon", 1, 50),
    ("cac_lag_months", 0, 24),
    ("conversion_window_days", 1, 730),
    ("active_months", 1, 36),
    ("release_months", 0, 12),
    ("tier_hysteresis", 0, 10),
)


def _check(chosen: Settings) -> None:
    for name, may_be_zero in SHARES:
        if not 0 <= getattr(chosen, name) < 1 or (getattr(chosen, name) == 0 and not may_be_zero):
            raise SettingsError(name, "not_a_share")
    for name, low, high in BOUNDS:
        if not low <= getattr(chosen, name) <= high:
            raise SettingsError(name, "out_of_bounds")
    if not 100 >= chosen.tier_s > chosen.tier_a > chosen.tier_b > 0:
        raise SettingsError("tier_s", "lines_out_of_order")
    if unknown := set(chosen.tier_weights) - set(TIER_WEIGHTS):
        raise SettingsError("tier_weights", f"unknown {min(unknown)}")
    if sum(chosen.tier_weights.values()) != 100 or min(chosen.tier_weights.values()) < 0:
        raise SettingsError("tier_weights", "not_a_hundred")


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else dict(value) if isinstance(value, Mapping) else value
