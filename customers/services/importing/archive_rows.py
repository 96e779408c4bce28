"""Rows that keep customers and contacts: checked as a person's own entries are, new ones stored many at once."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from customers.errors import CustomersError
from customers.importing import kinds
from customers.importing.kinds import Report
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import ImportRun
from customers.services.importing.applied import Applied, RowRejected
from customers.services.importing.resolving import Reference, Resolver
from customers.services.importing.scratch import Scratch, Staged
from customers.services.importing.terms import Terms
from customers.services.importing.undoing import Undoer
from office.models import User

Changes = dict[str, list[str]]
New = TypeVar("New")


class ArchiveWriter(ABC, Generic[New]):
    """Each row is created, changed or left as it is, or rejected with the sentence of the service.

    A batch is looked through once. Rows that surely mean somebody new wait and are stored together; a row that may mean
    what is there, or one that waits, has the waiting ones stored and goes its way alone.
    """

    batch: ClassVar[int] = 500
    revisits: ClassVar[bool] = False
    columns: ClassVar[Mapping[str, str]] = {}
    """Field of a service's error → field of the file."""

    def __init__(self, plan: Plan, run: ImportRun, scratch: Scratch, *, dry: bool) -> None:
        self.plan, self.run, self.scratch, self.dry = plan, run, scratch, dry
        self.source = plan.options.source
        self.terms = Terms()
        self.resolver = Resolver(self.source)
        self._would_exist: set[str] = set()
        self._waiting: list[tuple[Staged, New]] = []
        self._taken: set[Hashable] = set()
        self._batch: list[dict[str, Any]] = []

    @classmethod
    @abstractmethod
    def undoer(cls, run: ImportRun, by: User) -> Undoer:
        """Takes back what such a file wrote."""

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        return "", ""

    def look_again(self) -> None:
        self.resolver.forget()

    def revisit(self, rows: Sequence[Staged]) -> None:
        """Nothing to remember."""

    def finish(self, report: Report) -> None:
        """Tell of the customers whose new rows nobody was told of."""
        kinds.of(self.plan.kind).afterwards(self.touched(), report)

    def apply(self, rows: Sequence[Staged]) -> Applied:
        applied = Applied()
        told = [(staged, _filled(staged)) for staged in rows]
        self._waiting, self._taken = [], set()
        self._batch = [fields for _staged, fields in told]
        self.look_through(self._batch)
        for staged, fields in told:
            with _Verdict(self, staged, applied):
                self._apply_row(staged, fields, applied)
        self._store(applied)
        return applied

    def _apply_row(self, staged: Staged, fields: Mapping[str, Any], applied: Applied) -> None:
        keys = self.keys(fields)
        if self.is_new(fields) and (self.dry or self._taken.isdisjoint(keys)):
            if self.dry and not self._would_be_new(fields):
                applied.updated += 1
                return
            new = self.checked(fields)
            self._taken |= keys
            applied.created += 1
            if not self.dry:
                self._waiting.append((staged, new))
            return
        self._store(applied)
        with nullcontext() if self.dry else transaction.atomic():
            self._apply_alone(staged, fields, applied)
        self._taken |= keys

    def _store(self, applied: Applied) -> None:
        """Store the rows that wait; where the database refuses them together, one by one."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            with transaction.atomic():
                self.store([new for _staged, new in waiting])
        except IntegrityError:
            applied.created -= len(waiting)
            for staged, _new in waiting:
                with _Verdict(self, staged, applied), transaction.atomic():
                    self._apply_alone(staged, _filled(staged), applied)
            self.look_through(self._batch)

    def _apply_alone(self, staged: Staged, fields: Mapping[str, Any], applied: Applied) -> None:
        existing = self.find(fields)
        if existing is None:
            if self.dry and not self._would_be_new(fields):
                applied.updated += 1
                return
            self.create(fields)
            applied.created += 1
            return
        changes = self.update(existing, fields)
        if not changes:
            applied.skipped += 1
            return
        applied.updated += 1
        applied.samples.append({"row": staged.row, "name": str(existing), "changes": changes})

    def _would_be_new(self, fields: Mapping[str, Any]) -> bool:
        """A preview creates nothing: the second row of one record would find the first one's."""
        identity = self.identity(fields)
        if identity in self._would_exist:
            return False
        self._would_exist.add(identity)
        return True

    @abstractmethod
    def look_through(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Ask once for all that `is_new` wants to know of a batch."""

    @abstractmethod
    def keys(self, fields: Mapping[str, Any]) -> set[Hashable]:
        """All that the row's record, or one that it names, could be found by."""

    @abstractmethod
    def is_new(self, fields: Mapping[str, Any]) -> bool:
        """Whether nothing in the archive, as it was looked through, can be meant by the row."""

    @abstractmethod
    def checked(self, fields: Mapping[str, Any]) -> New:
        """A new record that nothing keeps from being stored. Raises RowRejected, CustomersError."""

    @abstractmethod
    def store(self, new: Sequence[New]) -> None:
        """Keep new records. Raises IntegrityError."""

    @abstractmethod
    def touched(self) -> set[int]:
        """Customers whose new rows this run has written."""

    @abstractmethod
    def identity(self, fields: Mapping[str, Any]) -> str:
        """What tells two rows of one record, for previews that create nothing."""

    @abstractmethod
    def find(self, fields: Mapping[str, Any]) -> models.Model | None:
        """The record that the row means, None for a new one. Raises RowRejected."""

    @abstractmethod
    def create(self, fields: Mapping[str, Any]) -> None:
        """Keep a new record alone; with `dry` only check. Raises RowRejected, CustomersError."""

    @abstractmethod
    def update(self, existing: Any, fields: Mapping[str, Any]) -> Changes:
        """Change what differs, empty cells excepted; answers {field: [before, after]}."""

    def problem(self, code: str, name: str, **details: Any) -> RowRejected:
        return RowRejected(Problem(code, self.plan.heading_of(name), details))

    def customer_id(self, number: str, uscc: str, name: str, guilty: str) -> int | None:
        """The customer's id, None when it is not in the archive. Raises RowRejected."""
        wanted = Reference(number, uscc, name)
        answer = self.resolver.resolve([wanted])[wanted]
        if isinstance(answer, Problem):
            raise RowRejected(answer.in_column(self.plan.heading_of("uscc" if answer.code == "not_a_code" else guilty)))
        return answer


class _Verdict:
    """What a service says against a row becomes the row's rejection."""

    def __init__(self, writer: ArchiveWriter[Any], staged: Staged, applied: Applied) -> None:
        self._writer, self._row, self._applied = writer, staged.row, applied

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, RowRejected):
            self._applied.rejected[self._row] = error.problems
        elif isinstance(error, PermissionDenied):
            self._applied.rejected[self._row] = [Problem("not_allowed")]
        elif isinstance(error, CustomersError):
            plan = self._writer.plan
            column = self._writer.columns.get(error.field or "", error.field or "")
            heading = plan.heading_of(column) if column in plan.layout.fields else ""
            self._applied.rejected[self._row] = [Problem("refused", heading, {"why": str(error.message)})]
        else:
            return False
        return True


def _filled(staged: Staged) -> dict[str, Any]:
    return {name: value for name, value in staged.fields.items() if value is not None}


def shown(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
