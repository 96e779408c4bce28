"""Before and after of what a person corrects among facts that files bring in by the thousand."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from customers.models import Correction
from office.models import User


def note(record: models.Model, before: Mapping[str, Any], *, by: User) -> Correction:
    """Keep what the fields in `before` said, beside what they say now; inside the transaction that writes the record."""
    changes = []
    for name, value in before.items():
        column = str(getattr(record._meta.get_field(name), "attname", name))
        changes.append([column, plain(value), plain(getattr(record, name))])
    return Correction.objects.create(
        model=record._meta.label_lower, record_id=record.pk, at=timezone.now(), by=by, changes=changes
    )


def plain(value: Any) -> Any:
    """A value as JSON keeps it: the id of what it refers to."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
