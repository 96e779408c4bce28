"""What a customer brings, costs and is worth, on its own page; and what an account manager sees of that."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import (
    CostLine,
    CustomerStanding,
    HistoryEntry,
    LighthouseRecord,
    Rating,
    RevenueLine,
    TierOverride,
    ValuePlan,
)
from customers.presenters.graded import graded_invoices
from customers.services import rollups, standings
from tests.factories.customers import make_customer
from tests.factories.money import make_invoice, make_payment

COSTS = (
    "277,569",
    "27.7 万",
    "27.8%",
    "净利率",
    "客户损益",
    "生命周期价值",
    "获客成本",
    "好客户评分卡",
    "价值回报曲线",
)


def sell(customer, day: str, net: str) -> None:
    RevenueLine.objects.create(
        customer=customer, document=f"{customer.pk}-{day}", booked_on=day, net=net, currency="CNY"
    )


def spend(customer, day: str, amount: str, kind: str = "product_cost") -> None:
    CostLine.objects.create(
        customer=customer, key=f"{day}{kind}", kind=kind, booked_on=day, amount=amount, currency="CNY"
    )


@pytest.fixture
def firm(cast, clock):
    """The private firm of economics 1.1: net profit 277,569.86, a margin of 27.76%."""
    firm = make_customer(cast["mei"], name="北渡精工")
    sell(firm, "2024-03-05", "100.00")
    spend(firm, "2024-03-05", "60.00")
    sell(firm, "2026-03-05", "1000000.00")
    spend(firm, "2026-03-05", "680000.00")
    spend(firm, "2026-03-05", "5000.00", "variable_selling")
    spend(firm, "2026-03-05", "22000.00", "service_cost")
    spend(firm, "2026-03-05", "8000.00", "retention_cost")
    spend(firm, "2026-03-05", "7430.14", "capital_cost")
    rollups.rebuild()
    standings.recompute_all()
    return firm


def judged(firm, by) -> None:
    Rating.objects.create(
        customer=firm, dimension="compliance", value=5, evidence="审计全过", rated_on="2026-10-01", by=by
    )
    Rating.objects.create(
        customer=firm, dimension="culture_fit", value=1, evidence="旧印象", rated_on="2024-10-01", by=by
    )
    TierOverride.objects.create(
        customer=firm,
        tier="S",
        reason="行业标杆，董事会已经决定",
        starts_on="2026-10-01",
        expires_on="2027-03-31",
        by=by,
    )
    LighthouseRecord.objects.create(
        customer=firm, benchmark_industry=True, innovator=True, evidence="联合实验室", by=by
    )
    ValuePlan.objects.create(
        customer=firm, starts_on="2024-03-01", years=[["投入期", "-100"], ["回报期", "500000"]], by=by
    )


def test_it_shows_the_golden_profit_and_loss_with_its_lines(firm, signed_in):
    page = signed_in("fay").get(f"/customers/{firm.pk}/economics/").content.decode()
    assert "客户损益" in page
    assert "277,569.86" in page
    assert "−680,000.00" in page
    assert "27.8%" in page
    assert f"/customers/{firm.pk}/figures/ltv/" in page


def test_judgements_stand_with_their_words_and_what_expired_is_marked(firm, cast, signed_in):
    judged(firm, cast["fay"])
    standings.recompute([firm.pk])
    page = signed_in("fay").get(f"/customers/{firm.pk}/economics/").content.decode()
    for words in ("审计全过", "行业标杆", "2027-03-31", "联合实验室", "已过期", "计划回本"):
        assert words in page, words
    standing = CustomerStanding.objects.get(current_for=firm)
    assert (standing.tier_effective, standing.lighthouse) == ("S", "ok")


def test_an_account_manager_sees_revenue_class_tier_and_grade_and_never_a_margin(firm, cast, signed_in):
    judged(firm, cast["fay"])
    standings.recompute([firm.pk])
    for address in (f"/customers/{firm.pk}/economics/", f"/customers/{firm.pk}/"):
        page = signed_in("mei").get(address).content.decode()
        assert not [words for words in COSTS if words in page], address
        assert "客户净利" not in page
    page = signed_in("mei").get(f"/customers/{firm.pk}/economics/").content.decode()
    for words in ("100.0 万", "盈利分类", "付款等级"):
        assert words in page, words
    assert signed_in("mei").get(f"/customers/{firm.pk}/economics/?csv=pnl").status_code == 404


def test_the_file_holds_the_lines_and_is_noted(firm, signed_in):
    answer = signed_in("fin").get(f"/customers/{firm.pk}/economics/?csv=pnl")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[-1].endswith(",277569.86,")


def test_a_customer_of_whom_nothing_is_known_gets_reasons_instead_of_figures(cast, clock, signed_in):
    nobody = make_customer(cast["mei"])
    page = signed_in("fay").get(f"/customers/{nobody.pk}/economics/").content.decode()
    assert "尚未计算" in page
    assert "没有产品成本就没有损益" in page


def test_the_page_costs_the_same_with_little_and_with_much_behind_it(firm, cast, signed_in):
    browser = signed_in("fay")
    browser.get(f"/customers/{firm.pk}/economics/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(f"/customers/{firm.pk}/economics/").status_code == 200
        return len(captured)

    judged(firm, cast["fay"])
    make_invoice(firm, date(2026, 4, 1), date(2026, 5, 1), "100.00")
    standings.recompute([firm.pk])
    before = cost()
    for month in range(1, 10):
        sell(firm, f"2026-0{month}-11", "10.00")
        make_invoice(firm, date(2026, month, 1), date(2026, month, 20), "10.00")
        Rating.objects.create(customer=firm, dimension="communication", value=3, rated_on=f"2026-0{month}-01")
    rollups.rebuild()
    standings.recompute_all()
    standings.freeze_what_is_due()
    assert cost() == before


def test_a_month_that_ends_in_another_stage_is_an_event(cast, clock, signed_in):
    customer = make_customer(cast["mei"])
    sell(customer, "2025-09-20", "100.00")
    rollups.rebuild()
    standings.recompute_all(as_of=date(2025, 12, 31), kind="month")
    standings.recompute_all(as_of=date(2026, 1, 31), kind="month")
    assert not HistoryEntry.objects.filter(verb="stage_changed").exists()
    standings.recompute_all(as_of=date(2026, 4, 30), kind="month")
    entry = HistoryEntry.objects.get(verb="stage_changed")
    assert entry.detail == {"before": "mature", "after": "dormant", "month": "2026-04"}
    assert "成熟 → 沉睡" in signed_in("fay").get(f"/customers/{customer.pk}/").content.decode()
    page = signed_in("fay").get(f"/customers/{customer.pk}/economics/").content.decode()
    assert "历史阶段" in page


@pytest.fixture
def billed(cast, clock):
    """Three invoices fell due in the year: one paid ten days late, one in part, one disputed; one of long ago."""
    customer = make_customer(cast["mei"])
    sell(customer, "2024-01-05", "100.00")
    make_invoice(customer, date(2024, 1, 1), date(2024, 1, 11), "100.00", number="OLD-1")
    late = make_invoice(customer, date(2026, 4, 1), date(2026, 4, 11), "100.00", number="LATE-1")
    make_payment(customer, date(2026, 4, 21), "100.00", (late, "100.00"))
    part = make_invoice(customer, date(2026, 5, 1), date(2026, 5, 11), "300.00", number="PART-1")
    make_payment(customer, date(2026, 5, 11), "120.00", (part, "120.00"))
    make_invoice(customer, date(2026, 6, 1), date(2026, 6, 11), "70.00", number="ASKED-1", disputed=True)
    rollups.rebuild()
    standings.recompute_all()
    return customer


def test_the_grade_stands_with_its_invoices(billed, cast):
    day = date(2026, 11, 1)
    told = graded_invoices(billed, cast["fay"], day)
    rows = {row["invoice"].number: row for row in told["rows"]}
    assert list(rows) == ["ASKED-1", "PART-1", "LATE-1"]
    assert told["count"] == 3
    assert (rows["LATE-1"]["late"], rows["LATE-1"]["rest"], rows["LATE-1"]["paid_on"]) == (10, None, date(2026, 4, 21))
    assert (rows["PART-1"]["late"], rows["PART-1"]["rest"]) == ((day - date(2026, 5, 11)).days, Decimal("180.00"))
    before = graded_invoices(billed, cast["fay"], date(2026, 4, 15))["rows"]
    assert (before[0]["paid_on"], before[0]["late"], before[0]["rest"]) == (None, 4, Decimal("100.00"))


def test_who_sees_the_grade_sees_its_invoices_and_the_way_to_all(billed, cast, signed_in, monkeypatch):
    for login in ("fay", "mei"):
        page = signed_in(login).get(f"/customers/{billed.pk}/economics/").content.decode()
        assert "LATE-1" in page
        assert "OLD-1" not in page
        assert f"/customers/{billed.pk}/receivables/?show=all" not in page
    monkeypatch.setattr("customers.presenters.graded.SHOWN", 2)
    page = signed_in("fay").get(f"/customers/{billed.pk}/economics/").content.decode()
    assert "LATE-1" not in page
    assert f"/customers/{billed.pk}/receivables/?show=all" in page


def test_the_stage_stands_once_for_an_account_manager(firm, signed_in):
    page = signed_in("mei").get(f"/customers/{firm.pk}/economics/", headers={"HX-Target": "tab"}).content.decode()
    assert page.count(f'href="/customers/{firm.pk}/figures/stage/"') == 1
