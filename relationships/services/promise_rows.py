"""Promises from files. The day of one that stands moves with the customer's consent alone, so no file moves it."""

from typing import Any

from django.utils import timezone

from customers.models import Customer
from customers.services.importing.facts import Column
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Values
from office.clock import today
from relationships.models import Promise
from relationships.services.filed_rows import WithPeople, importer


class PromiseWriter(WithPeople):
    model = Promise
    title = "text"
    told_apart_by = ("contact", "text")
    facts = (
        Column("key"),
        Column("text"),
        Column("contact_id", "contact"),
        Column("owner_id", "owner"),
        Column("due_on"),
        Column("said_on"),
        Column("kept_on"),
        Column("outcome_note", "note"),
        Column("settled_by_id", "kept_by"),
        Column("settled_at", "kept_at"),
        Column("created_by_id", empty=importer),
    )

    def gather(self, customers: set[int]) -> None:
        super().gather(customers)
        self._owners = dict(Customer.objects.filter(pk__in=customers).values_list("pk", "owner_id"))

    def is_over(self, before: Any) -> bool:
        return not before.is_open

    def complete(self, fields: dict[str, Any], customer_id: int, before: Any) -> None:
        fields["contact"] = self.theirs(fields["contact"], customer_id, "contact")
        if fields.get("owner"):
            fields["owner"] = self.ours(fields["owner"], customer_id, "owner")
        elif (owner := before.owner_id if before else self._owners.get(customer_id)) is not None:
            fields["owner"] = owner
        else:
            self.refuse("no_owner", "owner")
        fields["said_on"] = fields.get("said_on") or (before.said_on if before else today()).isoformat()
        self.not_ahead(fields, "said_on", "kept_on")
        for later in ("due_on", "kept_on"):
            if fields.get(later) and fields[later] < fields["said_on"]:
                self.refuse("ends_before_it_starts", later)
        if before is not None and before.due_on.isoformat() != fields["due_on"]:
            self.refuse("day_stands", "due_on", day=before.due_on.isoformat())

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        values = list(super().line(staged, customer_id))
        place = self.columns.index
        if values[place("kept_on")] and values[place("settled_by_id")] is None:
            values[place("settled_by_id")], values[place("settled_at")] = self.run.by_id, timezone.now().isoformat()
        return tuple(values)


PromiseWriter.field_of = dict(PromiseWriter.field_of) | {"settled_by_id": "kept_on", "settled_at": "kept_on"}
