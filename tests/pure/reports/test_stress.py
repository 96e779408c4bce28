"""Losing customers, told from sums."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from customers.valuation.receivables import Receivable, loss_rate
from customers.valuation.stress import Account, stress_test
from reports.indicators.stress import Means, Owed, Sums, stressed

DAY = date(2026, 3, 31)
MEANS = Means(Decimal(600000), Decimal(150000), Decimal(1), Decimal(200000))
A = Sums(1, Decimal(4000000), Decimal(800000), Decimal(300000))
B = Sums(1, Decimal(6000000), Decimal(1800000), Decimal(200000))
OPEN = Owed(Decimal(1000000), Decimal(5000))


def test_the_golden_of_the_specification_comes_out_of_sums():
    found = stressed(A + B, A, OPEN, DAY, MEANS)
    assert found["revenue_loss_share"] == "0.4000"
    assert found["contribution_loss_share"] == "0.3077"
    assert (found["profit_before"], found["profit_after_steady"]) == ("300000.00", "-200000.00")
    assert found["first_year_profit_effect"] == "-575000.00"
    assert (found["ar_collected"], found["cash_effect_12m"]) == ("995000.00", "420000.00")
    assert (found["fixed_cover_before"], found["fixed_cover_after"]) == ("4.0", "10.6")
    assert (found["monthly_gap_after"], found["runway_months"], found["refill_months"]) == ("16666.67", "95.7", "20.0")
    assert found["red"] == ["profit", "refill"]


def test_without_cash_and_fixed_cost_the_profit_part_stands_alone():
    found = stressed(A + B, A, OPEN, DAY, Means())
    assert found["contribution_loss"] == "800000.00"
    assert (found["carried_before"], found["carried_after"]) == ("2100000", "1600000")
    for name in ("profit_before", "profit_after_steady", "fixed_cover_after", "monthly_gap_after", "runway_months"):
        assert found[name] is None
    assert found["refill_months"] is None
    assert found["red"] == []
    assert not found["self_sustaining"]


def test_without_any_known_cost_no_profit_is_made_up():
    nothing_known = Sums(2, Decimal(100), without_costs=2)
    found = stressed(nothing_known, Sums(1, Decimal(60), without_costs=1), Owed(), DAY, MEANS)
    assert found["revenue_loss_share"] == "0.6000"
    for name in ("contribution_loss", "profit_before", "profit_after_steady", "cash_effect_12m", "runway_months"):
        assert found[name] is None


def test_losing_nobody_loses_nothing():
    found = stressed(A + B, Sums(), Owed(), DAY, MEANS)
    assert {found[name] for name in ("revenue_loss", "contribution_loss", "ar_open", "cash_effect_12m")} == {"0.00"}
    assert found["profit_before"] == found["profit_after_steady"]


amounts = st.decimals(min_value=-(10**7), max_value=10**8, places=2)
items = st.lists(
    st.builds(
        Receivable, st.decimals(min_value=0, max_value=10**7, places=2), st.dates(date(2024, 1, 1), date(2027, 1, 1))
    ),
    max_size=3,
)
customers = st.lists(
    st.tuples(amounts, amounts, st.decimals(0, 10**6, places=2), items, st.booleans()), min_size=1, max_size=12
)


@given(customers, st.decimals(0, 10**7, places=2), st.decimals(1, 10**6, places=2))
def test_accounts_added_up_before_tell_the_same_as_every_account_alone(rows, cash, fixed):
    accounts = [Account(str(place), *row[:4]) for place, row in enumerate(rows)]
    lost = {str(place) for place, row in enumerate(rows) if row[4]}
    whole = stress_test(accounts, lost, DAY, cash, fixed, Decimal("1.5"), Decimal(200000))
    sums = [Sums(1, *row[:3]) for row in rows]
    gone = [each for each, row in zip(sums, rows, strict=True) if row[4]]
    due = [item for row in rows if row[4] for item in row[3]]
    added = stressed(
        sum(sums, Sums()),
        sum(gone, Sums()),
        Owed(
            sum((item.amount for item in due), Decimal(0)),
            sum((item.amount * loss_rate(item.due, DAY) for item in due), Decimal(0)),
        ),
        DAY,
        Means(cash, fixed, Decimal("1.5"), Decimal(200000)),
    )
    for name in whole.__dataclass_fields__:
        value = getattr(whole, name)
        assert added[name] == (None if value is None else str(value)), name


@given(customers)
def test_who_loses_more_keeps_less_while_all_contribute(rows):
    sums = [Sums(1, abs(row[0]), abs(row[1]), Decimal(0)) for row in rows]
    everybody = sum(sums, Sums())
    kept = [
        Decimal(stressed(everybody, sum(sums[:count], Sums()), Owed(), DAY, MEANS)["carried_after"])
        for count in range(len(sums) + 1)
    ]
    assert kept == sorted(kept, reverse=True)
