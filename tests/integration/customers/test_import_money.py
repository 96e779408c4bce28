"""Invoices, payments, effort, rates and spend from files: found again, compared, and settled."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from customers.models import (
    AcquisitionChannel,
    AcquisitionSpend,
    Allocation,
    Customer,
    EffortEntry,
    HourlyRate,
    ImportRun,
    Invoice,
    Payment,
    RejectedRow,
    RevenueLine,
)
from tests.factories.customers import make_customer
from tests.integration.customers.importing import bring_in, counts, file

pytestmark = pytest.mark.django_db

INVOICES = "invoice number,issued,due,amount,customer id\n"
PAYMENTS = "payment reference,invoice number,received on,amount,customer id\n"


@pytest.fixture
def customer(db: None) -> Customer:
    return make_customer(external_ids=[("ledger", "C1")])


def invoices(folder: Path, *rows: str, head: str = INVOICES) -> tuple[int, int, int, int]:
    return counts(bring_in(file(folder, *(f"{row}\n" for row in rows), head=head), "invoices"))


def payments(folder: Path, *rows: str, head: str = PAYMENTS) -> tuple[int, int, int, int]:
    return counts(bring_in(file(folder, *(f"{row}\n" for row in rows), head=head), "payments"))


def settled() -> set[tuple[str, str, str, bool]]:
    rows = Allocation.objects.values_list("payment__reference", "invoice__number", "amount", "by_hand")
    return {(payment, invoice, str(amount), by_hand) for payment, invoice, amount, by_hand in rows}


def reasons() -> list[str]:
    """Why rows of the last file were refused as the archive stands; what is wrong with a cell is counted alone."""
    last = RejectedRow.objects.filter(run=ImportRun.objects.latest("pk"))
    return [row.problems[0][0] for row in last.order_by("row")]


def test_an_invoice_gives_its_due_day_or_its_term(tmp_path: Path, customer: Customer) -> None:
    assert invoices(tmp_path, "A,2026-01-01,2026-01-31,11.30,C1") == (1, 0, 0, 0)
    head = "发票号码,开票日期,账期天数,价税合计,客户编号,有争议\n"
    assert invoices(tmp_path, "B,2026-01-01,60,20,C1,是", "C,2026-01-01,,20,C1,", head=head) == (1, 0, 0, 1)
    [a, b] = Invoice.objects.order_by("number")
    assert (a.due_on, a.amount, a.currency, a.disputed) == (date(2026, 1, 31), Decimal("11.30"), "CNY", False)
    assert (b.due_on, b.disputed) == (date(2026, 3, 2), True)


def test_invoices_are_found_again_and_compared(tmp_path: Path, customer: Customer) -> None:
    row = "A,2026-01-01,2026-01-31,11.30,C1"
    assert invoices(tmp_path, row) == (1, 0, 0, 0)
    assert invoices(tmp_path, row) == (0, 0, 1, 0)
    assert invoices(tmp_path, "A,2026-01-01,2026-02-15,12,C1") == (0, 1, 0, 0)
    assert str(Invoice.objects.get().amount) == "12.00"


def test_what_cannot_be_is_rejected_with_its_reason(tmp_path: Path, customer: Customer) -> None:
    assert invoices(
        tmp_path, "A,2026-02-01,2026-01-31,5,C1", "B,2026-01-01,2026-01-31,-5,C1", "C,2026-01-01,2026-01-31,5,C9"
    ) == (0, 0, 0, 3)
    assert reasons() == ["unknown_customer"]


def test_payments_settle_the_oldest_due_first_after_the_import(tmp_path: Path, customer: Customer) -> None:
    invoices(tmp_path, "B,2026-01-01,2026-02-28,50,C1", "A,2026-01-01,2026-01-31,60,C1")
    assert payments(tmp_path, "P,,2026-03-01,80,C1") == (1, 0, 0, 0)
    assert settled() == {("P", "A", "60.00", False), ("P", "B", "20.00", False)}
    invoices(tmp_path, "C,2025-01-01,2025-01-31,30,C1")
    assert settled() == {("P", "C", "30.00", False), ("P", "A", "50.00", False)}


def test_a_payment_that_names_its_invoice_settles_that_one(tmp_path: Path, customer: Customer) -> None:
    invoices(tmp_path, "A,2026-01-01,2026-01-31,60,C1", "B,2026-01-01,2026-02-28,50,C1")
    rows = ("P,B,2026-03-01,50,C1", "P,A,2026-03-01,10,C1", "Q,,2026-03-02,5,C1")
    assert payments(tmp_path, *rows) == (3, 0, 0, 0)
    said = {("P", "B", "50.00", True), ("P · 2", "A", "10.00", True), ("Q", "A", "5.00", False)}
    assert settled() == said
    assert payments(tmp_path, *rows) == (0, 0, 3, 0)
    assert settled() == said
    assert payments(tmp_path, "P,A,2026-03-01,50,C1", *rows[1:]) == (0, 0, 3, 0)
    assert settled() == {("P", "A", "50.00", True), ("P · 2", "A", "10.00", True), ("Q", "B", "5.00", False)}


def test_no_file_pays_more_than_there_is(tmp_path: Path, customer: Customer) -> None:
    invoices(tmp_path, "A,2026-01-01,2026-01-31,60,C1")
    other = make_customer(external_ids=[("ledger", "C2")])
    assert payments(
        tmp_path,
        "P,A,2026-03-01,40,C1",
        "P,A,2026-03-01,20.01,C1",
        "Q,A,2026-03-01,1,C2",
        "R,X,2026-03-01,1,C1",
        "S,A,2026-03-01,20,C1",
    ) == (2, 0, 0, 3)
    assert reasons() == ["more_than_open", "unknown_record", "unknown_record"]
    assert not Payment.objects.filter(customer=other).exists()
    assert settled() == {("P", "A", "40.00", True), ("S", "A", "20.00", True)}
    assert invoices(tmp_path, "A,2026-01-01,2026-01-31,59,C1") == (0, 0, 0, 1)
    assert reasons()[-1:] == ["less_than_allocated"]


def test_what_a_person_said_outlives_an_import(tmp_path: Path, customer: Customer) -> None:
    invoices(tmp_path, "A,2026-01-01,2026-01-31,60,C1", "B,2026-01-01,2026-02-28,50,C1")
    payments(tmp_path, "P,,2026-03-01,50,C1")
    payment, invoice = Payment.objects.get(), Invoice.objects.get(number="B")
    Allocation.objects.filter(payment=payment).delete()
    Allocation.objects.create(payment=payment, invoice=invoice, amount=Decimal(50), by_hand=True)  # type: ignore[misc]
    assert payments(tmp_path, "P,,2026-03-01,50,C1") == (0, 0, 1, 0)
    assert settled() == {("P", "B", "50.00", True)}


def test_a_bill_matures_and_other_money_does_not(tmp_path: Path, customer: Customer) -> None:
    head = "流水号,收款日期,金额,客户编号,付款方式,汇票到期日\n"
    assert payments(
        tmp_path,
        "P,2026-03-01,5,C1,银行承兑汇票,2026-09-01",
        "Q,2026-03-01,5,C1,,2026-09-01",
        "R,2026-03-01,5,C1,转账,2026-09-01",
        "S,2026-03-01,5,C1,银行承兑汇票,2026-02-01",
        head=head,
    ) == (2, 0, 0, 2)
    assert set(Payment.objects.values_list("method", flat=True)) == {"bill"}
    assert reasons() == ["only_bills_mature"]


def test_effort_names_roles_in_any_language_and_repeats_survive(tmp_path: Path, customer: Customer) -> None:
    head = "date,kind,cost role,minutes,booked amount,customer id\n"
    rows = [
        "2026-03-01,custom_rd,engineer,90,,C1",
        "2026-03-01,custom_rd,engineer,90,,C1",
        "2026-03-02,,工程师,,800,C1",
        "2026-03-02,,pilot,10,,C1",
        "2026-03-02,,csm,,,C1",
    ]
    path = file(tmp_path, *(f"{row}\n" for row in rows), head=head)
    assert counts(bring_in(path, "effort")) == (3, 0, 0, 2)
    assert sorted(EffortEntry.objects.values_list("kind", "role", "minutes", "booked")) == [
        ("custom_rd", "engineer", 90, None),
        ("custom_rd", "engineer", 90, None),
        ("service_cost", "engineer", 0, Decimal("800.00")),
    ]
    assert counts(bring_in(path, "effort")) == (0, 0, 3, 2)


def test_hourly_rates_keep_their_history(tmp_path: Path) -> None:
    def rates(*rows: str) -> tuple[int, int, int, int]:
        path = file(tmp_path, *(f"{row}\n" for row in rows), head="role,since,hourly\n")
        return counts(bring_in(path, "hourly_rates"))

    assert rates("csm,2026-01-01,120", "engineer,2026-01-01,180.555") == (2, 0, 0, 0)
    assert rates("csm,2026-01-01,130", "engineer,2026-01-01,180.56") == (0, 1, 1, 0)
    assert [str(each.hourly) for each in HourlyRate.objects.get(role="csm").history.all()] == ["130.00", "120.00"]


def test_spend_belongs_to_months_channels_and_regions(tmp_path: Path) -> None:
    channel = AcquisitionChannel.objects.create(code="fair-x", label_zh_hans="展会甲")
    rows = ["2026-03-15,展会,展会甲,500", "2026-03-20,展会,展会甲,500", "2026-03,广告,,20", "2026-03-01,,查无,20"]
    path = file(tmp_path, *(f"{row}\n" for row in rows), head="月份,类型,渠道,支出\n")
    first = counts(bring_in(path, "spend"))
    assert first[0] >= 2
    assert first[3] >= 1
    row = AcquisitionSpend.objects.filter(channel=channel).first()
    assert row is not None
    assert (row.month, row.kind, row.amount) == (date(2026, 3, 1), "events", Decimal(500))
    assert AcquisitionSpend.objects.filter(channel=channel).count() == 2
    assert counts(bring_in(path, "spend")) == (0, 0, first[0], first[3])


def test_revenue_tells_the_discount_given(tmp_path: Path, customer: Customer) -> None:
    head = "document,date,net,discount given,customer id\n"
    path = file(tmp_path, "D,2026-01-01,90,10.5,C1\n", "E,2026-01-01,90,,C1\n", head=head)
    assert counts(bring_in(path)) == (2, 0, 0, 0)
    assert list(RevenueLine.objects.order_by("document").values_list("discount", flat=True)) == [Decimal("10.50"), None]
    assert counts(bring_in(path)) == (0, 0, 2, 0)
