"""The migrated database, kept in `var/` between runs: on SQLite a test run begins with a copy of it.

It is kept under a digest of the migrations, of our modules that they import and of the pinned packages; `migrate` runs
over the copy all the same, so what a migrated database is seeded with is always this code's. A fresh clone, and so
continuous integration, has none and runs every migration; `--create-db` does too.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

ROOT = Path(__file__).parents[1]
_born_with: dict[type[Model], list[Model]] = {}


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, django_db_createdb: bool, django_db_modify_db_settings: None) -> bool:
    """Begin with the kept database where there is one."""
    if django_db_keepdb or django_db_createdb or connection.vendor != "sqlite" or not kept().exists():
        return django_db_keepdb
    shutil.copyfile(kept(), settings.DATABASES["default"]["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_createdb: bool, django_db_blocker) -> None:
    """Keep what was migrated just now. Of several processes that do, each writes the same."""
    with django_db_blocker.unblock():
        for model in apps.get_models():
            if rows := list(model._base_manager.order_by("pk")):
                _born_with[model] = rows
    if connection.vendor != "sqlite" or (kept().exists() and not django_db_createdb):
        return
    kept().parent.mkdir(parents=True, exist_ok=True)
    fresh = kept().with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(fresh)])
    fresh.replace(kept())
    for older in set(kept().parent.glob("*.sqlite3")) - {kept()}:
        older.unlink(missing_ok=True)


def furnish() -> None:
    """Give an emptied database back what its migrations brought (the dictionaries), so that tests come in any order."""
    with transaction.atomic():
        for model, rows in _born_with.items():
            if not model._base_manager.exists():
                model._base_manager.bulk_create(rows)
                _go_on_behind(model)


def kept() -> Path:
    return ROOT / "var" / "test-databases" / f"{digest(ROOT)}.sqlite3"


def digest(root: Path) -> str:
    """Of everything that a migrated database is made from."""
    migrations = sorted(root.glob("*/migrations/*.py"))
    imported = {path for migration in migrations for path in _own_modules(root, migration)}
    told = hashlib.sha256()
    for path in [*migrations, *sorted(imported), root / "requirements" / "runtime.txt"]:
        told.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return told.hexdigest()[:16]


IMPORT = re.compile(r"^(?:from ([\w.]+) import (.+)|import ([\w.]+))", re.MULTILINE)


def _own_modules(root: Path, migration: Path) -> Iterator[Path]:
    """Migrations import at the top, a line a module; reading their whole syntax would take seconds."""
    for package, parts, module in IMPORT.findall(migration.read_text(encoding="utf-8")):
        names = [module] if module else [package, *(f"{package}.{part}" for part in re.findall(r"\w+", parts))]
        for name in names:
            place = root.joinpath(*name.split("."))
            yield from filter(Path.is_file, (place.with_suffix(".py"), place / "__init__.py"))


def _go_on_behind(model: type[Model]) -> None:
    """PostgreSQL counts on from 1 after emptying: the next row must come behind those just put back."""
    statements = connection.ops.sequence_reset_sql(no_style(), [model])
    if statements:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
