"""The strategy quadrant and relationship risk."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.indicators.quadrant import WEIGHTS, InsightInputs, insight, quadrant, tipping
from reports.indicators.risk import relationship_risk

POINTS = st.floats(0, 100)
INPUTS = st.builds(InsightInputs, **dict.fromkeys(WEIGHTS, POINTS | st.none() | st.just("na")))


@given(INPUTS)
def test_insight_lies_between_nothing_and_a_hundred(inputs: InsightInputs) -> None:
    found = insight(inputs)
    weight = sum(weight for name, weight in WEIGHTS.items() if getattr(inputs, name) != "na")
    assert (found is None) == (weight < 50)
    assert found is None or 0 <= found <= 100 + 1e-9


def test_not_knowing_is_nothing_and_not_applying_is_left_out() -> None:
    everything = InsightInputs(**dict.fromkeys(WEIGHTS, 80.0))
    assert insight(everything) == pytest.approx(80)
    assert insight(replace(everything, autopsy="na")) == pytest.approx(80)
    assert insight(replace(everything, autopsy=None)) == pytest.approx(76)
    assert insight(InsightInputs()) == 0


def test_an_insight_on_a_half_is_judged_as_printed() -> None:
    found = insight(InsightInputs(48.54, 68.81, 81.4, 83.51, 49.06, 59.04, 67.07, 55.9, 15.615))
    assert found == 59.95
    assert quadrant(85, found).quadrant == "lighthouse"


@given(POINTS, POINTS)
def test_a_quadrant_agrees_with_itself_at_least_once(asset: float, ins: float) -> None:
    found = quadrant(asset, ins)
    assert found.robustness is not None
    assert 1 / 9 - 1e-9 <= found.robustness <= 1
    assert found.robustness == 1 or found.borderline or abs(asset - 60) <= 5.05 or abs(ins - 60) <= 5.05


@pytest.mark.parametrize(
    ("asset", "ins", "name", "borderline"),
    [
        (59.95, 59.95, "lighthouse", True),
        (59.94, 65.0, "anxious_service_provider", True),
        (65.0, 55.0, "silent_cash_cow", False),
        (64.94, 20.0, "silent_cash_cow", True),
    ],
)
def test_both_axes_are_judged_as_printed(asset: float, ins: float, name: str, borderline: bool) -> None:
    found = quadrant(asset, ins)
    assert (found.quadrant, found.borderline) == (name, borderline)


@given(POINTS, INPUTS)
def test_what_tips_really_tips(asset: float, inputs: InsightInputs) -> None:
    now = quadrant(asset, insight(inputs)).quadrant
    for name, points in tipping(asset, inputs):
        value = getattr(inputs, name) or 0.0
        changed = replace(inputs, **{name: min(max(value + points, 0.0), 100.0)})
        assert quadrant(asset, insight(changed)).quadrant != now


def test_nothing_tips_what_is_not_known() -> None:
    assert tipping(80.0, InsightInputs(**dict.fromkeys(WEIGHTS, "na"))) == []


@pytest.mark.parametrize(
    ("penetration", "days", "risk"),
    [
        pytest.param(100, 0, 0.0, id="no thin ties"),
        pytest.param(None, 0, 0.2, id="renewal today, nobody known"),
        pytest.param(None, -30, 0.2, id="renewal past"),
        pytest.param(None, 365, 0.02, id="a year away"),
        pytest.param(None, 9999, 0.02, id="far away"),
        pytest.param(50, None, 0.05, id="no renewal date"),
    ],
)
def test_risk_is_share_times_thin_ties_times_nearness(penetration: float | None, days: int | None, risk: float) -> None:
    assert relationship_risk(0.2, penetration, days) == pytest.approx(risk)
