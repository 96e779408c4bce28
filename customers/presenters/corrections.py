"""What people corrected of one record, as its dialog and its admin tell it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from customers.models import Correction
from customers.money import MoneyField
from customers.services.correcting import plain
from office.formatting.amounts import figure
from office.models import User

SHOWN = 20


@dataclass(frozen=True)
class Change:
    label: Any
    before: str
    after: str


@dataclass(frozen=True)
class Corrected:
    at: datetime
    by: User | None
    changes: list[Change]


def corrections_of(record: models.Model, user: User) -> list[Corrected]:
    """The newest first, 20 at most. One query, and one more for each column that refers to other records."""
    rows = Correction.objects.visible_to(user).filter(model=record._meta.label_lower, record_id=record.pk)
    found = list(rows.select_related("by")[:SHOWN])
    fields: dict[str, Any] = {field.attname: field for field in record._meta.concrete_fields}
    names = _names(found, fields)
    return [
        Corrected(
            row.at,
            row.by,
            [
                Change(
                    fields[column].verbose_name,
                    _shown(fields[column], before, names),
                    _shown(fields[column], after, names),
                )
                for column, before, after in row.changes
            ],
        )
        for row in found
    ]


def versions_of(record: models.Model) -> list[Corrected]:
    """The same of a record that keeps its field history: what each version changed, the newest first. One query, and one
    more for each column that refers to other records."""
    kept: Any = type(record).history.filter(id=record.pk)  # type: ignore[attr-defined]
    rows = list(kept.select_related("history_user").order_by("-history_id")[: SHOWN + 1])
    fields: dict[str, Any] = {field.attname: field for field in record._meta.concrete_fields}
    told = {name: field for name, field in fields.items() if field.editable and name != "version"}
    pairs = [
        (after, [name for name in told if getattr(before, name) != getattr(after, name)], before)
        for after, before in pairwise(rows)
    ]
    names = _named(
        {
            (name, getattr(version, name))
            for after, changed, before in pairs
            for name in changed
            if told[name].is_relation
            for version in (before, after)
        },
        fields,
    )
    return [
        Corrected(
            after.history_date,
            after.history_user,
            [
                Change(
                    told[name].verbose_name,
                    _shown(told[name], plain(getattr(before, name)), names),
                    _shown(told[name], plain(getattr(after, name)), names),
                )
                for name in changed
            ],
        )
        for after, changed, before in pairs
        if changed
    ]


def _names(found: list[Correction], fields: dict[str, Any]) -> dict[tuple[str, Any], str]:
    return _named(
        {
            (column, pk)
            for row in found
            for column, before, after in row.changes
            if fields[column].is_relation
            for pk in (before, after)
        },
        fields,
    )


def _named(asked: Iterable[tuple[str, Any]], fields: dict[str, Any]) -> dict[tuple[str, Any], str]:
    """What the records are called that columns refer to by id."""
    wanted: dict[str, set[Any]] = defaultdict(set)
    for column, pk in asked:
        if pk is not None:
            wanted[column].add(pk)
    return {
        (column, pk): str(one)
        for column, pks in wanted.items()
        for pk, one in fields[column].related_model._default_manager.in_bulk(pks).items()
    }


def _shown(field: Any, value: Any, names: dict[tuple[str, Any], str]) -> str:
    if value in (None, ""):
        return _("empty")
    if field.is_relation:
        return names.get((field.attname, value), f"#{value}")
    if isinstance(field, MoneyField):
        return figure(Decimal(value), 2)
    if isinstance(field, models.DecimalField):
        return f"{Decimal(value).normalize():f}"
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    return str(dict(field.flatchoices).get(value, value))
