"""The parameters of customer economics in words: groups, labels, how each is written, what is wrong with a value."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from customers.figures.parameters import PERCENT
from customers.valuation.quality import Anchors
from customers.valuation.settings import Settings

DIMENSIONS: Mapping[str, Any] = {
    "net_profit": _("Net profit"),
    "ltv": _("Lifetime value"),
    "potential": _("Potential"),
    "strategic": _("Strategic value"),
    "stability": _("Stability"),
    "payment": _("Payment grade"),
    "influence": _("Industry influence"),
}
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Tiers"), ("tier_s", "tier_a", "tier_b", "tier_hysteresis")),
    (_("Profitability classes"), ("potential_line", "potential_hysteresis", "margin_hysteresis")),
    (
        _("Rates and windows"),
        (
            "annual_capital_rate",
            "discount_rate",
            "ltv_horizon",
            "assumed_retention",
            "vat_rate",
            "cac_lag_months",
            "conversion_window_days",
            "active_months",
            "release_months",
        ),
    ),
    (_("Lifecycle"), ("dormant_months", "grace_months", "silent_months", "silent_gaps", "growth_line")),
    (_("Silent defectors"), ("discovery_rate", "suspect_p", "trend_gate")),
    (_("Expected loss on receivables"), ("loss_not_due", "loss_30", "loss_60", "loss_90", "loss_180", "loss_365")),
    (
        _("Payment grade"),
        (
            "payment_a_late",
            "payment_a_open",
            "payment_b_late",
            "payment_b_open",
            "payment_c_late",
            "payment_c_open",
        ),
    ),
    (_("Share of wallet"), ("wallet_points", "wallet_relative")),
    (_("Value-return curve"), ("curve_ahead", "curve_on_track", "curve_behind")),
    (
        _("Concentration"),
        (
            "top1_watch",
            "top1_red",
            "top1_grave",
            "top5_red",
            "top20_red",
            "hhi_middle",
            "hhi_high",
            "equal_healthy",
            "industry_watch",
            "industry_red",
            "region_watch",
            "region_red",
            "channel_watch",
            "channel_red",
        ),
    ),
)
LABELS: Mapping[str, Any] = {
    "tier_s": _("S from, points"),
    "tier_a": _("A from, points"),
    "tier_b": _("B from, points"),
    "tier_hysteresis": _("Tier gives way by, points"),
    "potential_line": _("High potential from, points"),
    "potential_hysteresis": _("Potential gives way by, points"),
    "margin_hysteresis": _("Margin gives way by, %"),
    "annual_capital_rate": _("Cost of capital a year, %"),
    "discount_rate": _("Discount rate a year, %"),
    "ltv_horizon": _("Lifetime value counts, years"),
    "assumed_retention": _("Assumed retention a year while fewer than 20 customers could stay or leave, %"),
    "vat_rate": _("VAT, %"),
    "cac_lag_months": _("Acquisition spending runs ahead by, months"),
    "conversion_window_days": _("A lead converts within, days"),
    "active_months": _("New customers are active within, months"),
    "release_months": _("A lost customer's team is released after, months"),
    "dormant_months": _("Dormant after, months"),
    "grace_months": _("Grace after a subscription ends, months"),
    "silent_months": _("Lost after silence of, months"),
    "silent_gaps": _("… and of usual pauses"),
    "growth_line": _("Growing or declining from, %"),
    "discovery_rate": _("False among confirmed at most, %"),
    "suspect_p": _("Suspect up to p, %"),
    "trend_gate": _("A fall counts from, %"),
    "loss_not_due": _("Not due, %"),
    "loss_30": _("Up to 30 days late, %"),
    "loss_60": _("Up to 60 days late, %"),
    "loss_90": _("Up to 90 days late, %"),
    "loss_180": _("Up to 180 days late, %"),
    "loss_365": _("Up to 365 days late, %"),
    "payment_a_late": _("A: days late at most"),
    "payment_a_open": _("A: days open past due at most"),
    "payment_b_late": _("B: days late at most"),
    "payment_b_open": _("B: days open past due at most"),
    "payment_c_late": _("C: days late at most"),
    "payment_c_open": _("C: days open past due at most"),
    "wallet_points": _("A drop counts from, % points"),
    "wallet_relative": _("… or from, % of the share"),
    "curve_ahead": _("Ahead from, % above the plan"),
    "curve_on_track": _("On track down to, % below the plan"),
    "curve_behind": _("Behind down to, % below the plan"),
    "top1_watch": _("Largest customer: watch above, %"),
    "top1_red": _("Largest customer: red above, %"),
    "top1_grave": _("Largest customer: grave above, %"),
    "top5_red": _("Five largest: red above, %"),
    "top20_red": _("Largest fifth: typical up to, %"),
    "hhi_middle": _("Concentration index: middle from"),
    "hhi_high": _("Concentration index: high from"),
    "equal_healthy": _("Equal customers: healthy from"),
    "industry_watch": _("Largest industry: watch above, %"),
    "industry_red": _("Largest industry: red above, %"),
    "region_watch": _("Largest region: watch above, %"),
    "region_red": _("Largest region: red above, %"),
    "channel_watch": _("Largest channel: watch above, %"),
    "channel_red": _("Largest channel: red above, %"),
}
QUALITY: Mapping[str, Any] = {
    "net_margin": _("Net margin"),
    "base_coverage": _("Revenue base that is profit base too"),
    "ltv_cac": "LTV/CAC",
    "nrr": _("NRR: net revenue retention"),
    "grr": _("GRR: gross revenue retention"),
    "top1": _("Largest group or customer"),
    "top5": _("Five largest"),
    "dormant_share": _("Dormant"),
    "weighted_days_late": _("Weighted days late"),
}
"""The nine metrics of asset quality."""


def reason_of(code: str, weights: int) -> str:
    """What is wrong, with the cure."""
    words = {
        "not_a_share": _("A percentage from above 0 to below 100."),
        "out_of_bounds": _("This is beyond what makes sense here."),
        "lines_out_of_order": _("The lines must follow one another: this one is on the wrong side of its neighbour."),
        "not_a_number": _("A number."),
        "not_anchors": _(
            "Two anchors or more at rising values, scores from 0 to 100 with 60 among them: 0: 0, 0.1: 60."
        ),
    }
    if code == "not_a_hundred":
        return str(_("The weights add up to %(sum)s; they must be 100, and none below 0.") % {"sum": weights})
    return str(words.get(code, code))


def shown(name: str, value: Any) -> Any:
    """A value as people read and type it."""
    if value is None:
        return None
    return _plain(Decimal(value) * 100) if name in PERCENT else _plain(value) if isinstance(value, Decimal) else value


def kept(name: str, value: Any) -> Any:
    """A typed value as it is kept."""
    return value / 100 if name in PERCENT and value is not None else value


def anchors_text(anchors: Anchors) -> str:
    """0: 0, 0.05: 40, 0.1: 60."""
    return ", ".join(f"{_plain(value):f}: {score}" for value, score in anchors)


def anchors_from(text: str) -> list[list[str]]:
    """Value and score of each as typed. ValueError for what is not of this shape."""
    pairs = [pair.split(":") for pair in text.replace("，", ",").replace("：", ":").split(",")]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(text)
    return [[value.strip(), score.strip()] for value, score in pairs]


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def differences(before: Settings, after: Settings) -> list[tuple[str, str, str]]:
    """What a version changed: label, old value, new value."""
    found = [
        (str(label), _written(name, before), _written(name, after))
        for name, label in LABELS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    for name, label in DIMENSIONS.items():
        old, new = before.tier_weights.get(name, 0), after.tier_weights.get(name, 0)
        if old != new:
            found.append(
                (str(pgettext_lazy("tier dimension", "Weight of %(name)s")) % {"name": label}, str(old), str(new))
            )
    return [*found, *_of_quality(before, after)]


def _written(name: str, settings: Settings) -> str:
    value = shown(name, getattr(settings, name))
    return pgettext("a setting that was not made", "none") if value is None else f"{value}"


def _of_quality(before: Settings, after: Settings) -> list[tuple[str, str, str]]:
    found = []
    for name, label in QUALITY.items():
        weights = before.quality_weights[name], after.quality_weights[name]
        if weights[0] != weights[1]:
            words = str(_("Asset quality, weight of %(name)s")) % {"name": label}
            found.append((words, str(weights[0]), str(weights[1])))
        anchors = before.quality_anchors[name], after.quality_anchors[name]
        if anchors[0] != anchors[1]:
            words = str(_("Asset quality, anchors of %(name)s")) % {"name": label}
            found.append((words, anchors_text(anchors[0]), anchors_text(anchors[1])))
    return found
