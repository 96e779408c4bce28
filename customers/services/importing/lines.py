"""Facts into their table, a batch at a time: what is new, what changed, what stayed the same."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, ClassVar

from django.db import models

from customers.importing import kinds
from customers.importing.kinds import Report
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import BeforeImage, ImportRun
from customers.models.imported import Imported
from customers.money import from_cents, to_cents
from customers.services.importing import stubs
from customers.services.importing.applied import Applied, RowRejected
from customers.services.importing.resolving import NOBODY, Reference, Resolver, reference
from customers.services.importing.scratch import Scratch, Staged
from customers.services.importing.tables import Key, Table, Values
from customers.services.importing.terms import Terms
from customers.services.importing.undo_facts import FactUndoer
from customers.services.importing.undoing import Undoer
from customers.services.ledger import lock_base_currency
from office.models import Company, User


class LineWriter(ABC):
    """One kind of facts. `columns` are written in this order; `key` are those that identify a row."""

    model: ClassVar[type[Imported]]
    key: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[str, ...]]
    money: ClassVar[tuple[str, ...]] = ()
    field_of: ClassVar[Mapping[str, str]]
    """Column → field of the file that gives it, empty for one that every file gives: columns that the file says
    nothing about stay as they are."""
    shown_as: ClassVar[Mapping[str, str]] = {}
    """Column → field of the file by whose name a change of it is shown, where the names differ."""
    customer: ClassVar[str] = "needed"
    """"needed", "optional", or "" for facts of no customer."""
    unknown_customer: ClassVar[str] = "reject"
    sourced: ClassVar[bool] = True
    """The system that the file comes from is part of the key."""
    revisits: ClassVar[bool] = False
    batch: ClassVar[int] = 5_000
    table: ClassVar[type[Table]] = Table
    """What writes and restores its rows, where more belongs to one than its own columns."""
    undone_by: ClassVar[type[FactUndoer]] = FactUndoer

    def __init__(self, plan: Plan, run: ImportRun, scratch: Scratch, *, dry: bool) -> None:
        self.plan, self.run, self.dry, self.scratch = plan, run, dry, scratch
        self.terms = Terms()
        self.base_currency = Company.get().base_currency
        self.source = plan.options.source
        self._resolver = Resolver(self.source)
        self._stub = (plan.options.unknown_customer or self.unknown_customer) == "stub"
        given = [name for name in self.columns if name in self.field_of]
        self._compared = [name for name in given if self.field_of[name] in plan.given or self.field_of[name] == ""]
        self._compared_places = [self.columns.index(name) for name in self._compared]
        self._key_places = [self.columns.index(name) for name in self.key]
        self._money_places = [self.columns.index(name) for name in self.money]
        self._table = self.table(self.model, self.columns, self.money)
        # A system's first file needs no comparing; a line that another import writes meanwhile breaks our batch, and
        # the next try compares.
        self.untouched = not self._mine().exists()
        self._locked = False

    @classmethod
    def undoer(cls, run: ImportRun, by: User) -> Undoer:
        """Takes back what such a file wrote."""
        table = cls.table(cls.model, cls.columns, cls.money)
        customers = bool(cls.customer)
        return cls.undone_by(run, by, table=table, of_customers=customers, let_go=cls.let_go, followed=cls.followed)

    @classmethod  # noqa: B027 - most facts have nothing computed from them
    def let_go(cls, ids: Sequence[int]) -> None:
        """Remove what was only computed from these rows, so that it keeps none of them when they are taken back."""

    @classmethod
    def followed(cls, run: ImportRun) -> models.Q:
        """Rows of the run that something later builds on without changing them: an undo keeps these."""
        return models.Q(pk__in=[])

    @abstractmethod
    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        """What the ordinal of a row is counted within."""

    @abstractmethod
    def line(self, staged: Staged, customer_id: int | None) -> Values:
        """The values of `columns`."""

    def existing(self, keys: Sequence[Key]) -> models.QuerySet[Any]:
        """At least the rows of these keys: those that fit each part of some key, which is few beyond them."""
        parts = {name: {key[place] for key in keys} for place, name in enumerate(self.key)}
        found = self._mine()
        for name, values in parts.items():
            found = found.filter(**{f"{name}__in": values})
        return found

    def _mine(self) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = self.model._default_manager.order_by()
        return rows.filter(source=self.source) if self.sourced else rows

    def prepare(self, rows: Sequence[Staged]) -> None:  # noqa: B027 - most kinds look nothing up
        """Look up what `line` needs of other tables, once for the batch."""

    def look_again(self) -> None:
        """The batch was rolled back: somebody else wrote meanwhile, and customers made in it do not exist."""
        self.untouched = False
        self._resolver.forget()

    def revisit(self, rows: Sequence[Staged]) -> None:  # noqa: B027 - most kinds have nothing to remember
        """Walk over rows that an earlier, killed attempt has written."""

    def finish(self, report: Report) -> None:
        """Bring what is derived from the rows of this run up to date."""
        kinds.of(self.plan.kind).afterwards(self._touched(), report)

    def _touched(self) -> set[int]:
        """Customers whose rows this run wrote, and those that it took rows from."""
        if not self.customer:
            return set()
        rows: models.QuerySet[Any] = self.model._default_manager.filter(import_run=self.run).order_by()
        touched = set(rows.values_list("customer_id", flat=True).distinct().iterator())
        images = BeforeImage.objects.filter(run=self.run, model=self.model._meta.label_lower).order_by()
        touched.update(images.values_list("before__customer_id", flat=True).distinct().iterator())
        return touched - {None}

    def apply(self, rows: Sequence[Staged]) -> Applied:
        """Write one batch inside the caller's transaction; with `dry` only say what would be written."""
        applied = Applied()
        self.prepare(rows)
        customers = self._customers(rows, applied)
        lines: dict[Key, Values] = {}
        places: dict[Key, int] = {}
        for staged, customer_id in customers:
            try:
                values = self.line(staged, customer_id)
            except RowRejected as rejection:
                applied.rejected[staged.row] = rejection.problems
                continue
            key = self._key(values)
            if key in lines:
                applied.rejected[staged.row] = [Problem("repeated", details={"row": places[key]})]
                continue
            lines[key], places[key] = values, staged.row
        known = self._known(list(lines))
        new = [values for key, values in lines.items() if key not in known]
        changed = [
            (known[key], values) for key, values in lines.items() if key in known and self._differs(known[key], values)
        ]
        applied.created, applied.updated = len(new), len(changed)
        applied.skipped = len(lines) - len(new) - len(changed)
        applied.samples = [self._sample(places, before, values) for before, values in changed[:20]]
        if not self.dry:
            self._write(new, changed)
        return applied

    def _write(self, new: Sequence[Values], changed: Sequence[tuple[tuple[int, Values], Values]]) -> None:
        if new and self._money_places and not self._locked:
            lock_base_currency()
            self._locked = True
        self._table.insert(new, run=self.run, source=self.source if self.sourced else None)
        names, places = self._compared, self._compared_places
        rows = [(pk, before, [values[place] for place in places]) for (pk, before), values in changed]
        self._table.update(rows, names, run=self.run)

    def _customers(self, rows: Sequence[Staged], applied: Applied) -> list[tuple[Staged, int | None]]:
        """Rows with their customer; those whose customer cannot be told are rejected."""
        if not self.customer:
            return [(staged, None) for staged in rows]
        references = [reference(staged.fields) for staged in rows]
        first: dict[Reference, Mapping[str, Any]] = {}
        for staged, each in zip(rows, references, strict=True):
            first.setdefault(each, staged.fields)
        nobody = first.pop(NOBODY, None) if self.customer == "optional" else None
        answers = self._resolver.resolve(first)
        customers: dict[Reference, int | None] = {
            each: found for each, found in answers.items() if isinstance(found, int)
        }
        unknown = {each: fields for each, fields in first.items() if answers[each] is None}
        if self._stub and unknown:
            customers |= dict.fromkeys(unknown) if self.dry else self._create_stubs(unknown)
        if nobody is not None:
            customers[NOBODY] = None
        known = []
        for staged, each in zip(rows, references, strict=True):
            if each in customers:
                known.append((staged, customers[each]))
                continue
            answer = answers[each]
            problem = answer if isinstance(answer, Problem) else Problem("unknown_customer")
            applied.rejected[staged.row] = [problem.in_column(self._guilty(each, problem))]
        return known

    def _create_stubs(self, unknown: Mapping[Reference, Mapping[str, Any]]) -> dict[Reference, int]:
        """Two references of one batch may mean one customer: with and without a name, say."""
        wanted: dict[str, Reference] = {}
        for each in unknown:
            wanted.setdefault(_identity(each), each)
        made = stubs.create(
            {each: unknown[each] for each in wanted.values()}, run=self.run, source=self.source, terms=self.terms
        )
        found = {each: made[wanted[_identity(each)]] for each in unknown}
        self._resolver.remember(found)
        return found

    def _guilty(self, each: Reference, problem: Problem) -> str:
        by_code = problem.code == "not_a_code" or (each.uscc and not each.number)
        name = "uscc" if by_code else "customer_number" if each.number else "customer_name"
        return self.plan.heading_of(name)

    def _key(self, values: Values) -> Key:
        return tuple([values[place] for place in self._key_places])

    def _known(self, keys: Sequence[Key]) -> dict[Key, tuple[int, Values]]:
        if not keys or self.untouched:
            return {}
        wanted = set(keys)
        found = {}
        for pk, *stored in self.existing(keys).values_list("pk", *self.columns):
            for place in self._money_places:
                stored[place] = None if stored[place] is None else to_cents(stored[place])
            values = tuple(_stored(value) for value in stored)
            if self._key(values) in wanted:
                found[self._key(values)] = (pk, values)
        return found

    def _differs(self, known: tuple[int, Values], values: Values) -> bool:
        return any(known[1][place] != values[place] for place in self._compared_places)

    def _sample(self, places: Mapping[Key, int], known: tuple[int, Values], values: Values) -> dict[str, Any]:
        changes = {
            self.shown_as.get(name, name): [self._told(name, known[1][place]), self._told(name, values[place])]
            for name, place in zip(self._compared, self._compared_places, strict=True)
            if known[1][place] != values[place]
        }
        key = self._key(values)
        return {"row": places[key], "name": " ".join(str(part) for part in key), "changes": changes}

    def _told(self, name: str, value: Any) -> str:
        """A value of a change, as a person reads it beside the file."""
        if value is None or value == "":
            return ""
        return str(from_cents(value)) if name in self.money else str(value)


def _identity(each: Reference) -> str:
    return f"number {each.number}" if each.number else f"uscc {each.uscc}" if each.uscc else f"name {each.name}"


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value
