"""The parameters of customer economics 参数, each with its default; a version of them is stored with every result."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from customers.valuation.lifecycle import StageLines
from customers.valuation.lifetime import RETENTION_CAP
from customers.valuation.quality import ANCHORS as QUALITY_ANCHORS
from customers.valuation.quality import WEIGHTS as QUALITY_WEIGHTS
from customers.valuation.quality import Anchors

TIER_WEIGHTS: Mapping[str, int] = {
    "net_profit": 25,
    "ltv": 15,
    "potential": 20,
    "strategic": 15,
    "stability": 10,
    "payment": 10,
    "influence": 5,
}

ANCHOR, HEALTHY = "anchor_", 60


@dataclass(frozen=True, slots=True)
class Settings:
    """Rates as fractions a year, windows in months, scores 0 to 100. Source: metrics-economics 14."""

    annual_capital_rate: Decimal = Decimal("0.08")
    discount_rate: Decimal = Decimal("0.10")
    ltv_horizon: int = 5
    assumed_retention: Decimal | None = None
    """假设: holds only while fewer than 20 customers of the company could have stayed or left (2.6)."""
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
    potential_line: Decimal = Decimal(60)
    potential_hysteresis: Decimal = Decimal(5)
    margin_hysteresis: Decimal = Decimal("0.01")
    dormant_months: int = 6
    grace_months: int = 3
    silent_months: int = 12
    silent_gaps: int = 3
    growth_line: Decimal = Decimal("0.20")
    trend_gate: Decimal = Decimal("0.20")
    """A fall of so much, by trend and by level, is large enough to count."""
    loss_not_due: Decimal = Decimal("0.005")
    loss_30: Decimal = Decimal("0.02")
    loss_60: Decimal = Decimal("0.05")
    loss_90: Decimal = Decimal("0.10")
    loss_180: Decimal = Decimal("0.25")
    loss_365: Decimal = Decimal("0.50")
    """Of an open amount, up to so many days past due, is expected to be lost; beyond, all of it."""
    payment_a_late: int = 5
    payment_a_open: int = 30
    payment_b_late: int = 15
    payment_b_open: int = 60
    payment_c_late: int = 45
    payment_c_open: int = 90
    wallet_points: Decimal = Decimal("0.10")
    wallet_relative: Decimal = Decimal("0.20")
    curve_ahead: Decimal = Decimal("0.10")
    curve_on_track: Decimal = Decimal("0.05")
    """So far below the plan is still on track; `curve_behind` is where it is off."""
    curve_behind: Decimal = Decimal("0.15")
    top1_watch: Decimal = Decimal("0.20")
    top1_red: Decimal = Decimal("0.30")
    top1_grave: Decimal = Decimal("0.50")
    top5_red: Decimal = Decimal("0.30")
    top20_red: Decimal = Decimal("0.80")
    hhi_middle: Decimal = Decimal("0.10")
    hhi_high: Decimal = Decimal("0.18")
    equal_healthy: Decimal = Decimal(10)
    """As concentrated as so many customers of one size, or less, is healthy."""
    industry_watch: Decimal = Decimal("0.30")
    industry_red: Decimal = Decimal("0.50")
    region_watch: Decimal = Decimal("0.40")
    region_red: Decimal = Decimal("0.60")
    channel_watch: Decimal = Decimal("0.50")
    channel_red: Decimal = Decimal("0.70")
    quality_weights: Mapping[str, int] = field(default_factory=lambda: dict(QUALITY_WEIGHTS))
    quality_anchors: Mapping[str, Anchors] = field(default_factory=lambda: dict(QUALITY_ANCHORS))
    """Of each metric of asset quality: values with their scores, 60 at the healthy line."""

    @property
    def tier_thresholds(self) -> dict[str, Decimal]:
        return {"S": self.tier_s, "A": self.tier_a, "B": self.tier_b}

    @property
    def stage_lines(self) -> StageLines:
        return StageLines(
            self.grace_months, self.silent_months, self.silent_gaps, self.dormant_months, self.growth_line
        )

    @property
    def loss_rates(self) -> tuple[tuple[int, Decimal], ...]:
        return (
            (0, self.loss_not_due),
            (30, self.loss_30),
            (60, self.loss_60),
            (90, self.loss_90),
            (180, self.loss_180),
            (365, self.loss_365),
        )

    @property
    def payment_lines(self) -> tuple[tuple[str, int, int], ...]:
        return (
            ("A", self.payment_a_late, self.payment_a_open),
            ("B", self.payment_b_late, self.payment_b_open),
            ("C", self.payment_c_late, self.payment_c_open),
        )

    @property
    def curve_lines(self) -> tuple[Decimal, Decimal, Decimal]:
        return self.curve_ahead, -self.curve_on_track, -self.curve_behind

    @property
    def concentration_lines(self) -> dict[str, tuple[Decimal, Decimal]]:
        """Share above which to watch, and above which the line is crossed."""
        return {
            "top1": (self.top1_watch, self.top1_red),
            "top5": (self.top5_red, self.top5_red),
            "top20": (self.top20_red, self.top20_red),
            "equal": (self.equal_healthy, self.equal_healthy),
            "grave": (self.top1_grave, self.top1_grave),
            "hhi": (self.hhi_middle, self.hhi_high),
            "industry": (self.industry_watch, self.industry_red),
            "region": (self.region_watch, self.region_red),
            "channel": (self.channel_watch, self.channel_red),
        }

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
        if name in OPTIONAL:
            return _finite(Decimal(str(value))) if value not in (None, "") else None
        if isinstance(standard, Decimal):
            return _finite(Decimal(str(value)))
        if isinstance(standard, int):
            return int(value)
        if name == "quality_anchors":
            return {
                str(key): tuple((_finite(Decimal(str(x))), int(y)) for x, y in pairs) for key, pairs in value.items()
            }
        return {str(key): int(weight) for key, weight in value.items()}
    except (InvalidOperation, TypeError, ValueError, AttributeError) as error:
        raise SettingsError(name, "not_a_number") from error


OPTIONAL = frozenset({"assumed_retention"})
"""May stay empty."""
SHARES = (
    ("annual_capital_rate", True),
    ("discount_rate", True),
    ("vat_rate", True),
    ("discovery_rate", False),
    ("suspect_p", False),
    ("margin_hysteresis", True),
    ("growth_line", False),
    ("trend_gate", False),
    ("wallet_points", False),
    ("wallet_relative", False),
    ("curve_ahead", True),
    ("curve_on_track", True),
    ("curve_behind", False),
    *((name, False) for name in ("top1_watch", "top1_red", "top1_grave", "top5_red", "top20_red")),
    *((name, False) for name in ("hhi_middle", "hhi_high")),
    *((f"{kind}_{line}", False) for kind in ("industry", "region", "channel") for line in ("watch", "red")),
)
"""Fractions below 1, and whether 0 is one of them."""
BOUNDS = (
    ("ltv_horizon", 1, 50),
    ("cac_lag_months", 0, 24),
    ("conversion_window_days", 1, 730),
    ("active_months", 1, 36),
    ("release_months", 0, 12),
    ("tier_hysteresis", 0, 10),
    ("potential_line", 1, 99),
    ("potential_hysteresis", 0, 20),
    ("dormant_months", 1, 36),
    ("grace_months", 0, 12),
    ("silent_months", 1, 60),
    ("silent_gaps", 1, 12),
    ("equal_healthy", 1, 1000),
    ("payment_a_late", 0, 365),
    ("payment_a_open", 0, 365),
)
RISING = (
    ("loss_not_due", "loss_30", "loss_60", "loss_90", "loss_180", "loss_365"),
    ("payment_a_late", "payment_b_late", "payment_c_late"),
    ("payment_a_open", "payment_b_open", "payment_c_open"),
    ("curve_on_track", "curve_behind"),
    ("top1_watch", "top1_red", "top1_grave"),
    ("hhi_middle", "hhi_high"),
    ("industry_watch", "industry_red"),
    ("region_watch", "region_red"),
    ("channel_watch", "channel_red"),
)
"""Lines of which none is below the one before."""


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError(f"{value} is no number")
    return value


def _check(chosen: Settings) -> None:
    _check_bounds(chosen)
    _check_order(chosen)
    _check_weights("tier_weights", chosen.tier_weights, TIER_WEIGHTS)
    _check_weights("quality_weights", chosen.quality_weights, QUALITY_WEIGHTS)
    if chosen.quality_anchors.keys() != QUALITY_ANCHORS.keys():
        raise SettingsError("quality_anchors", "unknown")
    for name, anchors in chosen.quality_anchors.items():
        _check_anchors(f"{ANCHOR}{name}", anchors)


def _check_weights(name: str, weights: Mapping[str, int], known: Mapping[str, int]) -> None:
    if unknown := set(weights) - set(known):
        raise SettingsError(name, f"unknown {min(unknown)}")
    if sum(weights.values()) != 100 or min(weights.values()) < 0:
        raise SettingsError(name, "not_a_hundred")


def _check_anchors(name: str, anchors: Anchors) -> None:
    """At least two, at rising values, with scores from 0 to 100 among which the healthy 60 lies."""
    values, scores = [value for value, _score in anchors], [score for _value, score in anchors]
    rising = all(left < right for left, right in pairwise(values))
    if (
        len(values) < 2
        or not rising
        or min(scores) < 0
        or max(scores) > 100
        or not min(scores) <= HEALTHY <= max(scores)
    ):
        raise SettingsError(name, "not_anchors")


def _check_bounds(chosen: Settings) -> None:
    for name, may_be_zero in SHARES:
        if not 0 <= getattr(chosen, name) < 1 or (getattr(chosen, name) == 0 and not may_be_zero):
            raise SettingsError(name, "not_a_share")
    for name, low, high in BOUNDS:
        if not low <= getattr(chosen, name) <= high:
            raise SettingsError(name, "out_of_bounds")
    if chosen.assumed_retention is not None and not 0 < chosen.assumed_retention <= RETENTION_CAP:
        raise SettingsError("assumed_retention", "out_of_bounds")
    if not 0 <= chosen.loss_not_due <= chosen.loss_365 <= 1:
        raise SettingsError("loss_365", "not_a_share")


def _check_order(chosen: Settings) -> None:
    for names in RISING:
        steps = [getattr(chosen, name) for name in names]
        for name, before, step in zip(names[1:], steps, steps[1:], strict=False):
            if step < before:
                raise SettingsError(name, "lines_out_of_order")
    if not 100 >= chosen.tier_s > chosen.tier_a > chosen.tier_b > 0:
        raise SettingsError("tier_s", "lines_out_of_order")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Decimal) else value
