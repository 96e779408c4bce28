"""Imports go one way, and no query takes its conditions from a stranger."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("office", "customers", "relationships", "voice", "reports")


def test_each_app_knows_only_those_below_it_and_siblings_never_meet():
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def packs_unknown_words_into_a_query(source: str) -> list[int]:
    """Lines where `filter(**names)` and its like take a dictionary that is not written out in place.

    Keys from a request could name any column of any related table, or Django's own `_connector` (CVE-2025-64459).
    """
    verbs = {"filter", "exclude", "annotate", "alias", "get", "Q", "update_or_create", "get_or_create", "aggregate"}
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", None) in verbs or getattr(node.func, "id", None) == "Q")
        and any(word.arg is None and not is_written_out(word.value) for word in node.keywords)
    ]


def is_written_out(node: ast.expr) -> bool:
    """A dictionary in its place: so many keys and no more, none unpacked from elsewhere."""
    return isinstance(node, ast.Dict) and None not in node.keys


@pytest.mark.parametrize("app", APPS)
def test_no_query_takes_its_conditions_from_a_dictionary(app):
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules(app)
        for line in packs_unknown_words_into_a_query(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Customer.objects.filter(**request.GET)", [1]),
        ("a = 1\nqs.exclude(Q(**conditions))", [2]),
        ("qs.annotate(**{**extra})", [1]),
        ("qs.filter(**{'name': value})", []),
        ("qs.filter(**{f'{path}__gte': value})", []),
        ("qs.filter(name=value)", []),
    ],
)
def test_the_rule_on_dictionaries_would_notice(source, lines):
    assert packs_unknown_words_into_a_query(source) == lines
