"""Taking an import back: what it wrote goes, what it changed says again what it said, what people touched since stays.

Records and progress of a batch commit together, so that a killed undo goes on behind it; nobody can undo twice.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from customers import access
from customers.importing import kinds
from customers.importing.kinds import Report
from customers.importing.undoing import FAILED, KEPT, REVERTED, Verdict
from customers.models import Customer, HistoryEntry, ImportRun, ImportUndo, UndoneRecord
from customers.services import copying
from customers.services.importing.applied import TakenOverError
from office.models import User

IMPORT_UNDONE = "import_undone"


class NotUndoableError(Exception):
    """The import runs, has written nothing, or is taken back already."""


@dataclass
class Batch:
    """What one step did in one transaction; `last` is the record it came to."""

    last: int
    verdicts: list[Verdict] = field(default_factory=list)
    customers: int = 0


Step = Callable[[int], Batch | None]


class Undoer(ABC):
    """How one sort of records is taken back, in steps: each goes from a record on and answers None at its end."""

    size: ClassVar[int] = 1000

    def __init__(self, run: ImportRun, by: User) -> None:
        self.run, self.by = run, by

    @abstractmethod
    def steps(self) -> Sequence[Step]:
        """Run inside a transaction, rows locked; a step begins at 0."""

    @abstractmethod
    def touched(self) -> set[int]:
        """Customers for whom figures change by it, read before anything is taken back."""

    @abstractmethod
    def preview(self) -> dict[str, int]:
        """About how many records would be `removed`, `restored`, `kept`: counted, not gone through."""


def undoer(run: ImportRun, by: User) -> Undoer:
    made: Undoer = kinds.of(run.kind).writer.undoer(run, by)
    return made


def is_undoable(run: ImportRun) -> bool:
    """Something was written, nobody is at it, and it was not taken back yet."""
    resting = run.job is None or not run.job.is_open
    return bool(resting and run.created + run.updated and not ImportUndo.objects.filter(run=run).exists())


@transaction.atomic
def begin(run: ImportRun, *, by: User) -> ImportUndo:
    """The undo of the run; a second call finds the first one's. Errors: NotUndoableError, PermissionDenied."""
    locked = ImportRun.objects.select_for_update(of=("self",)).select_related("job").get(pk=run.pk)
    access.require(access.may_import(by, locked.kind))
    earlier = ImportUndo.objects.filter(run=locked).first()
    if earlier is not None:
        return earlier
    if not is_undoable(locked):
        raise NotUndoableError
    seen = undoer(locked, by).preview()
    touched = sorted(undoer(locked, by).touched())
    return ImportUndo.objects.create(run=locked, by=by, touched=touched, total=sum(seen.values()))


def work(undo: ImportUndo, *, report: Report) -> ImportUndo:
    """Take the import back, or go on where a killed attempt stopped. Errors: TakenOverError."""
    undo.refresh_from_db()
    if undo.state == ImportUndo.State.FINISHED:
        return undo
    steps = undoer(undo.run, undo.by).steps()
    while undo.step < len(steps):
        _take_back(undo, steps[undo.step])
        done = undo.reverted + undo.kept + undo.failed
        report(done, max(undo.total, done), gettext_noop("Taking back"))
    left = set(undo.touched) & _still_there(undo.touched)
    kinds.of(undo.run.kind).afterwards(left, report)
    _end(undo, left)
    return undo


def _take_back(undo: ImportUndo, step: Step) -> None:
    """One batch of a step, its verdicts and the progress; or on to the next step."""
    with transaction.atomic():
        mine = ImportUndo.objects.select_for_update().filter(pk=undo.pk, step=undo.step, done_to=undo.done_to)
        if not mine.exists():
            raise TakenOverError
        batch = step(undo.done_to)
        if batch is None:
            ImportUndo.objects.filter(pk=undo.pk).update(step=undo.step + 1, done_to=0)
        else:
            _write(undo, batch)
    undo.refresh_from_db()


def _write(undo: ImportUndo, batch: Batch) -> None:
    rows = [
        UndoneRecord(
            undo=undo,
            verdict=each.verdict,
            record_id=each.record_id,
            name=each.name[:200],
            why=each.why,
            detail=dict(each.detail),
        )
        for each in batch.verdicts
    ]
    copying.store(rows, numbered=False)
    counts: Counter[str] = Counter()
    for each in batch.verdicts:
        counts[each.verdict] += each.count
    ImportUndo.objects.filter(pk=undo.pk).update(
        done_to=batch.last,
        reverted=F("reverted") + counts[REVERTED],
        kept=F("kept") + counts[KEPT],
        failed=F("failed") + counts[FAILED],
        removed_customers=F("removed_customers") + batch.customers,
    )


def _still_there(customer_ids: Sequence[int]) -> set[int]:
    return set(Customer.objects.filter(pk__in=customer_ids).order_by().values_list("pk", flat=True))


@transaction.atomic
def _end(undo: ImportUndo, customer_ids: set[int]) -> None:
    """Say it in the history of each customer that is left, once."""
    ended = ImportUndo.objects.filter(pk=undo.pk, state=ImportUndo.State.RUNNING)
    if not ended.update(state=ImportUndo.State.FINISHED, finished_at=timezone.now()):
        return
    told: dict[str, Any] = {"verb": IMPORT_UNDONE, "at": timezone.now(), "by": undo.by}
    copying.store(
        [HistoryEntry(customer_id=pk, detail={"import": undo.run_id}, **told) for pk in sorted(customer_ids)],
        numbered=False,
    )
    undo.refresh_from_db()
