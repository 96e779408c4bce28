"""Ledger lines into the archive, a batch at a time: what is new, what changed, what stayed the same."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import connection, models
from django.utils.translation import gettext_noop

from customers import events
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import BeforeImage, ImportRun
from customers.money import to_cents
from customers.services import rollups
from customers.services.importing import stubs
from customers.services.importing.applied import Applied
from customers.services.importing.resolving import Reference, Resolver, reference
from customers.services.importing.scratch import Scratch, Staged
from customers.services.importing.terms import Terms
from customers.services.ledger import lock_base_currency
from office.models import Company

Key = tuple[Any, ...]
Values = tuple[Any, ...]


class FactWriter(ABC):
    """One kind of ledger line. `columns` are written in this order; `key` are those that identify a line."""

    model: ClassVar[type[models.Model]]
    key: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[str, ...]]
    money: ClassVar[str]
    field_of: ClassVar[Mapping[str, str]]
    """Column → field of the file that gives it: columns the file says nothing about stay as they are."""
    unknown_customer: ClassVar[str]
    revisits: ClassVar[bool] = False
    batch: ClassVar[int] = 5_000

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
        # A system's first file needs no comparing; a line that another import writes meanwhile breaks our batch, and
        # the next try compares.
        self.untouched = not self.model._default_manager.filter(source=self.source).exists()
        self._locked = False

    @abstractmethod
    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        """What the ordinal of a row is counted within."""

    @abstractmethod
    def line(self, staged: Staged, customer_id: int | None) -> Values:
        """The values of `columns`."""

    @abstractmethod
    def existing(self, keys: Sequence[Key]) -> models.QuerySet[Any]:
        """At least the lines of these keys."""

    def revisit(self, rows: Sequence[Staged]) -> None:  # noqa: B027 - most kinds have nothing to remember
        """Walk over rows that an earlier, killed attempt has written."""

    def finish(self, report: Callable[[int, int | None, str], None]) -> None:
        """Bring the monthly totals of all customers whose lines this run wrote up to date."""
        lines = self.model._default_manager.filter(import_run=self.run).order_by()
        touched = set(lines.values_list("customer_id", flat=True).distinct().iterator())
        images = BeforeImage.objects.filter(run=self.run, model=self.model._meta.model_name)
        touched.update(images.order_by().values_list("before__customer_id", flat=True).distinct().iterator())
        rollups.refresh(touched, report=lambda done: report(done, len(touched), gettext_noop("Adding up")))
        if touched:
            events.announce(events.ledger_imported, customer_ids=sorted(touched))

    def apply(self, rows: Sequence[Staged]) -> Applied:
        """Write one batch inside the caller's transaction; with `dry` only say what would be written."""
        applied = Applied()
        references = [reference(staged.fields) for staged in rows]
        customers = self._customers(rows, references, applied)
        lines: dict[Key, Values] = {}
        places: dict[Key, int] = {}
        for staged, each in zip(rows, references, strict=True):
            if staged.row not in applied.rejected:
                values = self.line(staged, customers[each])
                key = self._key(values)
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
            self._insert(new)
            self._update(changed)
        return applied

    def _customers(
        self, rows: Sequence[Staged], references: Sequence[Reference], applied: Applied
    ) -> dict[Reference, int | None]:
        """The customer of each reference; rows whose customer cannot be told are rejected."""
        first: dict[Reference, Mapping[str, Any]] = {}
        for staged, each in zip(rows, references, strict=True):
            first.setdefault(each, staged.fields)
        answers = self._resolver.resolve(first)
        customers: dict[Reference, int | None] = {
            each: found for each, found in answers.items() if isinstance(found, int)
        }
        unknown = {each: fields for each, fields in first.items() if answers[each] is None}
        if self._stub and unknown:
            customers |= dict.fromkeys(unknown) if self.dry else self._create_stubs(unknown)
        for staged, each in zip(rows, references, strict=True):
            if each not in customers:
                answer = answers[each]
                problem = answer if isinstance(answer, Problem) else Problem("unknown_customer")
                applied.rejected[staged.row] = [problem.in_column(self._guilty(each, problem))]
        return customers

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
        money = self.columns.index(self.money)
        for pk, *stored in self.existing(keys).values_list("pk", *self.columns):
            stored[money] = to_cents(stored[money])
            values = tuple(_stored(value) for value in stored)
            if self._key(values) in wanted:
                found[self._key(values)] = (pk, values)
        return found

    def _differs(self, known: tuple[int, Values], values: Values) -> bool:
        return any(known[1][place] != values[place] for place in self._compared_places)

    def _sample(self, places: Mapping[Key, int], known: tuple[int, Values], values: Values) -> dict[str, Any]:
        changes = {
            name: [str(known[1][place] or ""), str(values[place] or "")]
            for name, place in zip(self._compared, self._compared_places, strict=True)
            if known[1][place] != values[place]
        }
        key = self._key(values)
        return {"row": places[key], "name": " ".join(str(part) for part in key), "changes": changes}

    def _insert(self, rows: Sequence[Values]) -> None:
        if not rows:
            return
        if not self._locked:
            lock_base_currency()
            self._locked = True
        columns = ("source", "import_run_id", *self.columns)
        lines = [(self.source, self.run.pk, *values) for values in rows]
        table = self.model._meta.db_table
        names = ", ".join(f'"{name}"' for name in columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # COPY bypasses Django, so its errors are turned into Django's here.
                copying = cursor.cursor.copy(f'COPY "{table}" ({names}) FROM STDIN')  # names are ours
                with connection.wrap_database_errors, copying as copy:
                    for line in lines:
                        copy.write_row(line)
            else:
                marks = ", ".join(["%s"] * len(columns))
                insert = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - names are ours
                cursor.executemany(insert, lines)

    def _update(self, changed: Sequence[tuple[tuple[int, Values], Values]]) -> None:
        if not changed:
            return
        BeforeImage.objects.bulk_create(
            [
                BeforeImage(
                    run=self.run, model=self.model._meta.model_name or "", line_id=pk, before=self._image(before)
                )
                for (pk, before), _values in changed
            ],
            ignore_conflicts=True,
            batch_size=1000,
        )
        names = ", ".join(f'"{name}" = %s' for name in ("import_run_id", *self._compared))
        places = self._compared_places
        with connection.cursor() as cursor:
            cursor.executemany(
                f'UPDATE "{self.model._meta.db_table}" SET {names} WHERE id = %s',  # noqa: S608
                [(self.run.pk, *(values[place] for place in places), pk) for (pk, _before), values in changed],
            )

    def _image(self, before: Values) -> dict[str, Any]:
        return {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in zip(self.columns, before, strict=True)
        }


def _identity(each: Reference) -> str:
    return f"number {each.number}" if each.number else f"uscc {each.uscc}" if each.uscc else f"name {each.name}"


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
