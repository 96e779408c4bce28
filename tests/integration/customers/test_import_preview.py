"""What the preview of customers says about each row that needs eyes."""

from pathlib import Path

import pytest

from customers.importing.plans import Options
from customers.models import Tag
from customers.presenters.imports import preview
from customers.services import importing
from office.models import User
from tests.factories.customers import make_customer
from tests.integration.customers.importing import file

pytestmark = pytest.mark.django_db

HEAD = "客户名称,客户编号,统一社会信用代码,标签\n"


def checked(path: Path, by: User) -> dict[str, object]:
    run, _earlier = importing.prepare(path, "customers", by=by, options=Options.from_json({}, "customers"))
    importing.check(run)
    run.refresh_from_db()
    return preview(run)


def test_lists_are_told_as_what_stands_in_them(cast: dict[str, User], tmp_path: Path):
    customer = make_customer(cast["mei"], name="澜江重工机械股份有限公司", external_ids=[("demo", "HS-LJ")])
    customer.tags.add(Tag.objects.create(name="标杆"))
    found = checked(file(tmp_path, "澜江重工机械股份有限公司,LJ-1,,重点\n", head=HEAD), cast["ops"])
    [row] = found["updated"]
    told = {change["before"]: change["after"] for change in row["changes"]}
    assert told["demo: HS-LJ"] == "demo: HS-LJ、ledger: LJ-1"
    assert all("None" not in text for change in row["changes"] for text in (change["before"], change["after"]))


def test_a_broken_credit_code_is_blamed_on_its_own_column(cast: dict[str, User], tmp_path: Path):
    found = checked(file(tmp_path, "岚禾医疗器械有限公司,LH-3,91350211M000100Y40,\n", head=HEAD), cast["ops"])
    [row] = found["rejected"]
    assert [problem["column"] for problem in row["problems"]] == ["统一社会信用代码"]
