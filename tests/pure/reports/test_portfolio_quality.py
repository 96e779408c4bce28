"""Asset quality from the figures of the portfolio, and credit and terms, worked by hand (economics 9, 10.3)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from customers.valuation.payments import Invoice, Lateness, Payment, lateness, pooled_days_late
from customers.valuation.settings import Settings
from reports.indicators.quality import credit_of, kept_of, nine_of, quality_of
from tests.pure.reports.measured import measured

GOLDEN = {
    "profit": {"known": 5, "totals": {"net_margin": "0.12"}, "overlap": {"coverage": "0.6"}},
    "acquisition": {"ltv_cac": {"ratio": "3.5"}},
    "retention": {"orders": {"nrr": "1.05", "grr": "0.9", "opening": "100"}, "shape": {"dormant_share": "0.2"}},
    "concentration": {"groups": {"top1": "0.25", "top5": "0.45"}},
    "quality": {"days_late": "10"},
}


def test_the_golden_case_is_put_together_from_the_figures_of_the_pages():
    found = quality_of(nine_of(GOLDEN), Settings())
    assert (found.found.score, found.found.level, found.found.borderline) == (Decimal("66.1"), "high", False)
    # Points lost: margin 20 x 32 %, LTV/CAC 20 x 30 %, NRR 15 x 30 %, base 10 x 40 %, GRR 10 x 40 %.
    assert [(each.name, each.lost) for each in found.first] == [
        ("net_margin", Decimal("6.4")),
        ("ltv_cac", Decimal("6")),
        ("nrr", Decimal("4.5")),
    ]
    assert found.unknown == []


def test_what_is_unknown_is_named_and_below_seven_tenths_there_is_no_score():
    found = quality_of(nine_of({"profit": GOLDEN["profit"], "concentration": GOLDEN["concentration"]}), Settings())
    assert (found.found.score, found.found.coverage) == (None, Decimal("0.4500"))
    assert found.unknown == ["ltv_cac", "nrr", "grr", "dormant_share", "weighted_days_late"]
    nothing = quality_of(nine_of({}), Settings())
    assert (nothing.found.score, nothing.first) == (None, [])


def test_weights_that_are_set_count():
    weights = dict.fromkeys(Settings().quality_weights, 0) | {"top5": 100}
    found = quality_of(nine_of(GOLDEN), replace(Settings(), quality_weights=weights))
    assert (found.found.score, [each.name for each in found.first]) == (Decimal("37.5"), ["top5"])


@pytest.mark.parametrize(
    ("orders", "contracts", "nrr"),
    [
        ({"nrr": "1.0", "opening": "1200"}, {"nrr": "1.2", "opening": "100"}, "1.1000"),
        ({"status": "insufficient"}, {"nrr": "1.2", "opening": "100"}, "1.2000"),
        ({"nrr": "0.9", "opening": "1200"}, {"status": "none"}, "0.9000"),
        ({"status": "insufficient"}, {"status": "unknown"}, None),
    ],
)
def test_orders_and_subscriptions_weigh_by_their_revenue_of_a_year(orders, contracts, nrr):
    found = kept_of({"orders": orders, "contracts": contracts}, "nrr")
    assert found == (None if nrr is None else Decimal(nrr))


def test_days_late_are_pooled_over_all_customers_even_those_without_a_grade():
    day = date(2026, 3, 31)
    slow = Invoice(Decimal(100), date(2026, 1, 31), [Payment(date(2026, 2, 20), Decimal(100))])
    early = Invoice(Decimal(300), date(2026, 2, 28), [Payment(date(2026, 1, 5), Decimal(300))])
    disputed = replace(slow, amount=Decimal(9000), disputed=True)
    two = [lateness([slow, disputed], day), lateness([early], day)]
    assert two == [Lateness(1, Decimal(100), Decimal(2000)), Lateness(1, Decimal(300), Decimal(0))]
    assert pooled_days_late(two) == Decimal("5.0")
    assert pooled_days_late([]) is None


def test_receivables_of_poor_grades_are_a_share_of_all_that_is_open():
    rows = [
        measured(1, receivable=Decimal(700), payment_grade="A", allowance=Decimal(5)),
        measured(2, receivable=Decimal(200), payment_grade="D", allowance=Decimal(50)),
        measured(3, receivable=Decimal(100), payment_grade="unrated"),
        measured(4, payment_grade=""),
    ]
    found = credit_of(rows, {})
    assert (found["receivable"], found["poor"], found["poor_share"]) == ("1000.00", "200.00", "0.2000")
    assert (found["allowance"], found["unrated"], found["poor_customers"]) == ("55.00", "100.00", 1)
    assert found["days_late"] is None
    nothing = credit_of([measured(4)], {})
    assert (nothing["receivable"], nothing["poor_share"], nothing["allowance"]) == (None, None, None)
