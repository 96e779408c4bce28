"""Taking back facts: rows of one table that a file brought in."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.deletion import ProtectedError, RestrictedError

from customers.importing.undoing import FAILED, KEPT, REVERTED, Verdict
from customers.models import BeforeImage, Customer, ImportRun, ImportUndo
from customers.models.imported import Imported
from customers.services.importing import remains
from customers.services.importing.tables import Table
from customers.services.importing.undoing import Batch, Step, Undoer
from office.formatting.lists import listed
from office.models import User


class FactUndoer(Undoer):
    """New rows go, changed ones say again what they said; what a person or a later import changed since stays."""

    def __init__(
        self,
        run: ImportRun,
        by: User,
        *,
        table: Table,
        of_customers: bool,
        let_go: Callable[[Sequence[int]], None],
        followed: Callable[[ImportRun], models.Q] | None = None,
    ) -> None:
        super().__init__(run, by)
        self.let_go = let_go
        self.followed = followed(run) if followed is not None else models.Q(pk__in=[])
        self.table, self.model = table, table.model
        self.of_customers = of_customers
        self.label = self.model._meta.label_lower

    def steps(self) -> Sequence[Step]:
        return (self._rows, self._changed_later, self._gone, self._stubs)

    def touched(self) -> set[int]:
        if not self.of_customers:
            return set()
        rows = self._mine().values_list("customer_id", flat=True).distinct()
        images = self._images().values_list("before__customer_id", flat=True).distinct()
        return {pk for found in (rows, images) for pk in found.iterator() if pk is not None}

    def preview(self) -> dict[str, int]:
        mine = self._mine()
        image = self._images().filter(line_id=OuterRef("pk"))
        untouched = mine.filter(edited_at=None)
        restored = untouched.filter(Exists(image)).count()
        removed = untouched.exclude(self.followed).count() - restored
        followed = untouched.filter(self.followed).count()
        edited = mine.exclude(edited_at=None).count() + self._later().count() + followed
        gone = max(0, self.run.created + self.run.updated - restored - removed - edited)
        return {"removed": removed, "restored": restored, "kept": edited + gone}

    def _mine(self) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = self.model._default_manager.filter(import_run=self.run).order_by()
        return rows

    def _images(self) -> models.QuerySet[BeforeImage]:
        return BeforeImage.objects.filter(run=self.run, model=self.label).order_by()

    def _later(self) -> models.QuerySet[BeforeImage]:
        return BeforeImage.objects.filter(previous_run=self.run, model=self.label).exclude(run=self.run)

    def _rows(self, after: int) -> Batch | None:
        rows = list(self._mine().filter(pk__gt=after).order_by("pk").select_for_update(of=("self",))[: self.size])
        if not rows:
            return None
        images = {each.line_id: each for each in self._images().filter(line_id__in=[row.pk for row in rows])}
        pks = [row.pk for row in rows]
        followed = set(self._mine().filter(self.followed, pk__in=pks).values_list("pk", flat=True))
        edited = [row for row in rows if row.edited_at is not None]
        free = [row for row in rows if row.edited_at is None and row.pk not in followed]
        changed = [row for row in free if row.pk in images]
        verdicts = [Verdict(KEPT, row.pk, str(row), "edited") for row in edited]
        verdicts += [Verdict(KEPT, row.pk, str(row), "followed") for row in rows if row.pk in followed]
        verdicts += self._restore(changed, images)
        verdicts += self._remove([row for row in free if row.pk not in images])
        return Batch(pks[-1], verdicts)  # a row that is gone has no key any more

    def _restore(self, rows: Sequence[Imported], images: dict[int, BeforeImage]) -> list[Verdict]:
        self.table.restore(rows, images, by=self.by)
        BeforeImage.objects.filter(pk__in=[images[row.pk].pk for row in rows]).delete()
        return [Verdict(REVERTED, row.pk, str(row), "restored") for row in rows]

    def _remove(self, rows: Sequence[Imported]) -> list[Verdict]:
        """All at once; where something needs one of them, each alone."""
        told = {row.pk: str(row) for row in rows}
        self.let_go(list(told))
        try:
            with transaction.atomic():
                self.model._default_manager.filter(pk__in=list(told)).delete()
        except (ProtectedError, RestrictedError, IntegrityError):
            return [removed_alone(row, told[row.pk]) for row in rows]
        return [Verdict(REVERTED, pk, name, "removed") for pk, name in told.items()]

    def _changed_later(self, after: int) -> Batch | None:
        images = list(self._later().filter(pk__gt=after).order_by("pk")[: self.size])
        if not images:
            return None
        verdicts = [
            Verdict(KEPT, image.line_id, f"#{image.line_id}", "later_import", {"run": image.run_id}) for image in images
        ]
        return Batch(images[-1].pk, verdicts)

    def _gone(self, after: int) -> Batch | None:
        """What the import wrote and nobody finds any more, so that the counts add up."""
        undo = ImportUndo.objects.get(run=self.run)
        written = self.run.created + self.run.updated
        missing = written - undo.reverted - undo.kept - undo.failed
        if after or missing <= 0:
            return None
        return Batch(1, [Verdict(KEPT, 0, "", "gone", {"count": missing}, count=missing)])

    def _stubs(self, after: int) -> Batch | None:
        """Customers that only this file knew, with nothing left that hangs on them."""
        mine = Customer.objects.filter(import_run=self.run, from_ledger=True, version=1, pk__gt=after).order_by("pk")
        found = list(mine.select_for_update(of=("self",))[: self.size // 2])
        if not found:
            return None
        pks = [each.pk for each in found]
        used = set(Customer.objects.filter(remains.used(Customer), pk__in=pks).values_list("pk", flat=True))
        free = [pk for pk in pks if pk not in used]
        Customer.objects.filter(pk__in=free).delete()
        return Batch(pks[-1], customers=len(free))


def removed_alone(row: Imported, name: str) -> Verdict:
    """Remove it, or say who needs it."""
    pk = row.pk
    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, RestrictedError) as error:
        needing = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        what = listed(sorted({str(each._meta.verbose_name_plural) for each in needing}))
        return Verdict(FAILED, pk, name, "needed", {"what": what})
    except IntegrityError:
        return Verdict(FAILED, pk, name, "needed", {"what": "–"})
    return Verdict(REVERTED, pk, name, "removed")
