"""Files of contacts that took place in another system: known again by their number, with people, and taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.importing import checking, plans, sources
from customers.importing.problems import Problem
from customers.models import Contact, Customer, ImportRun, RejectedRow
from customers.services import importing
from customers.services.importing import undoing
from office.clock import today
from relationships.models import Interaction, Participation
from relationships.services import logging, voiding
from tests.factories.customers import make_contact, make_customer
from tests.integration.customers.importing import bring_in, counts

pytestmark = pytest.mark.usefixtures("clock")

HEAD = "编号,时间,方式,方向,了解到多少,分钟,对方的人,我方的人,一句话"
VISIT = "A1,2026-11-09 14:30,拜访,双方,4,90,林知夏；陆衡,mei;费允,看新产线"


@pytest.fixture
def house(cast):
    return make_customer(cast["mei"], name="北渡精工", tier="A")


@pytest.fixture
def people(house):
    return make_contact(house, "林知夏"), make_contact(house, "陆衡")


@pytest.fixture
def bring(tmp_path, cast):
    def bring(*rows: str, head: str = HEAD, **said: Any) -> tuple[int, int, int, int]:
        path = tmp_path / "history.csv"
        path.write_text("\n".join([f"客户,{head}", *(f"北渡精工,{row}" for row in rows)]) + "\n", encoding="utf-8")
        return counts(bring_in(path, "interactions", by=cast["ops"], **said))

    return bring


def told():
    newest = ImportRun.objects.order_by("-pk")[0]
    return {each.row: tuple(each.problems[0][:2]) for each in RejectedRow.objects.filter(run=newest).order_by("row")}


def cells(folder):
    """What is wrong with single cells, as the check of the file tells it."""
    source = sources.inspect(folder / "history.csv")
    plan = plans.make("interactions", source, plans.Options(), zone="Asia/Shanghai")
    return {
        row: (found[0].code, found[0].column)
        for batch in checking.batches(plan)
        for row, found in batch.rejected.items()
    }


def take_back(cast, number=0):
    undo = undoing.begin(ImportRun.objects.order_by("pk")[number], by=cast["ops"])
    undoing.work(undo, report=lambda *_told: None)
    return undo.reverted, undo.kept, undo.failed


def there(row):
    ours = {one.user.username: (one.minutes, one.cost_role) for one in row.participations.select_related("user")}
    return {one.person.name for one in row.contacts.select_related("person")}, ours


def warmth(house):
    return Customer.objects.get(pk=house.pk).relationship_now.temperature


@pytest.fixture
def visit(bring, people, cast):
    assert bring(VISIT) == (1, 0, 0, 0)
    return Interaction.objects.get()


def test_a_contact_comes_with_its_people_and_counts_at_once(
    cast, house, bring, people, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert bring(VISIT) == (1, 0, 0, 0)
    row = Interaction.objects.get()
    assert (row.kind, row.direction, row.quality, row.minutes, row.line) == ("visit", "mutual", 4, 90, "看新产线")
    assert row.at == datetime(2026, 11, 9, 6, 30, tzinfo=UTC)  # the company's clock is that of Shanghai
    assert Interaction.objects.filter(at__gte=row.at, at__lte=row.at).exists()
    assert there(row) == ({"林知夏", "陆衡"}, {"mei": (90, "csm"), "fay": (90, "executive")})
    assert (row.logged_by, row.import_run, row.recorded_at) == (cast["ops"], ImportRun.objects.get(), timezone.now())
    assert round(warmth(house), 1) == 31.6  # 8 points × 1.2, ten days of a half-life of 45
    client.force_login(cast["mei"])
    assert "看新产线" in client.get(house.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert take_back(cast) == (1, 0, 0)
    assert not Interaction.objects.exists()
    assert not Participation.objects.exists()
    assert warmth(house) is None


def test_the_same_file_brings_nothing_twice_and_a_later_one_corrects(cast, visit, bring, people):
    again = VISIT
    assert bring(again, head=HEAD + ",来源") == (0, 0, 1, 0)
    assert bring(again.replace("90,林知夏；陆衡", "60,陆衡").replace("看新产线", "看新线")) == (0, 1, 0, 0)
    visit.refresh_from_db()
    assert (visit.line, visit.minutes) == ("看新线", 60)
    assert there(visit) == ({"陆衡"}, {"mei": (60, "csm"), "fay": (60, "executive")})
    # A file without those columns leaves people and minutes as they are.
    assert bring("A1,2026-11-09 14:30,会议,看新线", head="编号,时间,方式,一句话") == (0, 1, 0, 0)
    assert there(visit)[0] == {"陆衡"}
    assert take_back(cast, 3) == (1, 0, 0)
    assert take_back(cast, 2) == (1, 0, 0)
    visit.refresh_from_db()
    assert (visit.kind, visit.line, visit.minutes) == ("visit", "看新产线", 90)
    assert there(visit) == ({"林知夏", "陆衡"}, {"mei": (90, "csm"), "fay": (90, "executive")})


def test_other_people_alone_are_a_change_and_the_preview_names_them(cast, visit, bring, tmp_path):
    other = VISIT.replace("林知夏；陆衡", "林知夏").replace(";费允", "")
    path = tmp_path / "other.csv"
    path.write_text(f"客户,{HEAD}\n北渡精工,{other}\n", encoding="utf-8")
    run, _earlier = importing.prepare(path, "interactions", by=cast["ops"], options=plans.Options())
    seen = importing.preview(run)
    [sample] = seen.samples["updated"] if "updated" in seen.samples else next(iter(seen.samples.values()))
    assert set(sample["changes"]) == {"contacts", "colleagues"}
    assert sorted(sample["changes"]["contacts"][0].split("、")) == sorted(["林知夏", "陆衡"])
    assert sample["changes"]["contacts"][1] == "林知夏"
    assert there(visit)[0] == {"林知夏", "陆衡"}
    assert counts(importing.run(run)) == (0, 1, 0, 0)
    assert there(visit) == ({"林知夏"}, {"mei": (90, "csm")})


def test_the_same_number_of_another_system_is_another_contact(visit, bring, cast):
    assert bring(VISIT.replace(";费允", ""), source="crm2") == (1, 0, 0, 0)
    assert Interaction.objects.count() == 2


def test_what_was_voided_stays_voided_and_the_undo_leaves_it(cast, visit, bring):
    voiding.void(visit, by=cast["ops"], reason="twice")
    assert bring(VISIT.replace(";费允", "").replace("看新产线", "别的")) == (0, 0, 1, 0)
    assert take_back(cast) == (0, 1, 0)
    assert Interaction.objects.get().is_voided


def test_rows_that_cannot_be_are_told_by_cell(cast, house, people, bring, tmp_path):
    rows = [
        "1,2026-11-09 14:30,散步,,,,林知夏,,散步",
        "2,2026-11-09,拜访,,,,林知夏,,几点",
        "3,2099-01-01 10:00,拜访,,,,林知夏,,明年",
        "4,2026-11-09 14:30,拜访,出去,,,林知夏,,方向",
        "5,2026-11-09 14:30,拜访,,6,,林知夏,,六分",
        "6,2026-11-09 14:30,拜访,,,0,林知夏,,零分",
        "7,2026-11-09 14:30,拜访,,,,林知夏、无此人,,谁",
        "8,2026-11-09 14:30,拜访,,,,林知夏,某人,谁",
        "9,2026-11-09 14:30,拜访,,,,,,没人",
        "10,2026-11-09 14:30,拜访,,,,林知夏,,",
        ",2026-11-09 14:30,拜访,,,,林知夏,,没编号",
        "12,2026-11-09 14:30,群发,,,,,,发给所有人",
        "12,2026-11-09 14:30,拜访,,,,林知夏,,同号",
    ]
    assert bring(*rows) == (1, 0, 0, 12)
    assert told() == {
        3: ("not_a_moment", "时间"),
        4: ("moment_ahead", "时间"),
        8: ("unknown_person", "对方的人"),
        9: ("unknown_colleague", "我方的人"),
        10: ("missing", "对方的人"),
        14: ("repeated_key", ""),
    }
    assert cells(tmp_path) == {
        2: ("not_a_choice", "方式"),
        5: ("not_a_choice", "方向"),
        6: ("not_a_choice", "了解到多少"),
        7: ("not_whole", "分钟"),
        11: ("missing", "一句话"),
        12: ("missing", "编号"),
    }
    problem = Problem("unknown_person", "对方的人", {"value": "无此人"})
    assert "无此人" in problem.reason
    assert problem.cure


def test_a_day_and_its_time_may_stand_in_two_columns(house, people, bring):
    head = "编号,日期,几点,方式,对方的人,一句话"
    assert bring("1,2026/11/9,14:05,电话,林知夏,报价", head=head) == (1, 0, 0, 0)
    row = Interaction.objects.get()
    assert row.at == datetime(2026, 11, 9, 6, 5, tzinfo=UTC)
    assert there(row)[1] == {"mei": (None, "csm")}  # nobody named: who looks after the customer
    assert bring("1,2026-11-09T14:05:00+08:00,电话,林知夏,报价", head="编号,时间,方式,对方的人,一句话") == (0, 0, 1, 0)


def test_people_who_left_by_now_were_there(cast, house, people, bring):
    Contact.objects.filter(pk=people[0].pk).update(left_on=today() - timedelta(days=1))
    cast["otto"].is_active = False
    cast["otto"].save(update_fields=["is_active"])
    assert bring("1,2026-11-09 14:30,拜访,,,,林知夏,otto,从前") == (1, 0, 0, 0)
    assert there(Interaction.objects.get())[1].keys() == {"otto"}


def test_contacts_by_hand_have_no_key_and_are_as_before(cast, house, people, visit):
    logged = logging.log(
        customer=house, contacts=[people[0].pk], by=cast["mei"], kind="call", line="下周到货", at=timezone.now()
    )
    assert (logged.interaction.key, logged.interaction.import_run) == (None, None)
    assert take_back(cast) == (1, 0, 0)
    assert Interaction.objects.get() == logged.interaction


def test_a_file_of_two_hundred_costs_as_many_queries_as_one_of_two(cast, house, people, bring):
    prices = []
    for first, many in ((1, 2), (100, 200), (1000, 200)):
        rows = [f"{first + n},2026-11-09 14:{n % 60:02},电话,,,,林知夏,mei,第{n}次" for n in range(many)]
        with CaptureQueriesContext(connection) as queries:
            assert bring(*rows) == (many, 0, 0, 0)
        prices.append(len(queries))
    assert prices[1] == prices[2]
    assert prices[1] - prices[0] < 20
