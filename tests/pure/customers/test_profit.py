"""Profit, receivables and the whale curve: what must hold whatever the amounts."""

from datetime import date, timedelta
from decimal import Decimal, getcontext, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.valuation.money import DatedRate, norm, to_base, weighted
from customers.valuation.profit import ProfitLines, customer_pnl
from customers.valuation.receivables import Receivable, Slice, allowance, capital_cost
from customers.valuation.whales import Earner, base_overlap, whale_curve

CENT = Decimal("0.01")
MONEY = st.decimals(-100_000, 100_000, places=2)
POSITIVE = st.decimals(0, 100_000, places=2)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
LINES = st.builds(ProfitLines, **dict.fromkeys(ProfitLines.__dataclass_fields__, POSITIVE))
SLICES = st.lists(st.builds(Slice, amount=POSITIVE, issued=DAYS, paid=st.none() | DAYS), max_size=6)
EARNERS = st.lists(
    st.builds(Earner, id=st.uuids().map(str), revenue=MONEY, net_profit=MONEY),
    max_size=8,
    unique_by=lambda each: each.id,
)


@given(LINES, LINES)
def test_the_amounts_of_two_periods_add_up(one: ProfitLines, other: ProfitLines) -> None:
    names = ProfitLines.__dataclass_fields__
    both = ProfitLines(**{name: getattr(one, name) + getattr(other, name) for name in names})
    for name in ("net_revenue", "gross_profit", "contribution_profit", "risk_cost", "net_profit", "cost_to_serve"):
        whole = getattr(customer_pnl(both), name)
        assert whole == getattr(customer_pnl(one), name) + getattr(customer_pnl(other), name)


@pytest.mark.parametrize("refunds", ["100", "101"])
def test_without_revenue_there_are_amounts_and_no_margins(refunds: str) -> None:
    found = customer_pnl(ProfitLines(sales=Decimal(100), refunds=Decimal(refunds), service_cost=Decimal(5)))
    assert found.net_profit == 100 - Decimal(refunds) - 5
    assert (found.gross_margin, found.net_margin, found.cost_to_serve_ratio) == (None, None, None)


def test_a_careless_caller_cannot_spoil_the_digits() -> None:
    with localcontext() as context:
        context.prec = 3
        found = customer_pnl(ProfitLines(sales=Decimal("1234567.89")))
        assert getcontext().prec == 3
    assert found.net_revenue == Decimal("1234567.89")


@given(SLICES, DAYS, st.integers(0, 200), st.integers(1, 200))
def test_a_period_cut_in_two_costs_the_same(slices: list[Slice], start: date, first: int, second: int) -> None:
    rate, middle = Decimal("0.08"), start + timedelta(days=first)
    end = middle + timedelta(days=second)
    parts = [capital_cost(slices, start, middle, rate), capital_cost(slices, middle + timedelta(days=1), end, rate)]
    whole = capital_cost(slices, start, end, rate)
    assert abs(whole.cost - parts[0].cost - parts[1].cost) <= CENT
    assert whole.days == parts[0].days + parts[1].days


@given(SLICES, DAYS, st.integers(0, 400))
def test_the_cost_of_capital_is_the_average_receivable_for_that_time(
    slices: list[Slice], start: date, length: int
) -> None:
    found = capital_cost(slices, start, start + timedelta(days=length), Decimal("0.08"))
    assert abs(found.cost - found.average_receivable * Decimal("0.08") * found.days / 365) <= CENT


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        capital_cost([], date(2026, 2, 1), date(2026, 1, 1), Decimal("0.08"))


@pytest.mark.parametrize(
    ("late", "lost"),
    [
        (0, "0.50"),
        (1, "2.00"),
        (30, "2.00"),
        (31, "5.00"),
        (61, "10.00"),
        (91, "25.00"),
        (181, "50.00"),
        (366, "100.00"),
    ],
)
def test_the_longer_overdue_the_more_is_lost(late: int, lost: str) -> None:
    due = date(2026, 3, 31) - timedelta(days=late)
    assert allowance([Receivable(Decimal(100), due)], date(2026, 3, 31)) == Decimal(lost)


@given(EARNERS)
def test_the_whale_curve_ends_at_the_total_and_peaks_before(earners: list[Earner]) -> None:
    curve = whale_curve(earners)
    assert curve == whale_curve(earners[::-1])
    assert len(curve.order) == len(earners)
    if earners:
        assert curve.peak is not None
        assert curve.total == curve.cumulative[-1] == sum(each.net_profit for each in earners)
        assert curve.peak >= curve.total
        assert curve.cumulative[(curve.peak_rank or 0) - 1] == curve.peak


@given(EARNERS)
def test_the_revenue_base_is_the_smallest_that_reaches_its_share(earners: list[Earner]) -> None:
    base = base_overlap(earners).revenue_base
    revenue = {each.id: each.revenue for each in earners}
    wanted = Decimal("0.8") * sum(max(Decimal(0), each.revenue) for each in earners)
    assert sum(revenue[each] for each in base) >= wanted
    assert not base or sum(revenue[each] for each in base[:-1]) < wanted


@pytest.mark.parametrize(
    ("on", "age", "base"),
    [
        pytest.param("2026-03-02", 31, "710.00", id="the day itself"),
        pytest.param("2026-04-02", 31, "710.00", id="31 days old"),
        pytest.param("2026-04-03", 31, None, id="32 days old"),
        pytest.param("2026-03-01", 31, None, id="not yet known"),
    ],
)
def test_a_rate_holds_for_a_month(on: str, age: int, base: str | None) -> None:
    rates = {"USD": [DatedRate(date(2026, 3, 2), Decimal("7.10"))]}
    found = to_base(Decimal(100), "USD", date.fromisoformat(on), rates, age)
    assert found == (None if base is None else Decimal(base))


def test_the_base_currency_needs_no_rate() -> None:
    assert to_base(Decimal("1.005"), "CNY", date(2026, 1, 1), {}) == Decimal("1.01")


@given(st.lists(st.tuples(st.integers(1, 9), st.none() | st.decimals(0, 100, places=1)), min_size=1))
def test_a_weighted_score_lies_among_its_scores(items: list[tuple[int, Decimal | None]]) -> None:
    known = [score for _, score in items if score is not None]
    found = weighted(items, Decimal("0.5")).score
    assert found is None or min(known) <= found <= max(known)


def test_a_scale_may_run_downwards() -> None:
    assert norm(Decimal(2), Decimal(2), Decimal(0)) == 0
    assert norm(Decimal(0), Decimal(2), Decimal(0)) == 100
    assert norm(Decimal(-9), Decimal(0), Decimal(1)) == 0
