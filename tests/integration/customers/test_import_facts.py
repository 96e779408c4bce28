"""Facts whose table is only described: what a kind of file needs beyond that is nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from customers.importing import cells, kinds
from customers.importing.cells import code_of, text_of
from customers.importing.kinds import Kind
from customers.importing.layouts import ANY_CUSTOMER, CUSTOMER, Field, Layout
from customers.models import AcquisitionChannel, AcquisitionSpend, BeforeImage, CostLine, ImportRun, MonthlyTotal
from customers.models.imported import Imported
from customers.services.importing.afterwards import add_up_months
from customers.services.importing.facts import Column, FactWriter, base_currency, by_term
from office import access
from tests.factories.customers import make_customer
from tests.integration.customers.importing import bring_in, counts

pytestmark = pytest.mark.django_db

HEAD = "number,day,fee,customer id\n"


def kinds_of_cost(writer: FactWriter, texts: set[str]) -> dict[str, Any]:
    return {text: "rebates" for text in texts if text == "rebate"}


class FeeWriter(FactWriter):
    model = CostLine
    natural_key = ("key",)
    facts = (
        Column("key", "number"),
        Column("booked_on"),
        Column("kind", "kind", find=kinds_of_cost, empty="rebates", otherwise="unknown_record"),
        Column("amount", "fee"),
        Column("currency", empty=base_currency),
        Column("description", "note"),
    )


LAYOUT = Layout(
    fields={
        "number": Field("number", code_of(60), "number"),
        "booked_on": Field("day", cells.day, "day"),
        "fee": Field("fee", cells.number, "fee"),
        "kind": Field("kind", text_of(20), "kind"),
        "currency": Field("currency", cells.currency, "currency"),
        "note": Field("note", text_of(200), "note"),
        **CUSTOMER,
    },
    needed=[ANY_CUSTOMER, ("number",), ("booked_on",), ("fee",)],
    money=("fee",),
)


def registered(kind: Kind) -> Iterator[None]:
    kinds.register(kind)
    yield
    del kinds._KINDS[kind.key]


@pytest.fixture(autouse=True)
def fees() -> Iterator[None]:
    yield from registered(
        Kind("fees", "fees", LAYOUT, FeeWriter, may_import=access.edits_ledger, afterwards=add_up_months)
    )


@pytest.fixture
def spend() -> Iterator[None]:
    yield from registered(Kind("outlays", "outlays", SPEND, SpendWriter, may_import=access.edits_ledger))


def fees_file(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "fees.csv"
    path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_described_facts_are_created_compared_changed_and_counted(tmp_path: Path) -> None:
    customer = make_customer(external_ids=[("ledger", "C1")])
    path = fees_file(tmp_path, "N1,2024-01-05,12.345,C1", "N2,2024-02-05,20,C1", "N3,2024-02-05,20,C9")
    assert counts(bring_in(path, "fees")) == (2, 0, 0, 1)
    assert sorted(CostLine.objects.values_list("key", "customer", "kind", "currency", "description")) == [
        ("N1", customer.pk, "rebates", "CNY", ""),
        ("N2", customer.pk, "rebates", "CNY", ""),
    ]
    assert str(CostLine.objects.get(key="N1").amount) == "12.35"
    assert MonthlyTotal.objects.filter(customer=customer).count() == 2

    path = fees_file(tmp_path, "N1,2024-01-05,13,C1", "N2,2024-02-05,20,C1")
    assert counts(bring_in(path, "fees")) == (0, 1, 1, 0)
    image = BeforeImage.objects.get()
    assert (image.model, image.before["amount"]) == ("customers.costline", 1235)
    assert image.previous_run == ImportRun.objects.earliest("pk")
    assert CostLine.objects.get(key="N1").import_run == ImportRun.objects.latest("pk")


def test_a_key_that_comes_twice_is_rejected_whichever_way_its_customer_is_named(tmp_path: Path) -> None:
    make_customer(external_ids=[("ledger", "C1")])
    assert counts(bring_in(fees_file(tmp_path, "N1,2024-01-05,1,C1", "N1,2024-01-06,2,C1"), "fees")) == (1, 0, 0, 1)
    assert CostLine.objects.get().booked_on.day == 5


def test_a_text_that_no_record_goes_by_is_rejected_with_its_column(tmp_path: Path) -> None:
    make_customer(external_ids=[("ledger", "C1")])
    head = "number,day,fee,kind,customer id\n"
    path = fees_file(tmp_path, "N1,2024-01-05,1,rebate,C1", "N2,2024-01-05,1,gift,C1", head=head)
    assert counts(bring_in(path, "fees")) == (1, 0, 0, 1)
    run = ImportRun.objects.get()
    assert run.rejected_rows.get().problems == [["unknown_record", "kind", {"value": "gift"}]]


def test_an_amount_that_fits_no_ledger_is_rejected(tmp_path: Path) -> None:
    make_customer(external_ids=[("ledger", "C1")])
    assert counts(bring_in(fees_file(tmp_path, f"N1,2024-01-05,1{'0' * 20},C1"), "fees")) == (0, 0, 0, 1)


def test_a_correction_is_stamped_and_an_import_is_not(tmp_path: Path) -> None:
    make_customer(external_ids=[("ledger", "C1")])
    bring_in(fees_file(tmp_path, "N1,2024-01-05,1,C1"), "fees")
    line = CostLine.objects.get()
    assert line.edited_at is None
    line.description = "corrected"
    line.save(update_fields=["description"])
    assert CostLine.objects.get().edited_at is not None
    bring_in(fees_file(tmp_path, "N1,2024-01-05,2,C1"), "fees")
    assert CostLine.objects.get().edited_at is None, "what the file says stands again"


def described() -> list[type[FactWriter]]:
    writers = [kind.writer for kind in kinds.registered().values()]
    return [writer for writer in writers if isinstance(writer, type) and issubclass(writer, FactWriter)]


def test_described_facts_have_a_table_that_remembers_its_import_and_knows_its_key() -> None:
    assert described()
    for writer in described():
        assert issubclass(writer.model, Imported)
        key = {*writer.key, *(["source"] if writer.sourced else [])}
        columns = {field.name: field.column for field in writer.model._meta.concrete_fields}
        unique = [{columns[name] for name in each.fields} for each in writer.model._meta.total_unique_constraints]
        unique += [{field.column} for field in writer.model._meta.concrete_fields if field.unique]
        assert key in unique, f"{writer.model.__name__} has no unique constraint over {sorted(key)}"


class SpendWriter(FactWriter):
    """A table with field history, of no customer."""

    model = AcquisitionSpend
    customer = ""
    natural_key = ("key",)
    facts = (
        Column("key", "number"),
        Column("month"),
        Column("channel_id", "channel", find=by_term(AcquisitionChannel)),
        Column("amount"),
        Column("currency", empty=base_currency),
        Column("description", "note"),
    )


SPEND = Layout(
    fields={
        "number": Field("number", code_of(60), "number"),
        "month": Field("month", cells.day, "month"),
        "channel": Field("channel", text_of(80), "channel"),
        "amount": Field("amount", cells.number, "amount"),
        "note": Field("note", text_of(200), "note"),
    },
    needed=[("number",), ("month",), ("amount",)],
    money=("amount",),
)


def test_facts_with_a_field_history_of_no_customer_keep_both(tmp_path: Path, spend: None) -> None:
    channel = AcquisitionChannel.objects.create(code="fair-x", label_zh_hans="展会甲")
    head = "number,month,channel,amount\n"
    assert counts(bring_in(fees_file(tmp_path, "S1,2024-01-01,展会甲,500", head=head), "outlays")) == (1, 0, 0, 0)
    row = AcquisitionSpend.objects.get()
    assert (row.channel, row.amount, row.version, row.history.count()) == (channel, 500, 1, 1)
    assert counts(bring_in(fees_file(tmp_path, "S1,2024-01-01,展会甲,600", head=head), "outlays")) == (0, 1, 0, 0)
    assert counts(bring_in(fees_file(tmp_path, "S1,2024-01-01,展会甲,600", head=head), "outlays")) == (0, 0, 1, 0)
    row.refresh_from_db()
    assert (row.amount, row.version) == (600, 2)
    assert [each.amount for each in row.history.all()] == [600, 500]
    assert row.history.latest().history_user == ImportRun.objects.latest("pk").by
