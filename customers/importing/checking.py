"""Rows into values, column by column: each distinct cell is parsed once per batch memory, each row checked as a whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from customers.importing import checks, kinds, limits
from customers.importing.cells import Parser, Style, Value
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.importing.sources import Record

BATCH = 5_000
MEMORY = 50_000


@dataclass
class Checked:
    """One batch of a file: the values of good rows by field, and the problems of the others."""

    first: int
    last: int
    numbers: list[int] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    rejected: dict[int, list[Problem]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.numbers) + len(self.rejected)


def batches(plan: Plan, *, size: int = BATCH) -> Iterator[Checked]:
    """All rows below the headings, checked, in batches."""
    memories: dict[str, dict[str, Value]] = {name: {} for name in plan.layout.fields}
    records = (record for record in plan.source.records() if record.number > plan.header_row)
    while batch := list(islice(records, size)):
        yield _check(plan, batch, memories)


def _check(plan: Plan, batch: Sequence[Record], memories: dict[str, dict[str, Value]]) -> Checked:
    problems: dict[int, list[Problem]] = {}
    sound: list[Record] = []
    for record in batch:
        shape = _shape(plan, record)
        if shape is None:
            sound.append(record)
        else:
            problems[record.number] = [shape]
    numbers = [record.number for record in sound]
    columns = _columns(plan, sound, memories, numbers, problems)
    guilty = set(problems)
    own = kinds.of(plan.kind).check(plan, columns, len(sound))
    for index, problem in chain(checks.needed(plan, columns), own, checks.money(plan, columns)):
        # A cell that could not be read is told once, not again as missing in what is computed from it.
        told = problems.setdefault(numbers[index], [])
        if problem not in told and not (problem.code == "missing" and numbers[index] in guilty):
            told.append(problem)
    rows = _rows(columns, len(sound), plan.layout.used_up)
    good = [(number, row) for number, row in zip(numbers, rows, strict=True) if number not in problems]
    return Checked(
        first=batch[0].number,
        last=batch[-1].number,
        numbers=[number for number, _row in good],
        rows=[row for _number, row in good],
        rejected=dict(sorted(problems.items())),
    )


def _shape(plan: Plan, record: Record) -> Problem | None:
    """What is wrong with the row before any cell is read."""
    if record.broken:
        return Problem(record.broken, details={"characters": limits.RECORD_CHARACTERS})
    width = len(plan.headings)
    if len(record.cells) != width:
        if any(cell.strip() for cell in record.cells[width:]):
            return Problem("too_many_cells", details={"cells": len(record.cells), "columns": width})
        record.cells.extend([""] * (width - len(record.cells)))
    if not any(cell and not cell.isspace() for cell in record.cells):
        return Problem("empty_row")
    first = record.cells[0]
    if first == plan.headings[0] and tuple(" ".join(cell.split()) for cell in record.cells[:width]) == plan.headings:
        return Problem("repeated_header")
    return None


def _columns(
    plan: Plan,
    records: Sequence[Record],
    memories: dict[str, dict[str, Value]],
    numbers: Sequence[int],
    problems: dict[int, list[Problem]],
) -> dict[str, list[Value]]:
    columns: dict[str, list[Value]] = {}
    for name, place in plan.columns.items():
        texts = [record.cells[place] for record in records]
        values, bad = _parse(texts, plan.layout.fields[name].parse, plan.style, memories[name])
        for index in bad:
            problems.setdefault(numbers[index], []).append(values[index].in_column(plan.headings[place]))
            values[index] = None
        columns[name] = values
    for name, value in plan.fixed.items():
        columns[name] = [value] * len(records)
    for name, (first, second) in plan.computed.items():
        columns[name] = [
            None if one is None or other is None else one * other
            for one, other in zip(columns[first], columns[second], strict=True)
        ]
    return columns


def _parse(
    texts: Sequence[str], parse: Parser, style: Style, memory: dict[str, Value]
) -> tuple[list[Value], Iterable[int]]:
    """Values of one column, and the places of its problems. Columns repeat themselves: most cells were seen before."""
    if len(memory) > MEMORY:
        memory.clear()
    for text in set(texts).difference(memory):
        memory[text] = parse(text, style)
    values = [memory[text] for text in texts]
    return values, [index for index, value in enumerate(values) if type(value) is Problem]


def _rows(columns: dict[str, list[Value]], count: int, used_up: Sequence[str]) -> list[dict[str, Any]]:
    """Row by row and in plain values: what was only needed to compute others stays behind."""
    kept = {name: _plain(values) for name, values in columns.items() if name not in used_up}
    if not kept:
        return [{} for _ in range(count)]
    names = tuple(kept)
    return [dict(zip(names, values, strict=True)) for values in zip(*kept.values(), strict=True)]


def _plain(values: list[Value]) -> list[Value]:
    """Dates and decimals as text."""
    texts = {value: str(value) for value in set(values) if isinstance(value, Decimal | date)}
    return [texts.get(value, value) for value in values] if texts else values
