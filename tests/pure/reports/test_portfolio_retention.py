"""Staying and leaving of small bases, worked by hand (economics 3, 5, 10.5)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from customers.valuation.recurring import Recurring
from customers.valuation.settings import settings_from
from customers.valuation.worth import Basis
from office.calendar.months import Month, months_until
from reports.indicators.cohorts import cohorts_of
from reports.indicators.retention import RetentionFacts, retention_of
from tests.pure.reports.measured import MOMENT, measured

LEDGER = replace(MOMENT, basis=Basis(ledger_begins=Month("2023-01")))
NOTHING = RetentionFacts()
P12, T12 = Month("2025-03"), Month("2026-03")


def buyer(pk, before="0", now="0", earlier="0", **known):
    """One month of each year: March."""
    net = {Month("2024-03"): Decimal(earlier), P12: Decimal(before), T12: Decimal(now)}
    net = {month: amount for month, amount in net.items() if amount}
    first = known.pop("first_order_on", date.fromisoformat(f"{min(net)}-05") if net else None)
    return measured(pk, now, net_p12=before, net=net, first_order_on=first, **known)


def test_the_order_business_keeps_its_identity():
    rows = [
        buyer(1, "100", "150", earlier="1"),
        buyer(2, "100", "60"),
        buyer(3, "100", "0"),
        buyer(4, "0", "80"),
        buyer(5, "0", "20", earlier="9"),
        buyer(6, "0", "-7"),
    ]
    found = retention_of(rows, LEDGER, NOTHING)["orders"]
    moved = {
        name: Decimal(found[name]) for name in ("opening", "new", "reactivation", "expansion", "contraction", "churn")
    }
    assert moved == {"opening": 300, "new": 80, "reactivation": 20, "expansion": 50, "contraction": 40, "churn": 100}
    assert Decimal(found["closing"]) == 300 + 80 + 20 + 50 - 40 - 100
    assert (found["nrr"], found["grr"], found["logo_churn"]) == ("0.7000", "0.5333", "0.3333")
    assert found["counts"] == {"expansion": 1, "contraction": 1, "churn": 1, "new": 1, "reactivation": 1}
    assert Decimal(found["refund_tail"]) == -7


def test_before_24_months_of_ledger_it_says_from_when_on_it_will_know():
    young = replace(MOMENT, basis=Basis(ledger_begins=Month("2024-06")))
    found = retention_of([buyer(1, "100", "150")], young, NOTHING)["orders"]
    assert found == {"status": "insufficient", "from": "2026-05-31"}
    assert retention_of([], MOMENT, NOTHING)["orders"] == {"status": "insufficient", "from": None}


YEAR_AGO, MONTH_AGO, NOW = date(2025, 3, 31), date(2026, 2, 28), date(2026, 3, 31)


def fee(amount: str | None, *, unknown: int = 0) -> Recurring:
    return Recurring(None if amount is None else Decimal(amount), 1 + unknown, unknown)


def test_subscriptions_are_taken_out_of_the_order_business_and_compared_by_month():
    facts = RetentionFacts(
        subscription_net={1: {P12: Decimal(60), T12: Decimal(60)}},
        recurring={
            YEAR_AGO: {1: fee("10"), 2: fee("5")},
            MONTH_AGO: {1: fee("12"), 3: fee("5")},
            NOW: {1: fee("12"), 3: fee("4"), 4: fee("3")},
        },
        subscribed_on={1: date(2024, 1, 1), 2: date(2024, 1, 1), 3: date(2024, 1, 1), 4: date(2025, 6, 1)},
    )
    rows = [buyer(1, "100", "150"), buyer(2), buyer(3), buyer(4)]
    found = retention_of(rows, LEDGER, facts)
    assert (Decimal(found["orders"]["opening"]), Decimal(found["orders"]["closing"])) == (40, 90)
    contracts = found["contracts"]
    assert (contracts["nrr"], contracts["grr"]) == ("0.8000", "0.6667")
    assert contracts["counts"] == {"expansion": 1, "contraction": 0, "churn": 1, "new": 1, "reactivation": 1}
    month = contracts["month"]
    assert (month["opening"], month["closing"], month["nrr"]) == ("17.00", "19.00", "0.9412")
    assert month["counts"] == {"expansion": 0, "contraction": 1, "churn": 0, "new": 0, "reactivation": 1}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(fee("10"), fee(None, unknown=1), id="renewed at a fee that nobody entered"),
        pytest.param(fee("10"), fee("4", unknown=1), id="one of two running fees has no rate"),
        pytest.param(fee(None, unknown=1), fee("10"), id="the fee of a year ago is unknown"),
    ],
)
def test_an_unknown_fee_is_no_churn_but_left_out_and_counted(before, now):
    facts = RetentionFacts(
        recurring={YEAR_AGO: {1: before, 2: fee("60")}, NOW: {1: now, 2: fee("60")}},
        subscribed_on={1: date(2024, 1, 1), 2: date(2024, 1, 1)},
    )
    found = retention_of([buyer(1), buyer(2)], LEDGER, facts)["contracts"]
    assert (found["nrr"], found["grr"], found["logo_churn"], found["cohort_n"]) == ("1.0000", "1.0000", "0.0000", 1)
    assert (found["unknown"], found["unknown_customers"]) == (1, [1])


def test_with_unknown_fees_alone_nothing_is_told_of_the_contract_business():
    facts = RetentionFacts(recurring={NOW: {1: fee(None, unknown=1)}}, subscribed_on={1: date(2024, 1, 1)})
    found = retention_of([buyer(1)], LEDGER, facts)["contracts"]
    assert (found["status"], found["unknown"], "nrr" in found) == ("unknown", 1, False)


@pytest.mark.parametrize(
    ("first", "mature"),
    [
        pytest.param(date(2024, 4, 1), True, id="on the first day of the opening"),
        pytest.param(date(2024, 4, 20), False, id="later in its first month"),
        pytest.param(date(2025, 2, 1), False, id="at its end"),
    ],
)
def test_who_is_still_ramping_up_is_told_by_the_day(first, mature):
    young = {"first_order_on": first, "tenure_months": 12}
    old = {"first_order_on": date(2020, 1, 1), "tenure_months": 74}
    facts = RetentionFacts(
        recurring={YEAR_AGO: {1: fee("100"), 2: fee("100")}, NOW: {1: fee("300"), 2: fee("100")}},
        subscribed_on={1: first, 2: date(2020, 1, 1)},
    )
    found = retention_of([buyer(1, "100", "300", **young), buyer(2, "100", "100", **old)], LEDGER, facts)
    for business in ("orders", "contracts"):
        told = found[business]
        assert told["nrr"] == "2.0000", business
        assert told["nrr_mature"] == ("2.0000" if mature else "1.0000"), business
        assert told["ramp_share"] == ("0.0000" if mature else "0.5000"), business


def test_who_may_be_older_than_the_ledger_is_not_ramping_up():
    rows = [buyer(1, "100", "300", first_order_on=date(2024, 4, 20), tenure_months=None)]
    assert retention_of(rows, LEDGER, NOTHING)["orders"]["nrr_mature"] == "3.0000"


def test_without_subscriptions_there_is_no_contract_business():
    assert retention_of([buyer(1, "1", "1")], LEDGER, NOTHING)["contracts"] == {"status": "none"}


def lost(pk, last: date, before="0", **known):
    return measured(
        pk,
        "0",
        net_p12=before,
        stage="lost",
        last_order_on=last,
        first_order_on=date(2023, 5, 1),
        tenure_months=34,
        **known,
    )


def test_who_was_lost_this_year_counts_with_the_year_before_its_last_order():
    net = {Month("2024-06"): Decimal(9), Month("2024-07"): Decimal(100), Month("2025-02"): Decimal(50)}
    rows = [
        lost(1, date(2025, 2, 20), before="150", net=net),  # silent since 2026-02-20
        lost(2, date(2024, 2, 20)),  # lost a year earlier already
        measured(3, "10", net_p12="850", stage="mature", first_order_on=date(2023, 1, 1)),
    ]
    found = retention_of(rows, LEDGER, NOTHING)
    assert (found["lost"]["count"], Decimal(found["lost"]["amount"]), found["lost"]["share"]) == (1, 159, "0.1590")
    assert [line["id"] for line in found["lost"]["customers"]] == [1]
    assert (found["shape"]["lost_12m"], found["shape"]["at_start_12m"], found["shape"]["churn_12m"]) == (1, 2, "0.5000")
    assert found["lost"]["recoverable"] is None


def test_a_recorded_day_of_loss_stands_above_the_silence():
    silent, told = lost(1, date(2024, 12, 20)), lost(1, date(2024, 12, 20), lost_on=date(2025, 3, 1))
    assert retention_of([silent], LEDGER, NOTHING)["lost"]["count"] == 1
    assert retention_of([told], LEDGER, NOTHING)["lost"]["count"] == 0


def test_losses_are_no_part_of_a_year_that_the_ledger_does_not_know():
    net = {Month("2025-02"): Decimal(50)}
    rows = [lost(1, date(2025, 2, 20), before="150", net=net), lost(2, date(2025, 2, 20), before=None, net=net)]
    found = retention_of(rows, LEDGER, NOTHING)["lost"]
    assert (found["count"], Decimal(found["amount"]), found["share"]) == (2, 100, None)


def test_the_day_of_loss_follows_the_pauses_and_the_lines_that_were_set():
    rows = [lost(1, date(2024, 3, 1), before="40", net={Month("2024-03"): Decimal(70)})]
    days = [date(2022, 9, 1), date(2023, 3, 1), date(2023, 9, 1), date(2024, 3, 1)]  # 546 days of silence
    found = retention_of(rows, LEDGER, RetentionFacts(order_days={1: days}))["lost"]
    assert [(line["id"], line["lost"]) for line in found["customers"]] == [(1, "2025-08-29")]
    hasty = replace(LEDGER, settings=settings_from({"silent_gaps": 2}))
    assert retention_of(rows, hasty, RetentionFacts(order_days={1: days}))["lost"]["count"] == 0


def test_the_shape_is_that_of_the_golden_case():
    stages = {"growing": 20, "mature": 35, "new": 20, "declining": 15, "dormant": 10, "prospect": 4}
    rows, pk = [], 0
    for stage, count in stages.items():
        for _ in range(count):
            pk += 1
            rows.append(measured(pk, "1", stage=stage, active=pk % 2 == 0, first_order_on=date(2026, 1, 1)))
    found = retention_of(rows, LEDGER, NOTHING)
    shape = found["shape"]
    assert (shape["base"], shape["prime_share"], shape["dormant_share"], shape["shape_index"]) == (
        100,
        "0.5500",
        "0.1000",
        "0.3000",
    )
    assert (shape["shape"], found["active"]["share"]) == ("spindle", "0.5000")


def test_a_trait_of_the_lost_is_found_and_chance_is_not():
    rows = [lost(pk, date(2025, 2, 1), channel="ads") for pk in range(1, 17)]
    rows += [lost(pk, date(2025, 2, 1), channel="fair") for pk in range(17, 21)]
    rows += [
        measured(pk, "1", stage="mature", channel="ads" if pk <= 44 else "fair", first_order_on=date(2023, 1, 1))
        for pk in range(21, 101)
    ]
    found = retention_of(rows, LEDGER, NOTHING)["traits"]
    assert (found["total"], found["lost"]) == (100, 20)
    first, second = found["lines"]
    assert (first["value"], first["n"], first["lost"], first["lift"], first["common"]) == (
        "channel:ads",
        40,
        16,
        "2.0000",
        True,
    )
    assert (second["value"], second["lift"], second["common"]) == ("channel:fair", "0.3333", False)


def test_a_warning_counts_as_it_was_kept_at_the_start_and_names_its_customers():
    rows = [lost(pk, date(2025, 2, 1), net={P12: Decimal(pk)}, payment_grade="A") for pk in range(1, 9)]
    rows += [
        measured(pk, "1", stage="mature", first_order_on=date(2023, 1, 1), payment_grade="D") for pk in range(9, 41)
    ]
    warned = {pk: {"late_payment": pk <= 6 or pk == 9, "silent": pk in (7, 30)} for pk in range(1, 33)}
    warned |= {pk: {"silent": False} for pk in range(33, 37)}
    found = retention_of(rows, LEDGER, replace(NOTHING, flags=warned))["traits"]
    assert (found["total"], found["lost"], found["rate"], found["flags_known"]) == (40, 8, "0.2000", 36)
    late, silent = found["lines"]
    assert (late["value"], late["n"], late["lost"], late["known"]) == ("flag:late_payment", 7, 6, 32)
    assert (late["lift"], late["common"], late["ids"]) == ("4.2857", True, [6, 5, 4, 3, 2, 1])
    assert (silent["value"], silent["n"], silent["lost"], silent["known"], silent["common"]) == (
        "flag:silent",
        2,
        1,
        36,
        False,
    )
    assert late["p_raw"] <= late["p"]


def test_control_a_grade_of_today_is_no_trait_of_a_year_ago():
    rows = [lost(pk, date(2025, 2, 1), payment_grade="D") for pk in range(1, 9)]
    rows += [measured(pk, "1", stage="mature", first_order_on=date(2023, 1, 1)) for pk in range(9, 41)]
    found = retention_of(rows, LEDGER, NOTHING)["traits"]
    assert (found["lost"], found["lines"], found["flags_known"]) == (8, [], 0)


def test_customers_won_with_a_discount_are_set_against_the_others():
    days = {
        1: [date(2025, 1, 5)],
        2: [date(2025, 1, 6), date(2025, 9, 1)],
        3: [date(2025, 2, 1), date(2025, 3, 1)],
        4: [date(2025, 2, 2), date(2025, 3, 1)],
    }
    facts = RetentionFacts(
        order_days=days,
        first_discounts={1: Decimal("0.25"), 2: Decimal("0.20"), 3: Decimal("0.19")},
    )
    rows = [measured(pk, tenure_months=14, first_order_on=each[0]) for pk, each in days.items()]
    found = retention_of(rows, LEDGER, facts)["subsidy"]
    assert (found["won"], found["subsidised"], found["rate"], found["rate_others"], found["gap"]) == (
        4,
        2,
        "0.5000",
        "1.0000",
        "-0.5000",
    )
    assert found["small"]


def test_customers_from_before_the_ledger_are_not_new_ones():
    days = {1: [date(2025, 6, 1), date(2025, 12, 1)], 2: [date(2025, 6, 1), date(2025, 12, 2)], 3: [date(2025, 6, 1)]}
    rows = [measured(pk, tenure_months=None if pk == 3 else 9, first_order_on=each[0]) for pk, each in days.items()]
    found = retention_of(rows, MOMENT, RetentionFacts(order_days=days))
    activation = found["activation"]
    assert (activation["eligible"], activation["active"], activation["rate"]) == (2, 1, "0.5000")


def test_conversion_is_set_against_a_year_before():
    leads = [(date(2025, 11, 1), 1), (date(2025, 11, 2), None), (date(2026, 3, 1), None), (date(2024, 11, 1), 2)]
    rows = [measured(1, first_order_on=date(2026, 1, 5)), measured(2, first_order_on=date(2025, 1, 5))]
    found = retention_of(rows, MOMENT, RetentionFacts(leads=leads))["conversion"]
    assert found["now"] == {"eligible": 2, "converted": 1, "rate": "0.5000"}
    assert found["before"] == {"eligible": 1, "converted": 1, "rate": "1.0000"}
    assert retention_of(rows, MOMENT, RetentionFacts())["conversion"] is None


@pytest.mark.parametrize("rows", [[], [measured(1)], [buyer(1, "-5", "-9")]])
def test_nobody_one_and_refunds_alone_have_no_invented_rate(rows):
    found = retention_of(rows, LEDGER, NOTHING)
    assert (found["orders"]["nrr"], found["repurchase"]["rate"], found["activation"]["rate"]) == (None, None, None)
    assert found["traits"]["lines"] == []


def test_months_with_few_new_customers_become_quarters():
    months = months_until(MOMENT.month, 6)  # 2025-10 … 2026-03
    rows = [measured(1, net={months[0]: Decimal(5), months[2]: Decimal(7), months[3]: Decimal(1)}, tenure_months=5)]
    rows.append(measured(2, net={months[1]: Decimal(4)}, tenure_months=4))
    rows.append(measured(3, net={months[0]: Decimal(4)}))  # there before the ledger
    found = cohorts_of(rows, MOMENT.month)
    assert (found["step"], found["before"]) == ("quarter", 1)
    assert found["rows"] == [{"first": "2025-10", "size": 2, "active": [2, 1], "revenue": ["16.00", "1.00"]}]


def test_a_quarter_that_still_runs_is_left_out():
    rows = [measured(1, net={Month("2025-10"): Decimal(5), Month("2026-02"): Decimal(5)}, tenure_months=4)]
    found = cohorts_of(rows, Month("2026-02"))
    assert [line["active"] for line in found["rows"]] == [[1]]


def test_many_new_customers_a_month_make_monthly_cohorts():
    months = months_until(MOMENT.month, 3)
    rows = [measured(pk, net=dict.fromkeys(months, Decimal(1)), tenure_months=2) for pk in range(12)]
    found = cohorts_of(rows, MOMENT.month)
    assert (found["step"], found["rows"][0]["active"]) == ("month", [12, 12, 12])
    assert all(earlier["first"] < later["first"] for earlier, later in pairwise(found["rows"]))


def test_repurchase_of_new_customers_looks_at_first_orders_ever():
    first, again, old = date(2024, 8, 1), date(2025, 2, 1), date(2020, 1, 1)
    rows = [
        measured(1, first_order_on=first, tenure_months=19),
        measured(2, first_order_on=first, tenure_months=19),
        measured(3, first_order_on=old, tenure_months=74),
        measured(4, first_order_on=first, tenure_months=None),
    ]
    facts = RetentionFacts(order_days={1: [first, again], 2: [first], 3: [old, first, again], 4: [first, again]})
    found = retention_of(rows, LEDGER, facts)
    assert (found["repurchase"]["base"], found["repurchase"]["repeat"]) == (4, 3)
    assert (found["repurchase_new"]["base"], found["repurchase_new"]["repeat"]) == (2, 1)


@pytest.mark.parametrize(("second", "active"), [(date(2025, 3, 1), 1), (date(2025, 3, 2), 0), (date(2024, 8, 1), 0)])
def test_a_second_paid_period_within_six_months_makes_a_subscriber_active(second, active):
    rows = [measured(1, first_order_on=date(2024, 9, 1), tenure_months=18)]
    facts = RetentionFacts(order_days={1: [date(2024, 9, 1)]}, second_period={1: second})
    found = retention_of(rows, LEDGER, facts)["activation"]
    assert (found["eligible"], found["active"]) == (1, active)


@pytest.mark.parametrize(
    ("adopted", "active"),
    [(date(2025, 3, 1), 1), (date(2025, 3, 2), 0), (date(2024, 8, 1), 1), (None, 0)],
)
def test_a_core_use_adopted_within_six_months_makes_a_subscriber_active(adopted, active):
    """Also one adopted before the first order, as in a trial."""
    rows = [measured(pk, first_order_on=date(2024, 9, 1), tenure_months=18) for pk in (1, 2)]
    facts = RetentionFacts(
        order_days={1: [date(2024, 9, 1)], 2: [date(2024, 9, 1)]},
        subscribed_on=dict.fromkeys((1, 2), date(2024, 9, 1)),
        core_use={1: adopted},
    )
    found = retention_of(rows, LEDGER, facts)["activation"]
    assert (found["eligible"], found["active"], found["by_use"]) == (2, active, active)
    assert (found["subscribers"], found["core_read"]) == (2, 1)


def test_who_is_active_by_orders_is_not_told_to_be_so_by_use_and_no_reading_is_not_no_use():
    days = [date(2024, 9, 1), date(2024, 10, 1)]
    rows = [measured(1, first_order_on=days[0], tenure_months=18)]
    by_orders = retention_of(rows, LEDGER, RetentionFacts(order_days={1: days}, core_use={1: date(2024, 12, 31)}))
    assert (by_orders["activation"]["active"], by_orders["activation"]["by_use"]) == (1, 0)
    unread = retention_of(rows, LEDGER, RetentionFacts(order_days={1: days}))["activation"]
    assert unread["by_use"] is None
