"""How one file is read: which column is which field, what is fixed or computed, and how numbers and dates are written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from customers.importing import cells, kinds, limits
from customers.importing.aliases import folded
from customers.importing.cells import Parser, Style
from customers.importing.layouts import Layout
from customers.importing.problems import FileRefused, Problem
from customers.importing.sources import Record, Source


@dataclass(frozen=True)
class Options:
    """What a person, or a map file, says about a file; everything may be left to us."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Field → heading; an empty heading leaves the field out."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    computed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    currency: str = ""
    vat: str = "excluded"
    unknown_customer: str = ""
    date_order: str = ""
    decimal: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    source: str = "ledger"

    @classmethod
    def from_json(cls, written: Any, kind: str) -> "Options":
        """Check a map as somebody wrote it. Errors: FileRefused naming what is wrong."""
        if not isinstance(written, dict):
            raise FileRefused(_("The map is not a JSON object."))
        unknown = sorted(set(written) - set(cls.__dataclass_fields__))
        if unknown:
            raise FileRefused(_("The map has unknown keys: %(keys)s.") % {"keys": ", ".join(unknown)})
        for key in ("columns", "fixed", "computed"):
            if not isinstance(written.get(key, {}), dict):
                raise FileRefused(_("“%(key)s” in the map is not an object.") % {"key": key})
        texts = {key: value for key, value in written.items() if key not in {"columns", "fixed", "computed"}}
        for key, value in texts.items():
            if not isinstance(value, str) or value not in CHOICES.get(key, {value}):
                raise FileRefused(_("“%(value)s” does not fit “%(key)s” in the map.") % {"key": key, "value": value})
        fields = kinds.of(kind).layout.fields
        columns = {**_columns(written.get("columns", {}), fields)}
        fixed = {name: str(value) for name, value in written.get("fixed", {}).items()}
        computed = {name: _factors(name, value) for name, value in written.get("computed", {}).items()}
        strangers = sorted((set(fixed) | set(computed)) - set(fields))
        if strangers:
            raise FileRefused(_("The map names unknown fields: %(fields)s.") % {"fields": ", ".join(strangers)})
        return cls(columns=columns, fixed=fixed, computed=computed, **texts)

    def as_json(self) -> dict[str, Any]:
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return dict(json.loads(json.dumps({name: value for name, value in plain.items() if value})))


CHOICES: dict[str, set[str]] = {
    "vat": {"included", "excluded"},
    "unknown_customer": {"stub", "reject"},
    "date_order": {"ymd", "dmy", "mdy", ""},
    "decimal": {".", ",", ""},
    "delimiter": {",", ";", "\t", "|", ""},
}


def _columns(written: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, str]:
    """Field → heading, whichever way round it was written."""
    columns = {}
    for key, value in written.items():
        text = "" if value is None else str(value)
        if key in fields:
            columns[key] = text
        elif text in fields:
            columns[text] = key
        elif text:
            raise FileRefused(_("The map names unknown fields: %(fields)s.") % {"fields": f"{key} → {text}"})
    return columns


def _factors(name: str, value: Any) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(part, str) for part in value):
        raise FileRefused(_("“%(field)s” is computed from exactly two columns.") % {"field": name})
    return value[0], value[1]


@dataclass(frozen=True)
class Plan:
    kind: str
    source: Source
    headings: tuple[str, ...]
    header_row: int
    columns: Mapping[str, int]
    """Field → index of its column."""
    fixed: Mapping[str, Any]
    computed: Mapping[str, tuple[str, str]]
    style: Style
    options: Options

    @property
    def layout(self) -> Layout:
        return kinds.of(self.kind).layout

    @property
    def given(self) -> frozenset[str]:
        """Fields that the file says something about: the others of an existing record stay as they are."""
        return frozenset(self.columns) | frozenset(self.fixed) | frozenset(self.computed)

    @property
    def unmatched(self) -> list[str]:
        used = set(self.columns.values())
        return [heading for index, heading in enumerate(self.headings) if index not in used]

    def heading_of(self, name: str) -> str:
        """What the sender calls the field, for messages."""
        if name in self.columns:
            return self.headings[self.columns[name]]
        if name in self.computed:
            return " × ".join(self.heading_of(part) for part in self.computed[name])
        return str(self.layout.fields[name].label)

    def missing(self) -> list[str]:
        """Labels of what a row cannot do without and no column gives; empty when the file can be imported."""
        groups = [group for group in self.layout.needed if not self.given.intersection(group)]
        return [" / ".join(str(self.layout.fields[name].label) for name in group) for group in groups]


def make(kind: str, source: Source, options: Options, *, zone: str) -> Plan:
    """Match the columns of a file. Errors: FileRefused when it has no headings or the options do not fit it."""
    head = list(islice(source.records(), limits.SAMPLE_ROWS))
    header = _header(head, kind)
    if len(header.cells) > limits.COLUMNS:
        raise FileRefused(_("The file has more than %(count)s columns.") % {"count": limits.COLUMNS})
    headings = _distinct(header.cells)
    columns = _match(kind, headings, options)
    computed = _computed(kind, headings, columns, options)
    for name in computed:
        columns.pop(name, None)
    sample = [record.cells for record in head if record.number > header.number and not record.broken]
    style = _style(kind, columns, sample, options, zone)
    fixed = {name: _fix(kind, name, text, style) for name, text in options.fixed.items()}
    if options.currency and "currency" in kinds.of(kind).layout.fields:
        fixed.setdefault("currency", _fix(kind, "currency", options.currency, style))
        columns.pop("currency", None)
    for name in fixed:
        columns.pop(name, None)
    return Plan(kind, source, headings, header.number, columns, fixed, computed, style, options)


def _header(head: Sequence[Record], kind: str) -> Record:
    """The row with most headings we know among the first ones, else the first; tables may have a title above."""
    known = kinds.of(kind).layout.headings()
    rows = [record for record in head[: limits.HEADER_SEARCH] if not record.broken and any(record.cells)]
    if not rows:
        raise FileRefused(_("The file has no row of headings."))
    return max(rows, key=lambda record: (len({known.get(folded(cell)) for cell in record.cells}), -record.number))


def _distinct(cells_: Sequence[str]) -> tuple[str, ...]:
    """Headings told apart: a second “Amount” becomes “Amount (2)”, an empty one “Column 3”."""
    headings: list[str] = []
    for place, cell in enumerate(cells_, start=1):
        name = " ".join(cell.replace("\x00", "").split())[:200] or _("Column %(place)s") % {"place": place}
        count = 1
        unique = name
        while unique in headings:
            count += 1
            unique = f"{name} ({count})"
        headings.append(unique)
    return tuple(headings)


def _match(kind: str, headings: Sequence[str], options: Options) -> dict[str, int]:
    known = kinds.of(kind).layout.headings()
    columns: dict[str, int] = {}
    for name, heading in options.columns.items():
        if heading and heading not in headings:
            raise FileRefused(_("The file has no column “%(heading)s”.") % {"heading": heading})
        if heading:
            columns[name] = headings.index(heading)
    taken = set(columns.values())
    for index, heading in enumerate(headings):
        guess = known.get(folded(heading))
        if guess and guess not in options.columns and guess not in columns and index not in taken:
            columns[guess] = index
    return columns


def _computed(
    kind: str, headings: Sequence[str], columns: dict[str, int], options: Options
) -> dict[str, tuple[str, str]]:
    """Amounts that are a product: as the options say, else quantity × unit price when no amount is matched."""
    layout, computed = kinds.of(kind).layout, {}
    for name, parts in options.computed.items():
        for part, usual in zip(parts, ("quantity", "unit_price"), strict=True):
            if part not in layout.fields and part in headings:
                columns[usual] = headings.index(part)
            elif part not in columns and part not in options.fixed:
                raise FileRefused(_("The file has no column “%(heading)s”.") % {"heading": part})
        first, second = (
            part if part in layout.fields else usual
            for part, usual in zip(parts, ("quantity", "unit_price"), strict=True)
        )
        computed[name] = (first, second)
    has_both = all(part in columns or part in options.fixed for part in ("quantity", "unit_price"))
    if (
        layout.amounts
        and has_both
        and not any(name in columns or name in computed or name in options.fixed for name in layout.amounts)
    ):
        computed[layout.amounts[0]] = ("quantity", "unit_price")
    return computed


def _style(
    kind: str, columns: Mapping[str, int], sample: Sequence[Sequence[str]], options: Options, zone: str
) -> Style:
    fields = kinds.of(kind).layout.fields

    def texts(*parsers: Parser) -> list[str]:
        """Cells of the columns that are read by one of these; shares are written in too many ways to tell a style."""
        places = [place for name, place in columns.items() if fields[name].parse in parsers]
        return [row[place] for row in sample for place in places if place < len(row) and row[place]]

    order = options.date_order or cells.date_order_of(texts(cells.day)) or ""
    mark = options.decimal or cells.decimal_mark_of(texts(cells.number, cells.quantity))
    return Style(date_order=order if order in {"dmy", "mdy"} else None, decimal_mark=mark, zone=zone)


def _fix(kind: str, name: str, text: str, style: Style) -> Any:
    value = kinds.of(kind).layout.fields[name].parse(text, style)
    if isinstance(value, Problem) or value is None:
        why = value.reason if isinstance(value, Problem) else _("The cell is empty.")
        raise FileRefused(_("The fixed value for “%(field)s” cannot be used: %(why)s") % {"field": name, "why": why})
    return value
