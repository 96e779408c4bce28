"""Facts that are told rather than programmed: which column of which table a field of the file fills.

    class CertificateWriter(FactWriter):
        model = Certificate                              # a customers.models.facts.Fact
        customer = "needed"                              # "optional" for facts that may be the company's own, "" for none
        natural_key = ("customer_id", "number")          # columns; a unique constraint of the model, with `source` in front
        facts = (
            Column("number"),
            Column("scheme_id", "scheme", find=by_term(Scheme)),
            Column("fee"),                                 # a MoneyField: `fee` stands in the layout's `money`
            Column("currency", empty=base_currency),
            Column("issued_on"),
        )

New rows are created, changed ones keep their before-image, equal ones are skipped, and a second row of one key is rejected.
A key with `ordinal` in it numbers the repeats of a key within the file instead. A model with field history gets its rows of
history. What needs more than this overrides `line`, or derives from LineWriter as the ledger does.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar

from django.db import models

from customers import naming
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import ImportRun
from customers.models.terms import Term
from customers.money import MoneyField
from customers.services.importing.applied import RowRejected
from customers.services.importing.lines import LineWriter
from customers.services.importing.resolving import reference
from customers.services.importing.scratch import Scratch, Staged
from customers.services.importing.tables import Values

# Ids of other records by the texts that a batch calls them by; asked once a batch.
Finder = Callable[["FactWriter", set[str]], Mapping[str, int]]


@dataclass(frozen=True)
class Column:
    """One column. `field` is the file's field of it, by default the one of the same name without `_id`."""

    column: str
    field: str = ""
    empty: Any = None
    """What an empty cell stands for: a value, or a function of the writer; by default the model's own default."""
    find: Finder | None = None
    """For references: text of the cell → id."""
    otherwise: str = "unknown_term"
    """The problem of a text that `find` does not know; empty where the column is then left empty."""

    @property
    def source(self) -> str:
        return self.field or self.column.removesuffix("_id")


class FactWriter(LineWriter):
    natural_key: ClassVar[tuple[str, ...]]
    facts: ClassVar[tuple[Column, ...]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "facts" not in cls.__dict__:
            return
        known = {field.column: field for field in cls.model._meta.concrete_fields}
        given = [fact for fact in cls.facts if fact.column not in cls.natural_key]
        cls.key = cls.natural_key
        own = [*(["customer_id"] if cls.customer else []), *(["ordinal"] if "ordinal" in cls.key else [])]
        cls.columns = (*own, *(fact.column for fact in cls.facts))
        cls.money = tuple(name for name in cls.columns if isinstance(known[name], MoneyField))
        cls.field_of = {fact.column: fact.source for fact in given}
        if cls.customer and "customer_id" not in cls.key:
            cls.field_of = {"customer_id": ""} | cls.field_of
        cls.shown_as = {"customer_id": "customer_name"} | {fact.column: fact.source for fact in cls.facts}
        cls._read = {fact.column: _reader(known[fact.column]) for fact in cls.facts}

    _read: ClassVar[dict[str, Callable[[Any], Any]]]

    def __init__(self, plan: Plan, run: ImportRun, scratch: Scratch, *, dry: bool) -> None:
        super().__init__(plan, run, scratch, dry=dry)
        known = {field.column: field for field in self.model._meta.concrete_fields}
        self._found: dict[str, Mapping[str, int]] = {}
        self._empty = {
            fact.column: fact.empty(self)
            if callable(fact.empty)
            else fact.empty
            if fact.empty is not None
            else _default(known[fact.column])
            for fact in self.facts
        }

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        """The key as the file writes it."""
        whose = " ".join(reference(fields)) if "customer_id" in self.key else ""
        parts = [str(fields.get(fact.source) or "") for fact in self.facts if fact.column in self.key]
        return whose, "\x1f".join(parts)

    def prepare(self, rows: Sequence[Staged]) -> None:
        for fact in self.facts:
            if fact.find is not None:
                texts = {str(staged.fields[fact.source]) for staged in rows if staged.fields.get(fact.source)}
                self._found[fact.column] = fact.find(self, texts)

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        if staged.ordinal > 1 and "ordinal" not in self.key:
            raise RowRejected(Problem("repeated_key"))
        own: list[Any] = [customer_id] if self.customer else []
        own += [staged.ordinal] if "ordinal" in self.key else []
        return (*own, *(self._value(fact, staged.fields.get(fact.source)) for fact in self.facts))

    def _value(self, fact: Column, cell: Any) -> Any:
        if cell is None:
            return self._empty[fact.column]
        if fact.find is None:
            return self._read[fact.column](cell)
        found = self._found[fact.column].get(str(cell))
        if found is None and fact.otherwise:
            raise RowRejected(Problem(fact.otherwise, self.plan.heading_of(fact.source), {"value": str(cell)}))
        return found


def by_term(dictionary: type[Term]) -> Finder:
    """Entries of a dictionary, by code or by label in any language."""

    def find(writer: FactWriter, texts: set[str]) -> Mapping[str, int]:
        return {text: term.pk for text in texts if (term := writer.terms.of(dictionary, text)) is not None}

    return find


def colleague(writer: FactWriter, texts: set[str]) -> Mapping[str, int]:
    """Ours, by user name or full name; say `otherwise="unknown_colleague"` with it."""
    return {text: user.pk for text in texts if (user := writer.terms.colleague(text)) is not None}


def by_value(model: type[models.Model], column: str, among: models.Q | None = None) -> Finder:
    """Records of another table by one of its columns (an invoice by its number), those of the file's system
    where that table keeps systems apart. Say the `otherwise` that tells what is missing."""

    def find(writer: FactWriter, texts: set[str]) -> Mapping[str, int]:
        rows = model._default_manager.filter(among or models.Q(), **{f"{column}__in": texts}).order_by()
        if any(field.column == "source" for field in model._meta.concrete_fields):
            rows = rows.filter(source=writer.source)
        return dict(rows.values_list(column, "pk"))

    return find


def base_currency(writer: FactWriter) -> str:
    return writer.base_currency


def _default(field: models.Field) -> Any:  # type: ignore[type-arg]
    if field.null and not field.has_default():
        return None
    return field.get_default()


def _reader(field: models.Field) -> Callable[[Any], Any]:  # type: ignore[type-arg]
    """From a checked cell to what the column holds: amounts are cents by now, days are text."""
    if isinstance(field, models.DecimalField):
        quantum = Decimal(1).scaleb(-field.decimal_places)
        return lambda cell: Decimal(cell).quantize(quantum, ROUND_HALF_UP)
    if isinstance(field, models.IntegerField) and not isinstance(field, MoneyField):
        return int
    if isinstance(field, models.FloatField):
        return float
    if isinstance(field, models.CharField | models.TextField):
        return lambda cell: naming.clean(str(cell)) if "\n" not in str(cell) else str(cell)
    return lambda cell: cell
