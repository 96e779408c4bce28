"""Pure packages compute on what they are given: no framework, no clock, no settings, no chance, no rows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PURE = (
    "office/calendar",
    "office/charts",
    "office/statistics",
    "customers/valuation",
    "relationships/courtesy",
    "relationships/network",
    "relationships/outcomes",
    "relationships/strategy",
    "voice/listening",
    "reports/indicators",
)
PACKAGES = {path.replace("/", ".") for path in PURE}
ALLOWED = {
    "bisect",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "fractions",
    "functools",
    "hashlib",
    "inspect",
    "itertools",
}
ALLOWED |= {"json", "math", "operator", "re", "statistics", "types", "typing", "unicodedata", "zoneinfo", "calendar"}
CLOCKS = {"now", "today", "utcnow", "localtime", "time_ns", "monotonic"}
MODULES = [path for folder in PURE for path in sorted((HOUSE / folder).rglob("*.py"))]


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def offences(source: str) -> list[str]:
    tree = ast.parse(source)
    foreign = [
        name
        for name in imported(tree)
        if name.split(".")[0] not in ALLOWED and not any(f"{name}.".startswith(f"{each}.") for each in PACKAGES)
    ]
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return foreign + [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS]


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("module", [pytest.param(path, id=str(path.relative_to(HOUSE))) for path in MODULES])
def test_a_pure_module_needs_nothing_but_its_input(module: Path) -> None:
    assert offences(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from django.conf import settings",
        "import random",
        "from customers.models import Customer",
        "from datetime import date\nday = date.today()",
        "import os",
    ],
)
def test_what_is_not_pure_is_found(source: str) -> None:
    assert offences(source)
