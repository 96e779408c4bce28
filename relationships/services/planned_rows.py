"""Planned contacts from files: another day of one that stands is kept as a move, one that is over stays as it is."""

import re
from collections.abc import Sequence
from typing import Any

from customers.models import Customer
from customers.services.importing.facts import Column
from customers.services.importing.tables import Values
from office.clock import today
from relationships.models import PlanMove, PlannedContact
from relationships.services.filed_rows import WithPeople, importer
from relationships.services.planning import LATE_AT_MOST


class PlannedWriter(WithPeople):
    """People of both sides are those of the row that brings it; later they change on its page."""

    model = PlannedContact
    title = "purpose"
    told_apart_by = ("on", "purpose")
    facts = (
        Column("key"),
        Column("kind"),
        Column("on"),
        Column("time"),
        Column("minutes"),
        Column("place"),
        Column("purpose"),
        Column("owner_id", "owner"),
        Column("created_by_id", empty=importer),
    )

    def gather(self, customers: set[int]) -> None:
        super().gather(customers)
        self._owners = dict(Customer.objects.filter(pk__in=customers).values_list("pk", "owner_id"))
        self._with: dict[str, tuple[int, list[int]]] = {}

    def is_over(self, before: Any) -> bool:
        return not before.is_open

    def complete(self, fields: dict[str, Any], customer_id: int, before: Any) -> None:
        if fields["on"] < (today() - LATE_AT_MOST).isoformat() and (
            before is None or before.on.isoformat() != fields["on"]
        ):
            self.refuse("day_behind", "on")
        named = re.split("[,，、;；]", fields.get("contacts") or "")
        people = [self.theirs(word.strip(), customer_id, "contacts") for word in named if word.strip()]
        if fields.get("owner"):
            fields["owner"] = self.ours(fields["owner"], customer_id, "owner")
        else:
            fields["owner"] = before.owner_id if before else self._owners.get(customer_id) or self.run.by_id
        self._with[fields["key"]] = fields["owner"], people

    def _write(self, new: Sequence[Values], changed: Sequence[tuple[tuple[int, Values], Values]]) -> None:
        super()._write(new, changed)
        keys = [values[self.columns.index("key")] for values in new]
        made = dict(PlannedContact.objects.filter(key__in=keys).values_list("key", "pk"))
        theirs, ours = PlannedContact.contacts.through, PlannedContact.colleagues.through
        theirs.objects.bulk_create(
            theirs(plannedcontact_id=made[key], contact_id=one) for key in keys for one in set(self._with[key][1])
        )
        ours.objects.bulk_create(ours(plannedcontact_id=made[key], user_id=self._with[key][0]) for key in keys)
        self._tell_moves(changed)

    def _tell_moves(self, changed: Sequence[tuple[tuple[int, Values], Values]]) -> None:
        on, clock = self.columns.index("on"), self.columns.index("time")
        given = "time" in self.plan.given
        PlanMove.objects.bulk_create(
            PlanMove(
                plan_id=pk,
                from_on=before[on],
                from_time=before[clock],
                to_on=values[on],
                to_time=values[clock] if given else before[clock],
                by=self.run.by,
            )
            for (pk, before), values in changed
            if before[on] != values[on] or (given and before[clock] != values[clock])
        )
