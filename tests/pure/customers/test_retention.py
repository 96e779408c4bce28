"""Retention, lifetime value, concentration and stress: what must hold whatever the amounts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.valuation.acquisition import cac, cac_inflation
from customers.valuation.concentration import Buyer, CategoryRow, concentration, dimension_concentration
from customers.valuation.heatmaps import Circle, heatmap
from customers.valuation.lifetime import ltv, ltv_cac, retention_estimate
from customers.valuation.loyalty import Order, first_order_conversion, new_to_active, order_days, repurchase_1y
from customers.valuation.paybacks import payback
from customers.valuation.receivables import Receivable
from customers.valuation.retention import Movement, cohort_matrix, retention_waterfall
from customers.valuation.stress import Account, stress_test
from office.calendar import Month

MONEY = st.decimals(-1000, 1000, places=2)
MOVEMENTS = st.lists(st.builds(Movement, id=st.just("x"), opening=MONEY, closing=MONEY), max_size=8)
RATE = st.decimals("0.05", "0.95", places=2)
DISCOUNT = st.decimals("0.01", "0.50", places=2)


@given(MOVEMENTS)
def test_the_waterfall_adds_up(customers: list[Movement]) -> None:
    w = retention_waterfall(customers)
    assert w.closing == w.opening + w.new + w.reactivation + w.expansion - w.contraction - w.churn
    assert w.grr is None or w.nrr is None or w.grr <= min(1, w.nrr)
    if w.expansion == 0:
        assert w.nrr == w.grr
    assert w.refund_tail <= 0
    assert (w.nrr is None) == (w.opening == 0)


@given(st.decimals(1, 10_000, places=2), RATE, DISCOUNT)
def test_lifetime_value_grows_with_margin_and_retention_and_falls_with_the_discount(
    m: Decimal, r: Decimal, i: Decimal
) -> None:
    value = ltv(m, r, i)
    assert ltv(m + 1, r, i).ltv_finite >= value.ltv_finite
    assert ltv(m, r + Decimal("0.01"), i).ltv_finite >= value.ltv_finite
    assert ltv(m, r, i + Decimal("0.01")).ltv_finite <= value.ltv_finite
    assert value.ltv_perpetuity is not None
    assert value.ltv_finite <= value.ltv_perpetuity
    assert abs(ltv(m, r, i, H=400).ltv_finite - value.ltv_perpetuity) <= Decimal("0.01")


def test_a_losing_customer_has_a_negative_value_and_endless_growth_no_multiple() -> None:
    assert ltv(Decimal(-100), Decimal("0.8"), Decimal("0.1")).ltv_finite < 0
    assert ltv(Decimal(1), Decimal(1), Decimal("0.1"), g=Decimal("0.1")).margin_multiple is None
    with pytest.raises(ValueError, match="between"):
        ltv(Decimal(1), Decimal("1.1"), Decimal("0.1"))


@pytest.mark.parametrize(
    ("costs", "band"),
    [(["100"], "healthy"), (["101"], "watch"), (["301"], "burning"), (["0"], "no_cac"), ([None], "insufficient")],
)
def test_bands_of_value_against_cost(costs: list[str | None], band: str) -> None:
    cacs = [None if cost is None else Decimal(cost) for cost in costs]
    assert ltv_cac([Decimal(300)], cacs).band == band


def test_retention_is_capped_and_needs_counts_that_agree() -> None:
    assert retention_estimate(500, 500, 100, 100).r == Decimal("0.9800")
    with pytest.raises(ValueError, match="retained"):
        retention_estimate(11, 10, 100, 100)


@pytest.mark.parametrize(
    ("now", "ltvs", "flag"),
    [
        pytest.param(4, (None, None), "insufficient", id="four won"),
        pytest.param(10, (None, None), "stable", id="ten per cent"),
        pytest.param(8, (None, None), "inflating_ltv_unknown", id="value unknown"),
        pytest.param(8, (Decimal(2), Decimal(1)), "inflating_absorbed", id="value grew more"),
        pytest.param(8, (Decimal(1), Decimal(0)), "inflating_ltv_unknown", id="no value before"),
    ],
)
def test_what_dearer_customers_mean(now: int, ltvs: tuple[Decimal | None, Decimal | None], flag: str) -> None:
    assert cac_inflation(Decimal(110), now, Decimal(100), 10, *ltvs).flag == flag


def test_nobody_won_is_not_an_endless_cost() -> None:
    assert cac(Decimal(5), 0).cac is None
    with pytest.raises(ValueError, match="negative"):
        cac(Decimal(5), -1)


@given(st.decimals(1, 500, places=2), st.lists(st.decimals(-50, 100, places=2), max_size=12))
def test_what_is_paid_back_stays_paid_back_with_more_months(cost: Decimal, monthly: list[Decimal]) -> None:
    found = payback(cost, monthly)
    if found.months is not None:
        assert sum(monthly[: found.months]) >= cost > sum(monthly[: found.months - 1])
        assert payback(cost, [*monthly, Decimal(-99)]).months == found.months
    else:
        assert found.remaining == cost - sum(monthly)


def test_a_cohort_never_shows_a_month_that_has_not_come() -> None:
    months = {Month("2026-01"): Decimal(-5), Month("2026-02"): Decimal(7), Month("2026-04"): Decimal(9)}
    (found,) = cohort_matrix({"a": months, "b": {Month("2026-04"): Decimal(1)}}, Month("2026-03"))
    assert (found.cohort, found.active, found.revenue) == ("2026-02", [1, 0], [Decimal("7.00"), Decimal("0.00")])


def test_a_refunded_order_is_no_purchase() -> None:
    orders = [
        Order(date(2026, 1, 5), Decimal(10)),
        Order(date(2026, 1, 5), Decimal(-10)),
        Order(date(2026, 2, 1), Decimal(1)),
    ]
    assert order_days(orders, date(2026, 3, 1)) == [date(2026, 2, 1)]
    assert order_days(orders, date(2026, 1, 31)) == []


def test_rates_over_nobody_are_unknown() -> None:
    day = date(2026, 3, 31)
    assert repurchase_1y({}, day).rate is None
    assert first_order_conversion([], day).rate is None
    assert new_to_active({"a": []}, day).rate is None
    assert retention_waterfall([]).nrr is None


BUYERS = st.lists(
    st.builds(
        Buyer,
        id=st.uuids().map(str),
        group=st.none() | st.sampled_from("GH"),
        revenue=st.decimals(-100, 1000, places=2),
    ),
    max_size=8,
)


@given(BUYERS)
def test_concentration_lies_between_equal_and_one(buyers: list[Buyer]) -> None:
    found = concentration(buyers)
    if found.n:
        assert found.hhi is not None
        assert found.top1 is not None
        assert Decimal(1) / found.n - Decimal("0.0001") <= found.hhi <= 1
        assert found.top1 <= (found.top5 or 0) <= 1


@given(st.lists(st.decimals(1, 1000, places=2), min_size=2, max_size=8))
def test_joining_two_customers_under_one_owner_never_lowers_concentration(amounts: list[Decimal]) -> None:
    apart = [Buyer(str(place), None, amount) for place, amount in enumerate(amounts)]
    joined = [Buyer(str(place), "G" if place < 2 else None, amount) for place, amount in enumerate(amounts)]
    before, after = concentration(apart), concentration(joined)
    assert (after.hhi or 0) >= (before.hhi or 0)
    assert (after.top1 or 0) >= (before.top1 or 0)


@pytest.mark.parametrize(
    ("rows", "status", "top"),
    [
        pytest.param([], "na", None, id="nobody"),
        pytest.param([(None, 5)], "na", None, id="nothing known"),
        pytest.param([("a", 79), (None, 21)], "partial", "a", id="too much unknown"),
        pytest.param([("b", 5), ("a", 5)], "ok", "a", id="of equals the smaller name"),
        pytest.param([("a", -5), ("b", 1)], "ok", "b", id="negative revenue counts as zero"),
    ],
)
def test_concentration_by_category(rows: list[tuple[str | None, int]], status: str, top: str | None) -> None:
    found = dimension_concentration([CategoryRow(category, Decimal(revenue)) for category, revenue in rows])
    assert (found.status, found.top) == (status, top)


def test_many_young_and_few_old_customers_raise_an_alert() -> None:
    young = [Circle(str(number), Decimal(10), date(2025, 10, 1)) for number in range(6)]
    assert heatmap(young, date(2026, 3, 31)).alerts == ["many_light_few_dark"]
    assert heatmap([], date(2026, 3, 31)).alerts == []
    assert heatmap([Circle("x", Decimal(-1), date(2025, 10, 1))], date(2026, 3, 31)).bubbles[0].share is None


ACCOUNTS = st.lists(
    st.builds(
        Account,
        id=st.uuids().map(str),
        revenue=st.decimals(0, 1000, places=2),
        contribution=st.decimals(0, 500, places=2),
        direct_cost=st.decimals(0, 200, places=2),
        ar_items=st.just([Receivable(Decimal(10), date(2026, 1, 1))]),
    ),
    max_size=6,
    unique_by=lambda each: each.id,
)
STRESS = {
    "as_of": date(2026, 3, 31),
    "cash": Decimal(100),
    "fixed_monthly": Decimal(10),
    "wins_per_month": Decimal(1),
    "revenue_per_win": Decimal(5),
}


@given(ACCOUNTS, st.data())
def test_losing_more_customers_never_leaves_more_contribution(accounts: list[Account], data: st.DataObject) -> None:
    ids = [account.id for account in accounts]
    some = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    none, part, everything = (stress_test(accounts, lost, **STRESS) for lost in ([], some, ids))
    assert (none.revenue_loss, none.ar_open, none.first_year_profit_effect) == (0, 0, 0)
    assert none.profit_after_steady == none.profit_before
    assert none.contribution_loss <= part.contribution_loss <= everything.contribution_loss


def test_losing_nobodys_customer_is_refused() -> None:
    with pytest.raises(ValueError, match="not among"):
        stress_test([], ["ghost"], **STRESS)
