"""The suite about itself: when it takes every core, and which migrated database a run may begin with."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection

from customers.models import DepartmentFunction
from tests.conftest import pytest_xdist_auto_num_workers
from tests.migrated import digest, furnish
from voice import guards

ADDED = "not long"
WHOLE = pytest.Config.ArgsSource.TESTPATHS


@pytest.mark.parametrize(
    ("said", "source", "workers"),
    [
        pytest.param({}, WHOLE, None, id="the whole suite: as many as there are cores"),
        pytest.param({}, pytest.Config.ArgsSource.ARGS, 0, id="a path"),
        pytest.param({"markexpr": "broker"}, WHOLE, 0, id="a mark"),
        pytest.param({"keyword": "wall"}, WHOLE, 0, id="a word"),
        pytest.param({"collectonly": True}, WHOLE, 0, id="a list of tests"),
        pytest.param({"capture": "no"}, WHOLE, 0, id="prints to be seen"),
    ],
)
def test_only_the_whole_suite_pays_for_several_processes(said, source, workers):
    option = {"markexpr": ADDED, "keyword": "", "collectonly": False, "capture": "fd"} | said
    config = SimpleNamespace(option=SimpleNamespace(**option), args_source=source, getini=lambda _name: ["-m", ADDED])
    assert pytest_xdist_auto_num_workers(config) == workers


def test_the_kept_database_goes_with_the_migrations_and_what_they_import(tmp_path: Path):
    for name, text in {
        "house/migrations/0001_initial.py": "import house.money\nfrom house import guards\n",
        "house/money.py": "PLACES = 2\n",
        "house/guards.py": "WORDS = 1\n",
        "house/views.py": "",
        "requirements/runtime.txt": "django==1\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    found = [digest(tmp_path)]
    for name in ("house/migrations/0001_initial.py", "house/money.py", "house/guards.py", "requirements/runtime.txt"):
        (tmp_path / name).write_text((tmp_path / name).read_text() + "# changed\n")
        found.append(digest(tmp_path))
    assert len(set(found)) == len(found)
    (tmp_path / "house/views.py").write_text("# changed\n")
    assert digest(tmp_path) == found[-1]


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_gets_its_dictionaries_back():
    before = list(DepartmentFunction.objects.values_list("pk", "code"))
    guards.drop(connection)
    call_command("flush", verbosity=0, interactive=False)
    guards.install(connection)
    assert not DepartmentFunction.objects.exists()
    furnish()
    assert list(DepartmentFunction.objects.values_list("pk", "code")) == before != []
