"""What holds a customer, put together: unknown stays unknown, and points count while they hold."""

from datetime import date, timedelta

import pytest

from relationships.strategy.control import Point, control
from relationships.strategy.profile import Inputs, culture, meetings, profile, switching_band

DAY = date(2026, 4, 1)


def at(index, *, since=DAY, erodes_by=None):
    return Point(index, since, erodes_by)


@pytest.mark.parametrize(
    ("points", "tier", "value", "double", "meets"),
    [
        pytest.param([], "S", None, False, False, id="nothing held is not enough for S"),
        pytest.param([], "C", None, False, None, id="C asks for nothing"),
        pytest.param([at(7)], "S", 7, False, True, id="owning the relationship is enough for S"),
        pytest.param([at(4)], None, 4, False, True, id="without a tier it is measured as B"),
        pytest.param([at(5), at(6)], "A", 6, True, True, id="two of five and above lock twice"),
        pytest.param(
            [at(9, erodes_by=DAY - timedelta(days=1)), at(3)], "A", 3, False, False, id="eroded counts no more"
        ),
        pytest.param([at(9, erodes_by=DAY)], "S", 9, False, True, id="the last day still counts"),
        pytest.param(
            [at(9, since=DAY + timedelta(days=1))], "S", None, False, False, id="what begins tomorrow does not"
        ),
    ],
)
def test_control_is_the_highest_point_that_holds_today(points, tier, value, double, meets):
    found = control(points, DAY, tier)
    assert (found.value, found.double_lock, found.meets) == (value, double, meets)


def test_culture_needs_two_of_its_three_ratings():
    assert culture(3, None, None) is None
    assert culture(3, 5, None) == 75
    assert culture(1, 1, 1) == 0


def test_meetings_count_up_to_two():
    assert [meetings(count) for count in (0, 1, 2, 5)] == [0, 50, 100, 100]


def test_leaving_has_three_bands_on_the_rounded_index():
    assert [switching_band(value) for value in (None, 29.94, 29.96, 59.9, 60)] == [
        "",
        "leaves",
        "middle",
        "middle",
        "costly",
    ]


def test_nothing_known_gives_no_dependence_and_no_stickiness():
    found = profile(Inputs(), DAY)
    assert (found.dependence, found.test, found.switching.index, found.stickiness.index) == (
        None,
        "untested",
        None,
        None,
    )
    assert found.stickiness.level == 0
    assert not found.in_name_only


def test_a_strategic_customer_that_fails_the_test_is_strategic_in_name_only():
    failed = {"visit": "no", "compensation": "likely"}
    assert profile(Inputs(tier="S", **failed), DAY).in_name_only
    assert not profile(Inputs(tier="A", **failed), DAY).in_name_only


def test_the_figures_of_one_customer_feed_one_another():
    found = profile(
        Inputs(
            tier="A",
            visit="happened",
            compensation="clause",
            revenue_share=0.15,
            wallet_share=0.5,
            alternatives=2,
            months=6,
            one_off=300_000,
            annual_spend=1_000_000,
            penetration=62,
            csat=80,
            easy=70,
            on_time=75,
            attainment=66,
            core_process=50,
            shared_plan=50,
            top_meetings=1,
            decision_speed=4,
            openness=3,
            values=4,
        ),
        DAY,
    )
    assert found.switching.index == pytest.approx(47.333333)
    assert found.dependence.theirs == pytest.approx((50 + 47.333333 + 50) / 3, abs=1e-5)
    assert (found.dependence.ours, found.dependence.class_, found.dependence.well_matched) == (50, "balanced", True)
    assert found.stickiness.levels == pytest.approx((75, 55.333333, 55.555556))
