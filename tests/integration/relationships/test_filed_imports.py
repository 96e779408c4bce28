"""Files of promises, volumes, planned contacts and control points: known again, refused by row, taken back."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from customers.models import ImportRun, RejectedRow
from customers.services.importing import undoing
from office.clock import today
from office.models import User
from relationships.models import ControlPoint, PlanMove, PlannedContact, Promise, StrategyStanding, VolumeAgreement
from relationships.services import planning, promises
from tests.factories.customers import make_contact, make_customer
from tests.integration.customers.importing import bring_in, counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(cast: dict[str, User]) -> Any:
    return make_customer(cast["mei"], name="北渡精工", tier="A")


@pytest.fixture
def bring(tmp_path: Path, cast: dict[str, User]) -> Any:
    def bring(kind: str, head: str, *rows: str, by: str = "ops") -> tuple[int, int, int, int]:
        path = tmp_path / "rows.csv"
        path.write_text("\n".join([f"客户,{head}", *(f"北渡精工,{row}" for row in rows)]) + "\n", encoding="utf-8")
        return counts(bring_in(path, kind, by=cast[by]))

    return bring


def told() -> dict[int, tuple[str, str]]:
    newest = ImportRun.objects.order_by("-pk")[0]
    rows = RejectedRow.objects.filter(run=newest)
    return {each.row: (each.problems[0][0], each.problems[0][1]) for each in rows}


def take_back(cast: dict[str, User], number: int = 0) -> tuple[int, int, int]:
    undo = undoing.begin(ImportRun.objects.order_by("pk")[number], by=cast["ops"])
    undoing.work(undo, report=lambda *_told: None)
    return undo.reverted, undo.kept, undo.failed


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


HEAD = "承诺内容,向谁承诺,谁来兑现,承诺期限,承诺日期,兑现日期"


def test_promises_come_once_and_are_kept_by_a_later_file(cast, house, bring):
    contact = make_contact(house, "林知夏")
    rows = [f"交样机,林知夏,,{day(5)},{day(-3)},", f"补合同,林知夏,otto,{day(9)},,"]
    assert bring("promises", HEAD, rows[0], f"送资料,林知夏,mei,{day(9)},,") == (2, 0, 0, 0)
    found = Promise.objects.get(text="交样机")
    assert (found.contact, found.owner, found.created_by, found.is_open) == (contact, cast["mei"], cast["ops"], True)
    assert bring("promises", HEAD, rows[0]) == (0, 0, 1, 0)
    kept = f"交样机,林知夏,,{day(5)},{day(-3)},{day(-1)}"
    assert bring("promises", HEAD, kept) == (0, 1, 0, 0)
    found.refresh_from_db()
    assert (found.kept_on, found.settled_by, found.history.count()) == (today() - timedelta(days=1), cast["ops"], 2)
    # What came of it stands: an older file does not open it again.
    assert bring("promises", HEAD, rows[0]) == (0, 0, 1, 0)
    assert take_back(cast, 2) == (1, 0, 0)
    found.refresh_from_db()
    assert (found.kept_on, found.settled_by) == (None, None)
    promises.keep(Promise.objects.get(text="送资料"), on=today(), by=cast["mei"])
    assert take_back(cast) == (1, 1, 0)
    assert [one.text for one in Promise.objects.all()] == ["送资料"]


def test_promises_that_cannot_be_are_told_by_row(cast, house, bring):
    make_contact(house, "林知夏")
    bring("promises", HEAD, f"交样机,林知夏,,{day(5)},,")
    rows = [
        f"甲,无此人,,{day(5)},,",
        f"乙,林知夏,otto,{day(5)},,",
        f"丙,林知夏,谁,{day(5)},,",
        f"丁,林知夏,,{day(-5)},,",
        f"戊,林知夏,,{day(5)},{day(2)},",
        f"交样机,林知夏,,{day(6)},,",
    ]
    assert bring("promises", HEAD, *rows) == (0, 0, 0, 6)
    assert told() == {
        2: ("unknown_person", "向谁承诺"),
        3: ("refused", "谁来兑现"),
        4: ("unknown_colleague", "谁来兑现"),
        5: ("ends_before_it_starts", "承诺期限"),
        6: ("day_ahead", "承诺日期"),
        7: ("day_stands", "承诺期限"),
    }


def test_volumes_are_an_amount_or_a_quantity_and_go_when_the_file_goes(cast, house, bring):
    head = "名称,起,止,每年不含税金额,每年数量,单位"
    rows = ["框架,2026-01-01,2026-12-31,12万,,", "件数,2026-01-01,,,500,件"]
    assert bring("volumes", head, *rows) == (2, 0, 0, 0)
    amount, quantity = VolumeAgreement.objects.order_by("pk")
    assert (amount.yearly_amount, amount.currency, quantity.yearly_quantity) == (120000, "CNY", 500)
    bad = ["两样,2026-01-01,,1,2,", "零,2026-01-01,,0,,", "无,2026-01-01,,,,", "倒,2026-02-01,2026-01-01,1,,"]
    assert bring("volumes", head, "框架,2026-01-01,2026-12-31,15万,,", *bad) == (0, 1, 0, 4)
    amount.refresh_from_db()
    assert (amount.yearly_amount, amount.history.count()) == (150000, 2)
    with pytest.raises(PermissionDenied):
        bring("volumes", head, *rows, by="mei")
    assert take_back(cast, 1) == (1, 0, 0)
    assert take_back(cast) == (2, 0, 0)
    assert not VolumeAgreement.objects.exists()


def test_planned_contacts_bring_their_people_and_another_day_is_a_move(cast, house, bring):
    people = {make_contact(house, "林知夏"), make_contact(house, "陆衡")}
    head = "编号,方式,日,时间,事由,要见的人,牵头人"
    assert bring("planned", head, f"V1,拜访,{day(3)},14:30,看新产线,林知夏、陆衡,mei") == (1, 0, 0, 0)
    plan = PlannedContact.objects.get()
    assert (plan.kind, plan.time, plan.owner, set(plan.contacts.all())) == ("visit", time(14, 30), cast["mei"], people)
    assert [*plan.colleagues.all()] == [cast["mei"]]
    assert bring("planned", head, f"V1,拜访,{day(4)},14:30,看新产线,林知夏,mei") == (0, 1, 0, 0)
    move = PlanMove.objects.get()
    assert (move.plan, move.to_on, move.from_time, move.to_time) == (
        plan,
        today() + timedelta(days=4),
        time(14, 30),
        time(14, 30),
    )
    bad = [f"V2,拜访,{day(-3)},,迟了,,", f"V3,拜访,{day(3)},25:99,几点,,", f"V4,拜访,{day(3)},,谁,无此人,"]
    assert bring("planned", head, *bad) == (0, 0, 0, 3)
    assert {code for code, _column in told().values()} == {"day_behind", "unknown_person"}
    assert take_back(cast, 1) == (1, 0, 0)
    plan.refresh_from_db()
    planning.cancel(plan, by=cast["mei"], reason="改电话")
    assert bring("planned", head, f"V1,电话,{day(9)},,别的,,") == (0, 0, 1, 0)
    assert take_back(cast) == (0, 1, 0)


def test_control_points_are_only_added_and_count_at_once(cast, house, bring):
    head = "类型,指数,依据,从哪天,预计失效日"
    rows = ["专利,8,三项专利,2024-01-01,2030-01-01", "成本优势,4,报价对比,2025-01-01,"]
    assert bring("control_points", head, *rows) == (2, 0, 0, 0)
    assert ControlPoint.objects.get(kind="standard").by == cast["ops"]
    assert StrategyStanding.objects.get(customer=house).control_value == 8
    assert bring("control_points", head, rows[0], "成本优势,6,报价对比,2025-01-01,", "品牌,5,无,2099-01-01,") == (
        0,
        0,
        1,
        2,
    )
    assert told() == {3: ("point_stands", "指数"), 4: ("day_ahead", "从哪天")}
    assert take_back(cast) == (2, 0, 0)
    assert StrategyStanding.objects.get(customer=house).control_value in (None, 0)
