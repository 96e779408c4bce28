"""An undo whose process is killed goes on where it stopped: nothing is left over, nothing counted twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from customers.models import Customer, HistoryEntry, ImportRun, ImportUndo, RevenueLine, UndoneRecord
from customers.services import rollups
from customers.services.importing import undo_facts, undoing
from office.models import User
from tests.databases import address
from tests.factories.customers import make_customer
from tests.integration.customers.importing import bring_in, digest, file, line

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]
ROWS = 1500


def silent(done: int, total: int | None, message: str) -> None:
    """Nobody watches."""


def brought_in(folder: Path) -> tuple[ImportRun, str]:
    """Fifteen hundred lines of a customer of ours and of strangers, one of which was corrected since."""
    make_customer(name="老客户", external_ids=[("ledger", "C0")])
    before = digest()
    bring_in(file(folder, *(line(f"D{n}", number=f"C{n % 7}") for n in range(ROWS))))
    return ImportRun.objects.get(), before


def kill_at(moment: str, run: ImportRun, *, guard: str = "on") -> None:
    connection.close()
    script = ROOT / "tests" / "integration" / "customers" / "killed_undo.py"
    environment = os.environ | {
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, script, str(run.pk), moment, guard]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]


def go_on(run: ImportRun, monkeypatch: pytest.MonkeyPatch) -> ImportUndo:
    monkeypatch.setattr(undo_facts.FactUndoer, "size", 300)
    return undoing.work(undoing.begin(run, by=User.objects.system()), report=silent)


@pytest.mark.parametrize("moment", ["before:3", "after:2", "adding-up"])
def test_a_killed_undo_ends_as_an_unbroken_one(moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, before = brought_in(tmp_path)
    kill_at(moment, run)
    assert RevenueLine.objects.count() == {"before:3": 900, "after:2": 900, "adding-up": 0}[moment]
    undo = go_on(run, monkeypatch)
    assert (undo.reverted, undo.kept, undo.failed, undo.removed_customers) == (ROWS, 0, 0, 6)
    assert UndoneRecord.objects.count() == ROWS
    assert len(set(UndoneRecord.objects.values_list("record_id", flat=True))) == ROWS
    assert digest() == before
    assert rollups.rebuild() == rollups.digest()
    assert HistoryEntry.objects.filter(verb="import_undone").get().customer == Customer.objects.get()


def test_without_the_common_commit_lines_are_left_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: progress that is committed ahead of its rows leaves them behind."""
    run, _before = brought_in(tmp_path)
    kill_at("before:2", run, guard="off")
    go_on(run, monkeypatch)
    assert RevenueLine.objects.count() == 600
