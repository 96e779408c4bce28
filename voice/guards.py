# ruff: noqa: S608  the names in these statements are constants of this file
"""The database's own refusal to let anybody change a customer's words, on both engines (decisions 26 and 39).

What passes on `voice_verbatim`: INSERT of new rows; one UPDATE that turns the text into the tombstone and touches
nothing else, when an erasure row names the verbatim; DELETE when an erasure or sample row names it. Everything else,
TRUNCATE and INSERT OR REPLACE included, raises IntegrityError. Erasure rows themselves are only ever added.

The triggers are installed by the first migration and again after every `migrate`, because SQLite drops them whenever
it rebuilds a table.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# What stands in place of words that were erased at a person's request; screens print a sentence instead.
TOMBSTONE = "\u2421"

WORDS, ERASURES, SAMPLES = "voice_verbatim", "voice_erasure", "voice_samplewords"
REFUSAL = "A customer''s words are write-once."
ERASURE_REFUSAL = "An erasure stays on record."

# SQLite: one trigger per deed. The INSERT trigger stops INSERT OR REPLACE even on a connection that never switched
# `recursive_triggers` on.
SQLITE = {
    "voice_verbatim_no_replace": f"""
        CREATE TRIGGER voice_verbatim_no_replace BEFORE INSERT ON {WORDS}
        WHEN EXISTS (SELECT 1 FROM {WORDS} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "voice_verbatim_no_update": f"""
        CREATE TRIGGER voice_verbatim_no_update BEFORE UPDATE ON {WORDS}
        WHEN NOT (
            OLD.text <> '{TOMBSTONE}' AND NEW.text = '{TOMBSTONE}'
            AND NEW.id = OLD.id AND NEW.fingerprint IS OLD.fingerprint AND NEW.said_at IS OLD.said_at
            AND NEW.captured_by_id IS OLD.captured_by_id AND NEW.channel IS OLD.channel
            AND EXISTS (SELECT 1 FROM {ERASURES} WHERE verbatim_id = OLD.id)
        )
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "voice_verbatim_no_delete": f"""
        CREATE TRIGGER voice_verbatim_no_delete BEFORE DELETE ON {WORDS}
        WHEN NOT EXISTS (SELECT 1 FROM {ERASURES} WHERE verbatim_id = OLD.id)
            AND NOT EXISTS (SELECT 1 FROM {SAMPLES} WHERE verbatim_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "voice_erasure_no_replace": f"""
        CREATE TRIGGER voice_erasure_no_replace BEFORE INSERT ON {ERASURES}
        WHEN EXISTS (SELECT 1 FROM {ERASURES} WHERE id = NEW.id OR verbatim_id = NEW.verbatim_id)
        BEGIN SELECT RAISE(ABORT, '{ERASURE_REFUSAL}'); END""",
    "voice_erasure_no_update": f"""
        CREATE TRIGGER voice_erasure_no_update BEFORE UPDATE ON {ERASURES}
        BEGIN SELECT RAISE(ABORT, '{ERASURE_REFUSAL}'); END""",
    "voice_erasure_no_delete": f"""
        CREATE TRIGGER voice_erasure_no_delete BEFORE DELETE ON {ERASURES}
        BEGIN SELECT RAISE(ABORT, '{ERASURE_REFUSAL}'); END""",
}

POSTGRESQL_FUNCTIONS = (
    f"""
    CREATE OR REPLACE FUNCTION voice_verbatim_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF OLD.text <> '{TOMBSTONE}' AND NEW.text = '{TOMBSTONE}'
                AND (NEW.id, NEW.fingerprint, NEW.said_at, NEW.captured_by_id, NEW.channel)
                    IS NOT DISTINCT FROM (OLD.id, OLD.fingerprint, OLD.said_at, OLD.captured_by_id, OLD.channel)
                AND EXISTS (SELECT 1 FROM {ERASURES} WHERE verbatim_id = OLD.id)
            THEN RETURN NEW; END IF;
        ELSIF TG_OP = 'DELETE' THEN
            IF EXISTS (SELECT 1 FROM {ERASURES} WHERE verbatim_id = OLD.id)
                OR EXISTS (SELECT 1 FROM {SAMPLES} WHERE verbatim_id = OLD.id)
            THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $guard$
    """,
    f"""
    CREATE OR REPLACE FUNCTION voice_erasure_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
    BEGIN
        RAISE EXCEPTION '{ERASURE_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $guard$
    """,
)
POSTGRESQL = {
    "voice_verbatim_rows": f"""
        CREATE TRIGGER voice_verbatim_rows BEFORE UPDATE OR DELETE ON {WORDS}
        FOR EACH ROW EXECUTE FUNCTION voice_verbatim_guard()""",
    "voice_verbatim_whole": f"""
        CREATE TRIGGER voice_verbatim_whole BEFORE TRUNCATE ON {WORDS}
        FOR EACH STATEMENT EXECUTE FUNCTION voice_verbatim_guard()""",
    "voice_erasure_rows": f"""
        CREATE TRIGGER voice_erasure_rows BEFORE UPDATE OR DELETE ON {ERASURES}
        FOR EACH ROW EXECUTE FUNCTION voice_erasure_guard()""",
    "voice_erasure_whole": f"""
        CREATE TRIGGER voice_erasure_whole BEFORE TRUNCATE ON {ERASURES}
        FOR EACH STATEMENT EXECUTE FUNCTION voice_erasure_guard()""",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, whatever stood there; does nothing while the tables do not exist."""
    if not _tables_exist(connection):
        return
    drop(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for function in POSTGRESQL_FUNCTIONS:
                cursor.execute(function)
        for trigger in _triggers(connection).values():
            cursor.execute(trigger)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away. Only a rebuild of the tables and the emptying of a test database may ask for this."""
    if not _tables_exist(connection):
        return
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            table = WORDS if name.startswith(WORDS) else ERASURES
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should stand in this database and do not."""
    question = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        present = {row[0] for row in cursor.fetchall()}
    return sorted(set(_triggers(connection)) - present)


def reinstall_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    install(connections[using])


def lift_before_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """SQLite refuses to rename a rebuilt table while a trigger elsewhere names it; PostgreSQL keeps its triggers on."""
    if connections[using].vendor == "sqlite":
        drop(connections[using])


def check_triggers(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """`manage.py check --database default` says when the words stand unguarded."""
    errors: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if _tables_exist(connection) and (absent := missing(connection)):
            errors.append(
                Error(
                    f"Customers' words are not guarded in database {alias}: {', '.join(absent)} missing.",
                    hint="Run `bin/manage migrate`; it puts the triggers back.",
                    id="voice.E001",
                )
            )
    return errors


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def _tables_exist(connection: BaseDatabaseWrapper) -> bool:
    return {WORDS, ERASURES, SAMPLES} <= set(connection.introspection.table_names())
