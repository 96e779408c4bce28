"""Columns that behave alike on both engines."""

from typing import Any

from django.db import models


class SortKeyField(models.CharField):  # type: ignore[type-arg]
    """Text that sorts by code point: pinyin keys, so that pages cut the list at the same place on both engines."""

    def db_parameters(self, connection: Any) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class WebAddressField(models.URLField):  # type: ignore[type-arg]
    """A web address; typed without a scheme it is https. To the database and to migrations a plain URLField."""

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **options})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
