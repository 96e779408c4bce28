"""Concentration of the base by hand: the golden cases of economics 4.1 and 4.2, and what no number must hide."""

from decimal import Decimal

import pytest

from office.calendar.months import months_until
from reports.indicators.shares import shares_of
from tests.pure.reports.measured import MOMENT, measured

GROUPS = [
    measured(1, "300", group=9, industry="car"),
    measured(2, "100", group=9, industry="car"),
    measured(3, "300", industry="health"),
    measured(4, "200"),
    measured(5, "100", industry="car"),
]


def test_groups_are_counted_as_one():
    groups = shares_of(GROUPS, MOMENT)["groups"]
    assert (groups["n"], groups["top1"], groups["top5"], groups["hhi"], groups["n_eff"]) == (
        4,
        "0.4000",
        "1.0000",
        "0.3000",
        "3.3",
    )
    assert groups["flags"] == ["top1", "top5"]


def test_the_largest_are_named_with_their_companies():
    largest = shares_of(GROUPS, MOMENT)["largest"]
    assert [(line["id"], Decimal(line["revenue"]), line["share"], line["customers"]) for line in largest] == [
        (9, 400, "0.4000", 2),
        (3, 300, "0.3000", 1),
        (4, 200, "0.2000", 1),
        (5, 100, "0.1000", 1),
    ]


def test_an_industry_above_its_line_is_flagged_and_the_unknown_part_is_told():
    found = shares_of(GROUPS, MOMENT)["dimensions"]["industry"]
    assert (found["status"], found["unknown_share"], found["top"], found["top_share"]) == (
        "ok",
        "0.2000",
        "car",
        "0.6250",
    )
    assert (found["level"], found["top_customer_share"]) == ("bad", "0.7500")


@pytest.mark.parametrize(
    ("first", "level"),
    [("300", "good"), ("301", "warn"), ("500", "warn"), ("501", "bad")],
    ids=lambda value: str(value),
)
def test_the_lines_of_an_industry_are_30_and_50_percent(first, level):
    rest = 1000 - int(first)
    rows = [
        measured(1, first, industry="a"),
        *(measured(2 + at, str(Decimal(rest) / 4), industry=f"b{at}") for at in range(4)),
    ]
    assert shares_of(rows, MOMENT)["dimensions"]["industry"]["level"] == level


def test_a_channel_crosses_its_line_by_the_number_of_customers_too():
    rows = [measured(pk, "1", channel="fair") for pk in range(1, 9)] + [measured(9, "100", channel="web")]
    found = shares_of(rows, MOMENT)["dimensions"]["channel"]
    assert (found["top"], found["level"]) == ("web", "bad")
    rows = [measured(pk, "10", channel="fair") for pk in range(1, 9)] + [measured(9, "60", channel="web")]
    assert shares_of(rows, MOMENT)["dimensions"]["channel"]["level"] == "bad"  # 8 of 9 customers


def test_nothing_known_stays_unknown():
    found = shares_of([measured(1, "10")], MOMENT)["dimensions"]["region"]
    assert (found["status"], found["unknown_share"], found["top_share"], found["level"]) == (
        "na",
        "1.0000",
        None,
        "none",
    )


@pytest.mark.parametrize("rows", [[], [measured(1)], [measured(1, "-5"), measured(2, "-1")]])
def test_without_revenue_there_are_no_shares(rows):
    found = shares_of(rows, MOMENT)
    assert (found["groups"]["n"], found["groups"]["top1"], found["largest"]) == (0, None, [])
    assert all(point["top1"] is None for point in found["trend"])


def test_the_trend_tells_each_month_end_from_the_ledger():
    months = months_until(MOMENT.month, 23)
    steady, leaving = dict.fromkeys(months, Decimal(10)), dict.fromkeys(months[:11], Decimal(30))
    trend = shares_of([measured(1, net=steady), measured(2, net=leaving)], MOMENT)["trend"]
    assert [point["month"] for point in trend] == months[-12:]
    assert trend[0]["top1"] == "0.7333"  # 11 × 30 of 11 × 30 + 12 × 10
    assert (trend[-1]["top1"], trend[-1]["n"]) == ("1.0000", 1)


def test_a_month_end_without_a_year_of_ledger_has_no_share():
    months = months_until(MOMENT.month, 14)
    trend = shares_of([measured(1, net=dict.fromkeys(months, Decimal(10)))], MOMENT)["trend"]
    assert [point["top1"] for point in trend] == [None] * 9 + ["1.0000"] * 3


def test_the_trend_of_industries_names_the_largest_at_each_month_end():
    months = months_until(MOMENT.month, 23)
    rows = [
        measured(1, net=dict.fromkeys(months, Decimal(10)), industry="food"),
        measured(2, net=dict.fromkeys(months[:11], Decimal(30)), industry="cars"),
        measured(3, net=dict.fromkeys(months, Decimal(-500)), industry="cars"),
        measured(4, net=dict.fromkeys(months, Decimal(900))),
    ]
    trend = shares_of(rows, MOMENT)["dimension_trend"]
    assert (trend[0]["month"], trend[0]["industry"], trend[0]["industry_top"]) == (months[-12], "0.7333", "cars")
    assert (trend[-1]["industry"], trend[-1]["industry_top"]) == ("1.0000", "food")
    assert (trend[0]["region"], trend[0]["region_top"]) == (None, None)


def test_without_a_year_of_ledger_no_largest_is_told():
    months = months_until(MOMENT.month, 14)
    trend = shares_of([measured(1, net=dict.fromkeys(months, Decimal(10)), size="large")], MOMENT)["dimension_trend"]
    assert [point["size"] for point in trend] == [None] * 9 + ["1.0000"] * 3
