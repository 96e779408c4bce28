"""An import whose process is killed goes on where it stopped: nothing is lost, nothing doubled, all rows told (F2)."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from customers.models import ImportRun, RejectedRow, RevenueLine
from customers.services import importing, rollups
from customers.services.importing import TakenOverError, dialogue, running
from customers.tasks import LEASE
from office import hints
from office.models import Job, User
from office.services import jobs
from tests.databases import address
from tests.factories.customers import make_customer
from tests.integration.customers.importing import HEAD, bring_in, counts, digest, line

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]
ROWS = 2_000
UNNAMED = ROWS // 100
COSTS = 1_000


def ledger(folder: Path) -> Path:
    """Two thousand rows: repeats, refunds, many customers, and every hundredth row names nobody."""
    path = folder / "ledger.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for n in range(ROWS):
            number = "" if n % 100 == 7 else f"C{n % 311}"
            file.write(
                line(f"D{n // 8}", f"I{n % 3}", day=f"2024-{n % 12 + 1:02}-15", amount=str(n % 90 - 9), number=number)
            )
    return path


def costs(folder: Path) -> Path:
    """Costs without documents: their ordinals are counted by customer, month and kind over the whole file."""
    path = folder / "costs.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("date,cost type,amount,customer id\n")
        file.writelines(f"2024-{n % 3 + 1:02}-15,rebates,{n},C{n % 5}\n" for n in range(COSTS))
    return path


def kill_at(moment: str, kind: str, path: Path, *, guard: str = "on", job: Job | None = None) -> None:
    connection.close()
    script = ROOT / "tests" / "integration" / "customers" / "killed_import.py"
    command = [sys.executable, script, kind, path, moment, guard, *([str(job.pk)] if job else [])]
    with tempfile.TemporaryDirectory() as own:  # what it leaves behind goes with it
        environment = os.environ | {
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": str(ROOT),
            "TMPDIR": own,
        }
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]


@pytest.fixture(scope="module")
def unbroken() -> dict[str, str]:
    """What every moment of a kill must lead to: the first test writes the fingerprint, the others compare."""
    return {}


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """The import of two thousand rows, as a worker finds it."""
    by = User.objects.system()
    run, _ = importing.prepare(ledger(tmp_path), "revenue", by=by)
    return Job.objects.create(kind=dialogue.RUN, payload={"run_id": run.pk}, by=by)


@contextmanager
def nobody_hears(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The sweep puts lost jobs back, and no worker takes them yet."""
    with monkeypatch.context() as patch:
        patch.setattr(hints, "send", lambda _job_id: None)
        yield


def is_whole(job: Job, unbroken: dict[str, str], *, attempts: int) -> None:
    """Every row is there once, every row is told, and the ledger is that of an import that nobody broke."""
    told = {"rows": ROWS, "created": ROWS - UNNAMED, "updated": 0, "skipped": 0, "rejected": UNNAMED}
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (Job.State.SUCCEEDED, "", attempts)
    assert {name: job.result[name] for name in told} == told
    run = ImportRun.objects.get()
    assert {name: getattr(run, name) for name in told} == told
    assert run.state == ImportRun.State.FINISHED
    with Path(run.rejected_path).open(encoding="utf-8-sig") as returned:
        assert sum(1 for _ in returned) == UNNAMED + 1
    assert RejectedRow.objects.count() == len(set(RejectedRow.objects.values_list("row", flat=True)))
    assert RevenueLine.objects.count() == ROWS - UNNAMED
    months, found = rollups.digest(), digest()
    assert rollups.rebuild() == months
    assert found == unbroken.setdefault("told", found), "every moment leads to the same ledger"


TEN = [
    *("reading:1", "reading:2", "before:1", "before:6", "before:10", "after:3", "after:9"),
    *("adding-up", "annotating", "ending"),
]
IN_SHORT = ["after:3"]


@pytest.mark.parametrize(
    "moment", [*IN_SHORT, *(pytest.param(moment, marks=pytest.mark.kills) for moment in TEN if moment not in IN_SHORT)]
)
def test_an_import_whose_worker_is_killed_ends_as_an_unbroken_one(
    moment: str, job: Job, tmp_path: Path, unbroken: dict[str, str]
) -> None:
    kill_at(moment, "revenue", tmp_path / "ledger.csv", job=job)
    assert jobs.sweep() == [], "the dead worker's lease still runs"
    assert jobs.sweep(now=timezone.now() + LEASE + timedelta(minutes=1)) == [job.pk]
    is_whole(job, unbroken, attempts=2)


@pytest.mark.kills
def test_the_ten_are_compared_with_a_worker_that_nobody_killed(job: Job, unbroken: dict[str, str]) -> None:
    assert jobs.run(job.pk)
    is_whole(job, unbroken, attempts=1)


@pytest.mark.kills
def test_an_import_that_three_kills_gave_up_ends_whole_when_a_person_tries_again(
    job: Job, tmp_path: Path, unbroken: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timezone.now()
    with nobody_hears(monkeypatch):
        for moment in ("reading:2", "after:2", "before:5"):
            kill_at(moment, "revenue", tmp_path / "ledger.csv", job=job)
            later += LEASE + timedelta(minutes=1)
            jobs.sweep(now=later)
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "The worker stopped while doing this.")
    assert RevenueLine.objects.exists()
    jobs.retry(job, by=User.objects.system())
    is_whole(job, unbroken, attempts=1)


def test_an_unbroken_import_leads_to_the_same_ledger(tmp_path: Path, unbroken: dict[str, str]) -> None:
    assert counts(bring_in(ledger(tmp_path))) == (ROWS - UNNAMED, 0, 0, UNNAMED)
    assert digest() == unbroken.setdefault("told", digest())


def test_costs_without_documents_are_counted_on_behind_a_kill(tmp_path: Path) -> None:
    for n in range(5):
        make_customer(name=f"customer {n}", external_ids=[("ledger", f"C{n}")])
    path = costs(tmp_path)
    kill_at("after:2", "costs", path)
    run, _ = importing.prepare(path, "costs", by=User.objects.system())
    assert run.done_to > 0
    assert counts(importing.run(run)) == (COSTS, 0, 0, 0)
    assert counts(bring_in(path, "costs")) == (0, 0, COSTS, 0)


@pytest.mark.kills
def test_without_the_common_commit_rows_are_lost(tmp_path: Path) -> None:
    """The control: progress that is committed ahead of its rows loses them in a kill."""
    path = ledger(tmp_path)
    kill_at("before:3", "revenue", path, guard="off")
    run, _ = importing.prepare(path, "revenue", by=User.objects.system())
    importing.run(run)
    assert RevenueLine.objects.count() < ROWS - UNNAMED


def test_of_two_processes_on_one_file_one_steps_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ledger(tmp_path)
    run, _ = importing.prepare(path, "revenue", by=User.objects.system())
    other = ImportRun.objects.get(pk=run.pk)
    commit = running._commit

    def overtaken(*args: object) -> None:
        """Just before our first batch, somebody else brings the whole file in."""
        monkeypatch.setattr(running, "_commit", commit)
        importing.run(other)
        commit(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "_commit", overtaken)
    with pytest.raises(TakenOverError):
        importing.run(run)
    assert RevenueLine.objects.count() == ROWS - UNNAMED
    assert ImportRun.objects.get().created == ROWS - UNNAMED


@pytest.mark.kills
def test_without_the_comparison_two_processes_count_rows_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the guard above: progress written without looking whether it is still ours."""
    path = ledger(tmp_path)
    run, _ = importing.prepare(path, "revenue", by=User.objects.system())
    other = ImportRun.objects.get(pk=run.pk)
    commit, advance = running._commit, running._advance

    def blind(mine: ImportRun, *rest: object) -> None:
        mine.done_to = ImportRun.objects.values_list("done_to", flat=True).get(pk=mine.pk)
        advance(mine, *rest)  # type: ignore[arg-type]

    def overtaken(*args: object) -> None:
        monkeypatch.setattr(running, "_commit", commit)
        importing.run(other)
        monkeypatch.setattr(running, "_advance", blind)
        commit(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "_commit", overtaken)
    importing.run(run)
    told = ImportRun.objects.get()
    assert told.created + told.updated + told.skipped + told.rejected > ROWS
