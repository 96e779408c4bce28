"""The heat map of all customers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.indicators.heatmaps import OTHER, heatmap_of
from reports.portfolio.lines import fewest_equals
from tests.pure.reports.measured import MOMENT, measured

OLD, YOUNG = (
    {"first_order_on": date(2021, 1, 1), "tenure_months": 62},
    {"first_order_on": date(2025, 10, 1), "tenure_months": 5},
)


def test_the_golden_of_the_specification():
    found = heatmap_of([measured(1, "400", **OLD, industry="auto"), measured(2, "100", **YOUNG)], MOMENT)
    first, second = found["bubbles"]
    assert (first["share"], first["months"], first["tenure"]) == ("0.8000", 62, 4)
    assert (second["share"], second["months"], second["tenure"]) == ("0.2000", 5, 0)
    assert found["alerts"] == ["giant_old_circle", "one_industry_crowd"]
    assert found["giants"] == [{"id": 1, "share": "0.8000", "months": 62, "at_least": 62, "smallest": 1}]


@pytest.mark.parametrize(("red", "alerts"), [("0.79", ["giant_old_circle"]), ("0.80", [])])
def test_a_giant_is_whoever_is_above_the_red_line_that_is_set(red, alerts):
    moment = replace(MOMENT, settings=replace(MOMENT.settings, top1_red=Decimal(red)))
    rows = [measured(1, "400", **OLD), measured(2, "100", **YOUNG)]
    found = heatmap_of(rows, moment)
    assert [each for each in found["alerts"] if each == "giant_old_circle"] == alerts
    assert [each["id"] for each in found["giants"]] == [1] * len(alerts)


@pytest.mark.parametrize(("red", "fewest"), [("0.30", 17), ("0.25", 20), ("0.90", 6), ("1", 0), ("0", 0)])
def test_how_few_equal_customers_always_cross_the_line_of_the_five_largest(red, fewest):
    assert fewest_equals(Decimal(red)) == fewest


def test_ten_industries_have_a_row_and_the_others_share_one_and_the_unknown_another():
    rows = [measured(place, str(1000 - place), **OLD, industry=f"i{place:02}", region="east") for place in range(12)]
    rows.append(measured(99, "5", **OLD, region="east"))
    found = heatmap_of(rows, MOMENT)
    assert [head["key"] for head in found["industries"]] == [*(f"i{place:02}" for place in range(10)), OTHER, ""]
    assert found["industries"][10]["customers"] == 2
    assert sum(Decimal(head["share"]) for head in found["industries"]).quantize(Decimal("0.01")) == 1
    assert {bubble["row"] for bubble in found["bubbles"] if bubble["id"] in (10, 11)} == {OTHER}
    assert [bubble["row"] for bubble in found["bubbles"] if bubble["id"] == 99] == [""]


def test_of_a_full_cell_the_rest_is_counted():
    rows = [measured(place, str(10_000 - place), **OLD, industry="auto", region="east") for place in range(300)]
    found = heatmap_of(rows, MOMENT)
    assert len(found["bubbles"]) == 120
    assert found["more"] == {"auto|east": 180}
    assert found["customers"] == 300


def test_many_young_customers_raise_an_alert_with_their_counts():
    rows = [measured(place, "100", **YOUNG, industry=f"i{place}") for place in range(6)]
    found = heatmap_of([*rows, measured(9, "100", **OLD)], MOMENT)
    assert found["alerts"] == ["many_light_few_dark"]
    assert (found["young"], found["old"], found["customers"]) == (6, 1, 7)


def unknown(pk, net_t12: str, *, seen_on: date):
    """One that may have bought before the ledger began."""
    return measured(pk, net_t12, first_order_on=seen_on, tenure_months=None, industry=f"i{pk}")


def test_who_may_be_older_than_the_ledger_is_not_young():
    found = heatmap_of([unknown(place, "100", seen_on=date(2025, 8, 1)) for place in range(9)], MOMENT)
    assert {(each["months"], each["tenure"], each["at_least"]) for each in found["bubbles"]} == {(None, None, 7)}
    assert (found["alerts"], found["young"], found["old"], found["of_unknown_age"]) == ([], 0, 0, 9)


def test_age_alerts_are_judged_by_those_of_known_age():
    rows = [measured(pk, "100", **YOUNG, industry=f"i{pk}") for pk in range(3)]
    rows += [unknown(pk, "100", seen_on=date(2025, 8, 1)) for pk in range(10, 20)]
    found = heatmap_of(rows, MOMENT)
    assert (found["alerts"], found["young"], found["of_unknown_age"]) == (["many_light_few_dark"], 3, 10)


def test_five_years_in_the_ledger_are_five_years_whenever_it_began():
    found = heatmap_of([unknown(1, "900", seen_on=date(2020, 1, 1)), measured(2, "100", **YOUNG)], MOMENT)
    first = found["bubbles"][0]
    assert (first["months"], first["tenure"], first["at_least"]) == (None, 4, 74)
    assert "giant_old_circle" in found["alerts"]
    assert (found["old"], found["of_unknown_age"]) == (1, 0)


def test_nobody_buying_makes_an_empty_map():
    found = heatmap_of([measured(1, "0"), measured(2, "-50")], replace(MOMENT))
    assert (found["bubbles"], found["industries"], found["alerts"]) == ([], [], [])
    assert found["concentration"]["top1"] is None
