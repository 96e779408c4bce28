"""Costs and effort of a customer: entered and corrected by Finance, with what minutes cost at the rate of their day."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import CostLine, EffortEntry, HistoryEntry
from customers.services import company_money, effort, ledger
from tests.factories.customers import make_customer

DAY = date(2026, 10, 5)


@pytest.fixture
def firm(cast, clock):
    return make_customer(cast["mei"], name="北渡精工")


def address(firm, rest: str = "") -> str:
    return f"/customers/{firm.pk}/costs/{rest}"


def test_finance_enters_a_rebate_and_corrects_it_and_the_history_says_so(firm, signed_in):
    browser = signed_in("fin")
    body = {"kind": "rebates", "booked_on": "2026-10-05", "amount": "1200.50", "currency": "CNY", "description": "年返"}
    assert browser.post(address(firm, "new/"), body).status_code == 302
    line = CostLine.objects.get()
    assert (line.kind, line.amount, line.customer) == ("rebates", Decimal("1200.50"), firm)
    assert "1,200.50" in browser.get(address(firm)).content.decode()
    assert browser.post(f"/costs/{line.pk}/edit/", {**body, "amount": "900"}).status_code == 302
    line.refresh_from_db()
    assert (line.amount, line.edited_at is not None) == (Decimal("900.00"), True)
    assert {"cost_entered", "cost_changed"} <= set(HistoryEntry.objects.values_list("verb", flat=True))


def test_minutes_cost_what_their_role_cost_that_day_and_a_missing_rate_is_said(firm, cast, signed_in):
    company_money.set_hourly_rate(role="csm", since=date(2026, 10, 1), hourly=Decimal(120), by=cast["fin"])
    effort.enter(firm, on=DAY, role="csm", minutes=90, kind="custom_rd", by=cast["fin"])
    effort.enter(firm, on=date(2026, 9, 5), role="csm", minutes=30, by=cast["fin"])
    page = signed_in("fay").get(address(firm)).content.decode()
    assert "180.00" in page
    assert "当日无费率" in page
    assert "客户成功 30 分钟无费率" in page
    assert "客户成功 30 分钟没有小时费率" in page
    assert "/money/?part=rates" in page
    by_ops = signed_in("ops").get(address(firm)).content.decode()
    assert "/money/?part=rates" not in by_ops, "sales operations set no hourly rates"
    assert "补齐者：创始人和财务" in by_ops


def test_a_kind_narrows_both_lists(firm, cast, signed_in):
    ledger.enter_cost(firm, kind="rebates", booked_on=DAY, amount=Decimal(5), description="返利甲", by=cast["fin"])
    ledger.enter_cost(firm, kind="custom_rd", booked_on=DAY, amount=Decimal(6), description="研发乙", by=cast["fin"])
    effort.enter(firm, on=DAY, role="csm", minutes=9, kind="custom_rd", description="研发丙", by=cast["fin"])
    page = signed_in("fin").get(address(firm, "?kind=custom_rd")).content.decode()
    assert [word in page for word in ("返利甲", "研发乙", "研发丙")] == [False, True, True]


def test_effort_needs_minutes_or_an_amount_and_the_second_editor_is_asked(firm, cast, signed_in):
    browser = signed_in("fin")
    empty = {"on": "2026-10-05", "kind": "service_cost", "role": "csm"}
    assert browser.post(f"/customers/{firm.pk}/effort/new/", empty).status_code == 200
    assert not EffortEntry.objects.exists()
    entry = effort.enter(firm, on=DAY, role="csm", minutes=30, by=cast["fin"])
    effort.change(entry, by=cast["ops"], minutes=40)
    answer = browser.post(f"/effort/{entry.pk}/edit/", {**empty, "minutes": "50", "version": "1"})
    assert answer.status_code == 200
    entry.refresh_from_db()
    assert entry.minutes == 40
    assert browser.post(f"/effort/{entry.pk}/edit/", {**empty, "minutes": "50", "version": "2"}).status_code == 302


def test_an_account_manager_has_no_such_tab(firm, signed_in):
    beside = f"/customers/{firm.pk}/economics/"
    assert address(firm) not in signed_in("mei").get(beside).content.decode()
    assert signed_in("mei").get(address(firm)).status_code == 404
    assert address(firm) in signed_in("lea").get(beside).content.decode()


def test_the_tab_costs_the_same_with_little_and_with_much_behind_it(firm, cast, signed_in):
    browser = signed_in("fin")
    browser.get(address(firm))
    counts = []
    for _round in range(2):
        effort.enter(firm, on=DAY, role="csm", minutes=9, by=cast["fin"])
        ledger.enter_cost(firm, kind="rebates", booked_on=DAY, amount=Decimal(5), by=cast["fin"])
        with CaptureQueriesContext(connection) as captured:
            browser.get(address(firm))
        counts.append(len(captured))
    assert counts[0] == counts[1]
