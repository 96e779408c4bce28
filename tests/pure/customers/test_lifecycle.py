"""Lifecycle, classes, tiers and grades: one answer on any day, steady over time."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from customers.valuation.classes import potential_score, profit_class
from customers.valuation.curves import value_curve
from customers.valuation.lifecycle import Life, StageLines, lifecycle_stage, lost_since
from customers.valuation.lighthouses import lighthouse
from customers.valuation.payments import Invoice, Payment, PaymentGrade, payment_grade
from customers.valuation.portfolio_shape import StageCounts, shape_index
from customers.valuation.quality import Nine, asset_quality
from customers.valuation.scorecards import scorecard
from customers.valuation.tiers import Dimension, Override, tier
from office.calendar import Month, add_months, month_add

TODAY = date(2026, 3, 31)
STAGES = {"prospect", "lost", "won_back", "dormant", "new", "growing", "declining", "mature"}
DAYS = st.dates(date(2021, 3, 1), date(2026, 6, 1))
MONTHS = st.dictionaries(
    st.integers(-40, 2).map(lambda back: month_add(Month("2026-03"), back)),
    st.decimals(-10, 100, places=0),
    max_size=30,
)
LIVES = st.builds(
    Life,
    order_days=st.lists(DAYS, max_size=8),
    monthly=MONTHS,
    last_interaction=st.none() | DAYS,
    subscription_active=st.booleans(),
    subscription_ended=st.none() | DAYS,
    lost_on=st.none() | DAYS,
)


def four_years_later(day: date) -> date:
    # Four years are 1461 days wherever the span holds exactly one leap day, as here.
    return day + timedelta(days=1461)


@given(LIVES)
def test_there_is_exactly_one_stage(life: Life) -> None:
    assert lifecycle_stage(life, TODAY) in STAGES


@given(LIVES, DAYS)
def test_another_interaction_never_makes_a_customer_dormant(life: Life, on: date) -> None:
    later = max(on, life.last_interaction or on)
    talked = Life(life.order_days, life.monthly, later, life.subscription_active, life.subscription_ended, life.lost_on)
    if lifecycle_stage(life, TODAY) != "dormant":
        assume(later <= TODAY)
        assert lifecycle_stage(talked, TODAY) != "dormant"


@given(LIVES)
def test_a_lost_customer_became_so_on_the_first_day_of_that_stage(life: Life) -> None:
    life = replace(life, lost_on=None)
    since = lost_since(life, TODAY)
    assert (since is not None) == (lifecycle_stage(life, TODAY) == "lost")
    if since is not None:
        assert lifecycle_stage(life, since) == "lost"
        assert lifecycle_stage(life, since - timedelta(days=1)) != "lost"


def test_who_orders_twice_a_year_is_lost_after_three_of_its_pauses_not_after_twelve_months() -> None:
    life = Life([date(2022, 12, 1), date(2023, 6, 1), date(2023, 12, 1), date(2024, 6, 1)], {})
    assert lifecycle_stage(life, date(2025, 11, 30)) == "dormant"
    assert lost_since(life, date(2025, 12, 31)) == date(2025, 12, 2)
    assert lost_since(life, date(2025, 12, 31), StageLines(gaps=2, silent=15)) == date(2025, 9, 1)
    assert lost_since(replace(life, lost_on=date(2024, 8, 1)), TODAY) == date(2024, 8, 1)


def test_a_known_first_order_and_not_the_first_line_says_who_is_new() -> None:
    life = Life([date(2025, 9, 5), date(2026, 3, 5)], {Month("2026-03"): Decimal(5)})
    assert lifecycle_stage(life, TODAY) == "new"
    assert lifecycle_stage(replace(life, first_order=date(2015, 1, 1)), TODAY) == "growing"
    assert lifecycle_stage(replace(life, is_old=True), TODAY) == "growing"
    assert lifecycle_stage(replace(life, is_old=True, known_from=Month("2025-09")), TODAY) == "mature"


@given(LIVES)
def test_the_same_life_four_years_later_has_the_same_stage(life: Life) -> None:
    def moved(day: date | None) -> date | None:
        return None if day is None else four_years_later(day)

    later = Life(
        [four_years_later(day) for day in life.order_days],
        {month_add(month, 48): amount for month, amount in life.monthly.items()},
        moved(life.last_interaction),
        life.subscription_active,
        moved(life.subscription_ended),
        moved(life.lost_on),
    )
    assert lifecycle_stage(later, four_years_later(TODAY)) == lifecycle_stage(life, TODAY)


def orders(*months_ago: int) -> list[date]:
    return [add_months(TODAY, -months) for months in months_ago]


@pytest.mark.parametrize(
    ("life", "stage"),
    [
        pytest.param(Life(orders(1), {}, lost_on=TODAY), "lost", id="recorded today"),
        pytest.param(Life(orders(1), {}, lost_on=TODAY + timedelta(days=1)), "new", id="recorded for tomorrow"),
        pytest.param(Life(orders(3), {}, lost_on=add_months(TODAY, -4)), "new", id="ordered after it was lost"),
        pytest.param(Life(orders(20, 1), {}, lost_on=add_months(TODAY, -10)), "won_back", id="back after a loss"),
        pytest.param(Life(orders(4), {}, subscription_ended=add_months(TODAY, -3)), "lost", id="subscription past its grace"),
        pytest.param(Life(orders(4), {}, subscription_ended=add_months(TODAY, -2)), "new", id="subscription in its grace"),
        pytest.param(Life(orders(13), {}), "lost", id="silent for a year"),
        pytest.param(Life(orders(13), {}, subscription_active=True), "dormant", id="silent, but a subscription runs"),
        pytest.param(Life(orders(13), {}, TODAY, subscription_active=True), "declining", id="subscriber in contact, no revenue"),
        pytest.param(Life(orders(6), {}), "dormant", id="six months without a word"),
        pytest.param(Life(orders(6), {}, add_months(TODAY, -5)), "new", id="a word five months ago"),
        pytest.param(Life(orders(30, 15, 1), {}), "won_back", id="back after a silent year"),
        pytest.param(Life(orders(60, 45, 30, 15, 1), {}), "mature", id="a pause of fifteen months is its rhythm"),
        pytest.param(Life(orders(90, 75, 60, 45, 30, 14), {}, TODAY), "mature", id="a slow cycle"),
    ],
)  # fmt: skip
def test_the_stage_of_a_life(life: Life, stage: str) -> None:
    assert lifecycle_stage(life, TODAY) == stage


@pytest.mark.parametrize(
    ("counts", "lost", "shape"),
    [
        pytest.param(StageCounts(), 0, "insufficient", id="nobody"),
        pytest.param(StageCounts(growing=9), 0, "insufficient", id="nine"),
        pytest.param(StageCounts(new=30, mature=10), 20, "inverted_pyramid", id="many new, many lost"),
        pytest.param(StageCounts(new=30, mature=10), 19, "mixed", id="many new, few lost"),
        pytest.param(StageCounts(dormant=30, mature=10), 0, "aging", id="mostly late"),
        pytest.param(StageCounts(growing=30, new=10), 0, "spindle", id="mostly prime"),
    ],
)
def test_the_shape_of_a_base(counts: StageCounts, lost: int, shape: str) -> None:
    assert shape_index(counts, lost, 100).shape == shape


def test_a_base_of_fewer_than_none_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        shape_index(StageCounts(growing=20, new=-5), 1, 10)
    with pytest.raises(ValueError, match="negative"):
        shape_index(StageCounts(growing=20), -1, 10)


SCORES = st.decimals(0, 100, places=1)


@given(SCORES, st.none() | st.sampled_from("SABC"), st.booleans())
def test_an_unchanged_score_never_changes_the_tier(score: Decimal, prev: str | None, mutual: bool) -> None:
    dims = [Dimension(Decimal(1), score)]
    first = tier(dims, TODAY, prev, mutual=mutual)
    assert tier(dims, TODAY, first.computed, mutual=mutual).computed == first.computed


@pytest.mark.parametrize(
    ("reason", "expires", "held"),
    [
        pytest.param("joint factory planned", TODAY, True, id="last day"),
        pytest.param("joint factory planned", TODAY - timedelta(days=1), False, id="expired"),
        pytest.param("because   ", TODAY, False, id="no reason"),
    ],
)
def test_when_an_override_holds(reason: str, expires: date, held: bool) -> None:
    found = tier([Dimension(Decimal(1), Decimal(60))], TODAY, override=Override("S", reason, expires))
    assert (found.computed, found.effective, found.overridden) == ("B", "S" if held else "B", held)


def test_a_tier_needs_enough_known_and_evidence_for_the_top() -> None:
    assert tier([Dimension(Decimal(6), Decimal(90)), Dimension(Decimal(4), None)], TODAY, "B").computed == "B"
    assert tier([Dimension(Decimal(1), None)], TODAY).computed is None
    assert tier([Dimension(Decimal(1), Decimal(95))], TODAY, mutual=False).computed == "A"
    assert tier([Dimension(Decimal(1), Decimal("83.1"))], TODAY, "S").computed == "S"
    assert tier([Dimension(Decimal(1), Decimal("82.9"))], TODAY, "S").computed == "A"
    with pytest.raises(ValueError, match="tiers are"):
        tier([], TODAY, "X")


def test_classes_without_a_margin_or_a_potential() -> None:
    assert profit_class(Decimal(1), None, None, None) == "unclassified"
    assert profit_class(Decimal(-1), Decimal("-0.1"), None, None) == "C/D"
    assert profit_class(Decimal(1), Decimal("0.01"), Decimal("-0.5"), Decimal(60)) == "A"
    assert profit_class(Decimal(1), Decimal("0.09"), Decimal("0.10"), Decimal(55), "A") == "A"


def test_a_potential_needs_half_its_weight() -> None:
    assert potential_score(Decimal("0.3"), None, None, None).score is None
    assert potential_score(Decimal("0.3"), None, 5, None).score == Decimal("100.0")
    with pytest.raises(ValueError, match="rating 6"):
        potential_score(None, None, 6, None)


def test_a_scorecard_knows_its_dimensions() -> None:
    everything = dict.fromkeys(
        ["financial_health", "demand_fit", "stability", "growth_synergy", "industry_influence", "lifetime_value"],
        Decimal(75),
    )
    assert scorecard(everything).band == "insufficient"
    assert scorecard({**everything, "service_cost_ratio": Decimal(75)}).band == "good"
    with pytest.raises(ValueError, match="not a dimension"):
        scorecard({"charm": Decimal(1)})


INVOICES = st.lists(
    st.builds(
        Invoice,
        amount=st.decimals(1, 100, places=2),
        due=st.dates(TODAY - timedelta(days=364), TODAY),
        payments=st.lists(
            st.builds(
                Payment,
                date=st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=9)),
                amount=st.decimals(1, 60, places=2),
            ),
            max_size=3,
        ),
    ),
    min_size=3,
    max_size=6,
)
GRADES = "ABCD"


@given(INVOICES, st.integers(1, 90))
def test_a_payment_moved_later_never_improves_the_grade(invoices: list[Invoice], days: int) -> None:
    first = invoices[0]
    assume(first.payments)
    moved = [Payment(first.payments[0].date + timedelta(days=days), first.payments[0].amount), *first.payments[1:]]
    later = [Invoice(first.amount, first.due, moved), *invoices[1:]]
    before, after = (payment_grade(some, TODAY, date(2020, 1, 1)) for some in (invoices, later))
    assert isinstance(before, PaymentGrade)
    assert isinstance(after, PaymentGrade)
    assert GRADES.index(after.grade) >= GRADES.index(before.grade)
    assert after.weighted_days_late >= before.weighted_days_late


def test_a_write_off_is_a_d_whoever_is_young() -> None:
    invoice = Invoice(Decimal(1), TODAY, [], written_off=True)
    assert payment_grade([invoice], TODAY, None).grade == "D"
    assert payment_grade([Invoice(Decimal(1), TODAY, [], disputed=True)] * 3, TODAY, date(2020, 1, 1)).invoices == 0


PLANS = st.lists(st.integers(-1000, 1000).map(lambda k: Decimal(12 * k)), min_size=1, max_size=5)


@given(PLANS, st.integers(3, 60))
def test_what_goes_as_planned_is_on_track_unless_it_should_be_back_by_now(plan: list[Decimal], months: int) -> None:
    assume(any(plan))
    actual = [plan[month // 12] / 12 for month in range(min(months, 12 * len(plan)))]
    found = value_curve(plan, actual)
    assert found.gap == 0
    late = found.plan_break_even is not None and found.months >= found.plan_break_even and found.actual_cum < 0
    assert found.status == ("off_track" if late else "on_track")


def test_a_plan_of_nothing_has_no_curve() -> None:
    assert value_curve([], [Decimal(1)] * 5).status == "na"
    assert value_curve([Decimal(12)], []).status == "too_early"


@pytest.mark.parametrize(
    ("cap", "review", "status"),
    [
        ("99", None, "over_cap"),
        ("100", TODAY, "review_due"),
        ("100", TODAY + timedelta(days=1), "ok"),
        (None, None, "ok"),
    ],
)
def test_how_a_lighthouse_stands(cap: str | None, review: date | None, status: str) -> None:
    criteria = {"innovator": True, "opens_market": True}
    limit = None if cap is None else Decimal(cap)
    assert lighthouse(criteria, Decimal(-100), Decimal(0), limit, review, TODAY).status == status


def test_asset_quality_needs_most_of_its_weight_and_is_judged_as_printed() -> None:
    assert asset_quality(Nine(net_margin=Decimal("0.1"))).score is None
    healthy = Nine(*map(Decimal, ("0.10", "0.6", "3", "1.00", "0.90", "0.30", "0.30", "0.30", "15")))
    found = asset_quality(healthy)
    assert (found.score, found.level, found.borderline) == (Decimal("60.0"), "high", True)
    flat = asset_quality(Nine(*map(Decimal, ("9", "9", "9", "9", "9", "0", "0", "-1", "0"))))
    assert flat.score == Decimal("100.0")
