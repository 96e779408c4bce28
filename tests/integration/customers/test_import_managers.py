"""A file of contacts may say who reports to whom: a manager further down or in the archive, each fault told by row."""

from pathlib import Path
from typing import Any

import pytest

from customers.models import Contact, ImportRun, RejectedRow
from customers.services import importing, people
from customers.services.importing import undoing
from office.models import User
from tests.factories.customers import make_contact, make_customer
from tests.integration.customers.importing import bring_in, counts

pytestmark = pytest.mark.django_db

HEAD = "联系人编号,客户编号,姓名,直属上级\n"


@pytest.fixture
def house(cast: dict[str, User]) -> Any:
    return make_customer(cast["mei"], name="北渡精工", external_ids=[("ledger", "K1")])


def sheet(folder: Path, *rows: str) -> Path:
    path = folder / "people.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def lines() -> dict[str, str]:
    rows = Contact.objects.exclude(reports_to=None).select_related("person", "reports_to__person")
    return {str(each): str(each.reports_to) for each in rows}


def test_a_manager_may_stand_further_down_or_be_in_the_archive_already(tmp_path, cast, house):
    make_contact(house, "贺知秋")
    make_contact(house, "莫听澜")
    path = sheet(tmp_path, "P1,K1,林知夏,P2", "P2,K1,陆衡,贺知秋", ",K1,莫听澜,林知夏", "P3,K1,Carine Schmitt,陆衡")
    run = importing.unsaved(path, "contacts", by=cast["ops"])
    seen = importing.preview(run)
    assert (counts(seen), Contact.objects.count()) == ((3, 1, 0, 0), 2)
    assert seen.samples["updated"][0]["changes"] == {"manager": ["", "林知夏"]}
    assert counts(bring_in(path, "contacts", by=cast["ops"])) == (3, 1, 0, 0)
    drawn = {"林知夏": "陆衡", "陆衡": "贺知秋", "莫听澜": "林知夏", "Carine Schmitt": "陆衡"}
    assert lines() == drawn
    again = sheet(tmp_path, ",K1,莫听澜,林知夏", "P4,K1,钱二,Schmitt Carine")
    assert counts(bring_in(again, "contacts", by=cast["ops"])) == (1, 0, 1, 0)
    # The first file goes: what it made and drew is gone, who came later has nobody to report to.
    people.edit_contact(
        Contact.objects.get(person__name="钱二"), changes={"reports_to": None}, version=2, by=cast["ops"]
    )
    undo = undoing.begin(ImportRun.objects.order_by("pk")[0], by=cast["ops"])
    undoing.work(undo, report=lambda *_told: None)
    assert (undo.kept, undo.failed, lines()) == (0, 0, {})
    assert set(Contact.objects.values_list("person__name", flat=True)) == {"贺知秋", "莫听澜", "钱二"}


def test_a_manager_whom_somebody_reports_to_now_stays_when_the_file_goes(tmp_path, cast, house):
    bring_in(sheet(tmp_path, "P1,K1,林知夏,陆衡", "P2,K1,陆衡,"), "contacts", by=cast["ops"])
    make_contact(house, "莫听澜", reports_to=Contact.objects.get(person__name="陆衡"))
    undo = undoing.begin(ImportRun.objects.get(), by=cast["ops"])
    undoing.work(undo, report=lambda *_told: None)
    assert (undo.reverted, undo.kept) == (1, 1)
    assert lines() == {"莫听澜": "陆衡"}


def test_names_that_fit_nobody_or_two_and_circles_are_told_by_row(tmp_path, cast, house):
    gone = make_contact(house, "贺知秋")
    people.mark_left(gone, by=cast["ops"])
    rows = (
        "P1,K1,林知夏,无此人",
        "P2,K1,王伟,",
        "P3,K1,王伟,",
        "P4,K1,钱二,王伟",
        "P5,K1,孙三,P3",
        "P6,K1,李四,周五",
        "P7,K1,周五,李四",
        "P8,K1,吴六,贺知秋",
        "P9,K404,郑七,无此人",
    )
    path = sheet(tmp_path, *rows)
    seen = importing.preview(importing.unsaved(path, "contacts", by=cast["ops"]))
    assert counts(bring_in(path, "contacts", by=cast["ops"])) == counts(seen) == (3, 0, 0, 6)
    told = {each.row: each.problems[0][:2] for each in RejectedRow.objects.all()}
    column = "直属上级"
    assert told == {
        2: ["unknown_person", column],
        5: ["ambiguous_person", column],
        7: ["circle_of_managers", column],
        8: ["circle_of_managers", column],
        9: ["unknown_person", column],
        10: ["unknown_customer", "客户编号"],
    }
    assert lines() == {"孙三": "王伟"}


def test_who_is_taken_without_a_manager_that_was_refused_later_is_told_so(tmp_path, cast, house):
    """The manager's own row fails only when it is written: the person stays, and the row comes back."""
    make_customer(cast["mei"], external_ids=[("ledger", "K2")])
    bring_in(sheet(tmp_path, "P1,K2,别处的人,"), "contacts", by=cast["ops"])
    path = sheet(tmp_path, "P2,K1,林知夏,陆衡", "P1,K1,陆衡,")
    assert counts(bring_in(path, "contacts", by=cast["ops"])) == (0, 0, 0, 2)
    assert {each.row: each.problems[0][0] for each in RejectedRow.objects.all()} == {
        2: "unknown_person",
        3: "contact_elsewhere",
    }
    assert [str(each) for each in Contact.objects.filter(customer=house)] == ["林知夏"]
