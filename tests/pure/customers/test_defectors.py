"""Silent defectors: who is tested, what counts, and a simulation of how often the alarm is false."""

from datetime import date, timedelta
from decimal import Decimal
from math import log, pi, sin
from random import Random

import pytest

from customers.valuation.channels import ChannelRow, channel_structure
from customers.valuation.churn import TraitGroup, churn_lift
from customers.valuation.defectors import Watched, silent_defectors
from customers.valuation.purchases import purchase_trend
from customers.valuation.rhythms import overdue_p
from customers.valuation.satisfaction import Mood, Sentiment, Survey, satisfied
from customers.valuation.seasons import FLAT, seasonal_index
from customers.valuation.shifts import premium_shift, wallet_shift
from customers.valuation.structure import RegionRow, SegmentRow, region_structure, segment_mix
from office.calendar import Month, add_months, month_add, months_until

TODAY = date(2026, 3, 31)
M0 = Month("2026-03")


def asked(*answers: tuple[int, str, int]) -> Mood:
    return Mood([Survey(TODAY - timedelta(days=age), kind, score) for age, kind, score in answers])


@pytest.mark.parametrize(
    ("mood", "expected"),
    [
        pytest.param(asked((1, "nps", 7)), True, id="passive counts as satisfied"),
        pytest.param(asked((1, "nps", 6)), False, id="detractor"),
        pytest.param(asked((1, "nps", 10), (2, "csat5", 1)), True, id="the latest day decides"),
        pytest.param(asked((1, "nps", 10), (1, "csat10", 7)), False, id="every answer of that day"),
        pytest.param(asked((-1, "nps", 0)), None, id="an answer of tomorrow"),
        pytest.param(Mood([Survey(add_months(TODAY, -12), "nps", 9)]), None, id="twelve months old"),
        pytest.param(Mood((), [Sentiment(TODAY, Decimal("0.2"))] * 3), True, id="three kind words"),
        pytest.param(Mood((), [Sentiment(TODAY, Decimal("0.2"))] * 2), None, id="two kind words"),
        pytest.param(Mood((), [Sentiment(TODAY, Decimal("0.1"))] * 9), False, id="lukewarm words"),
        pytest.param(
            Mood([Survey(TODAY, "csat5", 3)], [Sentiment(TODAY, Decimal(1))] * 9), False, id="answers over words"
        ),
    ],
)
def test_whether_a_customer_says_it_is_satisfied(mood: Mood, expected: bool | None) -> None:
    assert satisfied(mood, TODAY) is expected


def test_a_survey_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="kinds are nps"):
        satisfied(asked((1, "stars", 5)), TODAY)


def test_season_needs_two_years_of_consecutive_months() -> None:
    months = months_until(M0, 24)
    assert seasonal_index({month: Decimal(5) for month in months}) == FLAT
    assert seasonal_index({}) == FLAT
    with pytest.raises(ValueError, match="not consecutive"):
        seasonal_index({month: Decimal(5) for month in [Month("2020-01"), *months]})


def test_season_is_found_under_growth() -> None:
    shape = [1 + 0.3 * sin(2 * pi * (number - 3) / 12) for number in range(1, 13)]
    months = months_until(Month("2025-12"), 36)
    totals = {
        month: Decimal(round(1000 * 1.02**place * shape[int(month[5:]) - 1], 2)) for place, month in enumerate(months)
    }
    found = seasonal_index(totals)
    assert sum(found.values()) == pytest.approx(12, abs=1e-4)
    assert found["01"] == found["02"]
    for number in range(3, 13):
        assert found[f"{number:02d}"] == pytest.approx(shape[number - 1] / (sum(shape) / 12), abs=0.03)


def bought(start: Month, *amounts: int) -> dict[Month, Decimal]:
    return {month_add(start, place): Decimal(amount) for place, amount in enumerate(amounts)}


@pytest.mark.parametrize(
    ("monthly", "tested", "level"),
    [
        pytest.param({}, False, None, id="never bought"),
        pytest.param(bought(Month("2025-05"), *[10] * 11), False, Decimal("0.2000"), id="eleven months of history"),
        pytest.param(bought(Month("2025-04"), *[10] * 12), True, Decimal("0.0000"), id="twelve months"),
        pytest.param(bought(Month("2025-04"), *[10] * 5, *[0] * 7), False, Decimal("-1.0000"), id="seven empty months"),
        pytest.param(bought(Month("2024-10"), *[20] * 6, *[10] * 12), True, Decimal("-0.5000"), id="against last year"),
    ],
)
def test_how_much_history_a_trend_needs(monthly: dict[Month, Decimal], tested: bool, level: Decimal | None) -> None:
    found = purchase_trend(monthly, TODAY)
    assert (found.p_trend is not None, found.level) == (tested, level)


def test_a_window_that_ends_in_january_merges_nothing() -> None:
    rising = bought(Month("2025-02"), *range(1, 13))
    assert purchase_trend(rising, date(2026, 1, 31)).rel_annual == Decimal("1.8462")


def test_a_pause_is_judged_by_own_rhythm_or_not_at_all() -> None:
    assert overdue_p([], TODAY).basis == "insufficient"
    steady = [TODAY - timedelta(days=30 * number) for number in range(1, 5)]
    assert overdue_p(steady, TODAY).basis == "insufficient"
    assert overdue_p(steady, TODAY, [1.0] * 50).p == 1.0


def watched(**given: object) -> Watched:
    numbers = {"p_trend": 0.001, "rel_annual": Decimal("-0.5"), "level": Decimal("-0.5"), "margin": Decimal("0.1")}
    return Watched(id="a", satisfied=True, **{**numbers, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("customer", "severity"),
    [
        pytest.param(watched(level=Decimal("-0.60")), "severe", id="severe"),
        pytest.param(watched(level=Decimal("-0.35")), "moderate", id="moderate"),
        pytest.param(watched(level=Decimal("-0.20")), "mild", id="mild"),
        pytest.param(watched(level=None, p_overdue=0.001), "severe", id="a pause beyond doubt"),
        pytest.param(watched(level=None, p_overdue=0.02), "moderate", id="a long pause"),
        pytest.param(watched(level=Decimal("-0.19")), None, id="too small a fall"),
        pytest.param(watched(rel_annual=Decimal("-0.19")), None, id="too flat a slope"),
    ],
)
def test_how_severe_a_silent_loss_is(customer: Watched, severity: str | None) -> None:
    flagged = silent_defectors([customer]).flagged
    assert [each.severity for each in flagged] == ([severity] if severity else [])


def test_who_is_not_tested_is_not_in_the_family() -> None:
    untested = [Watched("a", True), Watched("b", False, 0.001), Watched("c", None, 0.001)]
    found = silent_defectors(untested)
    assert (found.tested, found.share, found.ci95) == (0, None, [])


def test_a_loss_at_risk_is_not_a_profit_at_risk() -> None:
    (found,) = silent_defectors([watched(leaked_annual=Decimal(100), margin=Decimal("-0.1"))]).flagged
    assert (found.money_at_risk, found.profit_at_risk) == (Decimal("100.00"), Decimal("0.00"))


def test_a_common_trait_needs_numbers() -> None:
    (few,) = churn_lift([TraitGroup("x", 4, 4)], 100, 4)
    assert (few.lift, few.common_trait) == (Decimal("25.0000"), False)
    (none,) = churn_lift([TraitGroup("x", 0, 0)], 100, 4)
    assert none.lift is None


@pytest.mark.parametrize(
    ("amounts", "flag"),
    [
        ((10, 0, 10, 20), "insufficient"),
        ((30, 20, 10, 20), "data_error"),
        ((40, 100, 50, 100), "decline"),
        ((8, 100, 8, 80), "hidden_decline"),
        ((45, 100, 50, 100), "none"),
        ((60, 100, 50, 100), "none"),
    ],
)
def test_share_of_wallet(amounts: tuple[int, int, int, int], flag: str) -> None:
    assert wallet_shift(*map(Decimal, amounts)).flag == flag


def test_a_share_above_all_is_a_data_error_shown_as_all_with_one_estimate_too() -> None:
    alone = wallet_shift(Decimal(49), Decimal(10), Decimal(0), Decimal(0))
    assert (alone.now, alone.prior, alone.flag) == (1, None, "data_error")
    assert wallet_shift(Decimal(5), Decimal(10), Decimal(0), Decimal(0)).flag == "insufficient"


def test_a_mix_that_moves_one_way_while_customers_move_the_other_is_no_shift() -> None:
    assert premium_shift(Decimal(5), Decimal(10), Decimal(4), Decimal(10), 4, 15).shift == "none"
    assert premium_shift(Decimal(3), Decimal(10), Decimal(4), Decimal(10), 4, 15).shift == "basic"
    assert premium_shift(Decimal(3), Decimal(0), Decimal(4), Decimal(10), 4, 15).delta is None


def test_structure_without_spend_or_customers_has_no_ratios() -> None:
    found = channel_structure(
        [ChannelRow("friends", Decimal(0), Decimal(9), 3), ChannelRow("ads", Decimal(1), Decimal(9), 3)]
    )
    assert [channel.advice for channel in found.channels] == ["organic", "insufficient"]
    assert region_structure([RegionRow("x", 0, Decimal(5), 0)])[0].customer_share is None
    assert segment_mix([SegmentRow("x", 0, Decimal(0))])[0].index is None


def test_a_trait_exactly_on_the_line_is_believed() -> None:
    groups = [TraitGroup("ads", 55, 10), TraitGroup("fair", 26, 5), TraitGroup("friend", 1, 1)]
    found = churn_lift(groups, 100, 10)
    assert [(each.adjusted_p, each.common_trait) for each in found] == [(0.005069, True), (0.1, True), (0.1, False)]


def test_a_p_halfway_between_two_decimals_is_rounded_up() -> None:
    assert premium_shift(Decimal(5), Decimal(10), Decimal(2), Decimal(10), 8, 0).p == 0.007813
    days = [TODAY - timedelta(days=60 + 30 * place) for place in range(128)]
    assert overdue_p(days, TODAY).p == 0.007813


def test_customers_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        channel_structure([ChannelRow("ads", Decimal(1), Decimal(9), -3)])
    with pytest.raises(ValueError, match="negative"):
        region_structure([RegionRow("x", 5, Decimal(5), -1)])
    with pytest.raises(ValueError, match="negative"):
        segment_mix([SegmentRow("x", -1, Decimal(5)), SegmentRow("y", 3, Decimal(5))])


def simulated(random: Random, *, shrinks: bool) -> dict[Month, Decimal]:
    """24 months with 30 % season, a moving Spring Festival, 10 % empty months and a coefficient of variation of 0.5."""
    sigma = log(1 + 0.5**2) ** 0.5
    monthly = {}
    for place, month in enumerate(months_until(M0, 24)):
        season = 1 + 0.3 * sin(2 * pi * int(month[5:]) / 12)
        festival = 0.6 if month[5:] == random.choice(["01", "02"]) else 1.0
        fall = max(0.0, 1 - 0.8 * max(0, place - 11) / 12) if shrinks else 1.0
        noise = random.lognormvariate(-sigma * sigma / 2, sigma)
        amount = 0.0 if random.random() < 0.1 else 10_000 * season * festival * fall * noise
        monthly[month] = Decimal(round(amount, 2))
    return monthly


def month_end(random: Random, shrinking: int, customers: int = 200) -> tuple[int, int, int]:
    """Confirmed, falsely confirmed and flagged among `customers` satisfied ones at one month end."""
    lives = {f"{number:03d}": simulated(random, shrinks=number < shrinking) for number in range(customers)}
    totals = {month: sum(life[month] for life in lives.values()) for month in months_until(M0, 24)}
    season = seasonal_index({month: Decimal(total) for month, total in totals.items()})
    rows = []
    for name, life in lives.items():
        trend = purchase_trend(life, TODAY, season)
        rows.append(
            Watched(
                name,
                True,
                trend.p_trend,
                trend.rel_annual,
                trend.level,
                None,
                trend.leaked_annual,
                trend.at_stake_annual,
            )
        )
    flagged = silent_defectors(rows).flagged
    confirmed = [each for each in flagged if each.status == "confirmed"]
    return len(confirmed), sum(int(each.id) >= shrinking for each in confirmed), len(flagged)


@pytest.mark.slow
def test_confirmed_alarms_are_rarely_false() -> None:
    random = Random(20260331)
    runs = [month_end(random, shrinking=40) for _ in range(12)]
    confirmed, false = sum(run[0] for run in runs), sum(run[1] for run in runs)
    assert confirmed >= 12, "the test finds somebody"
    assert false <= 0.10 * confirmed


@pytest.mark.slow
def test_where_nobody_shrinks_hardly_anybody_is_flagged() -> None:
    random = Random(20260430)
    runs = [month_end(random, shrinking=0) for _ in range(12)]
    assert sum(run[2] for run in runs) <= 0.06 * 12 * 200
    assert sum(run[0] for run in runs) <= 3
