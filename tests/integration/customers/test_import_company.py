"""Cash and fixed cost, targets and exchange rates from files."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from customers.models import (
    CustomerStanding,
    ExchangeRate,
    Funds,
    ImportRun,
    Invoice,
    MonthlyTotal,
    RejectedRow,
    RevenueLine,
    Target,
)
from customers.services import rates, rollups
from customers.services.importing import undoing
from office.models import User
from tests.factories.customers import make_customer
from tests.integration.customers.importing import bring_in, counts, file

pytestmark = pytest.mark.django_db


def brought(folder: Path, kind: str, head: str, *rows: str) -> tuple[int, int, int, int]:
    return counts(bring_in(file(folder, *(f"{row}\n" for row in rows), head=head), kind))


def reasons() -> list[str]:
    last = RejectedRow.objects.filter(run=ImportRun.objects.latest("pk"))
    return [row.problems[0][0] for row in last.order_by("row")]


def test_funds_are_known_by_their_day(tmp_path: Path) -> None:
    head = "日期,现金余额,每月固定成本,备注\n"
    assert brought(tmp_path, "funds", head, "2026-09-30,-12.5万,3万,", "2026-10-31,60万,-1,") == (1, 0, 0, 1)
    assert brought(tmp_path, "funds", head, "2026-09-30,12.5万,3万,改", "2026-10-31,60万,3.1万,") == (1, 1, 0, 0)
    september = Funds.objects.get(on="2026-09-30")
    assert (september.cash, september.fixed_monthly, september.note) == (125_000, 30_000, "改")
    assert [each.cash for each in september.history.all()] == [125_000, -125_000]


def test_nobody_counted_the_cash_of_a_day_ahead(tmp_path: Path, clock: object) -> None:
    head = "日期,现金余额,每月固定成本,备注\n"
    assert brought(tmp_path, "funds", head, "2026-11-19,1,1,", "2026-11-20,1,1,") == (1, 0, 0, 1)


def test_targets_are_known_by_year_and_measure_in_any_language(tmp_path: Path) -> None:
    head = "年度,指标,目标值\n"
    rows = ("2026,净收入留存率,105%", "2026,營業收入,800万", "2026,repurchase,0.4", "1926,NRR,1", "2026,心情,1")
    assert brought(tmp_path, "targets", head, *rows) == (3, 0, 0, 2)
    assert dict(Target.objects.values_list("measure", "value")) == {
        "nrr": Decimal("1.05"), "revenue": Decimal(8_000_000), "repurchase_1y": Decimal("0.4")
    }  # fmt: skip
    assert brought(tmp_path, "targets", head, "2026,nrr,1.1") == (0, 1, 0, 0)


QUOTED = "货币名称,发布日期,中行折算价,单位,来源\n"


def test_exchange_rates_may_be_quoted_for_a_hundred_units(tmp_path: Path) -> None:
    rows = ("美元,2026-03-02,710.55,100,中国银行", "日元,2026-03-02,4.8123,100,", "EUR,2026-03-02,7.9,,ECB")
    assert brought(tmp_path, "exchange_rates", QUOTED, *rows) == (3, 0, 0, 0)
    assert {(rate.currency, rate.rate, rate.source) for rate in ExchangeRate.objects.all()} == {
        ("USD", Decimal("7.10550000"), "中国银行"),
        ("JPY", Decimal("0.04812300"), ""),
        ("EUR", Decimal("7.90000000"), "ECB"),
    }
    assert brought(tmp_path, "exchange_rates", QUOTED, *rows) == (0, 0, 3, 0)
    wrong = ("人民币,2026-03-02,1,,", "美元,2026-03-03,0,,", "美元,2026-03-04,-7,,", "美元,2026-03-05,0.0000001,100,")
    assert brought(tmp_path, "exchange_rates", QUOTED, *wrong) == (0, 0, 0, 4)
    assert set(reasons()) <= {"no_rate", "rate_of_base"}


@pytest.fixture
def abroad(cast: dict[str, User]) -> RevenueLine:
    customer = make_customer(cast["mei"])
    line = RevenueLine.objects.create(
        customer=customer, document="D1", booked_on=date(2026, 3, 15), net=Decimal(100), currency="USD"
    )
    rollups.refresh([customer.pk])
    return line


def total() -> Decimal:
    return MonthlyTotal.objects.get(kind="sales").amount


def test_months_that_waited_for_a_rate_follow_its_import_its_correction_and_its_undo(
    tmp_path: Path, abroad: RevenueLine, cast: dict[str, User]
) -> None:
    assert total() == 0
    brought(tmp_path, "exchange_rates", "currency,date,rate\n", "USD,2026-03-02,7.1")
    first = ImportRun.objects.latest("pk")
    assert total() == 710
    brought(tmp_path, "exchange_rates", "currency,date,rate\n", "USD,2026-03-02,7.2", "USD,2026-05-01,9")
    assert total() == 720
    assert CustomerStanding.objects.filter(customer=abroad.customer).exists()
    undo = undoing.begin(ImportRun.objects.latest("pk"), by=cast["ops"])
    undoing.work(undo, report=lambda done, all_, message: None)
    assert total() == 710
    undoing.work(undoing.begin(first, by=cast["ops"]), report=lambda done, all_, message: None)
    assert total() == 0
    assert not ExchangeRate.objects.exists()


def test_a_rate_lives_for_its_day_and_31_more(abroad: RevenueLine, cast: dict[str, User]) -> None:
    """Of each customer: somebody without an amount of that currency in these days is left alone."""
    other = make_customer(cast["mei"], name="别家")
    Invoice.objects.create(
        customer=other, number="I1", issued_on="2026-02-01", due_on="2026-03-01", amount=5, currency="EUR"
    )
    mine = {abroad.customer_id}

    def reached(*lives: tuple[str, str]) -> set[int]:
        return rates.customers_of((currency, date.fromisoformat(on)) for currency, on in lives)

    assert reached(("USD", "2026-03-15")) == reached(("USD", "2026-02-12")) == mine
    assert reached(("USD", "2026-02-11")) == reached(("USD", "2026-03-16")) == reached(("GBP", "2026-03-15")) == set()
    assert reached(("USD", "2025-01-01"), ("USD", "2025-01-20"), ("EUR", "2026-01-31")) == {other.pk}
    assert reached(*(("USD", f"2024-01-{day:02}") for day in range(1, 32)), ("USD", "2026-03-01")) == mine
    assert reached() == set()
