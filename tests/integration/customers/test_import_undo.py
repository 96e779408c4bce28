"""An import is taken back: what it wrote goes, what it changed says again what it said, what people touched stays (F3)."""

import threading
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from customers.models import (
    Allocation,
    BeforeImage,
    Contact,
    Customer,
    Department,
    HistoryEntry,
    ImportRun,
    ImportUndo,
    Industry,
    Invoice,
    MonthlyTotal,
    Person,
    RevenueLine,
    UndoneRecord,
)
from customers.services import archiving, editing, importing, ledger, people, rollups
from customers.services.importing import undo_facts, undoing
from customers.services.importing.applied import TakenOverError
from office.models import User
from tests.factories.customers import make_contact, make_customer
from tests.integration.customers.importing import bring_in, counts, digest, file, line

pytestmark = pytest.mark.django_db


def silent(done: int, total: int | None, message: str) -> None:
    assert total is None or done <= total


def take_back(run: ImportRun | None = None, by: User | None = None) -> tuple[int, int, int]:
    """Reverted, kept, failed."""
    undo = undoing.begin(run or ImportRun.objects.latest("pk"), by=by or User.objects.system())
    undo = undoing.work(undo, report=silent)
    told = undo.records.exclude(why="gone").count() + sum(
        each.detail["count"] for each in undo.records.filter(why="gone")
    )
    assert undo.state == ImportUndo.State.FINISHED
    assert undo.reverted + undo.kept + undo.failed == told, "the lists hold what the counts say"
    return undo.reverted, undo.kept, undo.failed


def seen(run: ImportRun | None = None) -> tuple[int, int, int]:
    told = undoing.undoer(run or ImportRun.objects.latest("pk"), User.objects.system()).preview()
    return told["removed"], told["restored"], told["kept"]


def write(folder: Path, content: str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_new_lines_go_and_so_do_the_customers_that_only_the_file_knew(tmp_path: Path) -> None:
    kept = make_customer(name="老客户", external_ids=[("ledger", "C0")])
    before = digest()
    bring_in(file(tmp_path, line("D1", number="C0"), line("D2", number="C1"), line("D3", number="C2")))
    assert Customer.objects.count() == 3
    assert seen() == (3, 0, 0)
    assert take_back() == (3, 0, 0)
    assert digest() == before
    undo = ImportUndo.objects.get()
    assert undo.removed_customers == 2
    assert HistoryEntry.objects.filter(verb="import_undone").get().customer == kept
    assert not MonthlyTotal.objects.exists()
    assert rollups.rebuild() == rollups.digest()


def test_changed_lines_say_again_what_they_said_and_belong_to_the_earlier_import(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line("D1", amount="10"), line("D2", amount="20")))
    first, before = ImportRun.objects.get(), digest()
    bring_in(file(tmp_path, line("D1", amount="11", text="neu"), line("D2", amount="20"), line("D3", amount="5")))
    assert seen() == (1, 1, 0)
    assert take_back() == (2, 0, 0)
    assert digest() == before
    assert set(RevenueLine.objects.values_list("import_run", flat=True)) == {first.pk}
    assert take_back(first) == (2, 0, 0)
    assert not RevenueLine.objects.exists()
    assert not BeforeImage.objects.exists()


def test_seven_of_five_hundred_lines_were_edited_since_and_stay(tmp_path: Path, cast: dict[str, User]) -> None:
    make_customer(external_ids=[("ledger", "C1")])
    bring_in(file(tmp_path, *(line(f"D{n}", amount="10") for n in range(500))))
    for edited in RevenueLine.objects.order_by("pk")[100:107]:
        ledger.change_revenue(edited, by=cast["fin"], net=Decimal(99))
    assert seen() == (493, 0, 7)
    assert take_back() == (493, 7, 0)
    assert set(RevenueLine.objects.values_list("net", flat=True)) == {Decimal(99)}
    reasons = UndoneRecord.objects.filter(verdict="kept").values_list("why", flat=True)
    assert list(reasons) == ["edited"] * 7
    assert MonthlyTotal.objects.get().amount == 7 * 99


def test_a_line_that_a_later_import_changed_stays_and_says_which(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line("D1", amount="10"), line("D2", amount="20")))
    first = ImportRun.objects.get()
    bring_in(file(tmp_path, line("D1", amount="11")))
    later = ImportRun.objects.latest("pk")
    assert seen(first) == (1, 0, 1)
    assert take_back(first) == (1, 1, 0)
    record = UndoneRecord.objects.get(verdict="kept")
    assert (record.why, record.detail) == ("later_import", {"run": later.pk})
    assert RevenueLine.objects.get().net == 11


def test_lines_that_are_gone_are_counted_among_the_kept(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line("D1"), line("D2"), line("D3")))
    RevenueLine.objects.filter(document="D2").delete()
    assert seen() == (2, 0, 1)
    assert take_back() == (2, 1, 0)


def test_a_second_undo_does_nothing(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line("D1")))
    run = ImportRun.objects.get()
    take_back(run)
    bring_in(file(tmp_path, line("D1")))
    assert take_back(run) == (1, 0, 0), "the first one's answer"
    assert RevenueLine.objects.count() == 1
    assert ImportUndo.objects.count() == 1


def test_the_same_file_comes_in_anew_after_its_undo(tmp_path: Path) -> None:
    path = file(tmp_path, line("D1"))
    bring_in(path)
    take_back()
    _run, earlier = importing.prepare(path, "revenue", by=User.objects.system())
    assert earlier is None
    assert counts(bring_in(path)) == (1, 0, 0, 0)


def test_an_import_that_wrote_nothing_cannot_be_taken_back(tmp_path: Path) -> None:
    bring_in(file(tmp_path, line("D1", number="")))
    with pytest.raises(undoing.NotUndoableError):
        undoing.begin(ImportRun.objects.get(), by=User.objects.system())


def test_who_may_not_import_a_kind_may_not_take_it_back(tmp_path: Path, cast: dict[str, User]) -> None:
    bring_in(write(tmp_path, "编号,名称\nK1,甲\n"), "customers", by=cast["ops"])
    before = digest()
    for who in ("mei", "fin", "fay"):
        with pytest.raises(PermissionDenied):
            undoing.begin(ImportRun.objects.get(), by=cast[who])
    assert digest() == before


def test_two_processes_on_one_undo_do_not_count_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_facts.FactUndoer, "size", 2)
    bring_in(file(tmp_path, *(line(f"D{n}") for n in range(6))))
    undo = undoing.begin(ImportRun.objects.get(), by=User.objects.system())
    other = ImportUndo.objects.get(pk=undo.pk)
    take = undoing._take_back

    def overtaken(mine: ImportUndo, step: Any) -> None:
        monkeypatch.setattr(undoing, "_take_back", take)
        undoing.work(other, report=silent)
        take(mine, step)

    monkeypatch.setattr(undoing, "_take_back", overtaken)
    with pytest.raises(TakenOverError):
        undoing.work(undo, report=silent)
    assert ImportUndo.objects.get().reverted == 6


# Customers and contacts.

CUSTOMERS = "编号,名称,所属集团,行业,标签\nK1,集团,,,\nK2,子公司,K1,,\nK3,独行,,,新标签\n"


def test_new_customers_go_from_the_leaves_up(tmp_path: Path, cast: dict[str, User]) -> None:
    bring_in(write(tmp_path, CUSTOMERS), "customers", by=cast["ops"])
    assert seen() == (2, 0, 1), "a parent is counted as used until its child is gone"
    assert take_back(by=cast["ops"]) == (3, 0, 0)
    assert not Customer.objects.exists()


def test_a_customer_that_was_edited_or_has_contacts_or_lines_stays(tmp_path: Path, cast: dict[str, User]) -> None:
    bring_in(write(tmp_path, CUSTOMERS), "customers", by=cast["ops"])
    group, child, alone = (Customer.objects.get(external_ids__value=f"K{n}") for n in (1, 2, 3))
    editing.edit(alone, changes={"note": "mine"}, version=1, by=cast["ops"])
    make_contact(child, "林知夏")
    assert take_back(by=cast["ops"]) == (0, 3, 0)
    told = {each.record_id: (each.why, each.detail) for each in UndoneRecord.objects.all()}
    assert told[alone.pk][0] == "edited"
    assert told[child.pk][0] == told[group.pk][0] == "used"
    assert "what" in told[child.pk][1]
    verbs = HistoryEntry.objects.filter(verb="import_undone").values_list("customer", flat=True)
    assert set(verbs) == {group.pk, child.pk, alone.pk}


def test_a_changed_customer_says_again_what_it_said(tmp_path: Path, cast: dict[str, User]) -> None:
    industry, _new = Industry.objects.get_or_create(code="undo-x", defaults={"label_zh_hans": "试行业"})
    customer = make_customer(cast["mei"], name="甲", external_ids=[("ledger", "K1")], tags=["旧"], note="前")
    head = "编号,名称,行业,标签,备注,负责人,首次成交\n"
    bring_in(write(tmp_path, f"{head}K1,甲公司,试行业,新,后,lea,2020-02-01\n"), "customers", by=cast["ops"])
    customer.refresh_from_db()
    assert (customer.name, customer.industry, customer.owner) == ("甲公司", industry, cast["lea"])
    assert seen() == (0, 1, 0)
    assert take_back(by=cast["ops"]) == (1, 0, 0)
    customer = Customer.objects.get()
    assert (customer.name, customer.industry, customer.note, customer.first_deal_on) == ("甲", None, "前", None)
    assert customer.owner == cast["mei"]
    assert [tag.name for tag in customer.tags.all()] == ["旧"]
    assert list(customer.external_ids.values_list("value", flat=True)) == ["K1"]
    assert "甲公司" not in customer.search_text


def test_a_changed_customer_that_somebody_edited_since_stays(tmp_path: Path, cast: dict[str, User]) -> None:
    customer = make_customer(name="甲", external_ids=[("ledger", "K1")])
    bring_in(write(tmp_path, "编号,名称,备注\nK1,甲,后\n"), "customers", by=cast["ops"])
    customer.refresh_from_db()
    editing.edit(customer, changes={"website": "https://example.com"}, version=customer.version, by=cast["ops"])
    assert take_back(by=cast["ops"]) == (0, 1, 0)
    assert Customer.objects.get().note == "后"


def test_what_a_service_refuses_is_told_as_failed(tmp_path: Path, cast: dict[str, User]) -> None:
    """The credit code that the import took away belongs to somebody else by now."""
    code, other = "91110000600037341L", "91350100M000100Y43"
    make_customer(name="甲", external_ids=[("ledger", "K1")], uscc=code)
    bring_in(write(tmp_path, f"编号,名称,统一社会信用代码\nK1,甲,{other}\n"), "customers", by=cast["ops"])
    make_customer(name="乙", uscc=code)
    assert take_back(by=cast["ops"]) == (0, 0, 1)
    record = UndoneRecord.objects.get()
    assert (record.why, Customer.objects.get(name="甲").uscc) == ("refused", other)


CONTACTS = "联系人编号,客户编号,姓名,部门,手机\nP1,K1,林知夏,采购部,13800138000\nP2,K1,欧阳修,采购部,\n"


def test_new_contacts_go_with_their_person_and_department(tmp_path: Path, cast: dict[str, User]) -> None:
    make_customer(name="甲", external_ids=[("ledger", "K1")])
    bring_in(write(tmp_path, CONTACTS), "contacts", by=cast["ops"])
    assert (seen(), take_back(by=cast["ops"])) == ((2, 0, 0), (2, 0, 0))
    assert [model.objects.count() for model in (Contact, Person, Department)] == [0, 0, 0]
    assert all("林" not in each.name for each in UndoneRecord.objects.all()), "who is gone leaves no name"


def test_a_contact_that_somebody_edited_or_judged_stays_and_so_does_the_department(
    tmp_path: Path, cast: dict[str, User]
) -> None:
    make_customer(name="甲", external_ids=[("ledger", "K1")])
    bring_in(write(tmp_path, CONTACTS), "contacts", by=cast["ops"])
    contact = Contact.objects.get(external_ids__value="P1")
    contact.attitudes.create(attitude=1, on=date(2024, 1, 1))
    assert take_back(by=cast["ops"]) == (1, 1, 0)
    assert UndoneRecord.objects.get(verdict="kept").why == "used"
    assert Department.objects.count() == 1


def test_a_changed_contact_says_again_what_it_said(tmp_path: Path, cast: dict[str, User]) -> None:
    customer = make_customer(name="甲", external_ids=[("ledger", "K1")])
    contact = make_contact(customer, "林知夏", title="专员", points=[people.Point("mail", "a@example.com")])
    bring_in(
        write(tmp_path, "客户编号,联系人编号,姓名,职务,手机\nK1,P9,林知夏,总监,13800138000\n"),
        "contacts",
        by=cast["ops"],
    )
    contact.refresh_from_db()
    assert contact.title == "总监"
    assert take_back(by=cast["ops"]) == (1, 0, 0)
    contact.refresh_from_db()
    assert contact.title == "专员"
    assert [point.value for point in contact.person.points.all()] == ["a@example.com"]
    assert not contact.external_ids.exists()


@pytest.mark.parametrize(
    ("kind", "head", "row"),
    [("customers", "编号,名称\n", "K{0},公司{0}\n"), ("contacts", "联系人编号,客户编号,姓名\n", "P{0},K,林夏{0}\n")],
)
def test_taking_many_back_costs_no_more_than_the_history_of_each(
    tmp_path: Path, cast: dict[str, User], kind: str, head: str, row: str
) -> None:
    make_customer(name="甲", external_ids=[("ledger", "K")])

    def cost(first: int, last: int) -> int:
        rows = "".join(row.format(number) for number in range(first, last))
        bring_in(write(tmp_path, head + rows), kind, by=cast["ops"])
        with CaptureQueriesContext(connection) as captured:
            assert take_back(by=cast["ops"]) == (last - first, 0, 0)
        return len(captured)

    cost(10, 12)
    few = cost(20, 22)
    assert cost(30, 70) - few <= 38 * 3


def test_an_archived_customer_does_not_stop_the_undo_of_its_lines(tmp_path: Path, cast: dict[str, User]) -> None:
    customer = make_customer(name="甲", external_ids=[("ledger", "C1")])
    bring_in(file(tmp_path, line("D1")))
    archiving.archive(customer, by=cast["ops"], reason="left")
    assert take_back() == (1, 0, 0)


def test_the_command_takes_an_import_back_and_counts_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(file(tmp_path, line("D1"), line("D2")))
    run = ImportRun.objects.get()
    call_command("import", undo=run.pk, dry_run=True, json=True)
    assert capsys.readouterr().out.strip() == '{"removed": 2, "restored": 0, "kept": 0}'
    call_command("import", undo=run.pk, json=True)
    assert capsys.readouterr().out.strip() == '{"reverted": 2, "kept": 0, "failed": 0, "removed_customers": 1}'
    assert not RevenueLine.objects.exists()


def corrected_while_it_goes_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> RevenueLine | None:
    """Somebody saves a line in the moment in which its undo has read it and not written yet."""
    bring_in(file(tmp_path, line("D1", amount="10")))
    row = RevenueLine.objects.get()
    undo = undoing.begin(ImportRun.objects.get(), by=User.objects.system())
    connection.close()
    done = threading.Event()

    def correct() -> None:
        try:
            mine = RevenueLine.objects.get(pk=row.pk)
            mine.net = Decimal(99)
            with transaction.atomic():
                mine.save(force_update=True)
        except DatabaseError:
            refused.append(True)
        finally:
            done.set()
            connection.close()

    refused: list[bool] = []
    editor = threading.Thread(target=correct)
    remove = undo_facts.FactUndoer._remove

    def slowly(self: Any, rows: Any) -> Any:
        if not editor.is_alive() and not done.is_set():
            editor.start()
        done.wait(1 if locked else 10)
        return remove(self, rows)

    monkeypatch.setattr(undo_facts.FactUndoer, "_remove", slowly)
    if not locked:
        monkeypatch.setattr(undoing, "_take_back", unlocked)
    undoing.work(undo, report=silent)
    editor.join()
    left = RevenueLine.objects.first()
    assert (left is None) == (bool(refused) or not locked)
    return left


def unlocked(undo: ImportUndo, step: Any) -> None:
    """The control: the same batch read and written without a common transaction."""
    with transaction.atomic():
        rows = list(RevenueLine.objects.filter(pk__gt=undo.done_to).order_by("pk"))
    if not rows or undo.step:
        ImportUndo.objects.filter(pk=undo.pk).update(step=undo.step + 1, done_to=0)
    else:
        run = undo.run
        undoer = undoing.undoer(run, undo.by)
        verdicts = undoer._remove(rows)  # type: ignore[attr-defined]
        undoing._write(undo, undoing.Batch(rows[-1].pk, verdicts))
    undo.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_a_correction_in_the_same_moment_is_refused_or_kept_never_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected_while_it_goes_away(tmp_path, monkeypatch, locked=True)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_saved_correction_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert corrected_while_it_goes_away(tmp_path, monkeypatch, locked=False) is None


def test_an_invoice_that_a_payment_found_by_itself_goes_and_one_that_it_names_stays(tmp_path: Path) -> None:
    make_customer(name="甲", external_ids=[("ledger", "K1")])
    head = "invoice number,customer id,issued on,due on,amount with VAT\n"
    bring_in(write(tmp_path, f"{head}I1,K1,2024-01-01,2024-02-01,100\nI2,K1,2024-03-01,2024-04-01,50\n"), "invoices")
    run = ImportRun.objects.latest("pk")
    payments = (
        "payment reference,customer id,received on,amount,invoice\nP1,K1,2024-01-20,100,\nP2,K1,2024-03-20,50,I2\n"
    )
    bring_in(write(tmp_path, payments), "payments")
    assert Allocation.objects.count() == 2
    assert take_back(run) == (1, 0, 1)
    assert Invoice.objects.get().number == "I2"
    assert UndoneRecord.objects.get(verdict="failed").why == "needed"
    assert take_back(ImportRun.objects.latest("pk")) == (2, 0, 0)
    assert not Allocation.objects.exists()
