"""Contacts that took place, from files: known again by the number of the other system, with the people of both sides."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from customers import naming
from customers.importing.problems import Problem
from customers.models import BeforeImage, Contact, Customer, ImportRun
from customers.services.importing.facts import Column
from customers.services.importing.tables import Key, Table, Values
from office.formatting.lists import listed
from office.models import Company, User
from relationships.models import Interaction
from relationships.services import interaction_people
from relationships.services.filed_rows import WithPeople, importer
from relationships.services.interaction_people import People

BETWEEN = re.compile("[,，、;；]")


class PeopledTable(Table):
    """Who was there is kept and restored with the row."""

    def _remember(self, rows: Sequence[tuple[int, Values, Sequence[Any]]], run: ImportRun) -> None:
        super()._remember(rows, run)
        images = BeforeImage.objects.filter(
            run=run, model=self.model._meta.label_lower, line_id__in=[pk for pk, *_rest in rows]
        )
        there = interaction_people.of([pk for pk, *_rest in rows])
        for image in images:
            image.before.setdefault("people", there[image.line_id].as_json())
        BeforeImage.objects.bulk_update(images, ["before"], batch_size=500)

    def restore(self, rows: Sequence[Any], images: Mapping[int, BeforeImage], *, by: User) -> None:
        there = {row.pk: People.from_json(images[row.pk].before.pop("people")) for row in rows}
        super().restore(rows, images, by=by)
        interaction_people.put(there)


class InteractionWriter(WithPeople):
    """A contact that was voided since stays voided. Without people of ours it was the customer's owner.

    Those who have left by now, of both sides, are found by their names too: they were there.
    """

    model = Interaction
    table = PeopledTable
    title = "line"
    told_apart_by = ("number",)
    facts = (
        Column("key"),
        Column("kind"),
        Column("direction"),
        Column("quality"),
        Column("minutes"),
        Column("at"),
        Column("line"),
        Column("logged_by_id", "logged_by", empty=importer),
    )

    def gather(self, customers: set[int]) -> None:
        super().gather(customers)
        self._owners = dict(Customer.objects.filter(pk__in=customers).values_list("pk", "owner_id"))
        self._stood = interaction_people.of([row.pk for row in self._there.values()])
        self._wanted: dict[str, tuple[set[int] | None, set[int] | None]] = {}

    def is_over(self, before: Any) -> bool:
        return bool(before.is_voided)

    def complete(self, fields: dict[str, Any], customer_id: int, before: Any) -> None:
        fields["at"] = self._moment(fields)
        theirs = {self._theirs(word, customer_id) for word in _words(fields.get("contacts"))}
        ours = {self._ours(word) for word in _words(fields.get("colleagues"))}
        if not theirs and fields["kind"] != Interaction.Kind.BROADCAST and self._says(before, "contacts"):
            self.refuse("missing", "contacts")
        if not ours and before is None:
            ours = {self._owner(customer_id)}
        keeps = before is not None and "contacts" not in self.plan.given
        self._wanted[fields["key"]] = None if keeps else theirs, ours or None

    def _says(self, before: Any, name: str) -> bool:
        """Whether the file must name them: it is new, or the file has such a column."""
        return before is None or name in self.plan.given

    def _moment(self, fields: Mapping[str, Any]) -> str:
        """In UTC; without an offset it is the company's wall clock. A day alone takes its time from the other column."""
        told = str(fields["at"])
        if "T" not in told:
            if not fields.get("time"):
                self.refuse("not_a_moment", "at")
            told = f"{told}T{fields['time']}"
        at = datetime.fromisoformat(told)
        at = (at if at.tzinfo else at.replace(tzinfo=self._zone)).astimezone(UTC)
        if at > timezone.now():
            self.refuse("moment_ahead", "at")
        return at.isoformat()

    @cached_property
    def _zone(self) -> Any:
        return Company.get().zone

    def _theirs(self, word: str, customer_id: int) -> int:
        found = self._houses[customer_id].one_ever_called(word)
        if isinstance(found, Problem):
            self.refuse(found.code, "contacts", **found.details)
        return found

    def _ours(self, word: str) -> int:
        user = self.terms.colleague(word)
        if user is not None:
            return user.pk
        folded = naming.fold(word)
        known = [one.pk for one in self._former if folded == naming.fold(one.username)]
        known = known or [one.pk for one in self._former if folded == naming.fold(one.name)]
        if len(known) != 1:
            self.refuse("unknown_colleague", "colleagues", value=word)
        return known[0]

    @cached_property
    def _former(self) -> list[User]:
        return list(User.objects.people().filter(is_active=False))

    def _owner(self, customer_id: int) -> int:
        owner = self._owners.get(customer_id)
        if owner is None:
            self.refuse("no_owner", "colleagues")
        return owner

    def _differs(self, known: tuple[int, Values], values: Values) -> bool:
        return super()._differs(known, values) or self._people_after(known, values) != self._stood[known[0]]

    def _people_after(self, known: tuple[int, Values], values: Values) -> People:
        """Who was there by this row: what the file says nothing about stays."""
        pk, stored = known
        stood = self._stood[pk]
        theirs, ours = self._wanted.get(values[self.columns.index("key")], (None, None))
        place = self.columns.index("minutes")
        minutes = values[place] if "minutes" in self.plan.given else stored[place]
        return stood.changed(theirs, ours, minutes, spent_anew=minutes != stored[place])

    def _write(self, new: Sequence[Values], changed: Sequence[tuple[tuple[int, Values], Values]]) -> None:
        after = {known[0]: self._people_after(known, values) for known, values in changed}
        super()._write(new, changed)
        key, minutes = self.columns.index("key"), self.columns.index("minutes")
        made = dict(Interaction.objects.filter(key__in=[values[key] for values in new]).values_list("key", "pk"))
        for values in new:
            theirs, ours = self._wanted[values[key]]
            after[made[values[key]]] = People().changed(theirs, ours, values[minutes])
        interaction_people.put(after)

    def _told(self, name: str, value: Any) -> str:
        if name == "at":
            return f"{datetime.fromisoformat(value).astimezone(self._zone):%Y-%m-%d %H:%M}"
        return super()._told(name, value)

    def _sample(self, places: Mapping[Key, int], known: tuple[int, Values], values: Values) -> dict[str, Any]:
        told = super()._sample(places, known, values)
        stood, after = self._stood[known[0]], self._people_after(known, values)
        if stood.theirs != after.theirs:
            told["changes"]["contacts"] = [_contacts(stood.theirs), _contacts(after.theirs)]
        if stood.ours.keys() != after.ours.keys():
            told["changes"]["colleagues"] = [_colleagues(stood.ours), _colleagues(after.ours)]
        return told


def _words(cell: Any) -> list[str]:
    return [word.strip() for word in BETWEEN.split(cell or "") if word.strip()]


def _contacts(ids: Any) -> str:
    rows = Contact.objects.filter(pk__in=ids).select_related("person").order_by("person__sort_key", "pk")
    return listed(one.person.name for one in rows)


def _colleagues(ids: Any) -> str:
    return listed(User.objects.filter(pk__in=ids).order_by("username"))
