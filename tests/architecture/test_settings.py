"""Settings come from the environment through typed readers, and each variable is described for who operates Zhike."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import embedded, env

ROOT = Path(__file__).resolve().parents[2]
READERS = {"text", "flag", "number", "words", "folder", "zone", "database", "mail"}


def variables_read() -> set[str]:
    """The first word of each `env.text("NAME", …)` in config/, and those the shell scripts take."""
    found = set()
    for path in (ROOT / "config").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS:
                name = node.args[0] if node.args else None
                if isinstance(name, ast.Constant) and str(name.value).isupper():
                    found.add(str(name.value))
    return found


def variables_described() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "operate.md").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_variable_that_is_read_is_described_and_none_else():
    from_the_shell = {"PYTHON", "DJANGO_SETTINGS_MODULE", "UV_CACHE_DIR", "PIP_CACHE_DIR"}
    assert variables_described() == variables_read() | from_the_shell
    assert len(variables_read()) > 15


def test_only_the_readers_touch_the_environment():
    touching = {
        str(path.relative_to(ROOT))
        for app in ("config", "office", "customers", "relationships", "voice", "reports")
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"os\.environ\b|os\.getenv", path.read_text(encoding="utf-8"))
    }
    # Entry points name their settings, the suite's settings choose a storage, children get their surroundings.
    assert touching - {"config/celery.py", "config/wsgi.py", "config/settings/test.py"} <= {
        "config/supervisor.py",
        "office/pdf/rendering.py",
    }


@pytest.mark.parametrize(
    ("reader", "arguments", "value", "expected"),
    [
        pytest.param(env.text, ("",), "word", "word", id="text"),
        pytest.param(env.flag, (False,), "yes", True, id="yes"),
        pytest.param(env.flag, (True,), "0", False, id="no"),
        pytest.param(env.number, (1,), "42", 42, id="number"),
        pytest.param(env.words, ([],), "a, b,,c", ["a", "b", "c"], id="words"),
        pytest.param(env.folder, (Path("/x"),), "var", env.BASE_DIR / "var", id="relative folder counts from the root"),
        pytest.param(env.folder, (Path("/x"),), "/srv/a b", Path("/srv/a b"), id="absolute folder"),
        pytest.param(env.zone, ("UTC",), "Asia/Taipei", "Asia/Taipei", id="time zone"),
    ],
)
def test_readers_read(reader, arguments, value, expected, monkeypatch):
    monkeypatch.setenv("A_VARIABLE", value)
    assert reader("A_VARIABLE", *arguments) == expected
    monkeypatch.delenv("A_VARIABLE")
    assert reader("A_VARIABLE", *arguments) == arguments[0]


@pytest.mark.parametrize(
    ("reader", "arguments", "value"),
    [
        pytest.param(env.flag, (False,), "perhaps", id="neither yes nor no"),
        pytest.param(env.number, (1,), "many", id="no number"),
        pytest.param(env.zone, ("UTC",), "Mars/Olympus", id="no time zone"),
        pytest.param(env.database, ("sqlite:///x",), "nonsense://", id="no database address"),
        pytest.param(env.mail, ("consolemail://",), "pigeon://", id="no mail address"),
    ],
)
def test_readers_fail_loudly_and_name_the_variable(reader, arguments, value, monkeypatch):
    monkeypatch.setenv("A_VARIABLE", value)
    with pytest.raises(ImproperlyConfigured, match="A_VARIABLE"):
        reader("A_VARIABLE", *arguments)


def test_a_path_with_blanks_and_signs_becomes_a_database_address():
    address = env.sqlite_address(Path("/srv/知客 a%b/zhike.sqlite3"))
    assert env.env.dj_db_url("NOT_SET", address)["NAME"] == "/srv/知客 a%b/zhike.sqlite3"


def test_tasks_take_json_only():
    """A pickled message could run anything (T39)."""
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    assert settings.CELERY_TASK_SERIALIZER == "json"


def test_the_embedded_broker_is_found_by_its_socket(tmp_path):
    assert embedded.broker_url(tmp_path) == "filesystem://"
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "valkey.sock").touch()
    assert embedded.broker_url(tmp_path / "a b").startswith("redis+socket:///")
    assert "a%20b/valkey.sock" in embedded.broker_url(tmp_path / "a b")


def test_a_path_too_long_for_a_socket_leaves_the_file_broker():
    assert embedded.socket_path(Path("/srv/zhike/var")) == Path("/srv/zhike/var/valkey.sock")
    assert embedded.socket_path(Path("/srv") / ("知" * 40)) is None
    assert embedded.broker_url(Path("/srv") / ("知" * 40)) == "filesystem://"
