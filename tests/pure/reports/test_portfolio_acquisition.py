"""What winning customers costs, worked by hand (economics 2, 6.7, 6.8)."""

from datetime import date
from decimal import Decimal

import pytest

from office.calendar.months import Month
from reports.indicators.acquisition import AcquisitionFacts, acquisition_of
from tests.pure.reports.measured import MOMENT, measured

NOTHING = AcquisitionFacts(channel_spend={}, region_spend={})


def won(pk, first: str, channel="ads", **known):
    return measured(pk, "1", first_order_on=date.fromisoformat(first), tenure_months=1, channel=channel, **known)


def test_cac_is_a_sum_over_a_sum_and_an_empty_month_is_no_zero():
    facts = AcquisitionFacts(
        channel_spend={"ads": {Month("2026-01"): Decimal(300), Month("2026-03"): Decimal(300)}}, region_spend={}
    )
    rows = [won(1, "2026-01-05"), won(2, "2026-01-06"), won(3, "2026-02-01")]
    found = acquisition_of(rows, MOMENT, facts)
    assert (found["won"], Decimal(found["cac"]["cac"])) == (3, 200)
    last = found["months"][-1]
    assert (last["month"], last["new"], last["cac"], Decimal(last["cac_3"])) == ("2026-03", 0, None, 200)
    january = found["months"][-3]
    assert Decimal(january["cac"]) == 150
    assert Decimal(found["unabsorbed"]) == 300  # March won nobody


def test_who_was_there_before_the_ledger_was_not_won():
    rows = [measured(1, "1", first_order_on=date(2026, 1, 1), tenure_months=None)]
    found = acquisition_of(rows, MOMENT, NOTHING)
    assert (found["won"], found["cac"]["cac"], found["cac"]["status"]) == (0, None, "no_new_customers")


def test_inflation_is_that_of_the_golden_case():
    facts = AcquisitionFacts(
        channel_spend={"ads": {Month("2026-01"): Decimal(600000), Month("2025-01"): Decimal(480000)}}, region_spend={}
    )
    rows = [won(pk, "2026-01-05", ltv="130000") for pk in range(12)]
    rows += [won(100 + pk, "2025-01-05", ltv="125000") for pk in range(12)]
    found = acquisition_of(rows, MOMENT, facts)
    assert found["inflation"] == {"inflation": "0.2500", "ltv_growth": "0.0400", "flag": "bleeding"}


def test_lifetime_value_against_cost_needs_both_of_everybody():
    rows = [won(1, "2026-01-05", ltv="212409.73", cac="50000"), won(2, "2026-01-06", ltv="90000", cac="40000")]
    assert acquisition_of(rows, MOMENT, NOTHING)["ltv_cac"]["ratio"] == "3.3601"
    found = acquisition_of([*rows, won(3, "2026-01-07", ltv="1")], MOMENT, NOTHING)["ltv_cac"]
    assert (found["ratio"], found["band"], found["missing"]) == (None, "insufficient", [3])


@pytest.mark.parametrize(
    ("spans", "middle", "beyond"),
    [
        ([(5, "recovered"), (7, "recovered"), (9, "recovered")], "7", False),
        ([(5, "recovered"), (None, "not_recovered"), (None, "not_recovered")], "14", True),
        ([], None, False),
    ],
)
def test_the_median_payback_says_when_it_lies_beyond(spans, middle, beyond):
    rows = [
        won(pk, "2025-01-15", payback_months=months, payback_status=status) for pk, (months, status) in enumerate(spans)
    ]
    found = acquisition_of(rows, MOMENT, NOTHING)["payback"]
    assert (found["median"], found["beyond"]) == (middle, beyond)


def test_channels_are_advised_as_in_the_golden_case():
    year = Month("2025-01")
    spend = {"referral": Decimal(100000), "feed": Decimal(500000), "fair": Decimal(400000)}
    rows, contribution, pk = [], {}, 0
    for channel, total, count in (("referral", 500000, 10), ("feed", 400000, 20), ("fair", 600000, 8)):
        for _ in range(count):
            pk += 1
            rows.append(won(pk, "2025-01-05", channel=channel))
            contribution[pk] = Decimal(total) / count
    facts = AcquisitionFacts(
        channel_spend={name: {year: amount} for name, amount in spend.items()},
        region_spend={},
        first_year_contribution=contribution,
    )
    found = acquisition_of(rows, MOMENT, facts)["channels"]
    assert found["blended"] == "1.5000"
    assert {line["code"]: (line["roi"], line["budget_share"], line["advice"]) for line in found["lines"]} == {
        "referral": ("5.0000", "0.1000", "increase"),
        "feed": ("0.8000", "0.5000", "cut"),
        "fair": ("1.5000", "0.4000", "keep"),
    }


def test_a_crowded_dear_region_is_flagged():
    rows = [won(pk, "2026-01-05", region="big") for pk in range(10)]
    rows += [
        measured(100 + pk, "1", region="big", first_order_on=date(2020, 1, 1), tenure_months=60) for pk in range(50)
    ]
    rows += [won(200 + pk, "2026-01-05", region="small") for pk in range(8)]
    rows += [
        measured(300 + pk, "1", region="small", first_order_on=date(2020, 1, 1), tenure_months=60) for pk in range(32)
    ]
    facts = AcquisitionFacts(
        channel_spend={},
        region_spend={"big": {Month("2026-01"): Decimal(900000)}, "small": {Month("2026-01"): Decimal(240000)}},
    )
    big, small = acquisition_of(rows, MOMENT, facts)["regions"]
    assert (Decimal(big["cac"]), big["multiple"], big["flag"]) == (90000, "3.0000", True)
    assert (Decimal(small["cac"]), small["multiple"], small["flag"]) == (30000, "1.0000", False)


def test_keeping_costs_by_customer_of_both_years():
    rows = [measured(1, "5", net_p12="5"), measured(2, "5", net_p12="5"), measured(3, "5")]
    facts = AcquisitionFacts(channel_spend={}, region_spend={}, kept_cost=Decimal(100))
    assert acquisition_of(rows, MOMENT, facts)["kept"] == {"kept": 2, "cost": "100.00", "per_customer": "50.00"}


def test_a_part_of_the_base_does_not_show_what_the_company_spends():
    found = acquisition_of([won(1, "2026-01-05", ltv="9", cac="3")], MOMENT, AcquisitionFacts())
    assert found["spend"] is None
    assert not {"cac", "channels", "regions", "months"} & set(found)


@pytest.mark.parametrize("rows", [[], [measured(1)]])
def test_nobody_and_one_who_never_bought(rows):
    found = acquisition_of(rows, MOMENT, NOTHING)
    assert (found["ltv_cac"]["band"], found["payback"]["median"], found["kept"]["per_customer"]) == (
        "insufficient",
        None,
        None,
    )
