"""Taking back customers and contacts: new ones go unless something hangs on them, changed ones say again what they said."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.deletion import ProtectedError

from customers.errors import CustomersError
from customers.importing.undoing import FAILED, KEPT, REVERTED, Verdict
from customers.models import BeforeImage, Contact, ContactExternalId, Customer, Department, Person
from customers.services import editing, owning, people
from customers.services.importing import images, remains
from customers.services.importing.undoing import Batch, Step, Undoer
from office.formatting.lists import listed


class ArchiveUndoer(Undoer):
    """The last of what the import made goes first: a group parent stands before those who name it."""

    size = 200
    model: ClassVar[type[Any]]

    def steps(self) -> Sequence[Step]:
        return (self._created, self._changed)

    def preview(self) -> dict[str, int]:
        mine = self._mine().annotate(left_at=self._left_at())
        untouched = mine.filter(Q(left_at=None, version=1) | Q(version=F("left_at")))
        removed = untouched.exclude(self._used()).count()
        changed = self._images().exclude(line_id__in=self._mine().values("pk"))
        now = Subquery(self.model._default_manager.filter(pk=OuterRef("line_id")).order_by().values("version")[:1])
        restored = changed.annotate(now=now).filter(now=F("version")).count()
        return {
            "removed": removed,
            "restored": restored,
            "kept": mine.count() - removed + changed.count() - restored,
        }

    def _mine(self) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = self.model._default_manager.filter(import_run=self.run).order_by()
        return rows

    def _images(self) -> models.QuerySet[BeforeImage]:
        return BeforeImage.objects.filter(run=self.run, model=self.model._meta.label_lower).order_by()

    def _left_at(self) -> Subquery:
        """The version at which this import left a record that it made and changed again."""
        return Subquery(self._images().filter(line_id=OuterRef("pk")).values("version")[:1])

    def _created(self, before: int) -> Batch | None:
        rows = self._mine().annotate(left_at=self._left_at()).order_by("-pk")
        rows = rows.filter(pk__lt=before) if before else rows
        found = list(rows.select_for_update(of=("self",)).select_related(*self.joined)[: self.size])
        if not found:
            return None
        pks = [each.pk for each in found]
        used = set(self._mine().filter(self._used(), pk__in=pks).values_list("pk", flat=True))
        what = self._what_hangs_on(used) if used else {}
        free = [each for each in found if each.pk not in used and each.version == (each.left_at or 1)]
        verdicts = self._removed_together(free)
        gone = {verdict.record_id for verdict in verdicts}
        # One by one: of two rows the upper may be all that hangs on the lower.
        for each in found:
            if each.pk in gone:
                continue
            if each.version != (each.left_at or 1):
                verdicts.append(Verdict(KEPT, each.pk, self.name(each), "edited"))
            elif each.pk in used and self._mine().filter(self._used(), pk=each.pk).exists():
                hanging = listed(sorted(what.get(each.pk, [])))
                verdicts.append(Verdict(KEPT, each.pk, self.name(each), "used", {"what": hanging}))
            else:
                verdicts.append(self._removed(each))
        return Batch(pks[-1], verdicts)

    def _removed_together(self, records: Sequence[Any]) -> list[Verdict]:
        """All that nothing hangs on at once; none where one of them cannot go: then each alone says why."""
        told = {each.pk: self.name(each) for each in records}
        try:
            with transaction.atomic():
                self.remove(records)
        except (ProtectedError, IntegrityError):
            return []
        self._images().filter(line_id__in=list(told)).delete()
        return [Verdict(REVERTED, pk, name, "removed") for pk, name in told.items()]

    def _removed(self, record: Any) -> Verdict:
        pk, name = record.pk, self.name(record)
        try:
            with transaction.atomic():
                self.remove([record])
        except ProtectedError as error:
            what = listed(sorted({str(each._meta.verbose_name_plural) for each in error.protected_objects}))
            return Verdict(FAILED, pk, name, "needed", {"what": what})
        except IntegrityError:
            return Verdict(FAILED, pk, name, "needed", {"what": "–"})
        self._images().filter(line_id=pk).delete()
        return Verdict(REVERTED, pk, name, "removed")

    def _changed(self, after: int) -> Batch | None:
        waiting = self._images().exclude(line_id__in=self._mine().values("pk")).filter(pk__gt=after)
        found = list(waiting.order_by("pk")[: self.size])
        if not found:
            return None
        records = self.model._default_manager.select_for_update(of=("self",)).select_related(*self.joined)
        there = records.in_bulk([image.line_id for image in found])
        return Batch(found[-1].pk, [self._said_again(image, there.get(image.line_id)) for image in found])

    def _said_again(self, image: BeforeImage, record: Any) -> Verdict:
        if record is None:
            return Verdict(KEPT, image.line_id, f"#{image.line_id}", "gone", {"count": 1})
        name = self.name(record)
        if record.version != image.version:
            return Verdict(KEPT, record.pk, name, "edited")
        try:
            with transaction.atomic():
                self.restore(record, images.values(self.model, image.before), image.before)
        except CustomersError as error:
            return Verdict(FAILED, record.pk, name, "refused", {"why": str(error.message)})
        except PermissionDenied:
            return Verdict(FAILED, record.pk, name, "edited")
        image.delete()
        return Verdict(REVERTED, record.pk, name, "restored")

    joined: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def name(self, record: Any) -> str:
        """What the lists call it."""

    @abstractmethod
    def remove(self, records: Sequence[Any]) -> None:
        """The records and what is their own go; a constant number of queries."""

    @abstractmethod
    def restore(self, record: Any, values: dict[str, Any], before: dict[str, Any]) -> None:
        """Its fields say again what they said. Raises CustomersError."""

    @abstractmethod
    def _used(self) -> Q: ...

    @abstractmethod
    def _what_hangs_on(self, pks: set[int]) -> dict[int, list[str]]: ...


class CustomerUndoer(ArchiveUndoer):
    model = Customer

    def touched(self) -> set[int]:
        return {*self._mine().values_list("pk", flat=True), *self._images().values_list("line_id", flat=True)}

    def name(self, record: Customer) -> str:
        return str(record)

    def remove(self, records: Sequence[Customer]) -> None:
        Customer.objects.filter(pk__in=[each.pk for each in records]).delete()

    def restore(self, record: Customer, values: dict[str, Any], before: dict[str, Any]) -> None:
        from_ledger, owner = values.pop("from_ledger", None), values.pop("owner", None)
        if values:
            record = editing.edit(record, changes=values, version=record.version, by=self.by)
        if "owner" in before:
            owning.assign_owner(record, owner=owner, by=self.by)
        if from_ledger:
            Customer.objects.filter(pk=record.pk).update(from_ledger=True)

    def _used(self) -> Q:
        return remains.used(Customer)

    def _what_hangs_on(self, pks: set[int]) -> dict[int, list[str]]:
        return remains.names_of_what_hangs_on(Customer, pks)


class ContactUndoer(ArchiveUndoer):
    model = Contact
    joined = ("person", "customer")

    def steps(self) -> Sequence[Step]:
        return (*super().steps(), self._departments)

    def touched(self) -> set[int]:
        changed = Contact.objects.filter(pk__in=self._images().values("line_id")).order_by()
        return {*self._mine().values_list("customer_id", flat=True), *changed.values_list("customer_id", flat=True)}

    def name(self, record: Contact) -> str:
        """By number: whoever is removed leaves no name behind."""
        return f"{record.customer} #{record.pk}"

    def remove(self, records: Sequence[Contact]) -> None:
        Contact.objects.filter(pk__in=[each.pk for each in records]).delete()
        Person.objects.filter(pk__in={each.person_id for each in records}, positions=None).delete()

    def restore(self, record: Contact, values: dict[str, Any], before: dict[str, Any]) -> None:
        numbers, points = before.get("numbers", []), before.get("points", [])
        changes = {name: value for name, value in values.items() if name in people.EDITABLE}
        people.edit_contact(record, changes=changes, version=record.version, by=self.by, remove_points=points)
        ContactExternalId.objects.filter(pk__in=numbers).delete()

    def _used(self) -> Q:
        """Who reports to them counts, unless the line came with the same file and is as it left it."""
        as_left = self._images().filter(line_id=OuterRef("pk"), version=OuterRef("version"))
        reports = Contact.objects.filter(reports_to=OuterRef("pk")).order_by()
        others = reports.exclude(Exists(as_left)).exclude(import_run=self.run, version=1)
        hanging = remains.used(Contact, besides=["reports_to"]) | remains.used(Person, "person_id")
        return hanging | Q(Exists(others))

    def _what_hangs_on(self, pks: set[int]) -> dict[int, list[str]]:
        found = remains.names_of_what_hangs_on(Contact, pks)
        person_of = dict(Contact.objects.filter(pk__in=pks).values_list("pk", "person_id"))
        of_people = remains.names_of_what_hangs_on(Person, set(person_of.values()))
        return {pk: [*found.get(pk, []), *of_people.get(person, [])] for pk, person in person_of.items()}

    def _departments(self, after: int) -> Batch | None:
        """Departments that came up with the file, if nobody works there now; they are no rows of it and not counted."""
        images_ = BeforeImage.objects.filter(run=self.run, model=Department._meta.label_lower, pk__gt=after)
        found = list(images_.order_by("pk")[: self.size])
        if not found:
            return None
        mine = Department.objects.filter(pk__in=[image.line_id for image in found], version=1)
        mine.exclude(remains.used(Department)).delete()
        return Batch(found[-1].pk)
