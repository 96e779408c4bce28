"""What one customer is worth, from its facts to its place among the others."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.valuation.acquisition import Pool, Won, cac_per_customer
from customers.valuation.lighthouses import lighthouse
from customers.valuation.receivables import Slice, capital_cost
from customers.valuation.settings import Settings, SettingsError, settings_from
from customers.valuation.worth import (
    Entered,
    Facts,
    Judgement,
    Spent,
    Unpriced,
    Wallet,
    WithoutRate,
    basis_of,
    judge,
    own_of,
)
from customers.valuation.worth.basis import Basis, percentile
from office.calendar.months import Month, month_add, months_until

AS_OF = date(2026, 3, 31)
M0 = Month("2026-03")
STANDARD = Settings()


OLD = Slice(Decimal(1), date(2024, 3, 31), date(2024, 4, 1))
BILL = Slice(Decimal(36500), date(2026, 1, 1), date(2026, 2, 10))


def months(amount: str, count: int = 24, last: Month = M0) -> dict[Month, Decimal]:
    return {month: Decimal(amount) for month in months_until(last, count)}


def facts(pk: int = 1, *, sales: str = "100", cost: str | None = "60", **more) -> Facts:
    totals = {"sales": months(sales)} | ({} if cost is None else {"product_cost": months(cost)})
    days = [date.fromisoformat(f"{month}-10") for month in months_until(M0, 24)]
    return Facts(pk, totals=totals, order_days=days, first_deal_on=days[0], **more)


def codes(own) -> set[str]:
    return {each["code"] for each in own.missing}


def test_profit_and_windows_are_those_of_the_specification():
    own = own_of(facts(), AS_OF, STANDARD)
    assert (own.net_t12, own.net_p12) == (1200, 1200)
    assert (own.pnl.net_profit, own.pnl.net_margin) == (Decimal("480.00"), Decimal("0.4000"))
    assert own.net_ever == 960
    assert (own.tenure, own.stage) == (23, "mature")


def test_without_any_product_cost_profit_is_unknown_and_says_so():
    own = own_of(facts(cost=None), AS_OF, STANDARD)
    assert own.pnl is None
    assert own.profit == {}
    assert {"code": "product_cost", "months": 12, "of": 12} in own.missing


def test_a_month_without_cost_makes_profit_partial_and_never_an_a():
    short = facts()
    del short.totals["product_cost"][M0]
    own = own_of(short, AS_OF, STANDARD)
    assert own.partial
    assert {"code": "product_cost", "months": 1, "of": 12} in own.missing
    judged = judge(own, Basis(net_margin=Decimal("0.1")), AS_OF, STANDARD)
    assert judged.profit_class == "unclassified"


def test_work_counts_as_cost_of_its_kind():
    own = own_of(facts(effort={"service_cost": {M0: Decimal(30)}}), AS_OF, STANDARD)
    assert own.t12.service_cost == 30
    assert own.pnl.net_profit == 450


@pytest.mark.parametrize(
    ("more", "basis", "cost"),
    [
        pytest.param({"payment_days": 73}, "estimated", Decimal("21.6960"), id="by the payment term, with VAT"),
        pytest.param({}, "missing", Decimal(0), id="unknown"),
        pytest.param(
            {"slices": [OLD, BILL]},
            "invoices",
            Decimal(320),
            id="by invoices: 36,500 for 40 days at 8 %",
        ),
        pytest.param(
            {"slices": [BILL], "payment_days": 73},
            "partly",
            Decimal(320) + 8 * Decimal("1.8080"),
            id="by invoices, and eight months before them by the payment term",
        ),
        pytest.param({"slices": [BILL]}, "partly_missing", Decimal(320), id="by invoices, before them unknown"),
        pytest.param(
            {"slices": [Slice(Decimal(10), date(2026, 5, 2), None)], "payment_days": 73},
            "estimated",
            Decimal("21.6960"),
            id="by the payment term where invoices begin after it",
        ),
    ],
)
def test_capital_cost_comes_from_the_best_there_is(more, basis, cost):
    own = own_of(facts(**more), AS_OF, STANDARD)
    assert (own.capital_basis, own.t12.capital_cost) == (basis, cost)
    assert ("invoices" in codes(own)) == basis.endswith("missing")
    assert (own.average_receivable is None) == (basis != "invoices")


def test_months_that_no_invoice_covers_are_counted_and_those_of_the_year_before_told_apart():
    own = own_of(facts(slices=[BILL]), AS_OF, STANDARD)
    assert {"code": "invoices", "months": 8, "of": 12} in own.missing
    assert own.capital_basis_p12 == "missing"
    estimated = own_of(facts(slices=[BILL], payment_days=73), AS_OF, STANDARD)
    assert (estimated.capital_basis_p12, estimated.p12.capital_cost) == ("estimated", Decimal("21.6960"))


def test_invoices_without_a_rate_are_named_in_place_of_invoices_that_nobody_knows():
    own = own_of(facts(invoices_without_rate=7), AS_OF, STANDARD)
    assert {"code": "invoice_rate", "invoices": 7} in own.missing
    assert "invoices" not in codes(own)
    assert own.partial


@given(
    st.lists(
        st.tuples(st.integers(1, 10**7), st.integers(0, 800), st.one_of(st.none(), st.integers(-60, 400))), max_size=6
    )
)
def test_months_of_capital_cost_add_up_to_that_of_the_year(rows):
    start, end = date(2025, 4, 1), AS_OF
    slices = [
        Slice(
            Decimal(amount),
            start + timedelta(days=at - 400),
            None if lag is None else start + timedelta(days=at - 400 + lag),
        )
        for amount, at, lag in rows
    ]
    # A part that is issued after the year or paid in advance of it lies outside what the year can count.
    slices = [each for each in slices if each.issued <= end]
    if slices:
        own = own_of(facts(slices=[OLD, *slices]), AS_OF, STANDARD)
        whole = capital_cost(slices, start, end, STANDARD.annual_capital_rate)
        assert abs(own.t12.capital_cost - whole.cost) <= Decimal("0.01")
        assert abs(own.average_receivable - whole.average_receivable) <= Decimal("0.01")


def test_a_customer_of_before_the_ledger_is_never_new():
    days = [date(2025, 9, 5), date(2026, 3, 5)]
    young = Facts(1, totals={"sales": months("10", 7)}, order_days=days, ledger_begins=Month("2025-09"))
    own = own_of(young, AS_OF, STANDARD)
    assert own.tenure is None
    assert own.won_month is None
    assert own.stage != "new"
    told = Facts(1, totals=young.totals, order_days=days, ledger_begins=Month("2020-01"))
    assert own_of(told, AS_OF, STANDARD).stage == "new"


def since(begins: str, first_deal: str | None, *, sales: str = "100") -> Facts:
    """Ten a month since the ledger began."""
    there = [month for month in months_until(M0, 60) if month >= begins]
    days = [date.fromisoformat(f"{month}-10") for month in there]
    return Facts(
        1,
        totals={"sales": dict.fromkeys(there, Decimal(sales)), "product_cost": dict.fromkeys(there, Decimal(60))},
        order_days=days,
        first_deal_on=None if first_deal is None else date.fromisoformat(first_deal),
        ledger_begins=Month(begins),
    )


def test_a_known_first_deal_is_the_first_order_wherever_the_ledger_begins():
    own = own_of(since("2025-06", "2015-05-01"), AS_OF, STANDARD)
    assert (own.tenure, own.stage, own.growth) == (130, "mature", None)
    young = own_of(since("2024-04", "2025-06-01"), AS_OF, STANDARD)
    assert (young.tenure, young.stage) == (23, "mature")


def test_what_lies_before_the_ledger_is_unknown_and_not_nothing():
    own = own_of(since("2025-02", "2015-05-01"), AS_OF, STANDARD)
    assert (own.growth, own.net_p12, own.p12, own.pnl_p12, own.net_t12) == (None, None, None, None, 1200)
    assert {"code": "growth", "begins": "2025-02", "from": "2027-01-31"} in own.missing
    assert {"code": "p12", "begins": "2025-02", "from": "2027-01-31"} in own.missing
    whole = own_of(since("2024-04", "2015-05-01"), AS_OF, STANDARD)
    assert (whole.growth, whole.net_p12, "p12" in codes(whole)) == (0, 1200, False)


def test_ten_months_of_ledger_are_no_growth_and_no_twelve_months():
    own = own_of(since("2025-06", None), AS_OF, STANDARD)
    assert (own.growth, own.stage) == (None, "mature")
    assert {"code": "growth", "begins": "2025-06", "from": "2026-05-31"} in own.missing
    assert {"code": "t12", "begins": "2025-06", "months": 10} in own.missing
    a_year = own_of(since("2025-04", None), AS_OF, STANDARD)
    assert (a_year.growth, "t12" in codes(a_year)) == (0, False)


def test_who_began_after_the_ledger_bought_nothing_before():
    late = since("2025-06", "2025-10-10")
    late.ledger_begins = Month("2025-05")
    for months_ in late.totals.values():
        for month in ("2025-06", "2025-07", "2025-08", "2025-09"):
            del months_[Month(month)]
    late.order_days = late.order_days[4:]
    own = own_of(late, AS_OF, STANDARD)
    assert (own.net_p12, own.growth, own.net_t12) == (0, None, 600)
    assert not {"p12", "t12", "growth", "ever"} & codes(own)


def test_a_short_ledger_is_made_a_year_of_and_compared_with_nobody():
    owns = [own_of(since("2025-06", "2015-05-01"), AS_OF, STANDARD) for _ in range(25)]
    basis = basis_of(owns, Entered(), AS_OF, STANDARD)
    assert (basis.at_risk, basis.median_t12, basis.yearly_profit) == (0, None, {})
    basis.retained, basis.at_risk = 20, 25
    value = judge(owns[0], basis, AS_OF, STANDARD).value
    assert (value.basis, value.yearly_profit) == ("annualised", 480)


def test_sales_before_the_ledger_leave_a_share_of_wallet_unknown_and_say_so():
    estimates = Wallet(date(2026, 2, 1), Decimal(2000), date(2025, 6, 1), Decimal(1900))
    hidden = since("2024-08", "2015-05-01")
    hidden.wallet = estimates
    judged = judge(own_of(hidden, AS_OF, STANDARD), Basis(), AS_OF, STANDARD)
    assert (judged.wallet.now, judged.wallet.prior, judged.wallet.flag) == (Decimal("0.6"), None, "insufficient")
    assert {"code": "wallet_ledger", "begins": "2024-08"} in judged.missing
    young = since("2025-06", "2015-05-01")
    young.wallet = estimates
    assert judge(own_of(young, AS_OF, STANDARD), Basis(), AS_OF, STANDARD).wallet is None
    whole = since("2024-04", "2015-05-01")
    whole.wallet = estimates
    judged = judge(own_of(whole, AS_OF, STANDARD), Basis(), AS_OF, STANDARD)
    assert "wallet_ledger" not in {each["code"] for each in judged.missing}


def test_a_plan_that_began_before_the_ledger_has_no_curve_of_zeros():
    plan = Judgement(plan=(Decimal(1000),) * 3, plan_starts_on=date(2025, 5, 1))
    hidden, whole = since("2025-06", "2015-05-01"), since("2025-05", "2015-05-01")
    hidden.judgement = whole.judgement = plan
    judged = judge(own_of(hidden, AS_OF, STANDARD), Basis(), AS_OF, STANDARD)
    assert judged.curve is None
    assert {"code": "plan_ledger", "begins": "2025-06"} in judged.missing
    assert judge(own_of(whole, AS_OF, STANDARD), Basis(), AS_OF, STANDARD).curve.months == 11


def test_payback_is_not_told_from_months_that_lie_before_the_ledger():
    hidden = since("2025-06", "2025-03-01")
    hidden.acquisition = {Month("2025-03"): Decimal(50)}
    judged = judge(own_of(hidden, AS_OF, STANDARD), Basis(), AS_OF, STANDARD)
    assert (judged.cac, judged.payback) == (50, None)
    assert {"code": "ever", "begins": "2025-06"} in judged.missing


SHINES = Judgement(criteria={"innovator": True, "opens_market": True}, cap=Decimal(500), review_on=date(2027, 1, 1))


def test_a_lighthouse_whose_costs_nobody_knows_is_within_no_cap():
    unknown = judge(own_of(facts(cost=None, judgement=SHINES), AS_OF, STANDARD), Basis(), AS_OF, STANDARD).lighthouse
    assert (unknown.status, unknown.investment, unknown.return_multiple) == ("cost_unknown", None, None)
    dear = own_of(facts(cost="130", judgement=SHINES, pulled_contribution=Decimal(1440)), AS_OF, STANDARD)
    known = judge(dear, Basis(), AS_OF, STANDARD).lighthouse
    assert (known.status, known.investment, known.return_multiple) == ("over_cap", 720, 2)
    left_out = own_of(
        facts(cost="130", judgement=SHINES, pulled_contribution=None, pulled_without_cost=1), AS_OF, STANDARD
    )
    judged = judge(left_out, Basis(), AS_OF, STANDARD)
    assert judged.lighthouse.return_multiple is None
    assert {"code": "pulled_cost", "customers": 1} in judged.missing


def test_a_criterion_that_is_none_of_the_four_is_an_error():
    with pytest.raises(ValueError, match="shines_bright"):
        lighthouse({"innovator": True, "shines_bright": True}, Decimal(0), Decimal(0), None, None, AS_OF)


def test_winning_a_customer_for_nothing_is_paid_back_at_once():
    own = own_of(facts(), AS_OF, STANDARD)
    judged = judge(own, Basis(spending_months=[own.won_month]), AS_OF, STANDARD)
    assert (judged.cac, judged.payback.months, judged.payback.status) == (0, 1, "recovered")


def base(count: int = 25) -> list:
    return [own_of(facts(pk, sales=str(100 + pk)), AS_OF, STANDARD) for pk in range(1, count + 1)]


def test_a_customer_is_drawn_towards_the_retention_of_all():
    owns = base()
    basis = basis_of(owns, NOTHING_SPENT, AS_OF, STANDARD)
    assert (basis.retained, basis.at_risk) == (25, 25)
    judged = judge(owns[0], basis, AS_OF, STANDARD)
    assert judged.value.retention == Decimal("0.98")
    assert judged.value.basis == "own"
    assert judged.value.ltv.ltv_finite > 0


def test_too_few_customers_leave_lifetime_value_unknown():
    owns = base(19)
    judged = judge(owns[0], basis_of(owns, NOTHING_SPENT, AS_OF, STANDARD), AS_OF, STANDARD)
    assert judged.value.ltv is None
    assert {"code": "ltv", "why": "retention"} in judged.missing


NOTHING_SPENT = Entered()


def entered(*spent: Spent, without_rate=()) -> Entered:
    months = {each.month for each in (*spent, *without_rate)}
    return Entered(spent, without_rate, frozenset(months))


ASSUMING = settings_from({"assumed_retention": "0.85"})


def test_the_founder_may_assume_a_retention_while_too_few_could_leave_and_it_is_marked():
    owns = base(19)
    value = judge(owns[0], basis_of(owns, NOTHING_SPENT, AS_OF, ASSUMING), AS_OF, ASSUMING).value
    assert (value.retention, value.is_assumed, value.ltv is None) == (Decimal("0.85"), True, False)
    judged = judge(owns[0], basis_of(owns, NOTHING_SPENT, AS_OF, ASSUMING), AS_OF, ASSUMING)
    assert {"code": "retention_assumed", "r": "0.85"} in judged.missing
    enough = base(20)
    counted = judge(enough[0], basis_of(enough, NOTHING_SPENT, AS_OF, ASSUMING), AS_OF, ASSUMING)
    assert (counted.value.retention, counted.value.is_assumed) == (Decimal("0.98"), False)


@pytest.mark.parametrize("value", ["0", "0.99", "-0.1", "sure"])
def test_an_assumed_retention_that_cannot_be_is_refused(value):
    with pytest.raises(SettingsError) as refused:
        settings_from({"assumed_retention": value})
    assert refused.value.name == "assumed_retention"
    assert settings_from({"assumed_retention": ""}).assumed_retention is None
    assert settings_from(ASSUMING.as_values()) == ASSUMING


def test_the_share_of_a_pool_is_that_of_the_specification():
    owns = [
        own_of(facts(1, channel="fair", acquisition={Month("2025-01"): Decimal(8000)}), AS_OF, STANDARD),
        own_of(facts(2, channel="fair"), AS_OF, STANDARD),
    ]
    won = owns[0].won_month
    pools = [Pool("fair", won, Decimal(90000))]
    basis = basis_of(owns, entered(Spent("fair", "", won, Decimal(90000))), AS_OF, STANDARD)
    costs = [judge(own, basis, AS_OF, STANDARD).cac for own in owns]
    assert costs == [Decimal("53000.00"), Decimal("45000.00")]
    said = cac_per_customer(pools, [Won("1", "fair", won, Decimal(8000)), Won("2", "fair", won)])
    assert list(said.cac.values()) == costs


def test_a_month_without_any_spending_kept_leaves_the_cost_unknown_not_zero():
    own = own_of(facts(channel="fair"), AS_OF, STANDARD)
    nothing = judge(own, basis_of([own], NOTHING_SPENT, AS_OF, STANDARD), AS_OF, STANDARD)
    assert nothing.cac is None
    other = entered(Spent("ads", "", own.won_month, Decimal(5)))
    assert judge(own, basis_of([own], other, AS_OF, STANDARD), AS_OF, STANDARD).cac == 0


def test_spending_meets_the_wins_of_a_later_month_where_it_runs_ahead():
    own = own_of(facts(channel="fair"), AS_OF, STANDARD)
    ahead = replace(STANDARD, cac_lag_months=2)
    spent = entered(
        Spent("fair", "", month_add(own.won_month, -2), Decimal(70)), Spent("fair", "", own.won_month, Decimal(5))
    )
    assert judge(own, basis_of([own], spent, AS_OF, STANDARD), AS_OF, STANDARD).cac == 5
    assert judge(own, basis_of([own], spent, AS_OF, ahead), AS_OF, ahead).cac == 70
    late = entered(Spent("fair", "", own.won_month, Decimal(5)))
    judged = judge(own, basis_of([own], late, AS_OF, ahead), AS_OF, ahead)
    assert judged.cac is None
    assert {"code": "acquisition_spend", "month": month_add(own.won_month, -2)} in judged.missing


def test_what_a_lost_lead_cost_is_carried_by_those_won_and_what_an_open_one_cost_by_nobody_yet():
    won = own_of(facts(1, channel="fair", acquisition={Month("2024-01"): Decimal(10)}), AS_OF, STANDARD)
    month = won.won_month
    lost = own_of(Facts(2, {}, channel="fair", given_up=True, acquisition={month: Decimal(500)}), AS_OF, STANDARD)
    still_open = own_of(Facts(3, {}, channel="fair", acquisition={month: Decimal(7000)}), AS_OF, STANDARD)
    owns = [won, lost, still_open]
    basis = basis_of(owns, entered(Spent("fair", "", month, Decimal(90))), AS_OF, STANDARD)
    assert judge(won, basis, AS_OF, STANDARD).cac == 600
    assert basis.spend_pools == {f"fair|{month}": 590}
    assert basis.spend[f"fair||{month}"] == 7590


def test_a_pool_with_a_line_without_a_rate_leaves_the_cost_unknown_and_says_why():
    own = own_of(facts(channel="fair"), AS_OF, STANDARD)
    without = WithoutRate("fair", "", own.won_month, "USD", Decimal(9), 1)
    basis = basis_of(
        [own], entered(Spent("fair", "", own.won_month, Decimal(5)), without_rate=[without]), AS_OF, STANDARD
    )
    for kept in (basis, Basis.from_plain(basis.as_plain())):
        judged = judge(own, kept, AS_OF, STANDARD)
        assert judged.cac is None
        assert {"code": "acquisition_spend", "month": own.won_month, "why": "rate"} in judged.missing
    elsewhere = own_of(facts(channel="ads"), AS_OF, STANDARD)
    assert judge(elsewhere, basis, AS_OF, STANDARD).cac == 0


def test_minutes_without_a_rate_are_told_of_the_customer_and_of_its_share_of_the_pool():
    month = own_of(facts(), AS_OF, STANDARD).won_month
    minutes = {month: {"sales": 60}}
    won = own_of(facts(1, channel="fair", acquisition_minutes=minutes), AS_OF, STANDARD)
    other = own_of(facts(2, channel="ads"), AS_OF, STANDARD)
    lost = own_of(Facts(3, {}, channel="fair", given_up=True, acquisition_minutes={month: {"csm": 5}}), AS_OF, STANDARD)
    aside = Entered(
        [Spent("fair", "", month, Decimal(90))], months=frozenset({month}), unpriced=[Unpriced("fair", month, "csm", 7)]
    )
    basis = basis_of([won, other, lost], aside, AS_OF, STANDARD)
    assert basis.pool_unpriced == {f"fair|{month}": {"csm": 12}}
    for kept in (basis, Basis.from_plain(basis.as_plain())):
        judged = judge(won, kept, AS_OF, STANDARD)
        assert judged.cac == 90, "what is known of it stands"
        told = {"code": "acquisition_minutes", "minutes": 72, "roles": {"csm": 12, "sales": 60}}
        assert told in judged.missing
        assert "acquisition_minutes" not in {each["code"] for each in judge(other, kept, AS_OF, STANDARD).missing}
    assert not won.partial, "what winning it cost is no line of its profit and loss"


def test_minutes_of_the_years_that_are_compared_are_kept_by_channel_month_and_role():
    recent = own_of(
        facts(1, channel="fair", acquisition_minutes={M0: {"sales": 60}, Month("2024-01"): {"sales": 1}}),
        AS_OF,
        STANDARD,
    )
    basis = basis_of([recent], NOTHING_SPENT, AS_OF, STANDARD)
    assert basis.spend_unpriced == [{"channel": "fair", "month": M0, "role": "sales", "minutes": 60}]
    assert basis.pool_unpriced == {}


def test_work_without_a_rate_leaves_the_profit_partial_and_names_the_roles():
    own = own_of(facts(minutes_without_rate=(("csm", 30), ("engineer", 5))), AS_OF, STANDARD)
    assert own.partial
    assert {"code": "hourly_rate", "minutes": 35, "roles": {"csm": 30, "engineer": 5}} in own.missing


PLANNED = Judgement(
    plan=[Decimal(240), Decimal(480)],
    plan_starts_on=date(2025, 10, 5),
    invested={Month("2025-09"): Decimal(7), Month("2025-12"): Decimal(100), Month("2026-02"): Decimal("0.5")},
    invested_without_rate=1,
)


def test_a_strategic_investment_counts_against_the_plan_and_in_no_profit():
    own = own_of(facts(judgement=PLANNED), AS_OF, STANDARD)
    plain_own = own_of(facts(judgement=replace(PLANNED, invested={})), AS_OF, STANDARD)
    assert (own.pnl, own.profit, own.net_ever) == (plain_own.pnl, plain_own.profit, plain_own.net_ever)
    basis = basis_of([own], entered(Spent("", "", own.won_month, Decimal(30))), AS_OF, STANDARD)
    judged = judge(own, basis, AS_OF, STANDARD)
    assert judged.actual.months == [10, 40, -60, 40, Decimal("39.5"), 40], "30 to win them, then 40 a month"
    assert judged.curve.actual_cum == Decimal("109.50")
    assert judged.actual.parts() == {
        "since": date(2025, 10, 1),
        "profit": Decimal("240.00"),
        "cac": Decimal("30.00"),
        "invested": Decimal("100.50"),
        "before": Decimal("7.00"),
        "without_rate": 1,
    }
    assert judge(plain_own, basis, AS_OF, STANDARD).curve.actual_cum == 210
    assert judge(own, basis_of([own], NOTHING_SPENT, AS_OF, STANDARD), AS_OF, STANDARD).actual.cac is None


def test_without_a_plan_there_is_nothing_to_count_an_investment_against():
    own = own_of(facts(judgement=Judgement(invested={M0: Decimal(9)})), AS_OF, STANDARD)
    judged = judge(own, Basis(), AS_OF, STANDARD)
    assert (judged.curve, judged.actual) == (None, None)


def test_the_basis_survives_being_kept():
    owns = base()
    basis = basis_of(owns, entered(Spent("", "", owns[0].won_month, Decimal("0.1"))), AS_OF, STANDARD)
    again = Basis.from_plain(basis.as_plain())
    for own in owns:
        assert judge(own, again, AS_OF, STANDARD).tier == judge(own, basis, AS_OF, STANDARD).tier
        assert judge(own, again, AS_OF, STANDARD).cac == judge(own, basis, AS_OF, STANDARD).cac


def test_percentiles_run_from_0_to_100():
    quantiles = [Decimal(step) for step in range(101)]
    assert [percentile(Decimal(x), quantiles) for x in (-5, 0, 25, 100, 700)] == [0, 0, 25, 100, 100]
    assert percentile(Decimal(1), []) is None
    assert percentile(Decimal(1), [Decimal(1)] * 101) == 0


def test_s_needs_evidence_of_mutual_dependence():
    ratings = {"strategic": 5, "outlook": 5, "industry_influence": 5}
    only = settings_from(
        {
            "tier_weights": {
                "strategic": 100,
                **dict.fromkeys(("net_profit", "ltv", "potential", "stability", "payment", "influence"), 0),
            }
        }
    )
    own = own_of(facts(judgement=Judgement(ratings=ratings)), AS_OF, only)
    assert judge(own, Basis(), AS_OF, only).tier.computed == "S"
    denied = own_of(facts(judgement=Judgement(ratings=ratings, mutual=False)), AS_OF, only)
    assert judge(denied, Basis(), AS_OF, only).tier.computed == "A"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"annual_capital_rate": "1.2"}, "annual_capital_rate"),
        ({"discount_rate": "a lot"}, "discount_rate"),
        ({"tier_weights": {"net_profit": 50}}, "tier_weights"),
        ({"tier_a": "90"}, "tier_s"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_settings_that_cannot_be_are_refused_by_name(values, name):
    with pytest.raises(SettingsError) as refused:
        settings_from(values)
    assert refused.value.name == name


def test_settings_keep_only_what_differs():
    changed = settings_from({"annual_capital_rate": "0.06", "ltv_horizon": 5})
    assert changed.as_values() == {"annual_capital_rate": "0.06"}
    assert settings_from(changed.as_values()) == changed
