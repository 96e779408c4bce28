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


def keep_history(objects: Sequence[Any], *, by: User) -> None:
    """The first row of each new object's field history."""
    if not objects:
        return
    history = type(objects[0]).history.model
    fields = list(history.tracked_fields)
    columns = [history._meta.get_field(field.attname.removesuffix("_id")).column for field in fields]
    always = {
        "history_date": timezone.now(),
        "history_type": "+",
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
