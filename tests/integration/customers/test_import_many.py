"""New customers and contacts are stored many at once: what is kept, told and refused is what one by one would have been."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from customers import events
from customers.models import (
    AcquisitionChannel,
    Contact,
    Customer,
    CustomerSearchKey,
    Department,
    HistoryEntry,
    ImportRun,
    Industry,
    OwnerAssignment,
    PersonSearchKey,
)
from customers.services import many_contacts, many_customers
from customers.services.importing.archive_rows import ArchiveWriter
from customers.services.importing.contact_rows import ContactWriter
from customers.services.importing.customer_rows import CustomerWriter
from office.models import User
from tests.factories.customers import make_contact, make_customer
from tests.integration.customers.importing import bring_in, counts

pytestmark = pytest.mark.django_db

CODES = ("91110000600037341L", "91350100M000100Y43")
CUSTOMERS = f"""编号,名称,统一社会信用代码,所属集团,行业,负责人,标签,省,首次成交,状态,备注
K1,北渡精工,{CODES[0]},,电子,mei,重点、华东,江苏,2021-03-05,,第一家
K2,南岸化工,,K1,,,,,,,
K3,西山重机,,北渡精工,,,,,2020-02-30,,
K1,北渡精工,{CODES[0]},,电子,mei,华东,江苏,2021-03-05,,改过的备注
K4,东湖电子,{CODES[0]},,,,,,,,
K5,东湖电子,,,没有这个行业,,,,,,
K6,东湖电子,,,,nobody,,,,,
K7,东湖电子,,,,,,,,,
K8,东湖电子,{CODES[1]},K9,,,,,,,
K9,集团公司,,,,,,,,,
K10,孤帆,91110000600037341X,,,,,,,,
,无号公司,,,,,,,,lost,
,无号公司,,,,,,,,lost,
"""
CONTACTS = """联系人编号,客户编号,姓名,部门,职务,级别,手机,邮箱,关键人,入职日期,离职日期
P1,K1,林知夏,采购部,采购总监,总监,13800138000,lin@example.com,是,2020-01-01,
P2,K1,欧阳修,采购部,,,12,,,,
P3,K2,林知夏,研发部,,,,,,,
P1,K2,别处的人,,,,,,,,
P4,K1,林知夏,,,,,lin@example.com,,,
,K1,赵一,采购部,,,,zhao@example.com,,,
,K1,赵一,,,,,zhao@example.com,,,2024-01-01
P5,K404,查无此户,,,,,,,,
P6,K2,钱二,,,,,,,2024-05-01,2024-01-01
P7,K2,周老,采购部,经理,经理,,,,,
"""


@pytest.fixture
def archive(cast: dict[str, User]) -> dict[str, User]:
    Industry.objects.get_or_create(code="electronics-x", defaults={"label_zh_hans": "电子"})
    AcquisitionChannel.objects.get_or_create(code="x", defaults={"label_zh_hans": "展会"})
    make_contact(make_customer(name="老客户", external_ids=[("ledger", "K0")]), "周老")
    return cast


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def kept() -> list[Any]:
    """All that an import leaves, by names instead of ids."""
    numbers = {each.pk: each.name for each in Customer.objects.all()}
    customers = [
        (
            each.name,
            each.uscc,
            str(each.parent),
            str(each.industry),
            str(each.owner),
            str(each.team),
            each.status,
            each.address,
            each.first_deal_on,
            each.note,
            each.version,
            each.sort_key,
            each.search_text,
            sorted(tag.name for tag in each.tags.all()),
            sorted(each.external_ids.values_list("source", "value")),
            [(row.history_type, row.name, row.note) for row in each.history.all()],
            each.import_run_id is not None,
        )
        for each in Customer.objects.order_by("name", "id")
    ]
    contacts = [
        (
            str(each.customer),
            each.person.name,
            each.person.search_text,
            str(each.department),
            each.title,
            each.seniority,
            each.key_person,
            each.joined_on,
            each.left_on,
            each.note,
            each.version,
            sorted(each.person.points.values_list("kind", "value", "normal", "preferred")),
            sorted(each.external_ids.values_list("source", "value")),
            each.history.count(),
            each.person.history.count(),
        )
        for each in Contact.objects.order_by("customer__name", "person__name", "id")
    ]
    rest = [
        sorted((numbers[pk], key) for pk, key in CustomerSearchKey.objects.values_list("customer_id", "key")),
        sorted(PersonSearchKey.objects.values_list("person__name", "key")),
        sorted(Department.objects.values_list("customer__name", "name", "function__code")),
        sorted(OwnerAssignment.objects.values_list("customer__name", "user__username", "since", "by__username")),
        sorted((numbers[row.customer_id], row.verb, row.by.username) for row in HistoryEntry.objects.all()),
    ]
    return [*customers, *contacts, *rest]


@contextmanager
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        for writer in (CustomerWriter, ContactWriter):
            patch.setattr(writer, "is_new", lambda self, fields: False)
        yield


def both(folder: Path, by: User) -> tuple[Any, ...]:
    told = []
    for kind, content in (("customers", CUSTOMERS), ("contacts", CONTACTS)):
        outcome = bring_in(write(folder, f"{kind}.csv", content), kind, by=by)
        run = ImportRun.objects.latest("pk")
        told.append((counts(outcome), list(run.rejected_rows.values_list("row", "problems"))))
        told.append(Path(run.rejected_path).read_text(encoding="utf-8-sig"))
    return tuple(told)


def test_many_at_once_leave_what_one_by_one_leave(
    archive: dict[str, User], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[int] = []
    store = ArchiveWriter._store
    monkeypatch.setattr(
        ArchiveWriter, "_store", lambda self, applied: (stored.append(len(self._waiting)), store(self, applied))
    )
    with transaction.atomic():
        quick = both(tmp_path, archive["ops"]), kept()
        transaction.set_rollback(True)
    assert sum(stored) == 8, "the quick way was gone for those that nothing else can mean"
    with one_by_one(monkeypatch):
        slow = both(tmp_path, archive["ops"]), kept()
    assert quick[0] == slow[0]
    assert quick[1] == slow[1]


def test_a_second_run_of_the_same_files_creates_only_what_waited_for_another_row(
    archive: dict[str, User], tmp_path: Path
) -> None:
    both(tmp_path, archive["ops"])
    before = Customer.objects.count(), Contact.objects.count(), Department.objects.count()
    customers, _file, contacts, _other = both(tmp_path, archive["ops"])
    assert (customers[0][0], contacts[0][0]) == (1, 0), "K8 waited for its group parent"
    assert (Customer.objects.count() - 1, Contact.objects.count(), Department.objects.count()) == before


def test_tags_of_a_file_are_added_to_those_of_people_and_added_once(archive: dict[str, User], tmp_path: Path) -> None:
    made = make_customer(name="甲", external_ids=[("ledger", "K1")], tags=["自己的"])
    path = write(tmp_path, "c.csv", "编号,名称,标签\nK1,甲,重点\n")
    assert counts(bring_in(path, "customers", by=archive["ops"])) == (0, 1, 0, 0)
    assert counts(bring_in(path, "customers", by=archive["ops"])) == (0, 0, 1, 0)
    assert {tag.name for tag in made.tags.all()} == {"自己的", "重点"}


def test_a_number_given_away_meanwhile_sends_the_batch_one_by_one(
    archive: dict[str, User], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody takes K2 between our look and our write: the row finds that customer, the others are created."""
    store = many_customers.store

    def overtaken(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(many_customers, "store", store)
        raise IntegrityError

    monkeypatch.setattr(many_customers, "store", overtaken)
    make_customer(name="旧名", external_ids=[("ledger", "K2")])
    path = write(tmp_path, "c.csv", "编号,名称\nK1,甲\nK2,乙\nK3,丙\n")
    assert counts(bring_in(path, "customers", by=archive["ops"])) == (2, 1, 0, 0)
    assert Customer.objects.filter(external_ids__value__in=["K1", "K2", "K3"]).count() == 3


def test_customers_cost_few_queries_each(archive: dict[str, User], tmp_path: Path) -> None:
    rows = "".join(f"N{n},公司{n}号\n" for n in range(400))
    path = write(tmp_path, "c.csv", f"编号,名称\n{rows}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert counts(bring_in(path, "customers", by=archive["ops"])) == (400, 0, 0, 0)
    assert len(asked) < 200
    rows = "".join(f"N{n % 50},张{n}三,采购部,z{n}@example.com\n" for n in range(400))
    path = write(tmp_path, "p.csv", f"客户编号,姓名,部门,邮箱\n{rows}")
    with CaptureQueriesContext(connection) as asked:
        assert counts(bring_in(path, "contacts", by=archive["ops"])) == (400, 0, 0, 0)
    assert len(asked) < 200


def test_all_new_customers_are_told_of_once(
    archive: dict[str, User], tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[list[int]] = []
    one: list[int] = []

    def listen(sender: Any, customer_ids: list[int], **_: Any) -> None:
        heard.append(customer_ids)

    def listen_to_one(sender: Any, customer_id: int, **_: Any) -> None:
        one.append(customer_id)

    events.ledger_imported.connect(listen)
    events.facts_changed.connect(listen_to_one)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            bring_in(write(tmp_path, "c.csv", "编号,名称\nK1,甲\nK2,乙\n"), "customers", by=archive["ops"])
    finally:
        events.ledger_imported.disconnect(listen)
        events.facts_changed.disconnect(listen_to_one)
    made = sorted(Customer.objects.exclude(import_run=None).values_list("pk", flat=True))
    assert (heard, one) == ([made], [])


def test_who_may_not_keep_archives_stores_none_at_once(archive: dict[str, User], tmp_path: Path) -> None:
    with pytest.raises(PermissionDenied):
        many_customers.store([], by=archive["mei"], run=ImportRun())
    with pytest.raises(PermissionDenied):
        many_contacts.store([], source="ledger", by=archive["mei"], run=ImportRun())
