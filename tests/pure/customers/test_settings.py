"""Parameters of customer economics: what differs is kept, what cannot be is refused, what is set takes effect."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from customers.valuation import classes, concentration, curves, lifecycle, payments, quality, receivables, shifts
from customers.valuation.defectors import GATE, SUSPECT, Watched, silent_defectors
from customers.valuation.settings import Settings, SettingsError, settings_from


def test_the_defaults_are_those_of_the_functions():
    standard = Settings()
    assert standard.loss_rates == receivables.LOSS_RATES
    assert standard.payment_lines == payments.LINES
    assert standard.stage_lines == lifecycle.STANDARD
    assert standard.curve_lines == (curves.AHEAD, curves.ON_TRACK, curves.BEHIND)
    assert (standard.wallet_points, standard.wallet_relative) == (shifts.WALLET_POINTS, shifts.WALLET_RELATIVE)
    assert (standard.potential_line, standard.potential_hysteresis) == (
        classes.HIGH_POTENTIAL,
        classes.HYSTERESIS_POTENTIAL,
    )
    assert standard.margin_hysteresis == classes.HYSTERESIS_MARGIN
    assert (-standard.trend_gate, standard.suspect_p) == (GATE, SUSPECT)
    assert standard.top1_red == standard.top5_red == concentration.RED_LINE
    assert (standard.quality_weights, standard.quality_anchors) == (quality.WEIGHTS, quality.ANCHORS)


def test_only_what_differs_is_kept_and_read_back_the_same():
    chosen = settings_from({"growth_line": "0.15", "silent_gaps": 4, "loss_30": "0.03"})
    assert chosen.as_values() == {"growth_line": "0.15", "silent_gaps": 4, "loss_30": "0.03"}
    assert settings_from(chosen.as_values()) == chosen


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"loss_60": "0.01"}, "loss_60"),
        ({"loss_365": "1.2"}, "loss_365"),
        ({"payment_b_late": 4}, "payment_b_late"),
        ({"curve_behind": "0.01"}, "curve_behind"),
        ({"growth_line": "0"}, "growth_line"),
        ({"silent_gaps": 0}, "silent_gaps"),
        ({"potential_line": "100"}, "potential_line"),
        ({"tier_weights": {"net_profit": 95}}, "tier_weights"),
        ({"top1_red": "0.15"}, "top1_red"),
        ({"channel_watch": "0.8"}, "channel_red"),
        ({"top20_red": "1"}, "top20_red"),
        ({"equal_healthy": "0"}, "equal_healthy"),
        ({"quality_weights": {"nrr": 100, "grr": 1}}, "quality_weights"),
        ({"quality_anchors": {"nrr": [["0", 0], ["1", 60]]}}, "quality_anchors"),
        ({"quality_anchors": {**quality.ANCHORS, "nrr": [["1", 0], ["0.8", 60]]}}, "anchor_nrr"),
        ({"trend_gate": "often"}, "trend_gate"),
        ({"luck": 1}, "luck"),
    ],
)
def test_what_cannot_be_names_its_parameter(values, name):
    with pytest.raises(SettingsError) as refusal:
        settings_from(values)
    assert refusal.value.name == name


def test_every_parameter_may_be_set_to_its_default():
    standard = Settings()
    for each in fields(Settings):
        assert settings_from({each.name: getattr(standard, each.name)}) == standard


def test_set_lines_take_effect():
    day = date(2026, 3, 31)
    open_item = receivables.Receivable(Decimal(1000), date(2026, 3, 1))
    assert receivables.allowance([open_item], day) == Decimal("20.00")
    assert receivables.allowance([open_item], day, settings_from({"loss_30": "0.04"}).loss_rates) == Decimal("40.00")
    assert classes.profit_class(Decimal(1), Decimal("0.2"), Decimal("0.1"), Decimal(62)) == "A"
    assert (
        classes.profit_class(Decimal(1), Decimal("0.2"), Decimal("0.1"), Decimal(62), potential_line=Decimal(65)) == "B"
    )
    flag = shifts.wallet_shift(Decimal(93), Decimal(1000), Decimal(100), Decimal(1000)).flag
    assert flag == "none"
    assert (
        shifts.wallet_shift(Decimal(93), Decimal(1000), Decimal(100), Decimal(1000), relative=Decimal("0.05")).flag
        == "decline"
    )
    plan = [Decimal(1200)]
    assert curves.value_curve(plan, [Decimal(80)] * 6).status == "behind"
    assert curves.value_curve(plan, [Decimal(80)] * 6, (Decimal("0.1"), Decimal("-0.2"), Decimal("-0.3"))).status == (
        "on_track"
    )
    life = lifecycle.Life([date(2024, 1, 10), date(2025, 8, 15)], {})
    assert lifecycle.lifecycle_stage(life, day) == "dormant"
    assert lifecycle.lifecycle_stage(life, day, lifecycle.StageLines(dormant=9)) != "dormant"
    watched = [Watched("a", True, 0.001, Decimal("-0.15"), Decimal("-0.15"), leaked_annual=Decimal(10))]
    assert not silent_defectors(watched).flagged
    assert silent_defectors(watched, gate=Decimal("-0.10")).flagged


def test_set_anchors_and_weights_of_asset_quality_take_effect():
    strict = {**quality.ANCHORS, "net_margin": [["0", 0], ["0.24", 60], ["0.4", 100]]}
    heavy = {**dict.fromkeys(quality.WEIGHTS, 0), "net_margin": 80, "nrr": 20}
    chosen = settings_from({"quality_anchors": strict, "quality_weights": heavy})
    assert settings_from(chosen.as_values()) == chosen
    values = quality.Nine(net_margin=Decimal("0.12"), nrr=Decimal("1.05"))
    assert quality.asset_quality(values).score is None
    found = quality.quality_by(values, chosen.quality_weights, chosen.quality_anchors)
    assert (found.score, found.components.net_margin) == (Decimal("38.0"), Decimal("30.0"))


def test_set_lines_of_concentration_take_effect():
    buyers = [concentration.Buyer("a", None, Decimal(40)), concentration.Buyer("b", None, Decimal(60))]
    assert concentration.concentration(buyers).flags == ["top1", "top5"]
    assert concentration.concentration(buyers, top1_line=Decimal("0.65")).flags == ["top5"]
