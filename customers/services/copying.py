"""The quickest way of each database to take many rows: COPY, or one statement run many times. Signals are not sent."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, connections, models
from django.utils import timezone

from office.models import User


def copy(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows past the ORM: values as the columns hold them, no defaults. Raises IntegrityError."""
    table = model._meta.db_table
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # COPY bypasses Django, so its errors are turned into Django's here.
            copying = cursor.cursor.copy(f'COPY "{table}" ({names}) FROM STDIN')  # names are ours
            with connection.wrap_database_errors, copying as lines:
                for row in rows:
                    lines.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(rows))  # noqa: S608


def store(objects: Sequence[models.Model], *, numbered: bool = True) -> None:
    """Add objects of one model as `save` would write them; `numbered` gives each its id."""
    if not objects:
        return
    model = type(objects[0])
    key = model._meta.pk
    if numbered:
        for each, number in zip(objects, _ids(model, len(objects)), strict=True):
            each.pk = number
    fields = [field for field in model._meta.local_concrete_fields if numbered or field is not key]
    columns = [str(field.column) for field in fields]
    base = connections[connection.alias]
    copy(model, columns, ([_value(field, each, base) for field in fields] for each in objects))
    for each in objects:
        each._state.adding, each._state.db = False, connection.alias


def write_over(
    model: type[models.Model], batches: Iterable[Sequence[models.Model]], *, unique: str, columns: Sequence[str]
) -> None:
    """Write objects over the rows that have the same `unique` field, changing `columns`, or add them.

    Each batch is done with before the next is asked for. Runs in the transaction of its caller. PostgreSQL takes
    the rows by COPY beside the table first: as parameters of a statement, long texts cost several times as much.
    """
    if connection.vendor == "postgresql":
        _copy_over(model, batches, unique, columns)
        return
    for batch in batches:
        model._default_manager.bulk_create(
            batch, update_conflicts=True, unique_fields=[unique], update_fields=list(columns)
        )


def _copy_over(
    model: type[models.Model], batches: Iterable[Sequence[models.Model]], unique: str, columns: Sequence[str]
) -> None:
    fields = [field for field in model._meta.local_concrete_fields if field is not model._meta.pk]
    named = {field.name: f'"{field.column}"' for field in fields}
    table, beside, names = f'"{model._meta.db_table}"', f'"{model._meta.db_table}_beside"', ", ".join(named.values())
    changes = ", ".join(f"{named[name]} = EXCLUDED.{named[name]}" for name in columns)
    base = connections[connection.alias]
    # Every name is ours: none comes from outside.
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {beside} AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608
        copying = cursor.cursor.copy(f"COPY {beside} ({names}) FROM STDIN")
        with connection.wrap_database_errors, copying as lines:
            for batch in batches:
                for each in batch:
                    lines.write_row([_value(field, each, base) for field in fields])
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM {beside} "  # noqa: S608
            f"ON CONFLICT ({named[unique]}) DO UPDATE SET {changes}"
        )
        cursor.execute(f"DROP TABLE {beside}")


def keep_history(objects: Sequence[Any], *, by: User, change: str = "+") -> None:
    """A row of each object's field history: the first of a new one, or with `~` that of a change."""
    if not objects:
        return
    history = type(objects[0]).history.model
    fields = list(history.tracked_fields)
    columns = [history._meta.get_field(field.attname.removesuffix("_id")).column for field in fields]
    always = {
        "history_date": timezone.now(),
        "history_type": change,
        "history_user_id": by.pk,
        "history_change_reason": None,
    }
    stamps = [history._meta.get_field(name.removesuffix("_id")) for name in always]
    prepared = [field.get_db_prep_save(value, connection) for field, value in zip(stamps, always.values(), strict=True)]
    base = connections[connection.alias]  # the proxy costs more than some fields do
    rows = (
        [*prepared, *(field.get_db_prep_save(getattr(each, field.attname), base) for field in fields)]
        for each in objects
    )
    copy(history, [*(field.column for field in stamps), *columns], rows)


def _value(field: Any, each: models.Model, base: Any) -> Any:
    return field.get_db_prep_save(field.pre_save(each, True), base)


def _ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Ids that nobody else gets. SQLite has one writer at a time: its next ones are free while we hold the lock."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = f"SELECT nextval(pg_get_serial_sequence('\"{table}\"', 'id')) FROM generate_series(1, %s)"  # noqa: S608
            cursor.execute(sequence, [count])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        last = found[0] if found else 0
        return range(last + 1, last + count + 1)
