"""Structure of the base by hand: the golden cases of economics 6.9 and 6.10, work against profit, and what no share hides."""

from decimal import Decimal

import pytest

from office.calendar.months import Month
from reports.indicators.structure import ProductFacts, Sold, structure_of
from tests.pure.reports.measured import MOMENT, measured

NOTHING = ProductFacts()
MIX = [
    *(measured(pk, "25", size="large") for pk in range(1, 21)),
    *(measured(pk, "6.25", size="small") for pk in range(21, 101)),
]


def lines(rows, name, facts=NOTHING):
    return {line["code"]: line for line in structure_of(rows, MOMENT, facts)["segments"][name]}


def sold(premium: str, total: str) -> Sold:
    return Sold(Decimal(premium), Decimal(total))


def test_sizes_bring_more_or_less_than_their_number():
    found = lines(MIX, "size")
    assert list(found) == ["large", "small"]
    assert {code: (line["customers"], line["index"]) for code, line in found.items()} == {
        "large": (20, "2.5000"),
        "small": (80, "0.6250"),
    }


def test_who_did_not_buy_is_no_customer_of_a_segment_but_its_loss_counts():
    rows = [
        measured(1, "100", size="small", net_profit="30"),
        measured(2, "0", size="small", net_profit="-10"),
        measured(3, "100", size="small"),
        measured(4, "100", size="", net_profit="20"),
    ]
    small = lines(rows, "size")["small"]
    assert (small["customers"], small["known"], Decimal(small["net_profit"])) == (2, 2, 20)
    assert (small["net_margin"], small["profit_share"]) == ("0.2000", "0.5000")
    assert list(lines(rows, "size")) == ["small", ""]


def test_work_for_the_best_tiers_is_set_against_their_profit():
    rows = [
        measured(1, "100", tier="S", net_profit="60", service_minutes=300),
        measured(2, "100", tier="C", net_profit="40", service_minutes=100),
    ]
    found = structure_of(rows, MOMENT, NOTHING)["effort"]
    assert (found["customers"], found["minutes_share"], found["profit_share"]) == (1, "0.7500", "0.6000")


def test_no_share_of_a_loss_and_none_of_no_work():
    rows = [measured(1, "100", tier="S", net_profit="10"), measured(2, "100", tier="C", net_profit="-40")]
    found = structure_of(rows, MOMENT, NOTHING)["effort"]
    assert (found["minutes_share"], found["profit_share"]) == (None, None)


def test_a_shift_to_premium_is_seen_in_revenue_and_in_customers():
    up = {pk: (sold("6", "10"), sold("4", "10")) for pk in range(1, 16)}
    down = {pk: (sold("4", "10"), sold("6", "10")) for pk in range(16, 20)}
    rest = {20: (sold("394", "810"), sold("316", "810"))}
    both = {**up, **down, **rest}
    facts = ProductFacts({pk: one[0] for pk, one in both.items()}, {pk: one[1] for pk, one in both.items()})
    found = structure_of([measured(pk) for pk in both], MOMENT, facts)["premium"]
    assert (found["share_now"], found["share_prior"], found["delta"]) == ("0.5000", "0.4000", "0.1000")
    assert (found["up"], found["down"], found["both"], found["p"]) == (15, 4, 20, 0.019211)
    assert found["shift"] == "premium"
    assert {line["id"] for line in found["moved"]["down"]} == set(range(16, 20))


def test_who_bought_in_one_half_alone_moved_nowhere():
    facts = ProductFacts({1: sold("9", "10"), 2: sold("1", "10")}, {2: sold("0", "-5"), 3: sold("9", "10")})
    found = structure_of([measured(1)], MOMENT, facts)["premium"]
    assert (found["both"], found["up"], found["down"], found["shift"]) == (0, 0, 0, "none")


def test_lines_without_a_product_make_the_share_less_certain():
    month = Month("2026-03")
    rows = [measured(1, "100", net={month: Decimal(100), Month("2025-03"): Decimal(900)})]
    facts = ProductFacts({1: sold("10", "40")}, {}, {month: sold("10", "40")})
    found = structure_of(rows, MOMENT, facts)["premium"]
    assert (found["known_share"], found["share_now"], found["share_prior"], found["delta"]) == (
        "0.4000",
        "0.2500",
        None,
        None,
    )
    assert (len(found["months"]), found["months"][-1]["share"], found["months"][0]["share"]) == (18, "0.2500", None)


@pytest.mark.parametrize("rows", [[], [measured(1)], [measured(1, "-100", net_profit="-5")]])
def test_nobody_one_and_refunds_alone_have_no_invented_share(rows):
    found = structure_of(rows, MOMENT, NOTHING)
    assert found["segments"] == {"size": [], "industry": [], "tier": []}
    assert (found["premium"]["share_now"], found["premium"]["p"]) == (None, 1)
