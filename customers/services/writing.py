"""Writing over a record that somebody else may have changed since it was read."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from customers import merging
from customers.errors import Clash, CustomersError, EditConflictError, FieldRefusedError
from office.models.versioned import Versioned

Record = TypeVar("Record", bound=Versioned)

TAKEN_BACK = "taken back"
"""Why the field history of an entry ended, by hand; what an import takes away again is none of it."""


def create(record: Record, *, taken: CustomersError) -> Record:
    """Check and keep a new record; raises `taken` for one that exists already, FieldRefusedError."""
    _check(record)
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as error:
        raise taken from error
    return record


def change(
    record: Record,
    changes: Mapping[str, Any],
    *,
    version: int | None,
    taken: CustomersError,
    along: Mapping[str, Any] | None = None,
) -> list[str]:
    """Write `changes` over what was read at `version`, and say which fields are different now. Where any is, `along`
    is written with them.

    `record` is locked by the caller. Fields that only somebody else changed since keep their value; the same field
    changed twice raises EditConflictError. None for a version writes over whatever stands. Further: `taken`,
    FieldRefusedError.
    """
    now = {field: getattr(record, field) for field in changes}
    wanted = dict(changes)
    if version is not None and version != record.version:
        wanted = _merge(record, wanted, now, version)
    changed = {field: value for field, value in wanted.items() if not merging.same(_plain(value), _plain(now[field]))}
    if not changed:
        return []
    for field, value in {**changed, **(along or {})}.items():
        setattr(record, field, value)
    record.version += 1
    _check(record)
    try:
        with transaction.atomic():
            record.save(update_fields=[*changed, *(along or {}), "version"])
    except IntegrityError as error:
        raise taken from error
    return sorted(changed)


def trial(record: Record, changes: Mapping[str, Any]) -> Record:
    """The record as it would be with `changes`, to be asked whether that can be; nothing is written."""
    fields: Any = record._meta.concrete_fields
    copy = type(record)(**{field.attname: getattr(record, field.attname) for field in fields})
    for field, value in changes.items():
        setattr(copy, field, value)
    return copy


def _merge(record: Versioned, wanted: Mapping[str, Any], now: Mapping[str, Any], version: int) -> dict[str, Any]:
    history: Any = type(record).history  # type: ignore[attr-defined]
    snapshot = history.filter(id=record.pk, version=version).order_by("-history_id").first()

    def read(field: str) -> Any:
        return None if snapshot is None else _plain(getattr(snapshot, field))

    plain = {field: _plain(value) for field, value in wanted.items()}
    mine, clashing = merging.merge(plain, {field: _plain(value) for field, value in now.items()}, read)
    if clashing:
        latest = history.filter(id=record.pk).select_related("history_user").order_by("-history_id").first()
        raise EditConflictError(
            [Clash(field, _label(record, field), read(field), now[field], mine[field]) for field in clashing],
            version=record.version,
            by=latest.history_user if latest else None,
            at=latest.history_date if latest else None,
        )
    return {field: wanted[field] for field in mine}


def _plain(value: Any) -> Any:
    """Rows of a plan count in their order, unlike tags and numbers."""
    return json.dumps(value) if isinstance(value, list) else value


def _check(record: Versioned) -> None:
    """Choices, lengths and bounds of each field; what the database guards beyond that, the services ask first."""
    try:
        record.clean_fields()
    except ValidationError as error:
        field, problems = next(iter(error.message_dict.items()))
        raise FieldRefusedError(problems[0], field=field) from error


def _label(record: Versioned, field: str) -> Any:
    column: Any = record._meta.get_field(field)
    return column.verbose_name
