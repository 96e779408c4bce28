"""The heat map of all customers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.indicators.heatmaps import OTHER, heatmap_of
from reports.portfolio.lines import fewest_equals
from tests.pure.reports.measured import MOMENT, measured

OLD, YOUNG = date(2021, 1, 1), date(2025, 10, 1)


def test_the_golden_of_the_specification():
    found = heatmap_of(
        [measured(1, "400", first_order_on=OLD, industry="auto"), measured(2, "100", first_order_on=YOUNG)], MOMENT
    )
    first, second = found["bubbles"]
    assert (first["share"], first["months"], first["tenure"]) == ("0.8000", 62, 4)
    assert (second["share"], second["months"], second["tenure"]) == ("0.2000", 5, 0)
    assert found["alerts"] == ["giant_old_circle", "one_industry_crowd"]
    assert found["giants"] == [{"id": 1, "share": "0.8000", "months": 62, "smallest": 1}]


@pytest.mark.parametrize(("red", "alerts"), [("0.79", ["giant_old_circle"]), ("0.80", [])])
def test_a_giant_is_whoever_is_above_the_red_line_that_is_set(red, alerts):
    moment = replace(MOMENT, settings=replace(MOMENT.settings, top1_red=Decimal(red)))
    rows = [measured(1, "400", first_order_on=OLD), measured(2, "100", first_order_on=YOUNG)]
    found = heatmap_of(rows, moment)
    assert [each for each in found["alerts"] if each == "giant_old_circle"] == alerts
    assert [each["id"] for each in found["giants"]] == [1] * len(alerts)


@pytest.mark.parametrize(("red", "fewest"), [("0.30", 17), ("0.25", 20), ("0.90", 6), ("1", 0), ("0", 0)])
def test_how_few_equal_customers_always_cross_the_line_of_the_five_largest(red, fewest):
    assert fewest_equals(Decimal(red)) == fewest


def test_ten_industries_have_a_row_and_the_others_share_one_and_the_unknown_another():
    rows = [
        measured(place, str(1000 - place), first_order_on=OLD, industry=f"i{place:02}", region="east")
        for place in range(12)
    ]
    rows.append(measured(99, "5", first_order_on=OLD, region="east"))
    found = heatmap_of(rows, MOMENT)
    assert [head["key"] for head in found["industries"]] == [*(f"i{place:02}" for place in range(10)), OTHER, ""]
    assert found["industries"][10]["customers"] == 2
    assert sum(Decimal(head["share"]) for head in found["industries"]).quantize(Decimal("0.01")) == 1
    assert {bubble["row"] for bubble in found["bubbles"] if bubble["id"] in (10, 11)} == {OTHER}
    assert [bubble["row"] for bubble in found["bubbles"] if bubble["id"] == 99] == [""]


def test_of_a_full_cell_the_rest_is_counted():
    rows = [
        measured(place, str(10_000 - place), first_order_on=OLD, industry="auto", region="east") for place in range(300)
    ]
    found = heatmap_of(rows, MOMENT)
    assert len(found["bubbles"]) == 120
    assert found["more"] == {"auto|east": 180}
    assert found["customers"] == 300


def test_many_young_customers_raise_an_alert_with_their_counts():
    rows = [measured(place, "100", first_order_on=YOUNG, industry=f"i{place}") for place in range(6)]
    found = heatmap_of([*rows, measured(9, "100", first_order_on=OLD)], MOMENT)
    assert found["alerts"] == ["many_light_few_dark"]
    assert (found["young"], found["old"], found["customers"]) == (6, 1, 7)


def test_nobody_buying_makes_an_empty_map():
    found = heatmap_of([measured(1, "0"), measured(2, "-50")], replace(MOMENT))
    assert (found["bubbles"], found["industries"], found["alerts"]) == ([], [], [])
    assert found["concentration"]["top1"] is None
