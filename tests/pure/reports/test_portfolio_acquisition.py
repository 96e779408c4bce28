"""What winning customers costs, worked by hand (economics 2, 6.7, 6.8)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from customers.valuation.acquisition import Pool
from customers.valuation.worth import Spent, WithoutRate
from office.calendar.months import Month, months_until
from reports.indicators.acquisition import AcquisitionFacts, acquisition_of
from tests.pure.reports.measured import MOMENT, measured

NOTHING = AcquisitionFacts(spent=[])
YEARS = months_until(Month("2026-03"), 24)


def spending(*lines: tuple[str, int], region="", channel="", **more) -> AcquisitionFacts:
    """Of months, with all of them entered; every line is in a pool."""
    spent = [Spent(channel, region, Month(month), Decimal(amount)) for month, amount in lines]
    given = {"entered": frozenset(YEARS), "pools": [Pool(each.channel, each.month, each.amount) for each in spent]}
    return AcquisitionFacts(spent=spent, **given | more)


def won(pk, first: str, channel="ads", **known):
    return measured(pk, "1", first_order_on=date.fromisoformat(first), tenure_months=1, channel=channel, **known)


def test_cac_is_a_sum_over_a_sum_and_an_empty_month_is_no_zero():
    facts = spending(("2026-01", 300), ("2026-03", 300), channel="ads")
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
    found = acquisition_of(rows, MOMENT, spending(("2026-01", 5)))
    assert (found["won"], found["cac"]["cac"], found["cac"]["status"]) == (0, None, "no_new_customers")


def test_spending_that_runs_ahead_meets_later_wins_everywhere():
    facts = spending(("2025-12", 300), ("2026-02", 50), channel="ads", region="east")
    ahead = replace(MOMENT, settings=replace(MOMENT.settings, cac_lag_months=2))
    rows = [won(1, "2026-02-05", region="east"), won(2, "2025-02-05", region="east")]
    found = acquisition_of(rows, ahead, facts)
    assert (Decimal(found["spend"]), Decimal(found["cac"]["cac"])) == (300, 300)
    february = found["months"][-2]
    assert (Decimal(february["spend"]), Decimal(february["cac"])) == (300, 300)
    (channel,) = found["cac_channels"]
    assert (channel["code"], Decimal(channel["spend"]), Decimal(channel["cac"])) == ("ads", 300, 300)
    assert Decimal(found["regions"][0]["cac"]) == 300
    assert Decimal(found["unabsorbed"]) == 0
    early = spending(("2024-12", 80), channel="ads", entered=frozenset(months_until(Month("2026-03"), 30)))
    returned = acquisition_of(rows, ahead, replace(early, first_year_contribution={2: Decimal(160)}))["channels"]
    assert [(line["spend"], line["roi"]) for line in returned["lines"]] == [("80.00", "2.0000")]


def test_a_month_for_which_nothing_was_entered_did_not_cost_nothing():
    facts = spending(("2026-03", 300), channel="ads", entered=frozenset([Month("2026-03")]))
    found = acquisition_of([won(1, "2026-02-05"), won(2, "2026-03-05")], MOMENT, facts)
    february, march = found["months"][-2:]
    assert (february["spend"], february["cac"], february["entered"]) == (None, None, 0)
    assert (Decimal(march["cac"]), march["entered"], Decimal(march["cac_12"]), march["entered_12"]) == (300, 1, 150, 1)
    assert (found["cac"]["entered"], found["cac"]["months"]) == (1, 12)
    assert (found["cac_before"]["cac"], found["cac_before"]["status"]) == (None, "not_entered")
    nothing = acquisition_of([won(1, "2026-02-05")], MOMENT, NOTHING)
    assert (nothing["cac"]["cac"], nothing["cac"]["status"]) == (None, "not_entered")


def test_lines_without_a_rate_are_left_out_counted_and_listed():
    lines = [WithoutRate("ads", "", Month(month), "USD", Decimal(70), 2) for month in ("2025-07", "2020-07")]
    found = acquisition_of([won(1, "2025-07-05")], MOMENT, spending(("2026-03", 300), without_rate=lines))
    assert found["without_rate"]["lines"] == 2
    assert [(each["month"], each["currency"], each["amount"]) for each in found["without_rate"]["rows"]] == [
        ("2025-07", "USD", "70")
    ]


def test_cac_by_channel_rolls_and_by_size_adds_up_what_each_one_cost():
    facts = spending(("2025-06", 600), ("2026-03", 300), channel="ads")
    rows = [
        won(1, "2025-06-05", size="small", cac="600"),
        won(2, "2026-03-05", size="small", cac="150"),
        won(3, "2026-03-06", size="large"),
        won(4, "2024-06-06", channel="fair"),
    ]
    found = acquisition_of(rows, MOMENT, facts)
    ads, fair = found["cac_channels"]
    assert (ads["new"], Decimal(ads["cac"]), Decimal(ads["cac_3"]), ads["new_3"]) == (3, 300, 150, 2)
    assert [cost and Decimal(cost) for cost in ads["rolling"]][-2:] == [600, 300]
    assert (fair["code"], fair["new"], fair["cac"], fair["new_before"], Decimal(fair["cac_before"])) == (
        "fair",
        0,
        None,
        1,
        0,
    )
    large, small = found["sizes"]
    assert (large["new"], large["known"], large["cac"]) == (1, 0, None)
    assert (small["new"], small["known"], Decimal(small["cac"])) == (2, 2, 375)


def test_who_has_no_product_cost_is_left_out_of_what_channels_return():
    rows = [won(pk, "2025-01-05", channel="ads") for pk in range(6)]
    facts = spending(("2025-01", 1000), channel="ads")
    known = dict.fromkeys(range(6), Decimal(100))
    line = acquisition_of(rows, MOMENT, replace(facts, first_year_contribution=known))["channels"]["lines"][0]
    assert (line["roi"], line["unknown"], line["advice"]) == ("0.6000", 0, "cut")
    missing = known | {5: None}
    found = acquisition_of(rows, MOMENT, replace(facts, first_year_contribution=missing))["channels"]
    line = found["lines"][0]
    assert (line["roi"], line["new"], line["unknown"], line["advice"]) == ("0.5000", 6, 1, "insufficient")
    assert found["unknown"] == 1
    nobody = dict.fromkeys(range(6))
    found = acquisition_of(rows, MOMENT, replace(facts, first_year_contribution=nobody))["channels"]
    assert (found["blended"], found["lines"][0]["roi"], found["lines"][0]["contribution"]) == (None, None, None)


def test_inflation_is_that_of_the_golden_case():
    facts = spending(("2026-01", 600000), ("2025-01", 480000), channel="ads")
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
        spent=[Spent(name, "", year, amount) for name, amount in spend.items()],
        entered=frozenset(YEARS),
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
    spent = [
        Spent("", name, Month("2026-01"), Decimal(amount)) for name, amount in (("big", 900000), ("small", 240000))
    ]
    facts = AcquisitionFacts(spent=spent, entered=frozenset(YEARS))
    big, small = acquisition_of(rows, MOMENT, facts)["regions"]
    assert (Decimal(big["cac"]), big["multiple"], big["flag"]) == (90000, "3.0000", True)
    assert (Decimal(small["cac"]), small["multiple"], small["flag"]) == (30000, "1.0000", False)


def test_regions_of_one_city_tier_are_judged_together():
    rows = [won(pk, "2026-01-05", region="sh") for pk in range(6)]
    rows += [won(10 + pk, "2026-01-05", region="bj") for pk in range(4)]
    rows += [won(20 + pk, "2026-01-05", region="cq") for pk in range(8)]
    rows += [won(30, "2026-01-05", region="gd")]
    spent = [
        Spent("", name, Month("2026-01"), Decimal(amount))
        for name, amount in (("sh", 500000), ("bj", 400000), ("cq", 240000), ("", 100))
    ]
    facts = AcquisitionFacts(spent=spent, entered=frozenset(YEARS), city_tiers={"sh": 1, "bj": 1, "cq": 2})
    none, first, second = acquisition_of(rows, MOMENT, facts)["city_tiers"]
    assert (first["code"], Decimal(first["cac"]), first["new"], first["flag"]) == ("1", 90000, 10, True)
    assert (second["code"], Decimal(second["cac"]), second["new"], second["flag"]) == ("2", 30000, 8, False)
    assert (none["code"], none["new"], Decimal(none["spend"])) == ("", 1, 100)
    untold = AcquisitionFacts(spent=spent, entered=frozenset(YEARS))
    assert acquisition_of(rows, MOMENT, untold)["city_tiers"] == []


def test_keeping_costs_by_customer_of_both_years():
    young = [measured(1, "5", net_p12=None), measured(2, "5")]
    assert acquisition_of(young, MOMENT, AcquisitionFacts(kept_cost=Decimal(9)))["kept"]["kept"] is None
    rows = [measured(1, "5", net_p12="5"), measured(2, "5", net_p12="5"), measured(3, "5")]
    facts = AcquisitionFacts(spent=[], kept_cost=Decimal(100))
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
