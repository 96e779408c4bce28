"""The quickest way of each database to take many rows: COPY, or one statement run many times. Signals are not sent."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db import connection, connections, models
from django.utils import timezone

from customers.money import MoneyField, to_cents
from office.models import User

NOTHING = frozenset({type(None)})
AS_THEY_ARE = NOTHING | {str, int, float, bool, date}
JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


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


def takes_copies() -> bool:
    """Whether the database takes rows by COPY: as parameters of a statement, long texts cost several times as much."""
    return connection.vendor == "postgresql"


class Copier:
    """Rows of a model as COPY takes them, without asking its field about every single value: everything but the key."""

    def __init__(self, model: type[models.Model]) -> None:
        base = connections[connection.alias]
        self.fields = [field for field in model._meta.local_concrete_fields if field is not model._meta.pk]
        self.places = {field.attname: place for place, field in enumerate(self.fields)}
        self._takers = [(field.attname, *_taker(field, base)) for field in self.fields]

    def row(self, values: Mapping[str, Any]) -> list[Any]:
        """Values by attribute as a row."""
        return [
            value if type(value := values[name]) in as_they_are else take(value)
            for name, take, as_they_are in self._takers
        ]

    def change(self, row: list[Any], values: Mapping[str, Any]) -> None:
        """Some values of a row, by attribute."""
        for name, value in values.items():
            place = self.places[name]
            _name, take, as_they_are = self._takers[place]
            row[place] = value if type(value) in as_they_are else take(value)


def _taker(field: Any, base: Any) -> tuple[Callable[[Any], Any], frozenset[type]]:
    """How a value is prepared, and the types of those that need not be."""
    if isinstance(field, MoneyField):
        return to_cents, NOTHING
    if isinstance(field, models.JSONField):
        return JSON, NOTHING
    return partial(field.get_db_prep_save, connection=base), AS_THEY_ARE


def copy_over(
    model: type[models.Model], batches: Iterable[Sequence[Sequence[Any]]], *, unique: str, columns: Sequence[str]
) -> None:
    """Write `copied` rows over those that have the same `unique` field, changing `columns`, or add them.

    Each batch is done with before the next is asked for. Runs in the transaction of its caller. The rows go beside the
    table first.
    """
    fields = Copier(model).fields
    named = {field.name: f'"{field.column}"' for field in fields}
    table, beside, names = f'"{model._meta.db_table}"', f'"{model._meta.db_table}_beside"', ", ".join(named.values())
    changes = ", ".join(f"{named[name]} = EXCLUDED.{named[name]}" for name in columns)
    # Every name is ours: none comes from outside.
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {beside} AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608
        copying = cursor.cursor.copy(f"COPY {beside} ({names}) FROM STDIN")
        with connection.wrap_database_errors, copying as lines:
            for batch in batches:
                for row in batch:
                    lines.write_row(row)
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
