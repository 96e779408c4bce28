"""Changing the fields of a customer's archive, also when two people do it at the same time."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import models, transaction

from customers import access, events, merging
from customers.errors import FieldRefusedError
from customers.models import Customer
from customers.models.terms import Term
from customers.services import conflicts, indexing, profiles, recording
from office.models import User

# Free text and addresses stay out of the history entry's detail; the field history has them.
NOT_TOLD = frozenset({"note", "address", "website", "tags", "external_ids"})


@transaction.atomic
def edit(customer: Customer, *, changes: Mapping[str, Any], version: int, by: User) -> Customer:
    """Write `changes` over what was read at `version`.

    Fields that only somebody else changed since keep their value, different fields merge. The same field changed to
    two values raises EditConflictError, nothing is written. Further: FieldRefusedError, CodeTakenError,
    ExternalIdTakenError, GroupLoopError, PermissionDenied. KeyError for a field that is not the archive's.
    """
    locked = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    access.require(access.may_edit(by, locked))
    if unknown := set(changes) - set(profiles.EDITABLE):
        raise KeyError(", ".join(sorted(unknown)))
    wanted = profiles.tidy(changes)
    if "name" in wanted and not wanted["name"]:
        raise FieldRefusedError(field="name")
    now = {field: current_value(locked, field) for field in wanted}
    if version != locked.version:
        wanted = _merge(locked, wanted, now, version)
    changed = {field: value for field, value in wanted.items() if not merging.same(value, now[field])}
    if not changed:
        return locked
    access.require(access.keeps_archives(by) or not changed.keys() & access.KEPT_BY_SALES_OPS)
    _write(locked, changed)
    told = [[field, _scalar(now[field]), _scalar(value)] for field, value in changed.items() if field not in NOT_TOLD]
    untold = sorted(changed.keys() & NOT_TOLD)
    recording.record(locked, recording.EDITED, by=by, changes=told, also=untold)
    events.announce(events.facts_changed, customer_id=locked.pk)
    return locked


def current_value(customer: Customer, field: str) -> Any:
    if field == "tags":
        return [tag.name for tag in customer.tags.all()]
    if field == "external_ids":
        return [(row.source, row.value) for row in customer.external_ids.all()]
    return getattr(customer, field)


def _merge(customer: Customer, wanted: Mapping[str, Any], now: Mapping[str, Any], version: int) -> dict[str, Any]:
    """What of `wanted` was really changed since `version`; raises EditConflictError for fields changed twice."""
    latest = customer.history_entries.filter(verb=recording.EDITED).select_related("by").first()
    return conflicts.settle(
        wanted,
        now,
        _as_read(customer, version),
        label=_label,
        version=customer.version,
        by=latest.by if latest else None,
        at=latest.at if latest else None,
    )


def _as_read(customer: Customer, version: int) -> Callable[[str], Any]:
    """The fields as they stood at `version`. A version that left no trace counts as never read: all fields clash."""
    snapshot = Customer.history.filter(id=customer.pk, version=version).order_by("-history_id").first()

    def value(field: str) -> Any:
        if field == "external_ids":  # kept by one department; they win over what was read
            return current_value(customer, field)
        if snapshot is None:
            return None
        if field == "tags":
            return [row.tag.name for row in snapshot.tags.select_related("tag")]
        return getattr(snapshot, field)

    return value


def _write(customer: Customer, changed: Mapping[str, Any]) -> None:
    columns = [field for field in changed if field in profiles.COLUMNS]
    for field in columns:
        setattr(customer, field, changed[field])
    profiles.check(customer)
    customer.version += 1
    customer.save(update_fields=[*columns, "version"])
    if "tags" in changed:
        profiles.write_tags(customer, changed["tags"])
    if "external_ids" in changed:
        profiles.write_external_ids(customer, changed["external_ids"])
    if profiles.IDENTITY & changed.keys():
        indexing.index_customer(customer)


def _label(field: str) -> Any:
    column: Any = Customer._meta.get_field(field)
    return column.verbose_name


def _scalar(value: Any) -> Any:
    """A value as the history entry keeps it: a term by its labels, another row by its key, a day as text."""
    if isinstance(value, Term):
        return value.labels
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value
