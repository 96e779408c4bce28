"""Files of goals: through the same checks as the page, known again by customer, KPI and start, taken back whole."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from customers.importing.plans import Options
from customers.models import HistoryEntry, ImportRun, RejectedRow
from customers.services import importing
from customers.services.importing import undoing
from office.clock import today
from relationships.models import Goal, GoalVersion, RelationshipStanding
from relationships.services import goals
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_kpi, make_reading
from tests.factories.plans import make_objective, make_plan
from tests.integration.customers.importing import bring_in, counts

pytestmark = pytest.mark.usefixtures("clock")

HEAD = "指标,基线,目标值,开始日,到期日,我方负责人"
ROW = "停机时长,60,90,2026-06-01,2027-05-31,lea"


@pytest.fixture
def house(cast):
    return make_customer(cast["mei"], name="北渡精工", tier="A")


@pytest.fixture
def kpi(cast):
    return make_kpi(by=cast["ops"], code="downtime", name_zh_hans="停机时长")


@pytest.fixture
def write(tmp_path):
    def write(*rows: str, head: str = HEAD) -> Any:
        path = tmp_path / "goals.csv"
        path.write_text("\n".join([f"客户,{head}", *(f"北渡精工,{row}" for row in rows)]) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def bring(write, cast):
    def bring(*rows: str, head: str = HEAD, by: str = "ops") -> tuple[int, int, int, int]:
        return counts(bring_in(write(*rows, head=head), "goals", by=cast[by]))

    return bring


def told():
    newest = ImportRun.objects.order_by("-pk")[0]
    return {each.row: tuple(each.problems[0][:2]) for each in RejectedRow.objects.filter(run=newest).order_by("row")}


def take_back(cast, number=0):
    undo = undoing.begin(ImportRun.objects.order_by("pk")[number], by=cast["ops"])
    undoing.work(undo, report=lambda *_told: None)
    return undo.reverted, undo.kept, undo.failed


def terms():
    return Goal.objects.select_related("current__owner").get().terms


def test_a_goal_is_agreed_as_on_its_page(cast, house, kpi, bring, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert bring(ROW) == (1, 0, 0, 0)
    goal, agreed = Goal.objects.get(), terms()
    assert (goal.customer, goal.kpi, goal.import_run, goal.edited_at) == (house, kpi, ImportRun.objects.get(), None)
    assert (agreed.number, agreed.baseline, agreed.target, agreed.weight) == (1, 60, 90, 1)
    assert (agreed.start, agreed.due, agreed.owner, agreed.by) == (
        date(2026, 6, 1),
        date(2027, 5, 31),
        cast["lea"],
        cast["ops"],
    )
    assert HistoryEntry.objects.filter(customer=house, verb=goals.SET).count() == 1
    assert RelationshipStanding.objects.get(customer=house, kind="today").goals == 1
    assert bring(ROW.replace("停机时长", "downtime")) == (0, 0, 1, 0)
    with django_capture_on_commit_callbacks(execute=True):
        assert take_back(cast) == (1, 0, 0)
    assert not GoalVersion.objects.exists()
    assert RelationshipStanding.objects.get(customer=house, kind="today").goals == 0


def test_other_terms_are_a_further_version_and_the_undo_lets_the_earlier_stand(cast, house, kpi, bring):
    bring(ROW)
    assert bring(ROW.replace("90", "95").replace(",lea", ",")) == (0, 1, 0, 0)
    assert (terms().number, terms().target, terms().owner) == (2, 95, cast["lea"])
    assert "goals.csv" in terms().reason
    # What a file has no column for stays as it is.
    assert bring("downtime,85,2026-06-01,2027-05-31", head="指标,目标值,开始日,到期日") == (0, 1, 0, 0)
    assert (terms().number, terms().baseline, terms().target) == (3, 60, 85)
    assert take_back(cast, 2) == (1, 0, 0)
    assert take_back(cast, 1) == (1, 0, 0)
    assert (terms().number, terms().target, GoalVersion.objects.count()) == (1, 90, 1)


def test_a_range_takes_its_ends_and_people_of_both_sides(cast, house, bring):
    make_kpi(by=cast["ops"], code="ph", direction="range")
    lin = make_contact(house, "林知夏")
    head = "指标代码,基线,下限,上限,开始日,到期日,对方负责人,权重"
    row = "ph,4,6.5,7.5,2026-06-01,2027-05-31,林知夏,3"
    assert bring(row, head=head) == (1, 0, 0, 0)
    agreed = terms()
    assert (agreed.lo, agreed.hi, agreed.target, agreed.weight) == (Decimal("6.5"), Decimal("7.5"), None, 3)
    assert (agreed.their_owner, agreed.owner) == (lin, cast["mei"])  # nobody of ours named: who looks after them
    assert bring(row, head=head) == (0, 0, 1, 0)


def test_what_the_page_refuses_the_file_refuses_by_cell(cast, house, kpi, bring, write):
    make_kpi(by=cast["ops"], code="a1", name_zh_hans="良率")
    make_kpi(by=cast["ops"], code="a2", name_zh_hans="良率")
    rows = [
        ROW,
        ROW.replace("2026-06-01", "2026-07-01"),
        ROW,
        "无此指标,60,90,2026-06-01,2027-05-31,",
        "良率,60,90,2026-06-01,2027-05-31,",
        "a1,60,90,2026-06-01,2026-05-31,",
        "a1,60,90,2026-06-02,2027-05-31,otto",
        "a1,60,90,2026-06-03,2027-05-31,谁",
        "a1,60,,2026-06-01,2027-05-31,",
    ]
    expected = {
        3: ("refused", "指标"),
        4: ("repeated_key", ""),
        5: ("unknown_kpi", "指标"),
        6: ("ambiguous_kpi", "指标"),
        7: ("refused", "到期日"),
        8: ("refused", "我方负责人"),
        9: ("unknown_colleague", "我方负责人"),
    }
    run, _earlier = importing.prepare(write(*rows), "goals", by=cast["ops"], options=Options())
    seen = importing.preview(run)
    assert (seen.created, seen.rejected, Goal.objects.count()) == (1, 8, 0)
    assert counts(importing.run(run)) == (1, 0, 0, 8)
    assert told() == expected


def test_a_preview_writes_nothing_and_shows_the_change(cast, house, kpi, bring, write):
    bring(ROW)
    run, _earlier = importing.prepare(write(ROW.replace("90", "95")), "goals", by=cast["ops"], options=Options())
    [sample] = importing.preview(run).samples["updated"]
    assert sample["changes"] == {"target": ["90", "95"]}
    assert (terms().number, Goal.objects.get().import_run_id) == (1, ImportRun.objects.order_by("pk")[0].pk)


def test_a_goal_whose_day_has_passed_moves_no_more(cast, house, kpi, bring):
    past = "downtime,60,90,2025-06-01,2026-06-30,"
    assert bring(past) == (1, 0, 0, 0)
    assert bring(past.replace("90", "70")) == (0, 0, 0, 1)
    assert told() == {2: ("refused", "到期日")}


def test_what_people_did_since_stays(cast, house, kpi, bring):
    bring(ROW)
    goal = Goal.objects.get()
    goals.change(goal, changes={"target": Decimal(80)}, reason="二号线晚了", number=1, by=cast["mei"])
    assert take_back(cast) == (0, 1, 0)
    goals.void(goal, reason="产品停了", by=cast["mei"])
    assert bring(ROW) == (0, 0, 1, 0)
    assert Goal.objects.get().voided_at is not None


def test_a_goal_that_was_read_or_planned_for_is_not_removed(cast, house, kpi, bring):
    make_kpi(by=cast["ops"], code="p2")
    bring(ROW, "p2,60,90,2026-06-01,2027-05-31,")
    read, planned = Goal.objects.order_by("kpi__code")
    make_reading(read, "70", on=today() - timedelta(days=3))
    make_objective(make_plan(house), planned)
    assert take_back(cast) == (0, 1, 1)
    assert [one.terms.target for one in Goal.objects.select_related("current")] == [90, 90]


def test_goals_come_by_sales_operations_not_by_each_manager(house, kpi, bring):
    with pytest.raises(PermissionDenied):
        bring(ROW, by="mei")


def test_the_command_line_brings_goals_as_the_system_itself(house, kpi, write):
    assert counts(bring_in(write(ROW), "goals")) == (1, 0, 0, 0)
