"""Revenue from a file: keys, repeats, refunds, customers, second imports and what is told about each row."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from customers.importing.plans import Options
from customers.importing.problems import FileRefused
from customers.models import BeforeImage, Customer, HistoryEntry, ImportRun, MonthlyTotal, RevenueLine
from customers.services import archiving, importing, rollups
from customers.services.importing import running
from office.models import Company, User
from tests.factories.customers import make_customer
from tests.integration.customers.importing import bring_in, counts, digest, file, line

pytestmark = pytest.mark.django_db


def test_lines_come_in_with_their_customers(tmp_path: Path) -> None:
    outcome = bring_in(file(tmp_path, line(), line(item="B", amount="-2.50"), line("D2", number="C2", name="北渡精工")))
    assert counts(outcome) == (3, 0, 0, 0)
    first = RevenueLine.objects.get(document="D1", item="A")
    assert (first.booked_on, first.net, first.currency) == (date(2024, 1, 5), Decimal("10.00"), "CNY")
    assert Customer.objects.filter(from_ledger=True).count() == 2
    assert Customer.objects.get(external_ids__value="C1").name.endswith(" C1")
    assert Customer.objects.get(external_ids__value="C2").name == "北渡精工"
    assert HistoryEntry.objects.filter(verb="registered").count() == 2


def test_a_stub_customer_is_found_by_search(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line(number="C77", name="华为")))
    customer = Customer.objects.get()
    assert "huawei" in customer.search_text
    assert "c77" in customer.search_text
    assert customer.search_keys.filter(key="hw").exists()


def test_equal_lines_of_one_document_all_survive(tmp_path: Path) -> None:
    path = file(tmp_path, line(), line(), line(item="B"), line())
    assert counts(bring_in(path)) == (4, 0, 0, 0)
    assert list(RevenueLine.objects.filter(item="A").order_by("ordinal").values_list("ordinal", flat=True)) == [1, 2, 3]
    assert counts(bring_in(path)) == (0, 0, 4, 0)


def test_a_second_import_changes_what_changed_and_keeps_what_was(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line(), line("D2"), line("D3")))
    outcome = bring_in(file(tmp_path, line(), line("D2", amount="12"), line("D4"), name="next.csv"))
    assert counts(outcome) == (1, 1, 1, 0)
    assert RevenueLine.objects.get(document="D2").net == 12
    assert BeforeImage.objects.get().before["net"] == 1000
    assert MonthlyTotal.objects.get().amount == 42


def test_a_line_that_moves_to_another_customer_moves_the_months_too(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line(), line("D2", number="C2")))
    bring_in(file(tmp_path, line("D2", number="C1"), name="next.csv"))
    totals = MonthlyTotal.objects.values_list("customer__external_ids__value", "amount")
    assert list(totals) == [("C1", Decimal(20))]


def test_columns_that_a_file_does_not_have_are_left_alone(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line(text="first words")))
    short = file(tmp_path, "D1,A,2024-01-05,11,C1\n", head="document,item,date,amount,customer id\n", name="short.csv")
    assert counts(bring_in(short)) == (0, 1, 0, 0)
    changed = RevenueLine.objects.get()
    assert (changed.net, changed.description) == (11, "first words")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param(line(number=""), "no_customer", id="nobody named"),
        pytest.param(line(day=""), "missing", id="no date"),
        pytest.param(line(day="2023-02-29"), "no_such_day", id="no such day"),
        pytest.param(line(amount="ten"), "not_a_number", id="an amount in words"),
        pytest.param(line(number="", name="同名"), "ambiguous_customer", id="a name that two have"),
        pytest.param(line(number="BIN"), "archived_customer", id="a customer in the bin"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(tmp_path: Path, row: str, code: str) -> None:
    make_customer(name="同名")
    make_customer(name="同名")
    make_customer(name="binned", external_ids=[("ledger", "BIN")], archived=True)
    before = digest()
    run, _ = importing.prepare(file(tmp_path, row), "revenue", by=User.objects.system())
    seen = importing.preview(run).samples["rejected"]
    assert [problem[0] for problem in seen[0][1]] == [code]
    assert counts(importing.run(run)) == (0, 0, 0, 1)
    assert digest() == before


def test_rejected_rows_go_back_with_reason_and_cure_and_open_safely(tmp_path: Path) -> None:
    """T20: what begins as a formula is text in the annotated file, and comes back as it was."""
    bad = line("=1+1", "@sum", number="", text="+86 138")
    with translation.override("en"):
        outcome = bring_in(file(tmp_path, bad, line()))
    assert outcome.rejected_file is not None
    with Path(outcome.rejected_file).open(encoding="utf-8-sig", newline="") as returned:
        headings, row = list(csv.reader(returned))
    assert headings[-3:] == ["Row", "Reason", "What to do"]
    assert row[:2] == ["'=1+1", "'@sum"]
    assert row[-3] == "2"
    assert row[-2]
    assert row[-1]
    cured = Path(outcome.rejected_file).read_text(encoding="utf-8-sig").replace(",10.00,,", ",10.00,C9,")
    again = tmp_path / "cured.csv"
    again.write_text(cured, encoding="utf-8")
    assert counts(bring_in(again)) == (1, 0, 0, 0)
    assert RevenueLine.objects.filter(document="=1+1", item="@sum", description="+86 138").exists()


def test_unknown_customers_may_be_rejected_instead(tmp_path: Path) -> None:
    make_customer(name="known", external_ids=[("ledger", "C1")])
    path = file(tmp_path, line(), line("D2", number="C2"))
    assert counts(bring_in(path, unknown_customer="reject")) == (1, 0, 0, 1)


def test_a_customer_is_known_by_number_then_code_then_a_name_of_its_own(tmp_path: Path) -> None:
    numbered = make_customer(name="甲", external_ids=[("ledger", "1")])
    coded = make_customer(name="乙", uscc="91350100M000100Y43")
    named = make_customer(name="丙")
    head = "document,date,amount,customer id,uscc,customer name\n"
    rows = ["D1,2024-01-05,1,1,,丙\n", "D2,2024-01-05,1,2,91350100M000100Y43,丙\n", "D3,2024-01-05,1,3,,丙\n"]
    bring_in(file(tmp_path, *rows, head=head))
    assert dict(RevenueLine.objects.values_list("document", "customer")) == {
        "D1": numbered.pk,
        "D2": coded.pk,
        "D3": named.pk,
    }


def test_a_namesake_with_another_number_is_another_company(tmp_path: Path) -> None:
    make_customer(name="同名", external_ids=[("ledger", "1")])
    bring_in(file(tmp_path, line(number="2", name="同名")))
    assert Customer.objects.filter(name="同名").count() == 2


def test_amounts_are_computed_and_vat_is_taken_off(tmp_path: Path) -> None:
    head = "document,date,qty,unit price,vat,customer id\n"
    path = file(tmp_path, "D1,2024-01-05,3,37.67,13%,C1\n", "D2,2024-01-05,1,5,,C1\n", head=head)
    assert counts(bring_in(path, vat="included")) == (1, 0, 0, 1)
    assert RevenueLine.objects.get().net == Decimal("100.01")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line()))
    before, runs = digest(), ImportRun.objects.count()
    path = file(tmp_path, line(amount="11"), line("D2", number="C2"), line("D3", number=""), name="next.csv")
    outcome = importing.preview(importing.unsaved(path, "revenue", by=User.objects.system()))
    assert counts(outcome) == (1, 1, 0, 1)
    assert outcome.samples["updated"] == [{"row": 2, "name": "D1 A 1", "changes": {"net": ["10.00", "11.00"]}}]
    assert (digest(), ImportRun.objects.count()) == (before, runs)


def test_the_first_line_settles_the_base_currency(tmp_path: Path) -> None:
    assert Company.get().base_currency_locked_at is None
    bring_in(file(tmp_path, line()))
    assert Company.get().base_currency_locked_at is not None


def test_only_those_who_may_import_do(tmp_path: Path, cast: dict[str, User]) -> None:
    path = file(tmp_path, line())
    with pytest.raises(PermissionDenied):
        importing.prepare(path, "revenue", by=cast["mei"])
    with pytest.raises(PermissionDenied):
        importing.prepare(path, "customers", by=cast["fin"])
    assert counts(bring_in(path, by=cast["fin"])) == (1, 0, 0, 0)


@pytest.mark.parametrize("content", ["", "nothing we know\n1\n"])
def test_a_file_that_cannot_be_used_leaves_a_run_that_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "no.csv"
    path.write_text(content)
    run, _ = importing.prepare(path, "revenue", by=User.objects.system())
    with pytest.raises(FileRefused):
        importing.run(run)
    run.refresh_from_db()
    assert (run.state, bool(run.error)) == ("failed", True)


def test_a_workbook_comes_in_and_its_rejected_rows_go_back_as_one(tmp_path: Path) -> None:
    import python_calamine
    import xlsxwriter

    path = tmp_path / "ledger.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["单据号", "日期", "金额", "客户编号"])
        sheet.write_row(1, 0, ["D1", 45296, 12.5, "C1"])
        sheet.write_string(2, 0, "=2+2")
        sheet.write_row(2, 1, [45296, 12.5, ""])
    outcome = bring_in(path)
    assert counts(outcome) == (1, 0, 0, 1)
    assert outcome.rejected_file is not None
    assert outcome.rejected_file.endswith(".xlsx")
    returned = python_calamine.CalamineWorkbook.from_path(outcome.rejected_file).get_sheet_by_index(0).to_python()
    assert returned[1][0] == "=2+2"


def test_costs_are_known_by_document_or_by_month_and_kind(tmp_path: Path) -> None:
    head = "document,date,cost type,amount,customer id\n"
    rows = [
        "D1,2024-01-05,运费,5,C1\n",
        "D1,2024-01-05,运费,5,C1\n",
        ",2024-01-05,rebates,7,C1\n",
        ",2024-01-31,rebates,7,C1\n",
        ",2024-01-31,rebates,7,C2\n",
    ]
    make_customer(name="one", external_ids=[("ledger", "C1")])
    path = file(tmp_path, *rows, head=head)
    assert counts(bring_in(path, "costs")) == (4, 0, 0, 1)
    assert counts(bring_in(path, "costs")) == (0, 0, 4, 1)
    totals = dict(MonthlyTotal.objects.values_list("kind", "amount"))
    assert totals == {"variable_selling": 10, "rebates": 14}


def test_what_an_import_adds_up_is_what_a_rebuild_adds_up(tmp_path: Path) -> None:
    rows = [line(f"D{n}", number=f"C{n % 7}", day=f"2024-0{n % 9 + 1}-11", amount=str(n - 20)) for n in range(60)]
    bring_in(file(tmp_path, *rows))
    bring_in(file(tmp_path, *(row.replace("-11,", "-12,") for row in rows[:20]), name="next.csv"))
    incremental = rollups.digest()
    MonthlyTotal.objects.all().delete()
    assert rollups.rebuild() == incremental


def test_restoring_a_customer_lets_its_rows_in(tmp_path: Path) -> None:
    customer = make_customer(name="binned", external_ids=[("ledger", "C1")], archived=True)
    path = file(tmp_path, line())
    assert counts(bring_in(path)) == (0, 0, 0, 1)
    archiving.restore(customer, by=User.objects.system())
    assert counts(bring_in(path)) == (1, 0, 0, 0)


def test_headings_may_come_from_a_map(tmp_path: Path) -> None:
    path = file(tmp_path, "R1;5,50;2024-01-05;K1\n", head="Beleg;Betrag;Tag;Kunde\n")
    columns = {"Beleg": "document", "Betrag": "net", "Tag": "booked_on", "Kunde": "customer_number"}
    assert counts(bring_in(path, columns=columns, currency="EUR", source="dach")) == (1, 0, 0, 0)
    made = RevenueLine.objects.get()
    assert (made.net, made.currency, made.source) == (Decimal("5.50"), "EUR", "dach")


def test_the_same_file_again_finds_the_run_that_finished(tmp_path: Path) -> None:
    path = file(tmp_path, line())
    bring_in(path)
    _run, earlier = importing.prepare(path, "revenue", by=User.objects.system(), options=Options())
    assert earlier is not None
    assert earlier.state == ImportRun.State.FINISHED


def test_a_line_that_another_import_writes_meanwhile_is_compared_after_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our first file was read before another one brought its lines: the unique key stops our batch, the next try sees."""
    path = file(tmp_path, line(), line("D2"))
    other = file(tmp_path, line(amount="7"), name="other.csv")
    commit = running._commit

    def after_the_other(*args: object) -> None:
        monkeypatch.setattr(running, "_commit", commit)
        bring_in(other)
        commit(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "_commit", after_the_other)
    assert counts(bring_in(path)) == (1, 1, 0, 0)
    assert RevenueLine.objects.get(document="D1").net == 10
