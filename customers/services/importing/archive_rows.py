"""Rows that keep customers and contacts: they go through the same services as a person's own entries."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from customers.errors import CustomersError
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import ImportRun
from customers.services.importing.applied import Applied, RowRejected
from customers.services.importing.resolving import Reference, Resolver
from customers.services.importing.scratch import Scratch, Staged
from customers.services.importing.terms import Terms

Changes = dict[str, list[str]]


class ArchiveWriter(ABC):
    """Row by row: each is created, changed or left as it is, or rejected with the sentence of the service."""

    batch: ClassVar[int] = 100  # a batch holds the write lock of SQLite: short ones let people work meanwhile
    revisits: ClassVar[bool] = False
    untouched = False
    columns: ClassVar[Mapping[str, str]] = {}
    """Field of a service's error → field of the file."""

    def __init__(self, plan: Plan, run: ImportRun, scratch: Scratch, *, dry: bool) -> None:
        self.plan, self.run, self.dry = plan, run, dry
        self.source = plan.options.source
        self.terms = Terms()
        self.resolver = Resolver(self.source)
        self._would_exist: set[str] = set()

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        return "", ""

    def revisit(self, rows: Sequence[Staged]) -> None:  # noqa: B027
        """Nothing to remember."""

    def finish(self, report: Callable[[int, int | None, str], None]) -> None:  # noqa: B027
        """Nothing is derived from the archive."""

    def apply(self, rows: Sequence[Staged]) -> Applied:
        applied = Applied()
        for staged in rows:
            try:
                with nullcontext() if self.dry else transaction.atomic():
                    self._apply_row(staged, applied)
            except RowRejected as rejection:
                applied.rejected[staged.row] = rejection.problems
            except CustomersError as error:
                column = self.columns.get(error.field or "", error.field or "")
                known = column in self.plan.layout.fields
                why = Problem("refused", self.plan.heading_of(column) if known else "", {"why": str(error.message)})
                applied.rejected[staged.row] = [why]
            except PermissionDenied:
                applied.rejected[staged.row] = [Problem("not_allowed")]
        return applied

    def _apply_row(self, staged: Staged, applied: Applied) -> None:
        fields = {name: value for name, value in staged.fields.items() if value is not None}
        existing = self.find(fields)
        if existing is None:
            identity = self.identity(fields)
            if self.dry and identity in self._would_exist:
                applied.updated += 1
                return
            self._would_exist.add(identity) if self.dry else None
            self.create(fields)
            applied.created += 1
            return
        changes = self.update(existing, fields)
        if not changes:
            applied.skipped += 1
            return
        applied.updated += 1
        applied.samples.append({"row": staged.row, "name": str(existing), "changes": changes})

    @abstractmethod
    def identity(self, fields: Mapping[str, Any]) -> str:
        """What tells two rows of one record, for previews that create nothing."""

    @abstractmethod
    def find(self, fields: Mapping[str, Any]) -> models.Model | None:
        """The record that the row means, None for a new one. Raises RowRejected."""

    @abstractmethod
    def create(self, fields: Mapping[str, Any]) -> None:
        """Keep a new record; with `dry` only check. Raises RowRejected, CustomersError."""

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


def shown(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
