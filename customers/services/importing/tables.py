"""How rows of facts get into their table: past the ORM where nothing but the row is written, with history where there is one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from customers.models import BeforeImage, ImportRun
from customers.models.imported import Imported
from customers.money import from_cents
from customers.services.copying import copy
from office.models import User

Key = tuple[Any, ...]
Values = tuple[Any, ...]
CHUNK = 1000


class Table:
    """The table of one kind of facts. Rows are tuples of `columns`, amounts in cents, days as text."""

    def __init__(self, model: type[Imported], columns: Sequence[str], money: Sequence[str]) -> None:
        self.model, self.columns, self.money = model, tuple(columns), frozenset(money)
        self._name = model._meta.db_table
        self._fields: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
        self._historic = hasattr(model, "history")
        moments = (name for name, field in self._fields.items() if isinstance(field, models.DateTimeField))
        self._moments = frozenset(moments).intersection(self.columns)
        self._versioned = any(field.name == "version" for field in model._meta.concrete_fields)

    def insert(self, rows: Sequence[Values], *, run: ImportRun, source: str | None) -> None:
        if not rows:
            return
        always = {"import_run_id": run.pk} | ({} if source is None else {"source": source})
        if self._historic:
            made = [self.model(**always, **self.attributes(self.columns, values)) for values in rows]
            bulk_create_with_history(made, self.model, batch_size=CHUNK, default_user=run.by)
            return
        always |= self._defaults(always)
        names, fixed = (*always, *self.columns), tuple(always.values())
        copy(self.model, names, [(*fixed, *self._held(self.columns, values)) for values in rows])

    def update(
        self, rows: Sequence[tuple[int, Values, Sequence[Any]]], names: Sequence[str], *, run: ImportRun
    ) -> None:
        """Write `names` of rows (id, the values before, the new ones) and keep what they said before."""
        if not rows:
            return
        self._remember(rows, run)
        if self._historic:
            self._update_with_history(rows, names, run)
            return
        marks = ", ".join(f'"{name}" = %s' for name in ("import_run_id", "edited_at", *names))
        if self._versioned:
            marks += ', "version" = "version" + 1'
        with connection.cursor() as cursor:
            cursor.executemany(
                f'UPDATE "{self._name}" SET {marks} WHERE id = %s',  # noqa: S608 - names are ours
                [(run.pk, None, *self._held(names, values), pk) for pk, _before, values in rows],
            )

    def restore(self, rows: Sequence[Any], images: Mapping[int, BeforeImage], *, by: User) -> None:
        """Let rows say again what their images say, and belong to the import that had written them before."""
        for row in rows:
            image = images[row.pk]
            told = dict(image.before)
            row.edited_at = parse_datetime(told.pop("edited_at", None) or "")
            row.import_run_id = image.previous_run_id
            for name, value in self.attributes(list(told), list(told.values())).items():
                setattr(row, name, value if name in self.money else self._fields[name].to_python(value))
            if self._versioned:
                row.version += 1
        written = ["import_run", "edited_at", *(self._fields[name].name for name in self.columns)]
        written += ["version"] if self._versioned else []
        if not rows:
            return
        if self._historic:
            bulk_update_with_history(rows, self.model, written, batch_size=CHUNK, default_user=by)
        else:
            self.model._default_manager.bulk_update(rows, written, batch_size=200)

    def _held(self, names: Sequence[str], values: Sequence[Any]) -> Sequence[Any]:
        """As the columns hold them: moments, which come as text, in the way of the database."""
        if not self._moments:
            return values
        return [
            self._fields[name].get_db_prep_save(value, connection) if name in self._moments else value
            for name, value in zip(names, values, strict=True)
        ]

    def attributes(self, names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
        """Values as the model's attributes take them."""
        return {
            name: from_cents(value) if name in self.money and value is not None else value
            for name, value in zip(names, values, strict=True)
        }

    def _remember(self, rows: Sequence[tuple[int, Values, Sequence[Any]]], run: ImportRun) -> None:
        label = self.model._meta.label_lower
        wrote = self.model._default_manager.filter(pk__in=[pk for pk, *_rest in rows]).order_by()
        earlier = {
            pk: (run_id, edited.isoformat() if edited else None)
            for pk, run_id, edited in wrote.values_list("pk", "import_run_id", "edited_at")
        }
        BeforeImage.objects.bulk_create(
            [
                BeforeImage(
                    run=run,
                    model=label,
                    line_id=pk,
                    before=self._image(before) | {"edited_at": earlier[pk][1]},
                    previous_run_id=earlier[pk][0],
                )
                for pk, before, _values in rows
            ],
            ignore_conflicts=True,
            batch_size=CHUNK,
        )

    def _update_with_history(
        self, rows: Sequence[tuple[int, Values, Sequence[Any]]], names: Sequence[str], run: ImportRun
    ) -> None:
        found = self.model._default_manager.in_bulk([pk for pk, *_rest in rows])
        for pk, _before, values in rows:
            row = found[pk]
            for name, value in self.attributes(names, values).items():
                setattr(row, name, value)
            row.import_run_id, row.edited_at = run.pk, None
            if self._versioned:
                row.version += 1  # type: ignore[attr-defined]
        written = ["import_run", "edited_at", *(name.removesuffix("_id") for name in names)]
        written += ["version"] if self._versioned else []
        bulk_update_with_history(list(found.values()), self.model, written, batch_size=CHUNK, default_user=run.by)

    def _defaults(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Columns that a file says nothing about, as `save` would fill them in."""
        now, rest = timezone.now(), {}
        for field in self.model._meta.concrete_fields:
            column = str(field.column)
            if field.primary_key or column in given or column in self.columns or field.has_db_default():
                continue
            stamped = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
            value = now if stamped else field.get_default()
            if value is not None:
                rest[column] = field.get_db_prep_save(value, connection)
        return rest

    def _image(self, before: Values) -> dict[str, Any]:
        return {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in zip(self.columns, before, strict=True)
        }
