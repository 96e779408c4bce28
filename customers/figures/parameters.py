"""Texts that name parameters, written as the version of the parameters has them that a figure was computed with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.utils.translation import pgettext

from customers.valuation.settings import Settings
from office.formatting import amounts

PERCENT = frozenset(
    {
        "annual_capital_rate",
        "discount_rate",
        "assumed_retention",
        "vat_rate",
        "discovery_rate",
        "suspect_p",
        "margin_hysteresis",
        "growth_line",
        "trend_gate",
        "wallet_points",
        "wallet_relative",
        "curve_ahead",
        "curve_on_track",
        "curve_behind",
        "loss_not_due",
        "loss_30",
        "loss_60",
        "loss_90",
        "loss_180",
        "loss_365",
        "top1_watch",
        "top1_red",
        "top1_grave",
        "top5_red",
        "top20_red",
        "industry_watch",
        "industry_red",
        "region_watch",
        "region_red",
        "channel_watch",
        "channel_red",
    }
)
"""Kept as fractions, read and typed as percentages."""
WEIGHT = "weight_"
"""Before the dimension of a tier whose weight is meant."""


@dataclass(frozen=True, slots=True)
class Parametric:
    """A text with parameters in it: `%(ltv_horizon)s` is the horizon in force then, `%(weight_ltv)s` a weight of the tier."""

    text: Any


def said(text: Any, settings: Settings) -> str:
    """The text in the reader's language. Errors: KeyError for a parameter that is none."""
    return str(text.text) % Written(settings) if isinstance(text, Parametric) else str(text)


class Written(Mapping[str, str]):
    """Every parameter by its name, as people read it: shares in percent, others as figures."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __getitem__(self, name: str) -> str:
        if name.startswith(WEIGHT):
            return str(self._settings.tier_weights[name.removeprefix(WEIGHT)])
        if name not in _NAMES:
            raise KeyError(name)
        value = getattr(self._settings, name)
        if value is None:
            return pgettext("a number nobody knows", "unknown")
        value = Decimal(value)
        return f"{_short(value * 100)}%" if name in PERCENT else _short(value)

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


_NAMES = frozenset(each.name for each in fields(Settings)) - {"tier_weights", "quality_weights", "quality_anchors"}


def _short(value: Decimal) -> str:
    """Without zeros behind the point that say nothing."""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return amounts.figure(value, places)
