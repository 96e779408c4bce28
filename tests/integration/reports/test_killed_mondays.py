"""The Monday report through fifty kills: one report and one mail for each week and person, whenever a process dies (F6)."""

import email
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import connection

from customers.models import RevenueLine
from customers.services import rollups
from office.calendar import Week
from office.models import Job, OutgoingMail, User
from office.services import mailing
from reports.models import WeeklyReport
from reports.services import weekly
from tests.databases import address
from tests.factories.customers import make_contact, make_customer
from tests.factories.office import make_cast

pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = Path(__file__).with_name("killed_monday.py")
WEEK = Week("2026-W47")
MONDAY = datetime(2026, 11, 22, 23, 40, tzinfo=UTC)  # Monday 23 November, 07:40 in Shanghai
LEASE_IS_OVER = timedelta(minutes=4)
SENDER_IS_GONE = timedelta(minutes=11)
READERS = ("fay", "eve")

# Where the process dies, and where the one after it dies too. 26 moments, then 24 more in the runs that follow.
WHILE_IT_IS_MADE = [
    ("enqueued:1", "claimed:1"),
    ("claimed:1", "gathered:1"),
    ("gathering:1", "made:1"),
    ("gathered:1", "pressing:2"),
    ("gathered:2", "pressed:1"),
    ("made:1", "made:1"),
    ("made:2", "kept:1"),
    ("pressing:1", "papered:1"),
    ("pressing:2", "posted:1"),
    ("pressed:1", "posted:2"),
    ("pressed:2", "ending:1"),
    ("kept:1", "kept:1"),
    ("kept:2", "ended:1"),
    ("papered:1", "taken:1"),
    ("papered:2", "taken:2"),
    ("posted:1", "sending:1"),
    ("posted:2", "sent:1"),
    ("ending:1", "sent:2"),
    ("ended:1", "settled:1"),
]
WHILE_IT_IS_SENT = [
    ("taken:1", "taken:1"),
    ("taken:2",),
    ("sending:1", "sent:1"),
    ("sending:2",),
    ("sent:1", "sending:1"),
    ("settling:1", "settling:1"),
    ("settled:1", "settled:1"),
]
MONDAYS = WHILE_IT_IS_MADE + WHILE_IT_IS_SENT
IN_SHORT = [("kept:1", "posted:2"), ("made:2", "sent:1")]
# Dead between the claim of a mail and its settling, nobody knows whether it left. Before the first of these it had not.
NOT_GONE, GONE = {"taken", "sending"}, {"sent", "settling"}

Tick = Callable[..., int]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of the stored files and that of the mails that have left."""
    root = tmp_path_factory.mktemp("mondays")
    (root / "temporary").mkdir()
    return root / "files", root / "mails"


@pytest.fixture(scope="module")
def killing(django_db_setup: None, places: tuple[Path, Path]) -> Iterator["subprocess.Popen[str]"]:
    root = SCRIPT.parents[3]
    environment = os.environ | {"DATABASE_URL": address(), "PYTHONPATH": str(root)}
    with subprocess.Popen(
        [sys.executable, SCRIPT, *places],
        env=environment | {"TMPDIR": str(places[0].with_name("temporary"))}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        yield process


@pytest.fixture
def tick(killing: "subprocess.Popen[str]", places: tuple[Path, Path], settings) -> Tick:
    """One tick of the house in a process of its own, which dies at the moment told; how it ended."""
    files, mails = places
    settings.MEDIA_ROOT = str(files)
    for left in mails.glob("*"):
        left.unlink()

    def run(now: datetime, moment: str = "never:1", guard: str = "on") -> int:
        connection.close()
        assert killing.stdin
        assert killing.stdout
        order = {"now": now.isoformat(), "moment": moment, "guard": guard}
        killing.stdin.write(json.dumps(order) + "\n")
        killing.stdin.flush()
        return int(killing.stdout.readline())

    return run


@pytest.fixture
def cast() -> dict[str, User]:
    """Two readers, and a customer to report on."""
    cast = make_cast()
    with time_machine.travel(MONDAY - timedelta(days=4), tick=False):
        customer = make_customer(cast["mei"], name="澜江重工", tier="S")
        make_contact(customer, "沈令仪", seniority=5)
        RevenueLine.objects.create(
            customer=customer, document="D1", booked_on="2026-10-08", net="150.00", currency="CNY"
        )
        rollups.rebuild()
    return cast


def left(mails: Path) -> list[Message]:
    """The copies that have left the house, each with its Message-ID."""
    written = b"".join(path.read_bytes() for path in sorted(mails.glob("*")))
    found = [email.message_from_bytes(part.lstrip()) for part in re.split(rb"^-{79}$", written, flags=re.MULTILINE)]
    return [message for message in found if message["Message-ID"]]


def told() -> list[tuple[str, int, str]]:
    """What the job says of itself."""
    return list(Job.objects.filter(kind=weekly.KIND).values_list("state", "attempts", "error"))


def dies_through(tick: Tick, moments: tuple[str, ...]) -> None:
    """Each process dies at its moment; the last ones do what is left."""
    now = MONDAY
    for moment in moments:
        assert tick(now, moment) == -9, f"nobody died at {moment}; {told()}"
        now += LEASE_IS_OVER
    assert tick(now) == 0
    assert tick(now + SENDER_IS_GONE) == 0


def is_delivered(cast: dict[str, User], mails: Path, moments: tuple[str, ...]) -> None:
    job = Job.objects.get(kind=weekly.KIND)
    assert (job.state, job.error) == (Job.State.SUCCEEDED, "")
    reports = WeeklyReport.objects.order_by("pk")
    assert sorted((report.week, report.reader.username) for report in reports) == [(WEEK, "eve"), (WEEK, "fay")]
    for report in reports:
        assert report.digest == weekly.digest(report.inputs)
        with default_storage.open(report.path) as file:
            assert hashlib.sha256(file.read()).hexdigest() == report.pdf_sha256
    posted = OutgoingMail.objects.order_by("pk")
    assert sorted((mail.purpose, mail.period, mail.person.username) for mail in posted) == [
        (weekly.PURPOSE, WEEK, "eve"),
        (weekly.PURPOSE, WEEK, "fay"),
    ]
    in_between = [moment.partition(":")[0] for moment in moments]
    unsure = [mail for mail in posted if mail.state == OutgoingMail.State.UNKNOWN]
    assert len(unsure) == sum(place in NOT_GONE | GONE for place in in_between), "and no kill elsewhere leaves a doubt"
    assert {mail.state for mail in posted} <= {OutgoingMail.State.SENT, OutgoingMail.State.UNKNOWN}
    copies = left(mails)
    names = [message["Message-ID"] for message in copies]
    assert len(names) == len(set(names)) == len(READERS) - sum(place in NOT_GONE for place in in_between)
    assert {mail.message_id for mail in posted if mail.state == OutgoingMail.State.SENT} <= set(names)
    papers = {report.reader.email: report.pdf_sha256 for report in reports}
    for message in copies:
        (paper,) = [part for part in message.walk() if part.get_content_type() == "application/pdf"]
        assert hashlib.sha256(paper.get_payload(decode=True)).hexdigest() == papers[message["To"]]  # type: ignore[arg-type]


@pytest.mark.parametrize("moments", IN_SHORT, ids=" ".join)
def test_two_kills_leave_one_report_and_one_mail_for_each_person(
    moments: tuple[str, ...], cast: dict[str, User], tick: Tick, places: tuple[Path, Path]
) -> None:
    dies_through(tick, moments)
    is_delivered(cast, places[1], moments)


@pytest.mark.kills
@pytest.mark.parametrize("moments", MONDAYS, ids=" ".join)
def test_fifty_kills_leave_one_report_and_one_mail_for_each_week_and_person(
    moments: tuple[str, ...], cast: dict[str, User], tick: Tick, places: tuple[Path, Path]
) -> None:
    dies_through(tick, moments)
    is_delivered(cast, places[1], moments)


def test_they_are_fifty() -> None:
    assert len(MONDAYS) == len({moments[0] for moments in MONDAYS}) == 26
    assert sum(map(len, MONDAYS)) == 50


def test_a_mail_that_perhaps_left_leaves_again_only_when_a_person_says_so(
    cast: dict[str, User], tick: Tick, places: tuple[Path, Path]
) -> None:
    dies_through(tick, ("sending:1",))
    assert len(left(places[1])) == 1
    later = MONDAY + timedelta(hours=1)
    assert tick(later) == 0
    assert len(left(places[1])) == 1
    with time_machine.travel(later, tick=False):
        assert mailing.release(OutgoingMail.objects.get(state=OutgoingMail.State.UNKNOWN))
    assert tick(later + timedelta(minutes=1)) == 0
    names = [message["Message-ID"] for message in left(places[1])]
    assert len(names) == len(set(names)) == 2


def test_a_report_that_kills_three_workers_is_given_up_with_a_word(cast: dict[str, User], tick: Tick) -> None:
    for attempt in range(3):
        assert tick(MONDAY + attempt * LEASE_IS_OVER, "pressing:1") == -9
    assert tick(MONDAY + 3 * LEASE_IS_OVER) == 0
    job = Job.objects.get(kind=weekly.KIND)
    assert (job.state, job.error, job.attempts) == (Job.State.FAILED, "The worker stopped while doing this.", 3)
    assert WeeklyReport.objects.count() == 1


@pytest.mark.kills
def test_control_without_the_claim_a_mail_leaves_twice(
    cast: dict[str, User], tick: Tick, places: tuple[Path, Path]
) -> None:
    assert tick(MONDAY, "sent:1", "unclaimed") == -9
    assert tick(MONDAY + LEASE_IS_OVER, guard="unclaimed") == 0
    assert len(left(places[1])) == 3


@pytest.mark.kills
def test_control_without_the_unique_row_a_person_gets_two_reports(
    cast: dict[str, User], tick: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    (once,) = WeeklyReport._meta.constraints
    with monkeypatch.context() as patch, connection.schema_editor() as editor:
        patch.setattr(WeeklyReport._meta, "constraints", [])  # SQLite makes the table anew from what the model says
        editor.remove_constraint(WeeklyReport, once)
    try:
        assert tick(MONDAY, "posted:1", "blind") == -9
        assert tick(MONDAY + LEASE_IS_OVER, guard="blind") == 0
        assert WeeklyReport.objects.count() == 3
    finally:
        WeeklyReport.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(WeeklyReport, once)


@pytest.mark.kills
def test_with_the_unique_row_alone_a_person_still_gets_one_report(cast: dict[str, User], tick: Tick) -> None:
    assert tick(MONDAY, "posted:1", "blind") == -9
    assert tick(MONDAY + LEASE_IS_OVER, guard="blind") == 0
    assert WeeklyReport.objects.count() == 1
