"""An import whose process is killed goes on where it stopped: nothing is lost, nothing doubled, all rows told (F2)."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from customers.models import ImportRun, RevenueLine
from customers.services import importing, rollups
from customers.services.importing import TakenOverError, running
from office.models import User
from tests.factories.customers import make_customer
from tests.integration.customers.importing import HEAD, bring_in, counts, digest, line

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]
ROWS = 10_000


def ledger(folder: Path) -> Path:
    """Ten thousand rows: repeats, refunds, many customers, and every hundredth row names nobody."""
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
        file.writelines(f"2024-{n % 3 + 1:02}-15,rebates,{n},C{n % 5}\n" for n in range(5000))
    return path


def address() -> str:
    """The test database as DATABASE_URL."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    secret = f":{told['PASSWORD']}" if told["PASSWORD"] else ""
    return f"postgres://{told['USER']}{secret}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


def kill_at(moment: str, kind: str, path: Path, *, guard: str = "on") -> None:
    connection.close()
    script = ROOT / "tests" / "integration" / "customers" / "killed_import.py"
    environment = os.environ | {
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, script, kind, path, moment, guard], env=environment, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]


@pytest.fixture(scope="module")
def unbroken() -> dict[str, str]:
    """What every moment of a kill must lead to: the first test writes the fingerprint, the others compare."""
    return {}


@pytest.mark.parametrize("moment", ["reading:2", "before:1", "before:6", "after:3", "adding-up"])
def test_a_killed_import_ends_as_an_unbroken_one(moment: str, tmp_path: Path, unbroken: dict[str, str]) -> None:
    path = ledger(tmp_path)
    kill_at(moment, "revenue", path)
    run, _ = importing.prepare(path, "revenue", by=User.objects.system())
    outcome = importing.run(run)
    assert (outcome.rows, outcome.created, outcome.rejected) == (ROWS, ROWS - 100, 100)
    assert ImportRun.objects.count() == 1, "the killed run was gone on with"
    told = digest()
    months = rollups.digest()
    assert rollups.rebuild() == months
    assert told == unbroken.setdefault("told", told), "every moment leads to the same ledger"


def test_an_unbroken_import_leads_to_the_same_ledger(tmp_path: Path, unbroken: dict[str, str]) -> None:
    assert counts(bring_in(ledger(tmp_path))) == (ROWS - 100, 0, 0, 100)
    assert digest() == unbroken.setdefault("told", digest())


def test_costs_without_documents_are_counted_on_behind_a_kill(tmp_path: Path) -> None:
    for n in range(5):
        make_customer(name=f"customer {n}", external_ids=[("ledger", f"C{n}")])
    path = costs(tmp_path)
    kill_at("after:2", "costs", path)
    run, _ = importing.prepare(path, "costs", by=User.objects.system())
    assert run.done_to > 0
    assert counts(importing.run(run)) == (5000, 0, 0, 0)
    assert counts(bring_in(path, "costs")) == (0, 0, 5000, 0)


def test_without_the_common_commit_rows_are_lost(tmp_path: Path) -> None:
    """The control: progress that is committed ahead of its rows loses them in a kill."""
    path = ledger(tmp_path)
    kill_at("before:3", "revenue", path, guard="off")
    run, _ = importing.prepare(path, "revenue", by=User.objects.system())
    importing.run(run)
    assert RevenueLine.objects.count() < ROWS - 100


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
    assert RevenueLine.objects.count() == ROWS - 100
    assert ImportRun.objects.get().created == ROWS - 100


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
