"""What customers and contacts said before an import changed them, so that an undo can say it again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models

from customers.models import BeforeImage, ImportRun


def remember(run: ImportRun, record: Any, before: Mapping[str, Any]) -> None:
    """Keep what these fields said, and the version that the import left the record at: a higher one later is a person's.

    Of two rows of a file that change one record, the first knows what was there before.
    """
    version = type(record)._default_manager.values_list("version", flat=True).get(pk=record.pk)
    told = {name: _plain(value) for name, value in before.items()}
    image, new = BeforeImage.objects.get_or_create(
        run=run, model=record._meta.label_lower, line_id=record.pk, defaults={"before": told, "version": version}
    )
    if not new:
        image.before, image.version = told | image.before, version
        image.save(update_fields=["before", "version"])


def values(model: type[models.Model], before: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an image as services take them; a term or record that is gone since is left empty."""
    columns = {field.name: field for field in model._meta.concrete_fields}
    found = {}
    for name, value in before.items():
        column = columns.get(name)
        if column is None:
            found[name] = [tuple(each) if isinstance(each, list) else each for each in value]
        elif column.is_relation and value is not None:
            related: Any = column.related_model
            found[name] = related._default_manager.filter(pk=value).first()
        else:
            found[name] = column.to_python(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date):
        return value.isoformat()
    return value
