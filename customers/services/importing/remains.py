"""What hangs on a record, and must not vanish with it."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from customers import extensions
from customers.models import Contact, Customer, Department, Person

# What a record brings with it, and leaves with it.
OWN = {
    Customer: {"externalid", "ownerassignment", "historyentry", "customersearchkey"},
    Contact: {"contactexternalid"},
    Person: {"contactpoint", "personsearchkey", "contact"},
    Department: set[str](),
}


def used(model: type[models.Model], prefix: str = "pk", *, besides: Collection[str] = ()) -> Q:
    """The condition under which something hangs on the record that `prefix` leads to, `besides` lines of these columns."""
    condition = Q(pk__in=[])
    for related, column in _relations(model):
        if column in besides:
            continue
        condition |= Q(Exists(related._default_manager.filter(**{column: OuterRef(prefix)}).order_by()))
    return condition


def names_of_what_hangs_on(model: type[models.Model], ids: Collection[int]) -> dict[int, list[str]]:
    """By id, what kinds of records hang on it; for few records."""
    found: dict[int, list[str]] = {}
    for related, column in _relations(model):
        rows: Any = related._default_manager.filter(**{f"{column}__in": ids}).order_by()
        for pk in set(rows.values_list(column, flat=True)):
            found.setdefault(pk, []).append(str(related._meta.verbose_name_plural))
    return found


def _relations(model: type[models.Model]) -> Iterable[tuple[type[models.Model], str]]:
    """Models that point to this one, with the column that does; what is computed or its own is left out."""
    for relation in model._meta.related_objects:
        related: Any = relation.related_model
        if related._meta.model_name in OWN.get(model, ()) or related._meta.label_lower in extensions.computed:
            continue
        if relation.many_to_many:  # its table of pairs is a relation of its own
            continue
        yield related, relation.field.name
