"""Profit of the base by hand: the five customers of the golden case of economics 1.5 and 1.6."""

from decimal import Decimal

import pytest

from reports.indicators.profit import POINTS, profit_of
from tests.pure.reports.measured import MOMENT, measured

FIVE = [
    measured(1, "5000000", net_profit="-300000", gross_profit="400000", profit_class="D"),
    measured(2, "2000000", net_profit="400000", gross_profit="600000", profit_class="A"),
    measured(3, "1500000", net_profit="300000", gross_profit="450000", profit_class="A"),
    measured(4, "1000000", net_profit="20000", gross_profit="100000", profit_class="C/D"),
    measured(5, "500000", net_profit="150000", gross_profit="200000", profit_class="B"),
]


def test_the_curve_peaks_where_the_golden_case_says():
    curve = profit_of(FIVE, MOMENT)["whale"]
    assert [Decimal(each) for each in curve["cumulative"]] == [400000, 700000, 850000, 870000, 570000]
    assert (curve["peak_rank"], curve["loss_makers"]) == (4, 1)
    assert (Decimal(curve["destroyed"]), curve["destroyed_share"]) == (300000, "0.3448")


def test_the_revenue_base_meets_the_profit_base_in_two_of_three():
    overlap = profit_of(FIVE, MOMENT)["overlap"]
    assert (overlap["coverage"], overlap["jaccard"], overlap["profit_share"]) == ("0.6667", "0.6667", "0.7018")
    assert [line["id"] for line in overlap["black_holes"]] == [1]


def test_the_largest_fifth_is_set_against_the_rest():
    fifth = profit_of(FIVE, MOMENT)["fifth"]
    assert (fifth["top"]["count"], fifth["top"]["gross_margin"], fifth["top"]["net_margin"]) == (1, "0.0800", "-0.0600")
    assert (fifth["rest"]["count"], fifth["rest"]["gross_margin"], fifth["rest"]["net_margin"]) == (
        4,
        "0.2700",
        "0.1740",
    )


def test_classes_carry_their_revenue_and_profit():
    classes = profit_of(FIVE, MOMENT)["classes"]
    assert {name: (line["count"], Decimal(line["net_profit"])) for name, line in classes.items()} == {
        "A": (2, 700000),
        "B": (1, 150000),
        "C/D": (1, 20000),
        "D": (1, -300000),
    }
    assert classes["D"]["revenue_share"] == "0.5000"


def test_customers_without_known_profit_are_counted_and_left_out():
    found = profit_of([*FIVE, measured(6, "900000")], MOMENT)
    assert (found["customers"], found["known"], found["unknown"]) == (6, 5, 1)
    assert Decimal(found["totals"]["revenue"]) == 10_000_000
    assert [line["net_profit"] for line in found["largest"] if line["id"] == 6] == [None]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [measured(1)],
        [measured(1, "100", net_profit="-5"), measured(2, "50", net_profit="-7")],
        [measured(1, "-100", net_profit="-100")],
    ],
)
def test_nobody_one_and_losers_alone_have_no_invented_ratio(rows):
    found = profit_of(rows, MOMENT)
    assert found["whale"]["destroyed_share"] is None
    assert found["whale"]["top20_share"] is None
    assert found["overlap"]["profit_share"] is None


def test_a_long_curve_is_thinned_and_keeps_its_peak_and_its_end():
    many = [measured(pk, "10", net_profit="5" if pk <= 1501 else "-3") for pk in range(1, 2001)]
    curve = profit_of(many, MOMENT)["whale"]
    assert len(curve["cumulative"]) == POINTS
    assert max(Decimal(each) for each in curve["cumulative"]) == Decimal(curve["peak"]) == 7505
    assert Decimal(curve["cumulative"][-1]) == Decimal(curve["total"])
